"""What the packs of a month and of a year hold, for one unit or for each of many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import context
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.document.document import Document
    from dangjian_std.domain.catalog import Catalog
    from dangjian_std.domain.unit import Unit
    from dangjian_std.reading.roster import Roster

    Outputs = Iterable[tuple[str, Document, str]]
    """Folder, document and format of each output."""

MONTH_FOLDER = "月包"
UNPUBLISHED = "还没有收入，工作日照周末和法定节假日推算；公布以后写进 standards/holidays/，再做一次。"


def of_month(unit: Unit, year: int, month: int, names: Roster) -> Outputs:
    """Yield what the pack of a month holds."""
    from dangjian_std.domain import workdays
    from dangjian_std.publications.month_pack import pack

    in_force(unit, dt.date(year, month, 1), workdays.last_of(year, month), f"{year}年{month}月")
    fitting(unit, names)
    for document, formats in pack.month_pack(pack.year_of_unit(unit, year), month, names):
        yield from ((f"{year}-{month:02}", document, format_) for format_ in formats)


def of_year(unit: Unit, year: int, names: Roster, *, calendars: bool) -> Outputs:
    """Yield the calendars of a year, and what the packs of its twelve months hold."""
    from dangjian_std.publications.month_pack import pack
    from dangjian_std.publications.year_calendar import plan_table, telephone, wall

    place = f"{year}"
    in_force(unit, dt.date(year, 1, 1), dt.date(year, 12, 31), f"{year}年")
    fitting(unit, names)
    whole = pack.year_of_unit(unit, year)
    yield place, wall.wall_calendar(whole), "pdf"
    yield from ((place, pack.year_calendar(whole), format_) for format_ in ("pdf", "docx"))
    yield place, plan_table.plan_table(whole), "xlsx"
    yield from ((f"{place}-日历", each, "ics") for each in telephone.calendars(whole))
    for month in () if calendars else whole.months:
        for document, formats in pack.month_pack(whole, month, names):
            yield from ((f"{year}-{month:02}", document, format_) for format_ in formats)


def in_force(unit: Unit, first: dt.date, last: dt.date, called: str) -> None:
    """Refuse a time in which no standard is in force, and say when the next one will be."""
    from dangjian_std.composition import wording

    if not unit.in_force(first, last).catalog.standards:
        starts = [each.effective for each in unit.in_force(last, dt.date.max).catalog.standards.values()]
        said = f"最早的从{wording.chinese_date(min(starts))}起实施" if starts else "也没有以后实施的"
        raise DstdError(f"{called}没有在实施的标准，{said}，因此没有做。")


def fitting(unit: Unit, names: Roster) -> None:
    """Refuse a roster of another unit: whoever it leaves out would be missed only at the meeting."""
    from dangjian_std.domain.vocabulary import CountedPer
    from dangjian_std.reading import roster

    branches, groups = unit.count(CountedPer.BRANCH), unit.count(CountedPer.GROUP)
    if names.members and (trouble := roster.misfit(names, branches, groups)):
        raise context.RefusedError(trouble)


def tell_unpublished(catalog: Catalog, year: int) -> None:
    """Say that it is not known yet which days of a year are worked."""
    if not catalog.calendar.published(year):
        click.echo(f"{year}年的放假安排{UNPUBLISHED}", err=True)
