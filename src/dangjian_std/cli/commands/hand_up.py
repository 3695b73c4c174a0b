"""`dstd hand-up`: the answers and counts of a month for the office above, under a plan that asks for them."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese


@click.command("hand-up", cls=chinese.Command, place=58, options_metavar="[选项]")
@click.argument("month", metavar="年月")
@click.option(
    "--plan", metavar="文号", required=True, help="照哪一份批准的督查检查考核计划要的，如 某委办〔2027〕3号"
)
@click.option("--known", metavar="日期", help="照那一天以前收到的（默认全部）")
@click.option("--on", metavar="日期", help="哪一天报的（默认今天）")
@click.option("--ledger", metavar="文件夹", type=click.Path(path_type=Path), help="台账（默认项目旁边的 台账/）")
@click.option(
    "-o", "--out", metavar="文件", required=True, type=chinese.OutputPath(), help="存成哪个文件，如 上报.json"
)
def command(  # noqa: PLR0913 one argument for each option
    month: str, plan: str, known: str | None, on: str | None, *, ledger: Path | None, out: Path
) -> None:
    """上报：把到这个月底的答案和件数、台账的校验值存成一个文件，交给上级。

    只有写进批准的督查检查考核计划的，上级才可以要，所以要写计划的文号；没有计划要的不报。
    没有记录、凭据、姓名和文字；表里有个人信息、不到3件的，只报答案不报件数。程序自己不送，也不每月提醒。
    """
    from dangjian_std.cli.console import answers_sent

    answers_sent.hand_up(answers_sent.Sending.of(month, plan, known, on, ledger=ledger), out)
