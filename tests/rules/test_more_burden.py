"""When a form asks for more than it did before."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dangjian_std.rules.revision import unexplained_burden


def load(filings, minutes=0, signatures=0, *, once=0, signed=()):
    return SimpleNamespace(
        filings=filings,
        minutes=minutes,
        signatures=signatures,
        record=SimpleNamespace(minutes=once, signed_by=signed),
    )


@pytest.mark.parametrize(
    ("was", "now", "more"),
    [
        (None, load(0), False),
        (None, load(1), True),
        (load(1, 10, 2), load(1, 10, 2), False),
        (load(1, 10, 2), load(1, 11, 2), True),
        (load(1, 10, 2), load(1, 9, 3), True),
        (load(1, 10, 2), load(2, 10, 1), False),
        (load(0, once=5), load(0, once=5), False),
        (load(0, once=5), load(0, once=6), True),
        (load(0, once=5, signed=("a",)), load(0, once=5, signed=("a", "b")), True),
        (load(0, once=5, signed=("a",)), load(0, once=4, signed=()), False),
        (load(0, once=5), load(1, 1, once=5), True),
        (load(1, 5), load(0, 0, once=9), False),
    ],
)
def test_minutes_and_signatures_of_a_year_count_or_of_one_where_nothing_recurs(was, now, more):
    assert unexplained_burden._more(was, now) is more
