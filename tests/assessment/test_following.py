"""Whether what was found on a day stands on the lists that answer it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from types import SimpleNamespace

import pytest

from dangjian_std.assessment import following
from dangjian_std.assessment.answers import State
from dangjian_std.assessment.facts import Day, Fact, Number, Options, Tick, Written

TODAY = dt.date(2027, 4, 10)


def day(number, month=3):
    return dt.date(2027, month, number)


def item(lists, count, on=None, within=5, *, complete=True):
    """Judge what was found on 10 March 2027; five days later is the 15th, all working days."""
    calendar = SimpleNamespace(after=lambda start, number: start + dt.timedelta(days=number))
    scope = SimpleNamespace(
        unit=SimpleNamespace(catalog=SimpleNamespace(calendar=calendar)),
        as_of=TODAY,
        complete=lambda last: complete,
    )
    found = (SimpleNamespace(name="R304 2027-001"), on or day(10), count, ())
    return following._item(scope, SimpleNamespace(within_workdays=within), tuple(map(Counter, lists)), found)


@pytest.mark.parametrize(
    ("lists", "count", "state"),
    [
        ([{day(10): 2}], 2, State.DONE),
        ([{day(10): 3}], 2, State.DONE),
        ([{day(10): 1, day(15): 1}], 2, State.DONE),
        ([{day(10): 1, day(16): 1}], 2, State.MISSING),
        ([{day(9): 1, day(10): 1}], 2, State.MISSING),
        ([{day(10): 1}, {day(12): 2}], 2, State.DONE),
        ([{day(10): 1}, {day(12): 1}], 2, State.UNSURE),
        ([{day(10): 1}, {day(12): 1}], 3, State.MISSING),
        ([{day(10): 1, None: 1}], 2, State.UNSURE),
        ([], 1, State.MISSING),
        ([], 0, State.DONE),
    ],
)
def test_as_much_has_to_be_listed_in_time_as_was_found(lists, count, state):
    found = item(lists, count)
    assert (found.state, found.limit, found.subject) == (state, day(15), "R304 2027-001")


@pytest.mark.parametrize(
    ("value", "count"),
    [
        (None, 0),
        (Tick(False), 0),
        (Tick(True), 1),
        (Number(Decimal(0)), 0),
        (Number(Decimal(1)), 1),
        (Number(Decimal(3)), 3),
        (Written(), 1),
        (Day(TODAY), 1),
        (Options(("其他",)), 1),
    ],
)
def test_a_number_says_how_many_were_found_and_whatever_else_is_written_says_one(value, count):
    assert following._count(value and Fact(value, "1!G14")) == count


@pytest.mark.parametrize(
    ("lists", "note"),
    [
        ([{day(10): 1}], "写有2条，清单上列了1条"),
        ([{day(10): 1}, {day(12): 1}], following.MAYBE_MOVED),
        ([{None: 1}], following.NO_SOURCE_DATE),
    ],
)
def test_why_it_is_not_known_or_not_right_is_told(lists, note):
    assert item(lists, 2).note == note


def test_what_has_time_left_is_to_come_and_what_was_not_handed_in_is_not_known():
    assert item([], 1, on=day(6, 4)).state is State.COMING
    assert item([], 1, on=day(5, 4)).state is State.MISSING  # its last day is today
    assert (item([], 1, complete=False).state, item([], 1, complete=False).note) == (
        State.UNSURE,
        following.NOT_HANDED_IN,
    )


def test_what_has_no_days_to_spare_is_listed_on_the_day_itself():
    assert item([{day(10): 1}], 1, within=None).state is State.DONE
    assert item([{day(11): 1}], 1, within=None).state is State.MISSING
    assert item([], 1, on=day(20, 4), within=None).state is State.MISSING
