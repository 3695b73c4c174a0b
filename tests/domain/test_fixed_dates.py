"""To which time of a step a day belongs that a unit has fixed."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from dangjian_std.domain.fixed_dates import chosen


def day(text):
    return dt.date.fromisoformat(f"2027-{text}")


def time(first, last, deadline=None, listed=None):
    return SimpleNamespace(
        first=day(first), last=day(last), deadline=day(deadline or last), listed=day(listed or last)
    )


MONTHS = (time("03-01", "03-31"), time("04-01", "04-30"), time("05-01", "05-31"))
LIMITS = (time("03-10", "03-10"), time("04-10", "04-10"))


@pytest.mark.parametrize(
    ("times", "days", "places"),
    [
        (MONTHS, ("04-01",), {1: "04-01"}),
        (MONTHS, ("04-30",), {1: "04-30"}),
        (MONTHS, ("05-31", "03-01"), {0: "03-01", 2: "05-31"}),
        (MONTHS, ("04-05", "04-20"), {0: "04-20", 1: "04-05"}),  # its own time has a day already
        (LIMITS, ("04-09",), {1: "04-09"}),
        (LIMITS, ("03-31",), {0: "03-31"}),  # its month says more than how near the limit is
        (LIMITS, ("02-20",), {0: "02-20"}),
        (LIMITS, ("05-20",), {1: "05-20"}),
        ((time("03-10", "03-10"), time("03-20", "03-20")), ("03-16",), {1: "03-16"}),
        ((time("03-10", "03-10"), time("03-20", "03-20")), ("03-14",), {0: "03-14"}),
        (LIMITS, ("03-10", "04-10", "04-11"), {0: "03-10", 1: "04-10"}),
        (LIMITS, (), {}),
        ((), ("03-10",), {}),
    ],
)
def test_a_day_belongs_to_the_time_whose_span_month_or_limit_is_nearest(times, days, places):
    assert chosen(map(day, days), times) == {place: day(text) for place, text in places.items()}
