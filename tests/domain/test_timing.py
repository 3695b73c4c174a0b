"""Four kinds of a time: what each states, and that every reader knows every kind."""

from __future__ import annotations

import dataclasses
from typing import get_args

import pytest

from dangjian_std.changes import value_words
from dangjian_std.composition import wording
from dangjian_std.domain import comparison
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import After, Before, Every, On, When, reference
from dangjian_std.domain.vocabulary import Period
from dangjian_std.publications.month_pack import tasks
from support.times import when

TIMES = {
    Every: when(every="quarter", times=1, months=[1, 4, 7, 10], by_day=15, shift="next-workday"),
    On: when(on="任期届满", within_months=3, modal="宜"),
    Before: when(before="DJ301.vote", at_least_workdays=0),
    After: when(after="hold", within_days=5, per="branch"),
}


def test_there_is_one_of_every_kind():
    assert [type(each) for each in TIMES.values()] == list(TIMES) == list(get_args(When))


@pytest.mark.parametrize(
    ("kind", "stated"),
    [
        (Every, {"every": "quarter", "times": 1, "months": (1, 4, 7, 10), "by_day": 15, "shift": "next-workday"}),
        (On, {"on": "任期届满", "within_months": 3, "modal": "宜"}),
        (Before, {"before": StepRef("DJ301", "vote"), "at_least_workdays": 0}),
        (After, {"after": StepRef("", "hold"), "within_days": 5, "per": "branch"}),
    ],
)
def test_a_time_states_the_keys_of_the_file_from_its_lead_on(kind, stated):
    assert list(TIMES[kind].stated()) == list(stated.items())
    assert next(iter(stated)) == TIMES[kind].lead


@pytest.mark.parametrize(
    ("kind", "target"),
    [(Every, None), (On, "任期届满"), (Before, StepRef("DJ301", "vote")), (After, StepRef("", "hold"))],
)
def test_what_a_time_is_counted_from(kind, target):
    assert reference(TIMES[kind]) == target


def test_which_times_are_the_same_day():
    assert [kind for kind, time in TIMES.items() if tasks.is_simultaneous(time)] == [Before]


@pytest.mark.parametrize("kind", TIMES)
def test_every_reader_knows_every_kind(kind):
    time = TIMES[kind]
    assert wording.when(time, str)
    assert value_words.say(time).startswith(value_words.title(kind, time.lead))
    assert value_words.title(kind, "modal") == "能愿动词"
    for other, there in TIMES.items():
        assert bool(list(comparison.times(time, there))) is (other is not kind)


def test_times_of_two_kinds_cannot_be_ordered():
    (found,) = comparison.times(when(every=Period.YEAR), when(on="任期届满", within_days=3))
    assert (found.verdict, found.path, found.other_path) == ("unlike", ("every",), ("on",))
    assert (found.stated, found.asked) == ("每年1次", "任期届满")


@pytest.mark.parametrize(("period", "said"), [("year", "每年"), ("half-year", "每半年"), ("half-month", "每半月")])
def test_a_period_is_said_as_the_schema_explains_it(period, said):
    """No word is taken for the end of a longer one."""
    assert value_words.say(when(every=period, times=1)).startswith(f"周期 {said}，")


@pytest.mark.parametrize(
    ("keys", "known"),
    [
        ({"every": "month", "day": 10}, True),
        ({"every": "month", "by_day": 10}, False),
        ({"every": "month", "weekday": "周五"}, False),
        ({"every": "month", "weekday": "周五", "nth": "第一个"}, True),
        ({"every": "week", "weekday": "周五"}, True),
        ({"every": "month"}, False),
    ],
)
def test_which_times_fix_a_day(keys, known):
    assert when(**keys).fixes_day is known


def test_keys_that_do_not_fit_are_stated_as_they_were_written():
    unfit = (("weekday", "周五"), ("nth", "第一个"))
    odd = dataclasses.replace(TIMES[On], within=None, unfit=unfit)
    assert [each for each in odd.stated() if each in unfit] == [*unfit]
