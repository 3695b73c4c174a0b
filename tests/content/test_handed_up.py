"""What goes upwards of the live set: forms with personal data give no count that may be one person's."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from content import live
from dangjian_std.assessment.answers import Answer, Finding, Item, State
from dangjian_std.assessment.ledger_entries import Facts
from dangjian_std.domain.unit import Unit
from dangjian_std.output import answer_files
from dangjian_std.output.answer_files import Answered

DAY = dt.date(2027, 3, 31)


def counted(criterion: str, cases: int) -> list[int]:
    """Return the counts that go upwards of so many cases."""
    items = tuple(Item(subject=f"R304 2027-{each:03}", state=State.MISSING) for each in range(cases))
    finding = Finding(criterion=criterion, branch="甲支部", answer=Answer.NO, reason="缺", items=items)
    unit = Unit.of(live.catalog())
    said = Answered(
        unit=unit,
        digest="ab" * 32,
        facts=Facts(),
        findings=(finding,),
        branches=("甲支部",),
        as_of=DAY,
        known=None,
    )
    (found,) = json.loads(answer_files.hand_up(said, (), "某委办〔2027〕3号"))["answers"]
    assert found["answer"] == "否"
    return [each["number"] for each in found["counts"]]


@pytest.mark.parametrize("criterion", ["DJ301.talked", "DJ302.checked", "DJ303.contacted"])
def test_few_cases_with_personal_data_are_not_counted(criterion: str):
    assert counted(criterion, 1) == counted(criterion, 2) == []
    assert counted(criterion, 3) == [0, 0, 3, 0, 0]


def test_what_is_nobodys_is_counted_from_one_on():
    assert counted("DJ401.monthly", 1) == [0, 0, 1, 0, 0]
