"""`dstd comments`: ask units what they think of a standard, and put together what they say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese, context, list_files
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.domain.comments import Comment
    from dangjian_std.text.diagnostic import Diagnostic

MOST_BYTES_OF_COMMENTS = 20_000_000
"""Bytes of a file that is handed in."""


@click.group("comments", cls=chinese.Family, place=96)
def command() -> None:
    """征求意见：做征求意见表，把收回来的意见汇总成处理表。"""


@command.command("form", options_metavar="[选项]")
@click.argument("codes", nargs=-1, metavar="[标准代号]...")
@list_files.FORMAT_OPTION
@list_files.FILE_OPTION
def form(codes: tuple[str, ...], format_: str | None, out: Path | None) -> None:
    """做一份征求意见表：一条一行，发给各单位填。

    不写代号的，是状态为“征求意见”的各项标准。-o 意见表.xlsx 或 意见表.docx。
    """
    from dangjian_std.domain.vocabulary import Status
    from dangjian_std.publications.reports import comments

    made_as = list_files.form(format_, out)
    catalog = context.catalog(None)
    for code in codes:
        if code not in catalog.standards:
            context.unknown("标准", code, catalog.standards)
    asked = [code for code, each in sorted(catalog.standards.items()) if each.status is Status.COMMENT]
    chosen = list(dict.fromkeys(codes)) or asked
    if not chosen:
        raise DstdError("没有状态是“征求意见”的标准。写上要征求意见的标准代号，如 dstd comments form DJ401。")
    list_files.deliver(comments.form(catalog, chosen), made_as, context.file(None, out) if out else None)


@command.command("collect", options_metavar="[选项]")
@click.argument("files", nargs=-1, required=True, metavar="文件...", type=click.Path(path_type=Path))
@list_files.FORMAT_OPTION
@list_files.FILE_OPTION
def collect(files: tuple[Path, ...], format_: str | None, out: Path | None) -> None:
    """把收回来的征求意见表汇总成意见汇总处理表。

    已经写了处理的汇总表也一起写在文件里：写过的处理带到新表，同一条意见只列一次。
    读不了的、不知道说哪一条的逐处说出来，别的照样汇总；有这样的，或者有意见还没有处理的，以1退出。
    """
    from dangjian_std.cli.console import reporters
    from dangjian_std.domain.comments import gathered
    from dangjian_std.publications.reports import comments
    from dangjian_std.reading import comment_files, project

    made_as = list_files.form(format_, out)
    catalog = context.catalog(None)
    said: list[Comment] = []
    found: list[Diagnostic] = []
    for file in files:
        more, troubles = comment_files.read(context.shown_path(file), project.local(file, MOST_BYTES_OF_COMMENTS))
        said += more
        found += troubles
    every = gathered(said)
    place = context.file(None, out) if out else None
    list_files.deliver(comments.summary(catalog, every), made_as, place)
    if found:
        click.echo(reporters.as_text(found, {}, len(files)), err=True)
    open_ = [each for each in every if not each.answered]
    for line in _open(open_):
        click.echo(line, err=True)
    sys.exit(context.EXIT_FINDINGS if found or open_ else context.EXIT_CLEAN)


def _open(comments: list[Comment]) -> list[str]:
    """Say which comments are still to be decided on."""
    if not comments:
        return []
    head = f"还有 {len(comments)} 条意见没有处理（写上采纳、部分采纳或者不采纳；后两种写理由）："
    return [
        head,
        *(f"  {each.span.where}　{each.at}　{each.unit}：{each.said}{_lacking(each)}" for each in comments),
    ]


def _lacking(comment: Comment) -> str:
    return f"（写了{comment.verdict.value}，没有写处理理由）" if comment.verdict else ""
