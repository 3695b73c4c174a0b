"""Seals: the same for the same article however it is typed, another for any other."""

from __future__ import annotations

import pytest

from dangjian_std.domain import seals

ARTICLE = {
    "number": "第十四条",
    "gist": "会议由书记召集。",
    "checked": {"level": "原文", "on": "2026-11-22", "source": "转载全文"},
    "floor": {"when": {"every": "month", "times": 1}},
}
SEAL = "4b6a-a31d-b261-9fd1"


def test_a_seal_is_the_same_for_ever():
    assert seals.fingerprint(ARTICLE) == SEAL


def test_order_of_keys_and_how_it_was_checked_do_not_count():
    other = {"floor": {"when": {"times": 1, "every": "month"}}, "gist": ARTICLE["gist"], "number": "第十四条"}
    checked = {"seal": SEAL, "source": "单行本", "on": "2027-01-01", "level": "原文"}
    assert seals.changed(other | {"checked": checked}, SEAL) == ()


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"number": "第十五条"}, ("number",)),
        ({"gist": "会议由书记召集"}, ("gist",)),
        ({"floor": {"when": {"every": "year", "times": 1}}}, ("floor",)),
        ({"floor": {}}, ("floor",)),
        ({"floorless": "没有数字"}, ("floor",)),
        ({"checked": {"level": "摘引"}}, ("level",)),
        ({"gist": "", "floor": {}}, ("gist", "floor")),
    ],
)
def test_what_was_changed_is_known(change, parts):
    assert seals.changed(ARTICLE | change, SEAL) == parts
