"""Where an address of an overlay leads, and what is said of one that leads nowhere."""

from __future__ import annotations

import pytest

from dangjian_std.reading.addresses import Missed, find, holders, nodes

DATA = {
    "id": "whole",
    "title": "题",
    "stages": [
        {"id": "first", "steps": [{"id": "do", "how": ["一", "二"]}, {"id": "twice"}]},
        {"id": "second", "steps": [{"id": "twice", "3": "三"}]},
    ],
    "parameters": [{"id": "do"}],
}
DO = ("stages", 0, "steps", 0)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("title", ("title",)),
        ("do", DO),
        ("do.how", (*DO, "how")),
        ("do.how.1", (*DO, "how", 0)),
        ("do.how.2", (*DO, "how", 1)),
        ("second.twice", ("stages", 1, "steps", 0)),
        ("second.twice.3", ("stages", 1, "steps", 0, "3")),
        ("stages.2.steps.1", ("stages", 1, "steps", 0)),
    ],
)
def test_names_keys_and_numbers_from_1_lead_to_a_place(address, path):
    assert find(DATA, address) == path


@pytest.mark.parametrize(
    ("address", "word", "several"),
    [
        ("do.how.0", "0", False),
        ("do.how.3", "3", False),
        ("do.how.x", "x", False),
        ("do.what", "what", False),
        ("gone", "gone", False),
        ("twice", "twice", True),
        ("title.1", "1", False),
        ("whole", "whole", False),
    ],
)
def test_what_leads_nowhere_is_named(address, word, several):
    missed = find(DATA, address)
    assert isinstance(missed, Missed)
    assert (missed.word, missed.several) == (word, several)


def test_what_there_is_is_named():
    missed = find(DATA, "first.gone")
    assert isinstance(missed, Missed)
    assert missed.known == ("do", "twice", "id", "steps")


def test_only_the_last_word_may_be_new():
    assert find(DATA, "do.what", new=True) == (*DO, "what")
    assert isinstance(find(DATA, "do.what.more", new=True), Missed)
    assert isinstance(find(DATA, "do.how.3", new=True), Missed)
    assert find(DATA, "do.how.2", new=True) == (*DO, "how", 1)


def test_parameters_are_no_places():
    assert [path for path, each in nodes(DATA) if each["id"] == "do"] == [DO]


def test_what_holds_a_place_is_named_from_the_root_even_where_the_rest_is_missing():
    held = [path for path, _ in holders(DATA, (*DO, "how", 1))]
    assert held == [(), ("stages", 0), DO]
    assert [path for path, _ in holders(DATA, ("gone", 1))] == [()]
