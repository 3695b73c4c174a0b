"""Registers that grow from month to month, and lists that hand on what is not done."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from dangjian_std.assessment import days, differences
from dangjian_std.assessment.days import Around
from dangjian_std.assessment.differences import DifferenceKind
from dangjian_std.assessment.doubts import DoubtError
from dangjian_std.assessment.facts import DateSpan, Fact, Number
from dangjian_std.assessment.filings import Filing

YEAR = DateSpan(dt.date(2027, 1, 1), dt.date(2027, 12, 31))


def register(paid: str, at: str) -> Filing:
    """Return a register of a year of which only the sum is looked at."""
    return Filing(
        form="R310",
        version="1.0.0",
        branch="甲支部",
        key="2027",
        taken=dt.date(2027, 3, 1),
        asked=frozenset({"year", "year-paid"}),
        fields={"year": Fact(YEAR, "1!C5"), "year-paid": Fact(Number(Decimal(paid)), at)},
    )


@pytest.mark.parametrize(("at", "kind"), [("2!G19", DifferenceKind.SUMMED), ("2!19.2", DifferenceKind.CHANGED)])
def test_what_a_workbook_works_out_grows_without_a_reason(at, kind):
    old, new = register("150", at), register("300", at)
    assert [each.kind for each in differences.between(old, new, {"year-paid"})] == [kind]
    assert not differences.same(old, new)


def test_what_a_person_wrote_there_is_changed():
    (found,) = differences.between(register("150", "2!G19"), register("300", "2!G19"), {"year-due"})
    assert found.kind is DifferenceKind.CHANGED
    gone = dataclasses.replace(register("150", "2!G19"), fields={"year": Fact(YEAR, "1!C5")})
    (found,) = differences.between(register("150", "2!G19"), gone, {"year-paid"})
    assert found.kind is DifferenceKind.EMPTIED


AUTUMN = DateSpan(dt.date(2027, 10, 1), dt.date(2027, 12, 31))


@pytest.mark.parametrize(
    ("text", "today", "on"),
    [
        ("4月12日标杆", dt.date(2027, 11, 4), dt.date(2027, 4, 12)),
        ("11月10日支委会", dt.date(2027, 11, 12), dt.date(2027, 11, 10)),
        ("1月3日督查", dt.date(2028, 1, 5), dt.date(2028, 1, 3)),
        ("1月11日督查", dt.date(2028, 1, 5), dt.date(2027, 1, 11)),
        ("1月11日督查", dt.date(2028, 2, 1), None),
        ("2月29日督查", dt.date(2027, 11, 4), None),
    ],
)
def test_a_source_that_was_moved_twice_has_its_year_where_only_one_can_be_meant(text, today, on):
    assert days.beside(text, Around(today, AUTUMN)) == (on, on is None)


@pytest.mark.parametrize("text", ["赵甲乙", "3月赵甲乙"])
def test_a_text_where_a_day_belongs_is_not_repeated(text):
    with pytest.raises(DoubtError, match=r"^写的是文字，不是日期$"):
        days.day(text, Around(dt.date(2027, 4, 1)), past=True)
