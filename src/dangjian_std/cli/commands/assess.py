"""`dstd assess`: what the ledger answers to the criteria, for each branch."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese
from dangjian_std.text.errors import DstdError

ANSWER_FORMATS = ("text", "json")


@click.command("assess", cls=chinese.Command, place=54, options_metavar="[选项]")
@click.option("--as-of", metavar="日期", help="到哪一天为止该办的（默认今天）")
@click.option("--known", metavar="日期", help="照那一天以前收到的（默认全部）")
@click.option("--branch", metavar="党支部", help="只看一个党支部")
@click.option("--all", "whole", is_flag=True, help="是、不适用和要人看的也列")
@click.option("--ledger", metavar="文件夹", type=click.Path(path_type=Path), help="台账（默认项目旁边的 台账/）")
@click.option("-o", "--out", metavar="文件夹", type=click.Path(path_type=Path), help="做情况表和一览表，放在这里")
@click.option(
    "--format",
    "form",
    type=chinese.OneOf(lambda: ANSWER_FORMATS),
    help="text 给人看，json 给别的程序（默认 text）",
)
def command(  # noqa: PLR0913 one argument for each option
    as_of: str | None,
    known: str | None,
    branch: str | None,
    ledger: Path | None,
    out: Path | None,
    *,
    form: str | None,
    whole: bool,
) -> None:
    """判：照台账回答检查要点：是、否、不适用、无法判断。

    没有收到的不算没有办：报到了那一天还没有的，才说缺。机器只看记录的有无和时间，内容要人看。
    有“否”时以 1 退出。为什么这样答，用 dstd why。-o 做每个党支部的月度情况表和全单位的督查情况一览表
    （PDF、XLSX、HTML），那时不列答案，做好了以 0 退出。
    --format json 印出每一项的答案和凭据，不同 -o、--all 一起用。
    """
    import sys

    from dangjian_std.cli.console import answers_sent, answers_told

    asked = answers_told.AnswerQuery.of(as_of, known, branch, ledger)
    if form == "json":
        if out or whole:
            raise DstdError("--format json 印在屏幕上，每一项都有，不同 -o、--all 一起用；要存成文件，用 >。")
        sys.exit(answers_sent.as_json(asked))
    if out:
        answers_told.print_pages(asked, out)
    else:
        sys.exit(answers_told.assess(asked, whole=whole))
