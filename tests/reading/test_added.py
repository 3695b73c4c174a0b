"""Standards that a unit adds in its sheet, a step in a row: ordinary standards, each value at its cell."""

from __future__ import annotations

import copy

import pytest
import yaml

from dangjian_std import rules
from dangjian_std.changes import adopted
from dangjian_std.domain.adoption_report import ADDED_STANCE
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import After, ByDay, Every, Offset
from dangjian_std.domain.vocabulary import Period, Status, TimeUnit
from dangjian_std.reading import unit_sources
from dangjian_std.reading.load import load
from dangjian_std.reading.project import UNIT_WORKBOOK, RawSource
from support import unit_workbooks as workbooks
from support import units
from support.projects import base, shown

FLOOD = [
    {
        "standard": "DJ190",
        "title": "汛期值守规程",
        "group": "党员活动",
        "reason": "每年汛期都要值守。",
        "who": "支部书记",
        "with": ["党员"],
        "what": "排定汛期值守的党员",
        "how": ["写明哪天、谁值守。", "先排自愿的"],
        "when": "每年",
        "months": [5],
        "by_day": 20,
        "leaves": ["值守安排"],
    },
    {
        "standard": "DJ190",
        "who": "组织委员",
        "what": "告知值守的党员。",
        "how": ["逐名告知。"],
        "when": "上一步以后",
        "workdays": 3,
    },
]
GROUPS = load(base().values()).catalog.system.groups
CODE = f"DJ{GROUPS.index('党员活动') + 1}90"


def rows(**changes):
    said = copy.deepcopy(FLOOD)
    for each in said:
        each["standard"] = CODE
    for name, value in changes.items():
        at, _, key = name.partition("_")
        row = said[0 if at == "first" else 1]
        if value is None:
            row.pop(key, None)
        else:
            row[key] = value
    return said


def project(said):
    return units.project(yaml.safe_dump({"added": said}, allow_unicode=True, sort_keys=False))


def read(files):
    return load(files[path] for path in sorted(files))


def complaints(files):
    found = read(files)
    return [shown(each) for each in found.diagnostics or rules.check(found.catalog)]


def test_an_added_standard_is_an_ordinary_one_of_the_unit_alone():
    files = project(rows())
    assert complaints(files) == []
    catalog = read(files).catalog
    found = catalog.standards[CODE]
    assert (found.title, found.group, found.custom, found.status) == (
        "汛期值守规程",
        "党员活动",
        True,
        Status.ISSUED,
    )
    assert (found.origin, found.scope.covers, found.scope.applies_to) == (
        "本单位增补",
        "汛期值守的程序",
        "本单位各党支部",
    )
    assert [each.title for each in found.stages] == ["办理"]
    assert [each.change for each in found.history] == ["首次发布"]
    first, second = found.steps
    assert first.how == ("写明哪天、谁值守。", "先排自愿的。")
    assert (first.with_, first.leaves, first.local) == (("党员",), ("值守安排",), ("step",))
    assert isinstance(first.when, Every)
    assert (first.when.every, first.when.months, first.when.day) == (Period.YEAR, (5,), ByDay(20))
    assert isinstance(second.when, After)
    assert second.when.after == StepRef("", first.id)
    assert second.when.within == Offset(3, TimeUnit.WORKDAYS)
    assert second.what == "告知值守的党员"
    assert catalog.adoption.own == (CODE,)
    (taken,) = (each for each in adopted.taken(catalog, catalog.adoption) if each.stance == ADDED_STANCE)
    assert (taken.code, taken.reason) == (CODE, "每年汛期都要值守。")


def test_the_workbook_says_the_same_at_its_cells():
    said = workbooks.data() | {"added": rows()}
    book = workbooks.workbook(said)
    tree = unit_sources.workbook(RawSource(UNIT_WORKBOOK, book)).tree
    assert tree.data == said
    catalog = load(workbooks.project(book).values()).catalog
    step = catalog.standards[CODE].steps[1]
    assert step.when.at("within_workdays").span.where.startswith(f"{UNIT_WORKBOOK}:增补:M")


WRONG = {
    "no title": ({"first_title": None}, "没有写名称"),
    "no group": ({"first_group": None}, "没有写分组"),
    "two titles": ({"second_title": "别的规程"}, "的名称写得不一样"),
    "no month": ({"first_months": None, "first_by_day": None}, "何时写了“每年”，没有写月份"),
    "no workdays": ({"second_workdays": None}, "何时写了“上一步以后”，没有写工作日数"),
    "a month too much": ({"second_months": [3]}, "何时写了“上一步以后”，用不着月份"),
    "nothing before": (
        {"first_when": "上一步以后", "first_months": None, "first_by_day": None, "first_workdays": 1},
        "前面没有步骤",
    ),
    "nothing after": ({"second_when": "下一步以前"}, "后面没有步骤"),
    "no event": ({"second_when": "遇到事情"}, "何时写了“遇到事情”，没有写遇到什么"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_fit_is_one_finding_in_the_sheet(case):
    changes, said = WRONG[case]
    (found,) = complaints(project(rows(**changes)))
    assert found.startswith("unit.yaml:")
    assert "DS037" in found
    assert said in found


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"first_who": "防汛委员"}, "DS102"),
        ({"first_title": "汛期值守规范"}, "DS206"),
        ({"second_when": "遇到事情", "second_event": "发洪水"}, "DS1"),
        ({"second_record": "R999"}, "DS1"),
    ],
)
def test_what_the_rules_refuse_is_told_in_the_sheet(changes, code):
    found = complaints(project(rows(**changes)))
    assert [each for each in found if each.startswith("unit.yaml:") and code in each], found


def test_a_code_of_the_base_is_not_given_again():
    said = rows()
    for each in said:
        each["standard"] = "DJ401"
    (found,) = complaints(project(said))
    assert "DJ401 是母本的标准“支部主题党日规范”" in found


def test_a_code_of_another_group_is_told_at_its_cell():
    said = rows()
    for each in said:
        each["standard"] = "DJ990"
    found = complaints(project(said))
    assert [each for each in found if "DS108" in each and each.startswith("unit.yaml:")], found


@pytest.mark.parametrize("when", ["每月", "每季度", "每半年"])
def test_other_periods_need_nothing_more(when):
    files = project(rows(first_when=when, first_months=None, first_by_day=None))
    assert complaints(files) == []
    assert isinstance(read(files).catalog.standards[CODE].steps[0].when, Every)


def test_a_step_before_the_next_one():
    files = project(
        rows(
            first_when="下一步以前",
            first_months=None,
            first_by_day=None,
            first_workdays=2,
            second_when="每年",
            second_months=[6],
            second_by_day=10,
            second_workdays=None,
        )
    )
    assert complaints(files) == []
    assert read(files).catalog.standards[CODE].steps[0].when.at_least == Offset(2, TimeUnit.WORKDAYS)
