"""`dstd why`: what the answer to one criterion rests on, to the cell."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese


@click.command("why", cls=chinese.Command, place=55, options_metavar="[选项]")
@click.argument("criterion", metavar="检查要点")
@click.option("--as-of", metavar="日期", help="到哪一天为止该办的（默认今天）")
@click.option("--known", metavar="日期", help="照那一天以前收到的（默认全部）")
@click.option("--branch", metavar="党支部", help="只看一个党支部")
@click.option("--ledger", metavar="文件夹", type=click.Path(path_type=Path), help="台账（默认项目旁边的 台账/）")
def command(criterion: str, as_of: str | None, known: str | None, branch: str | None, ledger: Path | None) -> None:
    """说明一项检查要点为什么这样答：逐次、逐行列出时限、状态，和在台账哪一行、表的哪一格。

    检查要点写成 DJ401.closed 的样子。
    """
    from dangjian_std.cli.console import answers_told

    answers_told.why(answers_told.AnswerQuery.of(as_of, known, branch, ledger), criterion)
