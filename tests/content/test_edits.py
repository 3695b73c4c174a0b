"""A right edit of the content is green in `dstd validate` and in the tests: thirty kinds of edit are tried."""

from __future__ import annotations

import itertools

import pytest

from content import edits
from content.claims import CLAIMS, errors, judged, judged_by_rules
from content.edits import EDITS, outcomes
from content.live import files

TOGETHER = 18
"""How many edits are judged at once: a set that is judged takes seconds, an edit takes none."""
PICKY = (edits.a_step_is_removed, edits.a_step_is_done_more_often, edits.a_standard_is_sent_out_for_comment)
"""Edits that are refused at their first places."""
OTHERS = tuple(each for each in EDITS if each not in PICKY)
TURNS = -(-len(OTHERS) // TOGETHER)
GROUPS = (*(OTHERS[turn::TURNS] for turn in range(TURNS)), PICKY)
"""Edits that stand far from each other, so that none comes upon what another one did."""


def wrong(made):
    """What the tool has against a set, or else which claims it breaks."""
    loaded, found = judged(made)
    if refused := errors(found):
        return refused
    assert loaded.catalog is not None
    return [line for claim in CLAIMS for line in claim(loaded.catalog)]


def tried(change):
    """What is wrong with an edit that is made at the first place where the tool has nothing against it."""
    refused = []
    for made in outcomes(change, files()):
        found = wrong(made)
        if not found:
            return []
        refused += found
    return refused


def put(change, made):
    """A set after one more edit; one that is picky is made at the first place that the rules allow, if any."""
    places = outcomes(change, made)
    first = next(places, made)
    if change in PICKY:
        allowed = (each for each in itertools.chain([first], places) if not errors(judged_by_rules(each)[1]))
        return next(allowed, first)
    return first


def test_there_are_thirty_edits():
    assert len(EDITS) >= 30
    assert sorted(map(str, EDITS)) == sorted(str(each) for group in GROUPS for each in group)


@pytest.mark.parametrize("change", EDITS)
def test_an_edit_has_a_place(change):
    if not any(True for _ in outcomes(change, files())):
        pytest.skip("这套标准里没有可以这样改的地方")


@pytest.mark.parametrize("changes", GROUPS, ids=lambda changes: changes[0].__name__)
def test_edits_leave_everything_green(changes):
    """They are made one upon the other; where the tool has something against that, each is made by itself."""
    made = files()
    for change in changes:
        made = put(change, made)
    if wrong(made):
        found = [f"{change.__name__}：{line}" for change in changes for line in tried(change)]
        assert not found, "\n".join(["改了以后：", *found])
