"""`dstd month`: the reminders, forms and papers (文书) of one month, ready to print."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese, delivery, month_packs, pack_making
from dangjian_std.cli.console.month_packs import MONTH_FOLDER


@click.command("month", cls=chinese.Command, place=40, options_metavar="[选项]")
@click.argument("month", metavar="年-月")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@delivery.FOLDER_OPTION
@delivery.PROFILE
@pack_making.ROSTER
def command(month: str, root: Path | None, out: Path | None, profile: str | None, roster: Path | None) -> None:
    """做一个月的月包：一张工作提示，给党员的提示，和当月要用的表、文书。

    月份写成 2027-03 或者 2027年3月 这样。放在 月包/2027-03/ 里。
    """
    year, number = pack_making.known_month(month)
    names = pack_making.listed(roster)
    pack_making.make(
        root, out, profile, lambda unit: month_packs.of_month(unit, year, number, names), MONTH_FOLDER
    )
