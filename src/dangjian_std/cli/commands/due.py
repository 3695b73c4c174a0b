"""`dstd due`: what has its limit this month and the next, what of it is there, and what is missing."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese


@click.command("due", cls=chinese.Command, place=56, options_metavar="[选项]")
@click.option("--as-of", metavar="日期", help="哪一天看（默认今天）")
@click.option("--known", metavar="日期", help="照那一天以前收到的（默认全部）")
@click.option("--branch", metavar="党支部", help="只看一个党支部")
@click.option("--ledger", metavar="文件夹", type=click.Path(path_type=Path), help="台账（默认项目旁边的 台账/）")
def command(as_of: str | None, known: str | None, branch: str | None, ledger: Path | None) -> None:
    """这个月、下个月有时限的：有了的、缺的、还没有到的，一个党支部一段。

    没有姓名，可以发到群里。只列检查要点里机器看得了的；每一步哪天办，看月包的工作提示。
    """
    from dangjian_std.cli.console import answers_told

    answers_told.due(answers_told.AnswerQuery.of(as_of, known, branch, ledger))
