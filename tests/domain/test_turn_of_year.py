"""Months over the turn of the year (12月至次年2月), and days that stay in their period."""

from __future__ import annotations

import datetime as dt

import pytest

from dangjian_std.composition import clauses, wording
from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.due_dates import recurring_dates
from dangjian_std.domain.rates import turn
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Period, PeriodOffset, Shift
from dangjian_std.domain.workdays import MONTH_NUMBERS, Calendar, last_of
from dangjian_std.publications.month_pack import pack
from dangjian_std.reading import load, project
from dangjian_std.renderers.layout import plain_text
from support.projects import findings
from support.times import when

CALENDAR = Calendar()
ASKED = "{every: month, by_day: 25}"
WINTER = "{every: year, times: 1, months: [12, 1, 2]}"
CHOOSE = "DJ401.choose"


def opened(root):
    loaded = load.load(project.sources(root))
    assert loaded.catalog is not None
    return loaded.catalog


@pytest.mark.parametrize(
    ("order", "before"),
    [
        ((), 0),
        ((7,), 0),
        ((1, 4, 7, 10), 0),
        ((12, 1, 2), 1),
        ((11, 12, 1), 2),
        ((10, 12, 1), 2),
        ((2, 1), None),
        ((11, 2), None),
        ((1, 1), None),
        ((12, 1, 12), None),
        ((12, 1, 3, 2), None),
    ],
)
def test_an_order_of_months(order, before):
    assert turn(order) == before


def test_a_winter_is_one_span_that_ends_in_its_year():
    (found,) = recurring_dates(when(every=Period.YEAR, months=(12, 1, 2)), 2028, CALENDAR)
    assert (found.first, found.last, found.listed) == (
        dt.date(2027, 12, 1),
        dt.date(2028, 2, 29),
        dt.date(2028, 2, 29),
    )
    (found,) = recurring_dates(when(every=Period.YEAR, months=(12, 1, 2), by_day=10), 2027, CALENDAR)
    assert (found.first, found.last) == (dt.date(2026, 12, 1), dt.date(2027, 2, 10))


def test_it_is_listed_in_february_and_nowhere_else(edit):
    catalog = opened(edit("DJ401", ASKED, WINTER))
    assert not findings_of_when(catalog)
    year = pack.year_of_unit(Unit.of(catalog), 2027)
    listed = [month for month in MONTH_NUMBERS if any(_chooses(task) for task in year.listed(month))]
    assert listed == [2]
    tables = pack.year_calendar(year).parts[0].blocks
    named = [each.title for each in tables if hasattr(each, "rows") and "确定下月主题" in _text(each)]
    assert named == ["2月"]
    (due,) = (due for due in year_agenda(Unit.of(catalog, "总支"), 2027) if due.key == CHOOSE)
    assert due.dates.first == dt.date(2026, 12, 1)


def findings_of_when(catalog):
    from dangjian_std import rules

    return [each for each in rules.check(catalog) if each.code == "DS201"]


def _chooses(task):
    return any(due.key == CHOOSE for due in task.everything)


def _text(table):
    return "".join(plain_text.cell(cell) for row in table.rows for cell in row.cells)


def test_it_counts_once_a_year(edit):
    catalog = opened(edit("DJ401", ASKED, WINTER))
    step = next(step for step in catalog.standards["DJ401"].steps if step.id == "choose")
    assert Unit.of(catalog).frequency("DJ401", step) == (1, Period.YEAR)
    assert clauses.all_clauses(catalog)


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ((12, 1, 2), "每年12月至次年2月1次"),
        ((10, 11, 12), "每年10月至12月1次"),
        ((12, 1), "每年12月、次年1月1次"),
        ((10, 12, 1), "每年10、12月、次年1月1次"),
        ((1, 7), "每年1、7月1次"),
    ],
)
def test_it_is_said_as_people_say_it(order, words):
    assert wording.when(when(every=Period.YEAR, times=1, months=order), str) == (words,)


@pytest.mark.parametrize("order", ["[2, 1]", "[1, 12, 2]", "[11, 2]", "[12, 1, 3, 2]"])
def test_any_other_order_is_an_error_at_its_line(edit, order):
    root = edit("DJ401", ASKED, f"{{every: year, times: 1, months: {order}}}")
    (found,) = (each for each in findings(root) if each.code == "DS201")
    text = (root / found.place.span.path).read_text("utf-8").splitlines()
    assert order in text[found.place.span.line - 1]
    assert "[12, 1, 2]" in found.help


@pytest.mark.parametrize("year", range(2024, 2036))
@pytest.mark.parametrize("shift", Shift)
def test_a_monthly_duty_comes_once_in_every_month(year, shift):
    for number in range(1, 32):
        for key in ("day", "by_day"):
            found = list(recurring_dates(when(every=Period.MONTH, shift=shift, **{key: number}), year, CALENDAR))
            assert [(each.last.year, each.last.month) for each in found] == [
                (year, month) for month in range(1, 13)
            ]
            assert [each.listed.month for each in found] == list(range(1, 13)) or key == "by_day"
            for each in found:
                meant = each.last.replace(day=min(number, last_of(year, each.last.month).day))
                assert each.last == meant or CALENDAR.is_workday(each.last)
                assert shift is not Shift.NONE or each.last == meant


def test_a_day_of_the_next_month_stays_in_that_month():
    found = list(
        recurring_dates(when(every=Period.MONTH, day=31, of=PeriodOffset.NEXT, shift=Shift.NEXT), 2027, CALENDAR)
    )
    assert [each.last.month for each in found] == [*range(2, 13), 1]


@pytest.mark.parametrize("shift", [Shift.NEXT, Shift.PREVIOUS])
def test_a_day_of_a_quarter_stays_in_the_quarter(shift):
    for year in range(2024, 2036):
        for number in (1, 31):
            found = list(recurring_dates(when(every=Period.QUARTER, day=number, shift=shift), year, CALENDAR))
            assert [(each.last.month - 1) // 3 for each in found] == [0, 1, 2, 3]
