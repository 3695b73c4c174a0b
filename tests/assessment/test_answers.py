"""What single things come to: the answer for all of them, for a part of them, and what a machine may say of it."""

from __future__ import annotations

import pytest

from dangjian_std.assessment import answers
from dangjian_std.assessment.answers import Answer, Item, State
from dangjian_std.domain.measures import Decides

DONE, LATE, MISSING, UNSURE, COMING = State
YES, NO, NOTHING_DUE, UNKNOWN = Answer


def items(*states):
    return [Item(subject="3月", state=each) for each in states]


@pytest.mark.parametrize(
    ("states", "answer"),
    [
        ((), NOTHING_DUE),
        ((COMING,), NOTHING_DUE),
        ((DONE,), YES),
        ((DONE, COMING), YES),
        ((DONE, UNSURE), UNKNOWN),
        ((DONE, LATE), NO),
        ((DONE, MISSING), NO),
        ((UNSURE, MISSING), NO),
    ],
)
def test_all_have_to_be_done_and_one_that_is_not_outweighs_what_is_not_known(states, answer):
    assert answers.of_all(items(*states)) is answer


@pytest.mark.parametrize(
    ("states", "answer"),
    [
        ((), NOTHING_DUE),
        ((COMING,), NOTHING_DUE),
        ((DONE, DONE, DONE, MISSING), YES),
        ((DONE, DONE, DONE, MISSING, COMING), YES),
        ((DONE, DONE, MISSING, LATE), NO),
        ((DONE, DONE, UNSURE, LATE), UNKNOWN),
        ((DONE, UNSURE, MISSING, LATE), NO),
        ((DONE, DONE, DONE, DONE, MISSING), YES),
        ((DONE, DONE, MISSING), NO),
    ],
)
def test_three_of_four_are_75_of_100(states, answer):
    assert answers.of_share(items(*states), 75) is answer


@pytest.mark.parametrize(
    ("decides", "said"),
    [
        (Decides.ONLY_NO, (UNKNOWN, NO, NOTHING_DUE, UNKNOWN)),
        (Decides.ONLY_YES, (YES, UNKNOWN, NOTHING_DUE, UNKNOWN)),
    ],
)
def test_a_machine_says_only_what_it_may(decides, said):
    assert tuple(answers.decided(each, decides) for each in Answer) == said
