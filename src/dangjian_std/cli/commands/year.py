"""`dstd year`: the reminders, forms and papers (文书) of twelve months, and the plan of the year."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.commands import month as monthly
from dangjian_std.cli.console import chinese, delivery

if TYPE_CHECKING:
    from dangjian_std.domain.unit import Unit


@click.command("year", cls=chinese.Command, place=50, options_metavar="[选项]")
@click.argument("year", metavar="年")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@delivery.OUT
@delivery.PROFILE
@monthly.ROSTER
def command(year: str, root: Path | None, out: Path | None, profile: str | None, roster: Path | None) -> None:
    """做一年的年历和十二个月的月包。

    年份写成 2027 这样。放在 月包/2027/ 和 月包/2027-01/ 至 月包/2027-12/ 里。
    """
    from dangjian_std.publications.month_pack import pack

    number, names = monthly.known_year(year), monthly.listed(roster)

    def outputs(unit: Unit) -> monthly.Outputs:
        monthly.in_force(unit, dt.date(number, 1, 1), dt.date(number, 12, 31), f"{number}年")
        monthly.fitting(unit, names)
        whole = pack.year_of_unit(unit, number)
        plan = pack.year_calendar(whole)
        yield from ((year, plan, format_) for format_ in ("pdf", "docx", "xlsx"))
        for month in whole.months:
            for document, formats in pack.month_pack(whole, month, names):
                yield from ((f"{number}-{month:02}", document, format_) for format_ in formats)

    monthly.make(root, out, profile, outputs)
