"""Names of steps and fields in other files."""

import pytest

from dangjian_std.domain.references import FieldRef, StepRef, parse_target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("hold", StepRef("", "hold")),
        ("check-branch", StepRef("", "check-branch")),
        ("DJ301.vote", StepRef("DJ301", "vote")),
        ("任期届满", "任期届满"),
        ("DJ301.表决", "DJ301.表决"),
        ("DJ30.vote", "DJ30.vote"),
        ("Hold", "Hold"),
        ("hold\n", "hold\n"),
    ],
)
def test_what_is_written_like_a_step_is_one_and_all_else_an_event(text, target):
    assert parse_target(text) == target
    assert str(target) == text


def test_a_step_of_the_own_standard_gets_its_code_and_another_one_keeps_its_own():
    assert StepRef("", "hold").qualified("DJ401") == StepRef("DJ401", "hold")
    assert StepRef("DJ301", "vote").qualified("DJ401") == StepRef("DJ301", "vote")


def test_a_field_is_parsed_and_printed_as_it_is_written():
    assert FieldRef.parse("R201.topic") == FieldRef("R201", "topic")
    assert str(FieldRef("R201", "topic")) == "R201.topic"
