"""`dstd year`: the reminders, forms and papers (文书) of twelve months, and the calendars of the year."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.commands import month as monthly
from dangjian_std.cli.console import chinese, delivery

if TYPE_CHECKING:
    from dangjian_std.domain.unit import Unit
    from dangjian_std.reading.roster import Roster

UNPUBLISHED = "还没有收入，工作日照周末和法定节假日推算；公布以后写进 standards/holidays/，再做一次。"


@click.command("year", cls=chinese.Command, place=50, options_metavar="[选项]")
@click.argument("year", metavar="年")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@delivery.OUT
@delivery.PROFILE
@monthly.ROSTER
@click.option("--calendars", is_flag=True, help="只做年历、挂图、计划表和日历文件，不做十二个月的月包")
def command(  # noqa: PLR0913 one parameter for each option
    year: str, root: Path | None, out: Path | None, profile: str | None, roster: Path | None, *, calendars: bool
) -> None:
    """做一年的年历、挂图、计划表、日历文件和十二个月的月包。

    年份写成 2027 这样。放在 月包/2027/、月包/2027-日历/ 和 月包/2027-01/ 至 月包/2027-12/ 里。
    """
    number, names = monthly.known_year(year), monthly.listed(roster)

    def told(unit: Unit) -> monthly.Outputs:
        yield from outputs(unit, number, names, calendars=calendars)
        tell_unpublished(unit, number)

    monthly.make(root, out, profile, told)


def tell_unpublished(unit: Unit, year: int) -> None:
    """Say that it is not known yet which days of a year are worked."""
    from dangjian_std.publications.month_pack import pack

    if not pack.year_of_unit(unit, year).published:
        click.echo(f"{year}年的放假安排{UNPUBLISHED}", err=True)


def outputs(unit: Unit, year: int, names: Roster, *, calendars: bool) -> monthly.Outputs:
    """Yield the calendars of a year, and what the packs of its twelve months hold."""
    from dangjian_std.publications.month_pack import pack
    from dangjian_std.publications.year_calendar import plan_table, telephone, wall

    place = f"{year}"
    monthly.in_force(unit, dt.date(year, 1, 1), dt.date(year, 12, 31), f"{year}年")
    monthly.fitting(unit, names)
    whole = pack.year_of_unit(unit, year)
    yield place, wall.wall_calendar(whole), "pdf"
    yield from ((place, pack.year_calendar(whole), format_) for format_ in ("pdf", "docx"))
    yield place, plan_table.plan_table(whole), "xlsx"
    yield from ((f"{place}-日历", each, "ics") for each in telephone.calendars(whole))
    for month in () if calendars else whole.months:
        for document, formats in pack.month_pack(whole, month, names):
            yield from ((f"{year}-{month:02}", document, format_) for format_ in formats)
