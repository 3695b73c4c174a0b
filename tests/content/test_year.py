"""A year of the sample unit, from its papers to its answers: what a person wrote beside them beforehand comes out.

Who wrote the papers and their answers did not write what reads and judges them.
"""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
import yaml

import demo_assess
from content import live
from dangjian_std.assessment import entries
from dangjian_std.assessment.inspecting import Inspections
from dangjian_std.cli.console import taking
from demo_assess import UNIT, Office
from support.folders import ROOT
from year_papers import NAMES, YEAR, months

TOLD = yaml.safe_load((YEAR / "答案.yaml").read_text("utf-8"))
LOOKS = tuple(each["look"] for each in demo_assess.schedule() if "look" in each)
KNOWN = dict(zip(LOOKS, map(dt.date.fromisoformat, ("2027-04-05", "2027-07-05", "2027-10-08")), strict=False))
"""Up to which day what was handed in was known when it was looked."""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory):
    """The office after its year, and what was answered at the end of each quarter."""
    office, found = Office(live.catalog(), tmp_path_factory.mktemp("一年") / "单位"), {}
    for each in demo_assess.schedule():
        if day := each.get("look"):
            found[day] = answers(office, day)
        else:
            office.take(each["taken"], each["month"], each["of"])
    return office, found


def answers(office: Office, day: dt.date, known: dt.date | None = None) -> dict[tuple[str, str], str]:
    return {(each.criterion, each.branch or UNIT): str(each.answer) for each in office.findings(day, known)}


@pytest.mark.parametrize("quarter", range(4), ids=["3月", "6月", "9月", "12月"])
def test_every_answer_is_what_a_person_wrote_beside_the_papers(year, quarter):
    _, found = year
    day = LOOKS[quarter]
    wanted = {
        (name, branch): said.split()[quarter]
        for name, by_branch in TOLD.items()
        for branch, said in by_branch.items()
    }
    machine = {
        f"{code}.{each.id}"
        for code, one in live.catalog().standards.items()
        for each in one.criteria
        if each.machine
    }
    assert machine == {*TOLD}
    assert {key: answer for key, answer in found[day].items() if key[0] in machine} == wanted


@pytest.mark.parametrize("day", KNOWN)
def test_what_came_later_is_not_known_earlier(year, day):
    office, found = year
    assert answers(office, day, KNOWN[day]) == found[day]


def test_no_name_goes_into_the_ledger_or_is_said(year):
    office, _ = year
    written = b"".join(path.read_bytes() for path in sorted(office.ledger.iterdir())).decode()
    said = "".join(office.said).replace(str(office.top), "")
    told = "".join(str(each) for day in LOOKS for each in office.findings(day))
    for name in NAMES:
        assert name not in written
        assert name not in told
        # the name of a sheet that cannot be read is told to who handed it in
        assert name not in said


def test_the_papers_hold_all_of_the_names(year):
    office, _ = year
    assert len(set(NAMES)) == 2000
    assert office.clerk.given >= len(NAMES)


def test_the_papers_are_made_in_ten_bad_habits():
    papers = list(itertools.chain.from_iterable(months().values()))
    assert len({each.mess for each in papers if each.mess}) == 10
    assert {each.asked for each in papers if each.asked}
    assert {each.reason for each in papers if each.reason}
    said = (ROOT / "docs" / "评标准.md").read_text("utf-8")
    assert f"一年交 {len(papers)} 个文件" in said
    assert f"机器能说到的 {len(TOLD)} 条" in said


def test_a_branch_with_two_leaders_is_told_with_the_cell(year):
    office, _ = year
    seen = taking.opened(office.ledger)
    inspection = office.catalog.system.inspection
    found = {
        branch: Inspections(inspection, entries.known(seen.entries), branch, LOOKS[1]).leader(LOOKS[0])
        for branch in ("甲支部", "乙支部")
    }
    assert {branch: str(each.answer) for branch, each in found.items()} == {"甲支部": "是", "乙支部": "否"}
    (cell,) = found["乙支部"].evidence
    assert (cell.says, cell.filing) == ("2名", "R501 乙支部 2027")
    assert cell.at.startswith("1!")
