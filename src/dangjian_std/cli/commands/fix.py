"""`dstd fix`: findings mended where there is one safe way."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese, context
from dangjian_std.text.characters import visible

if TYPE_CHECKING:
    from dangjian_std.editing.fixing import Fixed
    from dangjian_std.reading.checked_files import FileScope
    from dangjian_std.reading.project import RawSource
    from dangjian_std.text.diagnostic import Diagnostic


@click.command("fix", cls=chinese.Command, place=91, options_metavar="[选项]")
@click.argument("paths", nargs=-1, metavar="[路径]...", type=click.Path(path_type=Path))
@click.option("--diff", is_flag=True, help="只看要改哪些地方，不改")
def command(paths: tuple[Path, ...], *, diff: bool) -> None:
    """改正只有一种改法的错误，如打错一个字的名称、全角的标点。

    路径同 dstd validate 一样写。改完再查一遍：没有改好、多出别的错误的，那一处不改。
    """
    from dangjian_std.cli.console import reporters, rewriting
    from dangjian_std.reading import checked_files
    from dangjian_std.text.errors import DstdError

    asked = checked_files.scope(paths)
    if asked.unread:
        raise DstdError(asked.complaint)
    made = rewriting.rewrite(asked.root, lambda raws: _fixed(asked, raws), "fix", writes=not diff)
    if diff:
        rewriting.show(made.changed)
        return
    for each in made.mended:
        click.echo(f"改好了 {visible(each.place.span.where)} {each.code} {visible(each.message)}")
    ours, _ = asked.split(made.left)
    click.echo(_summary(len(made.mended), reporters.number(ours, "，")))
    if context.fails(ours, strict=False):
        sys.exit(context.EXIT_FINDINGS)


def _summary(mended: int, left: str) -> str:
    if not left:
        return f"改好了 {mended} 处，没有别的问题。" if mended else "没有要改的。"
    done = f"改好了 {mended} 处" if mended else "没有能自动改的"
    return f"{done}，还有 {left}要你来改：运行 dstd validate 看在哪里。"


def _fixed(asked: FileScope, raws: Sequence[RawSource]) -> Fixed:
    """Mend what is asked for in the files that are the project's own."""
    from dangjian_std.editing import fixing
    from dangjian_std.reading import layers

    def judge(files: Sequence[RawSource]) -> tuple[Diagnostic, ...]:
        return context.judged(layers.over(asked.root, tuple(files)))[1]

    return fixing.fixed(raws, judge, lambda each: bool(asked.split([each])[0]))
