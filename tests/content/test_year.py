"""A year of the sample unit, from its papers to its answers: what a person wrote beside them beforehand comes out.

Who wrote the papers and their answers did not write what reads and judges them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import random
from collections.abc import Callable, Mapping

import pytest
import yaml

import demo_assess
from content import live
from dangjian_std.assessment import judging, ledger_entries
from dangjian_std.assessment.answers import Answer
from dangjian_std.assessment.facts import Day, Fact
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.inspecting import Inspections
from dangjian_std.cli.console import taking
from dangjian_std.domain.unit import Unit
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
        branch: Inspections(inspection, ledger_entries.known(seen.entries), branch, LOOKS[1]).leader(LOOKS[0])
        for branch in ("甲支部", "乙支部")
    }
    assert {branch: str(each.answer) for branch, each in found.items()} == {"甲支部": "是", "乙支部": "否"}
    (cell,) = found["乙支部"].evidence
    assert (cell.says, cell.filing) == ("2名", "R501 乙支部 2027")
    assert cell.at.startswith("1!")


def emptied(filing: Filing, rng: random.Random) -> Filing:
    """Return a filing without what stands in one of its cells."""
    cells = [("", 0, name) for name in sorted(filing.fields)]
    cells += [
        (table, at, name)
        for table, rows in sorted(filing.rows.items())
        for at, row in enumerate(rows)
        for name in sorted(row)
    ]
    table, at, name = rng.choice(cells)
    if not table:
        return dataclasses.replace(
            filing, fields={key: fact for key, fact in filing.fields.items() if key != name}
        )
    rows = list(filing.rows[table])
    rows[at] = {key: fact for key, fact in rows[at].items() if key != name}
    return dataclasses.replace(filing, rows={**filing.rows, table: tuple(rows)})


def held_again(filing: Filing) -> Filing:
    """Return another meeting of the kind, a day earlier or later in the same month."""
    held = filing.fields["held-on"].value.on
    days = dt.timedelta(1 if (held + dt.timedelta(1)).month == held.month else -1)

    def moved(facts: Mapping[str, Fact]) -> dict[str, Fact]:
        return {
            name: Fact(Day(fact.value.on + days), fact.at) if isinstance(fact.value, Day) else fact
            for name, fact in facts.items()
        }

    rows = {table: tuple(map(moved, rows)) for table, rows in filing.rows.items()}
    return dataclasses.replace(filing, key="again", number="", fields=moved(filing.fields), rows=rows)


Change = Callable[[tuple[Filing, ...]], tuple[Filing, ...]]


@pytest.fixture(scope="module")
def known_then(year):
    """What answers a day where the filings are others."""
    office, _ = year
    facts = ledger_entries.known(taking.opened(office.ledger).entries)
    bodies = taking.bodies_of(office.catalog, office.ledger)

    def answered(day: dt.date, change: Change) -> dict[tuple[str, str], Answer]:
        changed = dataclasses.replace(facts, filings=change(facts.filings))
        found = judging.judge(Unit.of(office.catalog), changed, bodies, day)
        return {(each.criterion, each.branch): each.answer for each in found}

    return answered


@pytest.mark.parametrize("seed", range(8))
def test_an_emptied_cell_turns_no_answer_into_yes(known_then, seed):
    rng, day = random.Random(seed), LOOKS[seed % len(LOOKS)]  # noqa: S311 a draw, no secret
    before = known_then(day, tuple)
    for _ in range(8):

        def change(filings: tuple[Filing, ...]) -> tuple[Filing, ...]:
            at = rng.choice([at for at, each in enumerate(filings) if each.fields or any(each.rows.values())])
            return (*filings[:at], emptied(filings[at], rng), *filings[at + 1 :])

        after = known_then(day, change)
        assert {key for key, answer in after.items() if answer is Answer.YES} <= {
            key for key, answer in before.items() if answer is Answer.YES
        }


@pytest.mark.parametrize("form", ["R201", "R204"])
def test_a_meeting_more_than_is_needed_changes_no_answer(known_then, form):
    day = LOOKS[-1]
    before = known_then(day, tuple)
    for at in range(0, 24, 4):

        def change(filings: tuple[Filing, ...], at: int = at) -> tuple[Filing, ...]:
            held = [each for each in filings if each.form == form]
            return (*filings, held_again(held[at % len(held)]))

        assert known_then(day, change) == before
