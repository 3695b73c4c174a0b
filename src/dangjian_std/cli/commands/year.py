"""`dstd year`: the reminders, forms and papers (文书) of twelve months, and the calendars of the year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese, delivery, month_packs, pack_making
from dangjian_std.cli.console.month_packs import MONTH_FOLDER

if TYPE_CHECKING:
    from dangjian_std.cli.console.month_packs import Outputs
    from dangjian_std.domain.unit import Unit


@click.command("year", cls=chinese.Command, place=50, options_metavar="[选项]")
@click.argument("year", metavar="年")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@delivery.FOLDER_OPTION
@delivery.PROFILE
@pack_making.ROSTER
@click.option("--calendars", is_flag=True, help="只做年历、挂图、计划表和日历文件，不做十二个月的月包")
def command(  # noqa: PLR0913 one parameter for each option
    year: str, root: Path | None, out: Path | None, profile: str | None, roster: Path | None, *, calendars: bool
) -> None:
    """做一年的年历、挂图、计划表、日历文件和十二个月的月包。

    年份写成 2027 这样。放在 月包/2027/、月包/2027-日历/ 和 月包/2027-01/ 至 月包/2027-12/ 里。
    """
    number, names = pack_making.known_year(year), pack_making.listed(roster)

    def told(unit: Unit) -> Outputs:
        yield from month_packs.of_year(unit, number, names, calendars=calendars)
        month_packs.tell_unpublished(unit.catalog, number)

    pack_making.make(root, out, profile, told, MONTH_FOLDER)
