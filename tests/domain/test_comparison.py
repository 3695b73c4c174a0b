"""Weaker, stricter, neither: one comparison, the same from both sides."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_std.domain import comparison
from dangjian_std.domain.comparison import Verdict, opposite
from dangjian_std.domain.nodes import Anchor
from dangjian_std.domain.timing import Amount, Bounds, Share
from dangjian_std.domain.vocabulary import (
    CountedPer,
    Modal,
    Nth,
    Period,
    PeriodOffset,
    ShareBase,
    Shift,
    TimeUnit,
    Voters,
    Weekday,
)
from dangjian_std.text.places import Outline, Span
from support.times import when

HERE = Anchor(Outline(Span("x")))
MONTH = {"every": Period.MONTH}
YEAR = {"every": Period.YEAR}
FRIDAY = {"nth": "第一个", "weekday": "周五"}
HALF = Fraction(1, 2)


def share(**keys: Any) -> Share:
    return Share(anchor=HERE, **keys)


def bounds(**keys: Any) -> Bounds:
    return Bounds(anchor=HERE, **keys)


def verdict(differences) -> Verdict:
    return comparison.together(each.verdict for each in differences)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (MONTH, MONTH, "equal"),
        (MONTH, {"every": Period.QUARTER}, "weaker"),
        (MONTH | {"times": 1}, MONTH, "equal"),
        (MONTH | {"times": 2}, MONTH, "weaker"),
        (MONTH, MONTH | {"months": (1, 7)}, "weaker"),
        (MONTH | {"months": (1, 7)}, MONTH | {"months": (2, 8)}, "unlike"),
        ({"every": Period.TERM}, {"every": Period.YEAR}, "stricter"),
        ({"every": Period.TERM, "times": 4}, {"every": Period.YEAR}, "unlike"),
        ({"every": Period.TERM}, {"every": Period.TERM, "times": 2}, "stricter"),
        ({"every": Period.QUARTER}, {"every": Period.YEAR, "times": 4}, "unlike"),
        (MONTH | {"day": 10}, MONTH | {"day": 15}, "unlike"),
        (MONTH | {"day": 10}, MONTH, "weaker"),
        (MONTH, MONTH | {"by_day": 25}, "stricter"),
        (MONTH | {"by_day": 25}, MONTH | {"by_day": 20}, "stricter"),
        (MONTH | {"by_day": 25}, MONTH | {"by_day": 25, "of": PeriodOffset.NEXT}, "weaker"),
        (MONTH | {"by_day": 25}, MONTH | {"by_day": 25, "shift": Shift.NEXT}, "weaker"),
        (MONTH | {"day": 25}, MONTH | {"day": 25, "shift": Shift.NEXT}, "unlike"),
        (MONTH | {"by_day": 25}, MONTH | {"day": 10}, "stricter"),
        (MONTH, MONTH | {"weekday": Weekday.FRIDAY}, "stricter"),
        (MONTH | {"weekday": Weekday.MONDAY}, MONTH | {"weekday": Weekday.FRIDAY}, "unlike"),
        (YEAR | {"months": (3,)}, YEAR | {"months": (4,)}, "unlike"),
        (YEAR | {"months": (12,), "by_day": 5}, YEAR | {"months": (11,), "by_day": 20}, "stricter"),
        (YEAR | {"months": (6, 12), "by_day": 25}, YEAR | {"months": (6, 12), "by_day": 20}, "stricter"),
        (YEAR | {"months": (6, 12), "by_day": 25}, YEAR | {"months": (5,), "by_day": 25}, "unlike"),
        (YEAR | {"months": (3,)}, YEAR | {"months": (3, 4)}, "weaker"),
        (YEAR, YEAR | {"months": (12,)}, "stricter"),
        (YEAR | {"times": 2}, YEAR | {"months": (12,)}, "unlike"),
        ({"on": "到期", "within_days": 3}, {"on": "到期", "within_days": 5}, "weaker"),
        ({"on": "到期", "within_days": 3}, {"on": "到期", "within_workdays": 3}, "weaker"),
        ({"on": "到期", "within_months": 3}, {"on": "到期", "within_days": 200}, "weaker"),
        ({"on": "到期", "within_months": 1}, {"on": "到期", "within_days": 15}, "stricter"),
        ({"on": "到期", "within_months": 1}, {"on": "到期", "within_days": 28}, "stricter"),
        ({"on": "到期", "within_months": 1}, {"on": "到期", "within_days": 30}, "unlike"),
        ({"on": "到期", "within_months": 1}, {"on": "到期", "within_workdays": 5}, "stricter"),
        ({"on": "到期", "within_months": 1}, {"on": "到期", "within_workdays": 20}, "unlike"),
        ({"on": "到期", "within_months": 1}, {"on": "到期", "within_workdays": 31}, "weaker"),
        ({"on": "到期", "within_days": 0}, {"on": "到期", "within_workdays": 0}, "unlike"),
        ({"before": "hold", "at_least_workdays": 5}, {"before": "hold", "at_least_days": 1}, "weaker"),
        (MONTH | {"per": "group"}, MONTH | {"per": "branch"}, "weaker"),
        (MONTH | {"per": "group"}, MONTH, "weaker"),
        (MONTH | {"per": "branch"}, MONTH | {"per": "member"}, "stricter"),
        (MONTH | {"per": "branch"}, MONTH | {"per": "case"}, "unlike"),
        ({"on": "到期", "within_days": 3}, {"on": "到期"}, "weaker"),
        ({"on": "到期", "within_days": 3}, {"on": "期满", "within_days": 3}, "unlike"),
        ({"before": "hold", "at_least_days": 3}, {"before": "hold", "at_least_days": 1}, "weaker"),
        ({"before": "hold"}, {"before": "hold", "at_least_days": 1}, "stricter"),
        ({"before": "hold", "at_least_days": 3}, {"after": "hold", "within_days": 3}, "unlike"),
        ({"after": "hold", "also": ("tell",), "within_days": 3}, {"after": "hold", "within_days": 3}, "stricter"),
        (
            {"after": "hold", "also": ("tell",), "within_days": 3},
            {"after": "hold", "also": ("sign",), "within_days": 3},
            "unlike",
        ),
        (
            {"after": "hold", "also": ("tell", "sign"), "within_days": 3},
            {"after": "hold", "also": ("sign", "tell"), "within_days": 3},
            "equal",
        ),
        (MONTH, {"on": "到期"}, "unlike"),
        (MONTH, MONTH | {"modal": Modal.SHOULD}, "weaker"),
        (MONTH | {"modal": Modal.MAY}, MONTH | {"modal": Modal.SHOULD}, "stricter"),
        (MONTH | {"modal": Modal.MAY}, {"every": Period.YEAR}, "unlike"),
        (MONTH, MONTH | FRIDAY, "stricter"),
        (MONTH | {"weekday": "周五"}, MONTH | FRIDAY, "stricter"),
        (MONTH | {"weekday": "周四"}, MONTH | FRIDAY, "unlike"),
        (MONTH | FRIDAY, MONTH | FRIDAY | {"nth": "最后一个"}, "unlike"),
        (MONTH | {"by_day": 25}, MONTH | FRIDAY, "stricter"),
        (MONTH | {"by_day": 5}, MONTH | FRIDAY, "unlike"),
        (MONTH | {"day": 10}, MONTH | FRIDAY, "unlike"),
        (MONTH | {"by_day": 25}, MONTH | {"weekday": "工作日", "nth": "第一个"}, "unlike"),
        (MONTH | FRIDAY, MONTH | FRIDAY | {"shift": Shift.NEXT}, "unlike"),
        ({"every": Period.WEEK}, MONTH, "weaker"),
        ({"every": Period.HALF_MONTH}, MONTH | {"times": 2}, "unlike"),
        (YEAR, YEAR | {"years": 2}, "weaker"),
        (YEAR | {"years": 2}, YEAR | {"years": 2, "first_year": 2027}, "stricter"),
        (YEAR | {"years": 2, "first_year": 2026}, YEAR | {"years": 2, "first_year": 2027}, "unlike"),
        (YEAR | {"years": 2, "times": 2}, YEAR, "unlike"),
        ({"on": "到期", "within_hours": 24}, {"on": "到期", "within_hours": 48}, "weaker"),
        ({"on": "到期", "within_hours": 24}, {"on": "到期", "within_days": 0}, "stricter"),
        ({"on": "到期", "within_hours": 24}, {"on": "到期", "within_days": 1}, "unlike"),
        ({"on": "到期", "within_hours": 24}, {"on": "到期", "within_days": 2}, "weaker"),
        ({"on": "到期", "within_hours": 24}, {"on": "到期", "within_workdays": 3}, "weaker"),
        ({"on": "到期", "within_days": 3}, {"on": "到期", "within_hours": 48}, "stricter"),
        ({"on": "到期", "within_months": 1}, {"on": "到期", "within_hours": 0}, "stricter"),
        ({"before": "hold", "at_least_days": 3}, {"before": "hold", "at_least_hours": 2}, "weaker"),
    ],
)
def test_times(old, new, expected):
    there, back = comparison.times(when(**new), when(**old)), comparison.times(when(**old), when(**new))
    assert verdict(there) == expected
    assert verdict(back) is opposite(Verdict(expected))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"of": ShareBase.ENTITLED, "at_least": HALF}, {"of": ShareBase.ENTITLED, "more_than": HALF}, "stricter"),
        (
            {"of": ShareBase.ENTITLED, "at_least": HALF},
            {"of": ShareBase.ENTITLED, "at_least": Fraction(1, 3)},
            "weaker",
        ),
        ({"of": ShareBase.ENTITLED, "at_least": HALF}, {"of": ShareBase.PRESENT, "at_least": HALF}, "weaker"),
        ({"of": ShareBase.PRESENT, "at_least": HALF}, {"of": ShareBase.ENTITLED, "at_least": HALF}, "stricter"),
        (
            {"of": ShareBase.ENTITLED, "at_least": HALF},
            {"of": ShareBase.ENTITLED, "at_least": HALF, "whom": Voters.COMMITTEE},
            "weaker",
        ),
        (
            {"of": ShareBase.ENTITLED, "at_least": HALF},
            {"of": ShareBase.ENTITLED, "at_least": HALF, "whom": Voters.ELECTORS},
            "unlike",
        ),
        ({"of": ShareBase.ENTITLED, "at_least": HALF}, {"of": ShareBase.ENTITLED}, "unlike"),
    ],
)
def test_shares(old, new, expected):
    was, is_ = bounds(quorum=share(**old)), bounds(quorum=share(**new))
    assert verdict(comparison.numbers(is_, was)) == expected
    assert verdict(comparison.numbers(was, is_)) is opposite(Verdict(expected))
    assert verdict(comparison.numbers(bounds(), was)) == "weaker"
    assert verdict(comparison.numbers(None, was)) == "weaker"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"at_least": 3}, {"at_least": 2}, "weaker"),
        ({"at_most": 3}, {"at_most": 2}, "stricter"),
        ({"at_least": 3}, {"at_most": 3}, "unlike"),
        ({"at_least": 3}, {"at_least": 3, "at_most": 5}, "stricter"),
        ({"at_least": 3, "at_most": 5}, {"at_least": 3, "at_most": 5}, "equal"),
        ({"at_least": 3, "at_most": 5}, {"at_least": 4, "at_most": 5}, "stricter"),
        ({"at_least": 3, "at_most": 5}, {"at_least": 4, "at_most": 4}, "stricter"),
        ({"at_least": 3, "at_most": 5}, {"at_least": 2, "at_most": 5}, "weaker"),
        ({"at_least": 3, "at_most": 5}, {"at_least": 3, "at_most": 7}, "weaker"),
        ({"at_least": 3, "at_most": 5}, {"at_most": 5}, "weaker"),
        ({"at_least": 3, "at_most": 5}, {"at_least": 4, "at_most": 7}, "unlike"),
    ],
)
def test_amounts(old, new, expected):
    was, is_ = (bounds(headcount=Amount(anchor=HERE, **each)) for each in (old, new))
    assert verdict(comparison.numbers(is_, was)) == expected


def test_a_range_that_lost_a_limit_says_what_is_left():
    floor, step = (Amount(anchor=HERE, **each) for each in ({"at_least": 3, "at_most": 5}, {"at_most": 5}))
    (found,) = comparison.numbers(bounds(headcount=step), bounds(headcount=floor))
    assert (found.verdict, found.stated, found.asked) == ("weaker", "不多于5", "3至5")
    assert (found.path, found.other_path) == (("headcount",), ("headcount", "at_least"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("应每月开展1次。", "应每月开展1次", "equal"),
        ("应每月开展1次。", "应每季度开展1次。", "weaker"),
        ("每年1次。", "每月2次。", "stricter"),
        ("应每年慰问1次。", "应每两年慰问1次。", "weaker"),
        ("应每月研究1次。", "应每半月研究1次。", "stricter"),
        ("每年1次。", "每季度1次。", "stricter"),
        ("每年2次。", "每半年1次。", "unlike"),
        ("应每季度研究1次。", "宜每季度研究1次。", "weaker"),
        ("应到会。", "宜到会。", "weaker"),
        ("宜到会，可发言。", "可到会，应发言。", "unlike"),
        ("应到会。", "应签名。", "unlike"),
        ("不宜收费。", "不应收费。", "stricter"),
        ("不宜收费、不宜选举和换届。", "不宜收费；不应选举，不应换届。", "stricter"),
        ("应收费。", "不应收费。", "unlike"),
        ("到会。", "应到会。", "unlike"),
        ("到会，应发言。", "到会，宜发言。", "weaker"),
        ("可到会。", "宜到会。", "stricter"),
        ("不可到会。", "不宜到会。", "stricter"),
        ("应当到会。", "应到会。", "unlike"),
        ("应到会。", "应到会，应发言。", "unlike"),
    ],
)
def test_sentences(old, new, expected):
    assert comparison.sentences(new, old) == expected
    assert comparison.sentences(old, new) is opposite(Verdict(expected))


PLACES = st.sampled_from(["hold", "vote", "DJ301.vote", "到期", "期满"])
SMALL = st.none() | st.integers(0, 3)
TIMES = st.one_of(
    st.fixed_dictionaries(
        {"every": st.sampled_from(Period)},
        optional={
            "times": st.integers(1, 5),
            "months": st.lists(st.integers(1, 12), max_size=3, unique=True).map(tuple),
            "day": st.integers(1, 31),
            "by_day": st.integers(1, 31),
            "weekday": st.sampled_from(Weekday),
            "nth": st.sampled_from(Nth),
            "years": st.integers(2, 5),
            "first_year": st.integers(2026, 2029),
            "of": st.sampled_from(PeriodOffset),
            "shift": st.sampled_from(Shift),
            "modal": st.sampled_from(Modal),
            "per": st.sampled_from(CountedPer),
        },
    ),
    *(
        st.fixed_dictionaries({lead: PLACES, f"within_{unit}": SMALL, f"at_least_{unit}": SMALL})
        for lead in ("on", "before", "after")
        for unit in TimeUnit
    ),
).map(lambda keys: when(**keys))


@given(TIMES, TIMES)
def test_the_other_way_round_is_the_opposite(one, two):
    assert verdict(comparison.times(one, two)) is opposite(verdict(comparison.times(two, one)))


@given(TIMES)
def test_nothing_differs_from_itself(one):
    assert list(comparison.times(one, one)) == []


@pytest.mark.parametrize(
    ("key", "part", "of", "least"),
    [
        ("at_least", Fraction(1, 2), 5, 3),
        ("at_least", Fraction(1, 2), 6, 3),
        ("more_than", Fraction(1, 2), 6, 4),
        ("more_than", Fraction(1, 2), 5, 3),
        ("at_least", Fraction(4, 5), 5, 4),
        ("at_least", Fraction(4, 5), 12, 10),
    ],
)
def test_how_many_a_share_of_so_many_is(key, part, of, least):
    assert share(of=ShareBase.ENTITLED, **{key: part}).least(of) == least
