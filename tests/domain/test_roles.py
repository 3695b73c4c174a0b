"""What a unit with some organs is called: every organ that it has is named, and those that its branches lack."""

from __future__ import annotations

import pytest

from dangjian_std.domain.roles import organs_in_words, shape_title
from dangjian_std.domain.vocabulary import Organ

COMMITTEE, GROUPS, GENERAL = Organ.COMMITTEE, Organ.GROUPS, Organ.GENERAL_BRANCH
BUREAU, DISCIPLINE = Organ.BUREAU_COMMITTEE, Organ.DISCIPLINE


@pytest.mark.parametrize(
    ("has", "branches", "title"),
    [
        ((), 1, "一个党支部，不设支委会"),
        ((GROUPS,), 1, "一个党支部，不设支委会，分设党小组"),
        ((COMMITTEE,), 1, "一个党支部，设支委会，不分党小组"),
        ((COMMITTEE, GROUPS), 1, "一个党支部，设支委会，分设党小组"),
        ((GENERAL,), 2, "设党总支，下有两个党支部，不设支委会"),
        ((GENERAL, GROUPS), 2, "设党总支，下有两个党支部，不设支委会，分设党小组"),
        ((GENERAL, COMMITTEE), 10, "设党总支，下有十个党支部，不分党小组"),
        ((BUREAU, COMMITTEE, GROUPS), 11, "设机关党委，下有11个党支部，分设党小组"),
        ((BUREAU, DISCIPLINE, COMMITTEE), 3, "设机关党委和机关纪委，下有三个党支部，不分党小组"),
    ],
)
def test_a_unit_is_called_by_what_it_has_and_what_it_lacks(has, branches, title):
    assert shape_title(has, branches) == title


@pytest.mark.parametrize(
    ("has", "words"),
    [
        ((), "一个党支部，不设支委会"),
        ((COMMITTEE, GROUPS), "一个党支部，设支委会"),
        ((GENERAL, COMMITTEE), "设党总支"),
        ((BUREAU, DISCIPLINE), "设机关党委和机关纪委"),
    ],
)
def test_the_organs_of_a_shape_are_said_in_one_phrase(has, words):
    assert organs_in_words(has) == words
