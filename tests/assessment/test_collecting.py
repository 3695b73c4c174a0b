"""Whose a form is, and that each branch or group is told from the others: never guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from dangjian_std.assessment.collecting import Collection, HandedIn, NotTakenError
from dangjian_std.assessment.ledger_entries import Facts
from dangjian_std.domain import bodies
from dangjian_std.domain.bodies import Body
from dangjian_std.domain.unit_sheet import UnitSheet
from dangjian_std.reading import bind, handed_forms
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import UNIT_SHEET, RawSource
from support import taken, unit_workbooks
from support.taken import TODAY, Office

BODIES = (
    Body("第一党支部"),
    Body("第一党支部", "第一党小组"),
    Body("第一党支部", "第二党小组"),
    Body("第二党支部"),
    Body("第二党支部", "第一党小组", dt.date(2027, 6, 1)),
)
GROUPS = {"R501": "per: branch=per: group"}


def collection(listed=BODIES, **forms) -> Collection:
    return Collection.of(taken.catalog(**forms), Facts(), listed, TODAY)


def forms(code="R501", change=None):
    office = Office.filled(code)
    if change:
        change(office)
    return handed_forms.of_workbook(f"{code}.xlsx", office.saved())


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        (HandedIn(name="a", branch="第二党支部"), "第二党支部"),
        (HandedIn(name="a", folders=("收表箱", "第二党支部", "2027-03")), "第二党支部"),
        (HandedIn(name="a", folders=("第一党支部", "第二党支部")), "第二党支部"),
        (HandedIn(name="a", folders=("第一党支部",), branch="第二党支部"), "第二党支部"),
        (HandedIn(name="a", folders=("第一党支部2027",)), ""),
        (HandedIn(name="a"), ""),
        (HandedIn(name="a", branch="第三党支部"), ""),
    ],
)
def test_whose_a_form_is(file, wanted):
    found = collection()
    if wanted:
        found.add(file, forms())
        assert [each.branch for each in found.found.new] == [wanted]
    else:
        with pytest.raises(NotTakenError, match="党支部"):
            found.add(file, forms())


def test_a_unit_of_one_branch_needs_no_folder():
    found = collection((Body("第一党支部"),))
    found.add(HandedIn(name="a"), forms())
    assert found.found.new[0].branch == "第一党支部"
    alone = collection(())
    alone.add(HandedIn(name="a"), forms())
    assert alone.found.new[0].branch == ""
    with pytest.raises(NotTakenError, match="没有登记过党支部"):
        collection(()).add(HandedIn(name="a", branch="第一党支部"), forms())


def test_a_form_of_a_group_has_its_group():
    found = collection(**GROUPS)
    for group in ("第一党小组", "第二党小组"):
        found.add(HandedIn(name="a", folders=("第一党支部", group)), forms())
    assert [each.name for each in found.found.new] == [
        "R501 第一党支部 第一党小组 2027",
        "R501 第一党支部 第二党小组 2027",
    ]
    with pytest.raises(NotTakenError, match="不知道是哪个党小组的"):
        found.add(HandedIn(name="a", branch="第一党支部"), forms())
    with pytest.raises(NotTakenError, match="党小组"):
        found.add(HandedIn(name="a", branch="第一党支部", group="第三党小组"), forms())


def test_what_the_whole_unit_keeps_belongs_to_no_branch():
    found = collection(R501="per: branch=per: unit")
    found.add(HandedIn(name="a"), forms())
    assert found.found.new[0].branch == ""


def test_each_member_s_own_form_is_not_taken():
    with pytest.raises(NotTakenError, match="每人一张，不收"):
        collection(R501="per: branch=per: member").add(HandedIn(name="a", branch="第一党支部"), forms())


def test_a_group_that_was_not_there_in_that_time_is_asked_about():
    found = collection(**GROUPS)
    found.add(
        HandedIn(name="a", branch="第二党支部", group="第一党小组"),
        forms(change=lambda office: office.write("year", 2026)),
    )
    assert [each.label for each in found.found.doubts] == ["时间"]
    found.add(HandedIn(name="a", branch="第二党支部", group="第一党小组"), forms())
    assert len(found.found.new) == 1


def test_the_sheet_of_a_unit_names_its_bodies():
    tree = parse(RawSource(UNIT_SHEET, unit_workbooks.text().encode())).tree
    assert tree is not None
    found = list(bodies.of(bind.bind(UnitSheet, tree).branches))
    assert found[:3] == [Body("机关第一党支部", group) for group in ("", "第一党小组", "第二党小组")]
    assert found[-1] == Body("防汛临时党支部", "", dt.date(2028, 6, 1), dt.date(2028, 9, 30))


def numbered(number, quarter="2027年第一季度"):
    def change(office):
        office.write("head.number", number)
        office.write("quarter", quarter)

    return forms("R211", change)


ONE = HandedIn(name="a", branch="第一党支部")


def test_a_number_belongs_to_one_filing():
    found = collection()
    found.add(ONE, numbered("R211—2027—001"))
    with pytest.raises(NotTakenError, match=r"这次有两份 R211 的编号都是 2027-001"):
        found.add(ONE, numbered("R211—2027—001", "2027年第二季度"))
    found.add(ONE, numbered("R211—2027—002", "2027年第二季度"))
    found.add(HandedIn(name="a", branch="第二党支部"), numbered("R211—2027—001", "2027年第三季度"))
    assert len(found.found.new) == 3


def test_a_filing_that_is_another_one_by_its_number_takes_the_place_of_the_old():
    first = collection()
    first.add(ONE, numbered("R211—2027—001"))
    facts = Facts(tuple(first.found.new))
    other = numbered("R211—2027—001", "2027年第二季度")
    with pytest.raises(NotTakenError, match=r"编号 2027-001 是台账第 0 行 R211 第一党支部 2027-Q1 的"):
        Collection.of(taken.catalog(), facts, BODIES, TODAY).add(ONE, other)
    reasoned = Collection.of(taken.catalog(), facts, BODIES, TODAY, "写错")
    reasoned.add(ONE, other)
    assert [each.key for each in reasoned.found.replaced] == ["2027-Q1"]
    assert [each.key for each in reasoned.found.new] == ["2027-Q2"]
