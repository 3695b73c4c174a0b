"""督查 in the live set: what was inspected, what two inspections found undone, and that doubt lists nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from content import live
from content.claims import judged as judged_files
from dangjian_std.assessment import examined_cells, facts
from dangjian_std.assessment.answers import Answer, State
from dangjian_std.assessment.facts import DateSpan, Fact, Written
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.inspecting import Inspections, Leader, leader_due
from dangjian_std.assessment.ledger_entries import Facts
from dangjian_std.assessment.persons import counted
from dangjian_std.assessment.windows import UNCERTAIN
from dangjian_std.document.blocks import Row, Table
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.assessed import inspection_tables
from dangjian_std.publications.assessed.assessment import Assessment
from dangjian_std.renderers.layout import plain_text
from support import judged
from support.judged import BRANCH

MARCH = dt.date(2027, 3, 31)
QUARTERS = {"2027-Q1": (1, 3), "2027-Q2": (4, 6)}
REGISTER = {
    "form": "R501",
    "key": 2027,
    "fields": {"leader": "写"},
    "rows": {
        "branch-checks": [
            {"month": 1, "standards": "写", "checked-on": dt.date(2027, 1, 11), "found": 1},
            {"month": 2, "standards": "写", "checked-on": dt.date(2027, 2, 24), "found": 0},
            {"month": 3, "standards": "写", "checked-on": dt.date(2027, 3, 10), "found": 0},
        ]
    },
}
ITEM = {"source": "督查 2027-01-11", "due-on": dt.date(2027, 1, 29)}


def listed(*rows: Mapping[str, Any], key: str = "2027-Q1") -> dict[str, Any]:
    return {"form": "R211", "key": key, "rows": {"items": rows}}


def filings(*forms: Mapping[str, Any]) -> tuple[Filing, ...]:
    """Return them as they are taken: a list knows its quarter."""
    return tuple(map(_of_quarter, judged.filings(live.catalog(), {"filings": forms})))


def _of_quarter(filing: Filing) -> Filing:
    if filing.key not in QUARTERS:
        return filing
    first, last = QUARTERS[filing.key]
    span = DateSpan(dt.date(2027, first, 1), judged.last_of(2027, last))
    return dataclasses.replace(filing, fields={**filing.fields, "quarter": Fact(span, "1!B1")})


def known(
    *forms: Mapping[str, Any],
    as_of: dt.date = MARCH,
    covered: dt.date | None = MARCH,
    all_: tuple[Filing, ...] = (),
) -> Inspections:
    inspection = live.catalog().system.inspection
    assert inspection is not None
    handed = Facts(all_ or filings(*forms), {BRANCH: covered} if covered else {})
    return Inspections(inspection, handed, BRANCH, as_of)


def test_nothing_but_the_field_of_the_leader_is_kept_beside_what_criteria_ask():
    catalog = live.catalog()
    bare = dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, inspection=None))
    before, now = examined_cells.cells(bare), examined_cells.cells(catalog)
    more = {(form, name) for form in now for name in now[form] - before.get(form, frozenset())}
    assert more == {("R501", "leader")}


def test_what_two_inspections_found_undone_is_listed_with_its_cell():
    (found,) = known(REGISTER, listed({**ITEM, "done-on": dt.date(2027, 1, 20)}, ITEM)).undone()
    assert (found.line.name, found.limit, found.found) == (
        "R211 甲支部 2027-Q1 第2行",
        dt.date(2027, 1, 29),
        dt.date(2027, 1, 11),
    )
    assert found.inspections == (dt.date(2027, 2, 24), dt.date(2027, 3, 10))
    assert (found.evidence.line, found.evidence.says) == (2, "2027-01-29")


@pytest.mark.parametrize(
    ("row", "more"),
    [
        ({**ITEM, "source": "支委会 2027-01-11"}, {}),
        ({**ITEM, "done-on": dt.date(2027, 3, 30)}, {}),
        ({**ITEM, "done-on": "不详"}, {}),
        ({**ITEM, "due-on": "不详"}, {}),
        ({"source": "督查 2027-01-11"}, {}),
        ({**ITEM, "due-on": dt.date(2027, 2, 24)}, {}),
        (ITEM, {"covered": dt.date(2027, 3, 30)}),
        (ITEM, {"covered": None}),
        (ITEM, {"as_of": dt.date(2027, 3, 9)}),
    ],
    ids=["settled", "done", "done-unknown", "due-unknown", "no-limit", "one", "not-reported", "never", "early"],
)
def test_what_is_not_certain_is_not_listed(row: Mapping[str, Any], more: Mapping[str, Any]):
    assert not [*known(REGISTER, listed(row), **more).undone()]


def test_nothing_that_is_left_out_lists_an_item_more():
    rows = ({**ITEM, "done-on": dt.date(2027, 3, 30)}, {**ITEM, "source": "支委会"}, ITEM)
    whole = filings(REGISTER, listed(*rows))
    first, _, last = (f"R211 甲支部 2027-Q1 第{number}行" for number in (1, 2, 3))
    assert [each.line.name for each in known(all_=whole).undone()] == [last]
    for less in judged.without_one(whole):
        undone_now = less[1].rows["items"][0].keys() == ITEM.keys()
        assert {each.line.name for each in known(all_=less).undone()} <= {last, *([first] if undone_now else [])}


def test_an_item_moved_into_the_next_list_has_its_new_limit():
    register = {
        **REGISTER,
        "rows": {
            "branch-checks": [
                *REGISTER["rows"]["branch-checks"],  # type: ignore[index]
                *({"month": month, "checked-on": dt.date(2027, month, 10)} for month in (4, 5, 6)),
            ]
        },
    }
    moved = listed({**ITEM, "due-on": dt.date(2027, 4, 30)}, key="2027-Q2")
    for month, listed_ in ((5, False), (6, True)):
        day = judged.last_of(2027, month)
        found = [*known(register, listed(ITEM), moved, as_of=day, covered=day).undone()]
        assert [each.line.name for each in found] == ["R211 甲支部 2027-Q2 第1行"] * listed_


def test_a_month():
    rows = (
        ITEM,
        {**ITEM, "done-on": dt.date(2027, 3, 5)},
        {**ITEM, "done-on": dt.date(2027, 2, 5)},
        {**ITEM, "due-on": dt.date(2027, 4, 9)},
        {"source": "督查"},
    )
    month = known(REGISTER, listed(*rows)).month()
    assert (month.inspected, month.on) == (State.DONE, dt.date(2027, 3, 10))
    assert (month.done, month.open, month.overdue, month.unsure) == (1, 2, 1, 1)


@pytest.mark.parametrize(
    ("as_of", "covered", "state"),
    [
        (dt.date(2027, 4, 10), MARCH, State.COMING),
        (dt.date(2027, 4, 30), MARCH, State.UNSURE),
        (dt.date(2027, 4, 30), dt.date(2027, 4, 30), State.MISSING),
    ],
)
def test_a_month_without_an_inspection(as_of: dt.date, covered: dt.date, state: State):
    assert known(REGISTER, as_of=as_of, covered=covered).month().inspected is state


DUE = dt.date(2027, 2, 5)


def leader(said: str, *, key: int = 2027, as_of: dt.date = MARCH, covered: dt.date | None = MARCH) -> Leader:
    """Return what is answered where this is written as the leader."""
    form = {**REGISTER, "fields": {"leader": "写"} if said else {}, "key": key}
    (made,) = filings(form)
    fields = {"leader": dataclasses.replace(made.fields["leader"], value=counted(said))} if said else {}
    found = known(all_=(dataclasses.replace(made, fields=fields),), as_of=as_of, covered=covered)
    return found.leader(DUE)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("陆书平", Answer.YES),
        ("陆 书平（第一、第二党小组一并联系）", Answer.YES),
        ("陆书平、江晓舟", Answer.NO),
        ("陆书平，陆书平", Answer.YES),
        ("", Answer.NO),
        ("不详", Answer.UNKNOWN),
        ("陆书平（至8月31日）、江晓舟", Answer.UNKNOWN),
        ("陆书平（9月1日起换江晓舟）", Answer.UNKNOWN),
        ("陆书平（第一党小组）、江晓舟（第二党小组）", Answer.UNKNOWN),
        ("副局长陆书平", Answer.UNKNOWN),
        ("陆书平江晓舟", Answer.UNKNOWN),
        ("陆平江晓", Answer.UNKNOWN),
        ("待定", Answer.UNKNOWN),
        ("沿用", Answer.UNKNOWN),
        ("书记", Answer.UNKNOWN),
        ("陆局长", Answer.UNKNOWN),
        ("党组、主任", Answer.UNKNOWN),
        ("暂缺", Answer.UNKNOWN),
        ("同上", Answer.UNKNOWN),
        ("陆书平（副局长）", Answer.YES),
        ("欧阳晓", Answer.YES),
        ("陆书平（原）", Answer.UNKNOWN),
        ("陆书平（江晓舟）", Answer.UNKNOWN),
        ("陆书平（已调走）", Answer.UNKNOWN),
        ("陆书平等", Answer.UNKNOWN),
        ("陆书平、党办", Answer.UNKNOWN),
        ("陆局", Answer.UNKNOWN),
        ("陆某某", Answer.UNKNOWN),
    ],
)
def test_a_branch_has_one_leader(said: str, answer: Answer):
    assert leader(said).answer is answer


NO_NAMES = (
    "副职|同上年|机关|上级|常委|纪委|单位|党办|支书|文书|干部|全体|班子|成员|"
    "高层|顾问|司长|连长|安排中|班长|未定|空缺|轮流|机动|集体|政委|处级|局领导|"
    "党支部|办公室|分管|主管|包联|包片|方案|高管|金融|江北|水利局|石油|武汉|老王|"
    "小李|王总|张工|李老师|离任|退休|王兼|钱款|任命|严格|温州|万元|成立|左右|"
    "明天|时任|马上|项目部|史志办|王家|吴国|李四等|张代"
)
"""What may stand there where no name does; some begin with a family name."""


@pytest.mark.parametrize("word", NO_NAMES.split("|"))
def test_a_word_is_no_leader(word: str):
    assert counted(word) == counted(f"陆书平、{word}") == counted(f"陆书平（{word}）") == Written()


def test_who_it_is_is_not_kept_and_which_cell_says_how_many_is():
    (cell,) = leader("陆书平、江晓舟").evidence
    assert (cell.filing, cell.at, cell.says) == ("R501 甲支部 2027", "1!A1", "2名")
    assert facts.of(facts.plain(Fact(Written(persons=2), "1!A1"))).value == Written(persons=2)


def test_an_empty_field_is_an_answer_only_where_its_time_is_over_and_all_is_handed_in():
    assert leader("").evidence[0].says == "空"
    assert leader("", as_of=DUE).answer is Answer.NO
    assert leader("", as_of=DUE - dt.timedelta(1)).answer is Answer.NOTHING_DUE
    assert leader("", covered=DUE - dt.timedelta(1)).answer is Answer.UNKNOWN
    assert leader("", key=2026).answer is Answer.UNKNOWN
    assert known(listed(ITEM)).leader(DUE).answer is Answer.UNKNOWN
    assert known({**REGISTER, "fields": {}}).leader(None).answer is Answer.UNKNOWN


def test_the_time_of_the_leader_is_that_of_its_step():
    catalog = live.catalog()
    inspection = catalog.system.inspection
    assert inspection is not None
    unit = Unit.of(catalog)
    assert leader_due(unit, inspection, 2027) == dt.date(2027, 2, 11) + UNCERTAIN
    assert not catalog.calendar.published(2027)
    assert leader_due(unit, dataclasses.replace(inspection, leader_by=None), 2027) is None
    assert leader_due(unit, inspection, 2026) is None
    one = Unit.of(catalog, "小支部")
    step = catalog.standards["DJ503"].steps_by_id["register"]
    assert (leader_due(one, inspection, 2027) is None) is not one.does("DJ503", step)


def test_persons_are_counted_in_the_field_of_the_leader_alone():
    counted_in = {
        form: each.persons for form, each in examined_cells.looked_for(live.catalog()).items() if each.persons
    }
    assert counted_in == {"R501": {"leader"}}


def assessed(unit: Unit) -> Assessment:
    return Assessment(unit, known(REGISTER, listed(ITEM)).facts, (), (BRANCH, "乙支部"), MARCH)


def test_the_sheet_says_who_decides_and_what_comes_first():
    unit = Unit.of(live.catalog())
    month, undone = inspection_tables.tables(assessed(unit), 4)
    assert [rows(each)[0][:3] for each in (month, undone)] == [
        ["甲支部", "3月10日", "待核实"],
        ["甲支部", "R211 甲支部 2027-Q1 第1行", "1月11日"],
    ]
    assert rows(undone)[0][-1].startswith("A1格，台账第")
    assert rows(month)[1][:3] == ["乙支部", "不明", "待核实"]
    assert rows(month)[1][3:] == ["—"] * 4
    said = [plain_text.line(note) for note in undone.notes]
    step = unit.catalog.standards["DJ501"].steps_by_id["refer"]
    assert said[0].startswith("是事项，不是名单；提请不提请，由党总支书记照DJ501的6.3.")
    assert said[1:] == [*step.how]


def test_without_a_declaration_the_sheet_has_none_of_it():
    catalog = live.catalog()
    bare = dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, inspection=None))
    assert not [*inspection_tables.tables(assessed(Unit.of(bare)), 4)]
    early = dataclasses.replace(assessed(Unit.of(catalog)), as_of=dt.date(2026, 12, 30))
    assert not [*inspection_tables.tables(early, 4)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("checks: R501.branch-checks", "checks: R599.branch-checks", "DS105"),
        ("checks: R501.branch-checks", "checks: R501.checks", "DS115"),
        ("month: month", "month: months", "DS115"),
        ("month: month", "month: standards", "DS511"),
        ("leader: R501.leader", "leader: R501.leaders", "DS115"),
        ("leader_by: DJ503.register", "leader_by: DJ503.registers", "DS109"),
        ("done: done-on", "done: result", "DS511"),
        ("from: [督查]", "from: [督察]", "DS117"),
        ("refer: DJ501.refer", "refer: DJ501.refers", "DS109"),
    ],
)
def test_a_mistake_in_the_declaration_is_told(old: str, new: str, code: str):
    files = live.files()
    text = files["standards/catalog.yaml"]
    assert f"  {old}\n" in text
    changed = {**files, "standards/catalog.yaml": text.replace(f"  {old}\n", f"  {new}\n")}
    _, found = judged_files(changed)
    (said,) = (each for each in found if each.place.span.path == "standards/catalog.yaml")
    assert (said.code, said.place.span.line) == (code, text[: text.index(f"  {old}\n")].count("\n") + 1)


def rows(found: Table) -> list[list[str]]:
    return [[plain_text.cell(cell) for cell in row.cells] for row in found.rows if isinstance(row, Row)]
