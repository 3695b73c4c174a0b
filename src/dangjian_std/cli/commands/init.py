"""`dstd init`: the project of a unit that adopts a set."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dangjian_std.cli.console import base_sets, chinese, context
from dangjian_std.reading.tracked import LEDGER_FOLDER
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.reading.load import Loaded


def _platforms() -> tuple[str, ...]:
    from dangjian_std.scaffold import ci_files

    return ci_files.PLATFORMS


def _examples() -> tuple[str, ...]:
    from dangjian_std.scaffold import examples

    return examples.names()


@click.command("init", cls=chinese.Command, place=5, options_metavar="[选项]")
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@click.option("--name", metavar="文字", help="单位名称")
@click.option("--prefix", metavar="文字", help="标准编号的代号，如 SLJ")
@click.option("--year", metavar="年份", help="哪一年（默认：母本的年份）")
@click.option("--shape", metavar="文字", help="单位类型，如 机关党委")
@click.option(
    "--branch", metavar="文字", multiple=True, help="党支部，如 “机关第一党支部 12 第一党小组”，可以写多次"
)
@click.option("--leaders", metavar="人数", help="几名党员领导干部（默认：0）")
@click.option(
    "--base", metavar="文件夹", type=click.Path(path_type=Path), help="母本在哪里（默认：随程序的那一套）"
)
@click.option("--revision", metavar="版本", help="母本在 git 里的版本")
@click.option(
    "--from",
    "workbook",
    metavar="单位.xlsx",
    type=click.Path(path_type=Path),
    help="填好的单位表，不再提问（空的用 dstd sheet 做）",
)
@click.option(
    "--example", type=chinese.OneOf(_examples), help="哪个领域现成的一层，抄进 local/（见 docs/领域.md）"
)
@click.option(
    "--ci",
    "platforms",
    type=chinese.OneOf(_platforms),
    multiple=True,
    help="在哪个平台上自动检查，可以写多次（默认：github）",
)
def command(
    folder: Path,
    base: Path | None,
    revision: str | None,
    workbook: Path | None,
    platforms: tuple[str, ...],
    **given: Any,
) -> None:
    """给沿用一套标准的单位新建一个项目：单位表、自己的规定、说明。

    没有写明的会逐项提问。已有的文件一个也不动；名单放在旁边的“台账”里，不进项目。
    """
    from dangjian_std import __version__
    from dangjian_std.output import write
    from dangjian_std.reading import layers
    from dangjian_std.reading.project import UNIT_SHEET, UNIT_WORKBOOK, RawSource
    from dangjian_std.scaffold import ci_files, new_unit

    top, example = Path(os.path.abspath(folder)), given.pop("example")  # noqa: PTH100 it need not be there
    _refuse_taken(top)
    if workbook is None:
        made = _answered(top, base, revision, given)
    elif base or revision or any(given.values()):
        raise DstdError("单位表里都写着，写了 --from 就不写别的选项。")
    else:
        made = _from_workbook(workbook)
    sheet = UNIT_WORKBOOK if workbook else UNIT_SHEET
    more = _with_example(made, example)
    local = (RawSource(path, data) for path, data in made.items() if path.endswith(".yaml") and path != sheet)
    loaded, wrong = context.judged(layers.over(top, (RawSource(sheet, made[sheet]), *local)))
    if context.fails(wrong, strict=False):
        context.refuse(wrong, loaded, "没有写任何文件。请按上面说的改一改，再来一次。")
    place = _place(loaded)
    within, outside = place not in {layers.SHIPPED, ""} and not _outside(place), _outside(place)
    checks = ci_files.texts(platforms or ("github",), __version__, within=within)
    made |= {path: text.encode() for path, text in checks.items()}
    files = {f"{top.name}/{path}": data for path, data in made.items()}
    if not (top.parent / LEDGER_FOLDER).exists():
        files[f"{LEDGER_FOLDER}/说明.txt"] = new_unit.LEDGER_NOTE.encode()
    write.create(top.parent, files)
    for path in files:
        click.echo(f"新建了 {context.shown_path(top.parent / path)}")
    click.echo(f"接下来：看一遍 {context.shown_path(top / sheet)}，再运行 dstd build {context.shown_path(top)}")
    if more:
        click.echo(f"这个领域用不上的标准，照下面填进 {sheet} 的“采用”：\n{more.rstrip()}")
    if outside:
        click.echo(
            f"母本在项目外面（{place}）：提交以后，平台上的自动检查取不到它，会报 DS030。两个办法选一个：\n"
            "  把母本加成项目里的子模块，再运行 dstd update --to 子模块的文件夹；\n"
            "  或者请制定母本的单位把它打进程序的安装包，改成“随程序”。"
            "怎样做见《采用》的“自动检查取得到母本”。"
        )


def _with_example(made: dict[str, bytes], example: str | None) -> str:
    """Put the layer of a field of work into the files of a project; return what a person puts into a workbook."""
    from dangjian_std.reading.project import UNIT_SHEET
    from dangjian_std.scaffold import examples

    if example is None:
        return ""
    files, lines = examples.texts(example)
    made |= {path: text.encode() for path, text in files.items()}
    if UNIT_SHEET in made:
        made[UNIT_SHEET] += f"\n{lines}".encode()
        return ""
    return lines


def _place(loaded: Loaded) -> str:
    """Return where the base is, as the sheet says it."""
    adoption = loaded.catalog.adoption if loaded.catalog else None
    return adoption.sheet.base.from_ if adoption else ""


def _outside(place: str) -> bool:
    """Whether a base lies outside the project, where a platform that checks it has only the project."""
    return Path(place).is_absolute() or place.split("/", maxsplit=1)[0] == ".."


def _answered(top: Path, base: Path | None, revision: str | None, given: dict[str, Any]) -> dict[str, bytes]:
    """Return the files of a project whose unit.yaml is made of answers."""
    from dangjian_std.cli.console import interview
    from dangjian_std.reading import layers
    from dangjian_std.scaffold import new_unit

    place, raws = base_sets.base_of(top, base, revision)
    catalog = base_sets.catalog_of(raws, place)
    found = interview.answers(new_unit.UNIT_QUESTIONS, catalog, given, {})
    pinned = new_unit.Base(place=place, revision=revision, sha256=layers.digest(raws))
    texts = new_unit.texts(found, pinned, catalog)
    return {path: text.encode() for path, text in texts.items()}


def _from_workbook(path: Path) -> dict[str, bytes]:
    """Return the files of a project that has a filled workbook."""
    from dangjian_std.reading import load, project, unit_sources
    from dangjian_std.reading.project import UNIT_WORKBOOK, RawSource
    from dangjian_std.scaffold import new_unit

    data = project.local(path)
    read = unit_sources.workbook(RawSource(UNIT_WORKBOOK, data))
    if read.tree is None:
        context.refuse(
            read.diagnostics, load.Loaded(None, sources={UNIT_WORKBOOK: read.source}), "没有写任何文件。"
        )
    texts = new_unit.around(str(read.tree.data["name"]), UNIT_WORKBOOK)
    return {UNIT_WORKBOOK: data} | {name: text.encode() for name, text in texts.items()}


def _refuse_taken(top: Path) -> None:
    """Refuse a folder that is in a project, or cannot be made."""
    from dangjian_std.reading import project

    if not top.parent.is_dir():
        raise DstdError(f"没有 {context.shown_path(top.parent)} 这个文件夹。请先建好它，或者换一个地方。")
    if any((top / name).exists() for name in (project.CATALOG_FILE, project.UNIT_SHEET, project.UNIT_WORKBOOK)):
        raise DstdError(f"{context.shown_path(top)} 里已经有一个项目。请换一个文件夹。")
