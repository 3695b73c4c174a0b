"""Days that wait for each other, against every combination of days tried one by one."""

from __future__ import annotations

import datetime as dt
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_std.domain.difference_constraints import DayBounds, Days, DayWindow, Limit, contradiction, unmoved
from dangjian_std.domain.workdays import ONE_DAY, Calendar

FIRST = dt.date(2027, 3, 1)
DAYS = [FIRST + ONE_DAY * number for number in range(9)]
"""A week from Monday to the Tuesday after the next one but a weekend."""
WORKED = frozenset(filter(Calendar().is_workday, DAYS))
ALL = Days(DAYS[0], DAYS[-1], WORKED)
NUMBER = 3


def moved(number):
    return lambda day: day + ONE_DAY * number


windows = st.builds(
    lambda of, first, length: DayWindow(of, DAYS[first], DAYS[min(first + length, len(DAYS) - 1)], of),
    st.integers(0, NUMBER - 1),
    st.integers(0, 8),
    st.integers(0, 6),
)
limits = st.builds(
    lambda first, then, number: Limit(first, then, moved(number), first),
    st.integers(0, NUMBER - 1),
    st.integers(0, NUMBER - 1),
    st.integers(-3, 3),
)
asked = st.lists(windows | limits, max_size=9)


def keeps(days, constraints):
    """Whether days keep all constraints, and are worked where the span of each has a worked one."""
    for each in constraints:
        if isinstance(each, DayWindow):
            if not each.first <= days[each.of] <= each.last:
                return False
        elif days[each.first] > each.move(days[each.then]):
            return False
    return all(day in WORKED or not left(one, constraints) & WORKED for one, day in enumerate(days))


def left(one, constraints):
    own = [each for each in constraints if isinstance(each, DayWindow) and each.of == one]
    return {day for day in DAYS if all(each.first <= day <= each.last for each in own)}


def solutions(constraints):
    spans = []
    for one in range(NUMBER):
        span = left(one, constraints)
        spans.append(sorted(span & WORKED or span))
    return [days for days in itertools.product(*spans) if keeps(days, constraints)]


@settings(max_examples=40, deadline=None)
@given(asked)
def test_the_bounds_are_those_of_all_days_that_can_be(constraints):
    bounds, found = DayBounds(NUMBER, constraints, ALL), solutions(constraints)
    assert bounds.kept == bool(found)
    for one in range(NUMBER) if found else ():
        days = [each[one] for each in found]
        assert (bounds.first[one], bounds.last[one]) == (min(days), max(days))


@settings(max_examples=40, deadline=None)
@given(asked, st.integers(0, NUMBER - 1), st.sampled_from(DAYS))
def test_a_day_is_put_only_where_the_others_can_follow(constraints, one, day):
    found = solutions(constraints)
    bounds = DayBounds(NUMBER, constraints, ALL)
    if not found or day not in bounds.days(one, bounds.first[one]):
        return
    was = bounds.first[:], bounds.last[:]
    assert bounds.put(one, day) == any(days[one] == day for days in found)
    if bounds.first[one] != day:
        assert (bounds.first, bounds.last) == was


@settings(max_examples=40, deadline=None)
@given(asked)
def test_of_what_contradicts_itself_nothing_can_be_spared(constraints):
    together = contradiction(NUMBER, constraints, ALL)
    assert bool(together) == (not solutions(constraints))
    for each in together:
        rest = [other for other in together if other is not each]
        assert solutions(rest), each


def test_two_that_wait_for_each_other_are_the_contradiction():
    wait = [Limit(0, 1, moved(-1), 0), Limit(1, 0, moved(-1), 1)]
    other = [DayWindow(2, DAYS[0], DAYS[1], 2), Limit(2, 0, unmoved, 2)]
    assert {each.owner for each in contradiction(NUMBER, [*other, *wait], ALL)} == {0, 1}


def test_where_nobody_works_any_day_will_do():
    bounds = DayBounds(1, [DayWindow(0, dt.date(2027, 3, 6), dt.date(2027, 3, 7), 0)], ALL)
    assert bounds.days(0, FIRST) == [dt.date(2027, 3, 7), dt.date(2027, 3, 6)]


def test_a_day_after_which_another_cannot_follow_is_not_put_and_nothing_stays_of_it():
    wait = Limit(0, 1, moved(-2), 1)  # 0 comes at least two days before 1
    bounds = DayBounds(2, [wait, DayWindow(1, DAYS[0], DAYS[3], 1)], ALL)
    was = bounds.first[:], bounds.last[:]
    assert not bounds.put(0, DAYS[2])
    assert (bounds.first, bounds.last) == was
    assert bounds.put(0, DAYS[1])
    assert bounds.first == [DAYS[1], DAYS[3]]
