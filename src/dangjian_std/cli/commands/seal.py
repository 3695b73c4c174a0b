"""`dstd seal`: one article was compared with the text of its regulation; from now on an edit of it shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click

from dangjian_std.cli.console import chinese
from dangjian_std.text.errors import DstdError


@click.command("seal", cls=chinese.Command, place=95, options_metavar="--source 材料 --on 日期")
@click.argument("regulation", metavar="法规")
@click.argument("number", metavar="条号")
@click.argument("rest", nargs=-1, metavar="[项目]")
@click.option("--source", metavar="材料", required=True, help="看的是哪一类材料，如 转载全文")
@click.option("--on", metavar="日期", required=True, help="哪一天看的，如 2026-11-29")
def command(regulation: str, number: str, rest: tuple[str, ...], source: str, on: str) -> None:
    """对照原文看过一条条文以后，写上封签；以后改了它，dstd validate 就会说。

    如 dstd seal 支部条例 第十一条第四款 --source 转载全文 --on 2026-11-29。一次一条。条号、大意、
    最低要求和核对程度有不对的，先在文件里改好。写以前列出上次提交里的这一条和现在的这一条。
    """
    from dangjian_std.cli.console import sealing
    from dangjian_std.reading import project

    if len(rest) > 1 or (rest and not Path(rest[0]).exists()):
        raise DstdError(f"一次只能封一条，这里多写了 {'、'.join(rest)}。请看一条，封一条。")
    if not source.isprintable():
        raise DstdError("--source 里有换行或者看不见的字符，请写成一行。")
    folder = project.find_root(Path(*rest))
    project.require_set(folder, "条文和封签写在母本里")
    sealing.seal(folder, regulation, number, source.strip(), _day(on, dt.date.today))


def _day(text: str, today: Callable[[], dt.date]) -> dt.date:
    """Read a day that has come."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise DstdError(f"“{text}”不是日期，请写成 2026-11-29 这样。") from None
    if day > today():
        raise DstdError(f"{day} 还没有到，请写看原文的那一天。")
    return day
