"""`dstd fmt`: every file in the one layout."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese, context

if TYPE_CHECKING:
    from dangjian_std.reading.checked_files import FileScope
    from dangjian_std.reading.formatting import Formatted
    from dangjian_std.reading.project import RawSource


@click.command("fmt", cls=chinese.Command, place=92, options_metavar="[选项]")
@click.argument("paths", nargs=-1, metavar="[路径]...", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="只看哪些没有排好，不改；有的话退出码是 1")
@click.option("--diff", is_flag=True, help="只看要改哪些地方，不改")
def command(paths: tuple[Path, ...], *, check: bool, diff: bool) -> None:
    """把标准文件排成同一种版式，不改内容。

    路径同 dstd validate 一样写。排的是键的先后、缩进、引号、空行和过宽的括号；注释都留着。
    """
    from dangjian_std.cli.console import rewriting
    from dangjian_std.reading import checked_files
    from dangjian_std.text.errors import DstdError

    asked = checked_files.scope(paths)
    if asked.unread:
        raise DstdError(asked.complaint)
    made = rewriting.rewrite(asked.root, lambda raws: _formatted(asked, raws), "fmt", writes=not (check or diff))
    if diff:
        rewriting.show(made.changed)
    if check and made.changed:
        click.echo(f"没有排好的有 {len(made.changed)} 个文件，运行 dstd fmt：", err=True)
        rewriting.tell(made.changed)
        sys.exit(context.EXIT_FINDINGS)
    if not diff:
        done = f"排好了 {len(made.changed)} 个文件。" if made.changed else ""
        click.echo(done or f"看了 {made.seen} 个文件，都是排好的。", err=True)
        rewriting.tell(made.changed)


def _formatted(asked: FileScope, raws: Iterable[RawSource]) -> Formatted:
    """Format what is asked for, or stop with what cannot be read of it."""
    from dangjian_std.reading import formatting, load, unit_sources
    from dangjian_std.reading.parse import parse
    from dangjian_std.reading.yaml_editing.operations import AmendError

    chosen = [raw for raw in raws if asked.files is None or raw.path in asked.files]
    chosen = [raw for raw in chosen if not unit_sources.is_workbook(raw)]
    files = list(map(parse, chosen))
    if found := [each for file in files for each in file.diagnostics]:
        sources = {file.source.path: file.source for file in files}
        context.refuse(found, load.Loaded(None, sources=sources), "没有写任何文件。改好以后，再运行 dstd fmt。")
    try:
        return formatting.all_formatted(chosen)
    except AmendError as error:
        raise context.RefusedError(f"{error}没有写任何文件。") from None
