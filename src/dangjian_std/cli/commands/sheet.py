"""`dstd sheet`: 单位.xlsx to be filled in; of 单位.xlsx and unit.yaml the one that is made of the other."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import base_sets, chinese, context
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.reading.project import RawSource
    from dangjian_std.reading.tree import Tree


@click.command("sheet", cls=chinese.Command, place=6, options_metavar="[选项]")
@click.argument("folder", required=False, metavar="[文件夹]", type=click.Path(path_type=Path))
@click.option(
    "--base", metavar="文件夹", type=click.Path(path_type=Path), help="母本在哪里（默认：随程序的那一套）"
)
@click.option("--revision", metavar="版本", help="母本在 git 里的版本")
def command(folder: Path | None, base: Path | None, revision: str | None) -> None:
    """做一份空的 单位.xlsx 来填；已经有单位表的，做它的另一种样子。

    有 单位.xlsx 的，照它生成 unit.yaml；有 unit.yaml 的，照它生成 单位.xlsx。生成的那一个不要改。
    """
    from dangjian_std.reading import project

    top = Path(os.path.abspath(folder or Path()))  # noqa: PTH100 it need not be there
    if top.name == project.UNIT_WORKBOOK:
        top = top.parent
    if (top / project.CATALOG_FILE).exists():
        raise DstdError(f"{context.shown_path(top)} 是一套标准，不是沿用标准的单位。请换一个文件夹。")
    if not project.adopts(top):
        _blank(top, base, revision)
    elif base or revision:
        raise DstdError("单位表里写着母本，不再写 --base、--revision。")
    else:
        _other(top)


def _blank(top: Path, base: Path | None, revision: str | None) -> None:
    """Make a workbook that is to be filled in."""
    from dangjian_std.output import write
    from dangjian_std.reading import layers
    from dangjian_std.reading.project import UNIT_WORKBOOK
    from dangjian_std.scaffold import unit_workbook

    place, raws = base_sets.base_of(top, base, revision)
    catalog = base_sets.catalog_of(raws, place)
    pinned = {"from": place, "edition": catalog.system.edition, "sha256": layers.digest(raws)}
    data = {"base": pinned | ({"revision": revision} if revision else {})}
    write.create(top.parent, {f"{top.name}/{UNIT_WORKBOOK}": unit_workbook.workbook(data, catalog, made=False)})
    click.echo(f"新建了 {context.shown_path(top / UNIT_WORKBOOK)}")
    click.echo(f"接下来：打开它填好、存盘，再运行 dstd build {context.shown_path(top / UNIT_WORKBOOK)}")


def _other(top: Path) -> None:
    """Make the other one of the two, in place of what was made before."""
    from dangjian_std.output import write
    from dangjian_std.reading import layers, project, unit_sources
    from dangjian_std.scaffold import unit_workbook

    files = {raw.path: raw for raw in project.sources(top)}
    names = [name for name in (project.UNIT_SHEET, project.UNIT_WORKBOOK) if name in files]
    trees = {name: _tree(files[name]) for name in names}
    made = [name for name in names if unit_sources.made(trees[name])]
    if len(names) > 1:
        if len(made) != 1:
            raise DstdError(
                f"{' 和 '.join(names)} 都在，不知道以哪一个为准。留下要用的那一个，把另一个移走，再来一次。"
            )
        del files[made[0]]
        names.remove(made[0])
    (source,) = names
    loaded, found = context.judged(layers.over(top, tuple(files.values())))
    if context.fails(found, strict=False):
        context.refuse(found, loaded, "没有写任何文件。")
    data = trees[source].data
    stated = data["base"]
    raws = layers.base_of(top, stated["from"], stated.get("revision"))
    name, made_of = unit_workbook.twin(source, data, base_sets.catalog_of(raws, stated["from"]))
    write.write_all(top, {name: made_of})
    click.echo(f"照 {source} 生成了 {context.shown_path(top / name)}")


def _tree(raw: RawSource) -> Tree:
    """Return what a sheet says, or stop with what is wrong with it."""
    from dangjian_std.reading import load, unit_sources
    from dangjian_std.reading.parse import parse

    read = unit_sources.workbook(raw) if unit_sources.is_workbook(raw) else parse(raw)
    if read.tree is None:
        context.refuse(read.diagnostics, load.Loaded(None, sources={raw.path: read.source}), "没有写任何文件。")
    return read.tree
