"""What is no fact in a ledger is an error of one kind."""

from __future__ import annotations

import pytest

from dangjian_std.assessment import facts


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"at": "1!G14"},
        {"at": "G14", "word": "有"},
        {"at": "1!G14", "word": "有", "date": "2027-02-30"},
        {"at": "1!G14", "word": "有", "date": 7},
        {"at": "1!G14", "dates": 7},
    ],
)
def test_what_is_no_fact_is_refused(data):
    with pytest.raises(ValueError, match=r"no fact|no value|day|isoformat"):
        facts.of(data)


def test_a_fact_comes_back_with_its_place():
    assert facts.of({"at": "1!G14", "word": "有"}).at == "1!G14"
