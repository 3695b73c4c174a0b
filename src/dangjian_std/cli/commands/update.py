"""`dstd update`: the project of a unit on a new state of the set that it adopts."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dangjian_std.cli.console import chinese, context
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.domain.catalog import Catalog
    from dangjian_std.reading.project import RawSource
    from dangjian_std.reading.tree import Tree
    from dangjian_std.reading.updating import Update


@dataclass(frozen=True, slots=True)
class UpdateRequest:
    """What a person asks for: which base, where the old one is, and whether anything is written."""

    to: str | None
    revision: str | None
    old: Path | None
    diff: bool
    write: bool


@click.command("update", cls=chinese.Command, place=7, options_metavar="[选项]")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option("--to", metavar="母本", help="新的母本：随程序，或者文件夹，或者原来那个文件夹的 git 版本")
@click.option("--revision", metavar="版本", help="同 --to 文件夹 一起写：那里的 git 版本")
@click.option(
    "--old", metavar="文件夹", type=click.Path(path_type=Path), help="原来那一版母本在哪里（程序找不到的时候写）"
)
@click.option("--diff", is_flag=True, help="只看自己的文件要改哪些字，不改")
@click.option("--check", is_flag=True, help="只看母本改了什么、碰到本单位哪些地方，不改")
def command(  # noqa: PLR0913 one parameter for each option
    root: Path | None, to: str | None, revision: str | None, old: Path | None, *, diff: bool, check: bool
) -> None:
    """母本修订了，跟上去：说出改了哪些职责，哪些碰到本单位改过的，再改写单位表里的版次和校验值。

    本单位改过的，照本单位的；两边都改了的、母本已经没有的，逐处说出来。有错误就一个字也不写；
    中途断了，下一次先恢复原样。
    """
    from dangjian_std.output import exchange, locks
    from dangjian_std.reading import project

    asked = UpdateRequest(to, revision, old, diff, write=not (check or diff))
    folder = project.find_root(root or Path())
    if not project.adopts(folder):
        raise DstdError("这是一套标准，不是沿用标准的单位，没有母本可跟。")
    if not asked.write:
        if exchange.unfinished(folder):
            raise DstdError("上次没有写完。先运行 dstd update，会先恢复原样。")
        _update(folder, asked)
        return
    with locks.locked(folder):
        if exchange.restore(folder):
            click.echo("上次没有写完，已恢复原样，现在重新来。")
        _update(folder, asked)


def _update(folder: Path, asked: UpdateRequest) -> None:
    from dangjian_std.cli.console import update_report
    from dangjian_std.reading import layers, load, migrations, project, updating
    from dangjian_std.reading.updating import base_states, rebasing

    own = tuple(project.sources(folder))
    source = _source(own)
    stated = source.data["base"]
    place = base_states.named(folder, stated, asked.to, asked.revision)
    new = base_states.read(folder, *place)
    after = _catalog(new, place[0])
    here = (stated["from"], stated.get("revision"), stated["edition"], stated["sha256"])
    if here == (*place, after.system.edition, layers.digest(new)):
        click.echo(f"母本没有变，还是{visible(stated['edition'])}。")
        return
    old = base_states.pinned(folder, stated, asked.old)
    before = load.load(migrations.earlier(old)).catalog if old else None
    old = old if before else ()
    made = updating.onto(own, source, old, new, place)
    if asked.diff:
        click.echo("\n".join(update_report.differences(made)))
        return
    loaded, found = context.judged(made.raws)
    click.echo(update_report.text(made, stated, before, after))
    found = (*made.rebased.found, *rebasing.advised(found, made.rebased.gone))
    if context.fails(found, strict=False):
        context.refuse(found, loaded, "没有写任何文件。照上面说的改好本单位的文件，再来一次。")
    if found:
        click.echo(update_report.remarks(found, loaded))
    if not asked.write:
        sys.exit(context.EXIT_FINDINGS)
    if tuple(project.sources(folder)) != own:
        raise DstdError("这时候有文件被改动了，没有写任何文件。请再运行一次。")
    written = _write(folder, made, after, {raw.path for raw in own})
    click.echo(f"写好了 {'、'.join(map(visible, written))}。接着运行 dstd validate 和 dstd build。")


def _source(own: Sequence[RawSource]) -> Tree:
    """Return what says what the unit is, or stop with what cannot be read of it or beside it."""
    from dangjian_std.reading import load, schema, unit_sources
    from dangjian_std.reading.parse import parse
    from dangjian_std.reading.project import UNIT_SHEET

    files = [(unit_sources.workbook if unit_sources.is_workbook(raw) else parse)(raw) for raw in own]
    trees, drift = unit_sources.settled({each.source.path: each.tree for each in files if each.tree})
    tree = trees.get(UNIT_SHEET)
    found = (*(said for each in files for said in each.diagnostics), *drift, *(schema.check(tree) if tree else ()))
    if found or tree is None:
        sources = {each.source.path: each.source for each in files}
        context.refuse(found, load.Loaded(None, sources=sources), "没有写任何文件。")
    return tree


def _catalog(raws: Sequence[RawSource], place: str) -> Catalog:
    """Return what a new base says, or stop: it has to be of the format of this program."""
    from dangjian_std.reading import migrations, schema

    number = migrations.stated(raws)
    if number is not None and number < schema.newest_format():
        raise DstdError(
            f"母本“{visible(place)}”还是第{number}版格式，本程序用第{schema.newest_format()}版。"
            "请制定母本的单位先运行 dstd migrate。没有写任何文件。"
        )
    return context.earlier(raws, f"母本“{visible(place)}”")


def _write(folder: Path, made: Update, base: Catalog, there: set[str]) -> list[str]:
    """Write what changes, the source of the sheet last, and return the names: all of it, or nothing."""
    from dangjian_std.output import exchange
    from dangjian_std.reading.project import UNIT_WORKBOOK
    from dangjian_std.scaffold import unit_workbook

    files: dict[str, bytes] = {each.new.path: each.new.data for each in made.changed}
    source = made.sheet.source.path
    last = files.pop(source)
    if source == UNIT_WORKBOOK:
        last = _renewed(last, made.sheet.data, base)
    name, data = unit_workbook.twin(source, made.sheet.data, base)
    if name in there:
        files[name] = data
    exchange.exchange(folder, files, (source, last))
    return [*files, source]


def _renewed(data: bytes, said: Mapping[str, Any], base: Catalog) -> bytes:
    """Return the workbook with what the new base has in the cells that only tell, if it says the same then."""
    from dangjian_std.reading import unit_sources
    from dangjian_std.reading.project import UNIT_WORKBOOK, RawSource
    from dangjian_std.scaffold import renewed_workbook, unit_workbook

    found = renewed_workbook.renewed(data, unit_workbook.workbook(said, base, made=False))
    tree = unit_sources.workbook(RawSource(UNIT_WORKBOOK, found)).tree
    return found if tree and tree.data == said else data
