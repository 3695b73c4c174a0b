"""Numbers that a unit sets in its sheet: put where a parameter stands, and judged there as any other value is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_std import rules
from dangjian_std.changes import adopted
from dangjian_std.domain.timing import Offset
from dangjian_std.domain.vocabulary import TimeUnit
from dangjian_std.reading import layers, unit_sources, updating
from dangjian_std.reading.load import load
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import UNIT_WORKBOOK, RawSource
from dangjian_std.scaffold.limits import limits
from support import unit_workbooks as workbooks
from support import units
from support.projects import base, patched, pinned, shown

DECLARED = """\
# DJ401
parameters:
  - {id: notice, title: 主题党日的通知, at: [notify.when.at_least_workdays]}
  - id: told
    title: 向缺席党员转告
    at: [tell.when.within_workdays, told.measure.within_workdays]
    said: [told.statement]
  - {id: theme, title: 定下月的主题, at: [choose.when.by_day], follows: DJ401.nobody}
"""
OVERLAY = "kind: overlay\nof: DJ401\nreason: 试。\nput:\n  - {{at: {}, value: {}}}\n"
SOUND = DECLARED.replace(", follows: DJ401.nobody", "")


def project(*said, declared=SOUND, **overlays):
    lines = "".join(f"  - {{parameter: {name}, value: {value}}}\n" for name, value in said)
    mine = units.project(f"limits:\n{lines}" if said else "", **overlays)
    files = patched(declared) if declared else base()
    own = {path: raw for path, raw in mine.items() if layers.own(path)}
    text = units.project(f"limits:\n{lines}" if said else "")["unit.yaml"].data.decode()
    old = layers.digest(base().values())
    new = layers.digest(files.values())
    return files | own | {"unit.yaml": RawSource("unit.yaml", text.replace(old, new).encode())}


def read(files):
    return load(files[path] for path in sorted(files))


def complaints(files):
    found = read(files)
    return [shown(each) for each in found.diagnostics or rules.check(found.catalog)]


def standard(files):
    found = read(files)
    assert found.catalog is not None, [shown(each) for each in found.diagnostics]
    return found.catalog.standards["DJ401"]


def test_a_number_stands_in_its_step_and_in_its_sentence_at_the_place_of_the_sheet():
    files = project(("DJ401.notice", 5), ("DJ401.told", 2))
    found = standard(files)
    assert found.steps_by_id["notify"].when.at_least == Offset(5, TimeUnit.WORKDAYS)
    tell = found.steps_by_id["tell"].when
    assert tell.within == Offset(2, TimeUnit.WORKDAYS)
    (told,) = (each for each in found.criteria if each.id == "told")
    assert told.statement == "缺席党员在会后2个工作日内得到转告。"
    line = 1 + files["unit.yaml"].data.decode().split("\n").index("  - {parameter: DJ401.told, value: 2}")
    assert tell.at("within_workdays").span.where.startswith(f"unit.yaml:{line}:")
    assert complaints(files) == []
    catalog = read(files).catalog
    said = [each.kind for _, each in adopted.changes(catalog, catalog.adoption)]
    assert said == [adopted.STRICTER_WORD, adopted.STRICTER_WORD, adopted.CHANGED_WORD]


def test_without_a_number_nothing_is_changed_by_what_is_declared():
    assert standard(project()).steps == standard(project(declared="")).steps


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("DJ401.notise", "母本可以由单位定的时限里没有“DJ401.notise”"),
        ("DJ499.notice", "母本里没有“DJ499”"),
    ],
)
def test_a_parameter_that_is_not_there_is_told(name, said):
    (found,) = complaints(project((name, 5)))
    assert found.startswith("unit.yaml:")
    assert said in found


def test_one_number_set_twice_is_told_in_the_sheet_and_in_an_overlay():
    (found,) = complaints(project(("DJ401.notice", 5), ("DJ401.notice", 6)))
    assert "DJ401.notice 写了两次" in found
    (found,) = complaints(
        project(
            ("DJ401.notice", 5),
            通知=OVERLAY.format("notify.when.at_least_workdays", 6),
        )
    )
    assert "这个值改了两次" in found
    assert found.startswith("local/通知.yaml:")


def test_what_the_base_has_fixed_is_not_set():
    fixed = SOUND + "# DJ401 tell\nfixed: 第二天要办的事多。\n"
    files = project(("DJ401.told", 2), declared=fixed)
    found = [each for each in complaints(files) if "DS034" in each]
    assert len(found) == 1
    assert found[0].startswith("unit.yaml:")
    assert "母本规定这里不许改：第二天要办的事多。" in found[0]


FOLLOWED = """\
# DJ401
parameters:
  - {id: later, title: 转告, at: [tell.when.within_workdays], follows: DJ401.listed}
  - {id: listed, title: 列入, at: [assign.when.within_workdays]}
"""


@given(number=st.integers(0, 60), mine=st.integers(0, 9))
@settings(max_examples=20, deadline=None)
def test_what_follows_is_as_much_stricter_as_before_and_never_weaker(number, mine):
    other = f"# DJ401 tell.when\nwithin_workdays: {mine}\n"
    before = standard(project(declared=FOLLOWED)).steps_by_id["assign"].when.within.number
    steps = standard(project(("DJ401.listed", number), declared=FOLLOWED + other)).steps_by_id
    assert steps["assign"].when.within.number == number
    assert steps["tell"].when.within.number == max(0, number + min(0, mine - before))


def test_what_is_set_itself_does_not_follow():
    steps = standard(project(("DJ401.listed", 9), ("DJ401.later", 1), declared=FOLLOWED)).steps_by_id
    assert steps["tell"].when.within.number == 1
    overlay = OVERLAY.format("tell.when.within_workdays", 2)
    steps = standard(project(("DJ401.listed", 9), declared=FOLLOWED, 转告=overlay)).steps_by_id
    assert steps["tell"].when.within.number == 2


def test_a_number_that_a_schema_or_an_article_refuses_is_told_at_its_cell():
    loose = "# DJ401\nparameters:\n  - {id: theme, title: 定主题, at: [choose.when.by_day]}\n"
    (found,) = complaints(project(("DJ401.theme", 45), declared=loose))
    assert found.startswith("unit.yaml:")
    assert "DS017" in found


def test_the_workbook_says_the_same():
    said = workbooks.data() | {"limits": [{"parameter": "DJ401.notice", "value": 5, "reason": "人员分散。"}]}
    catalog = load(patched(SOUND).values()).catalog
    (row,) = (each for each in limits(catalog) if each.name == "DJ401.notice")
    assert (row.title, row.now, row.followers) == ("主题党日的通知", "至少提前3个工作日", ())
    tree = unit_sources.workbook(RawSource(UNIT_WORKBOOK, workbooks.workbook(said))).tree
    assert tree.data == said
    assert tree.outline.values["limits", 0, "value"].where.startswith(f"{UNIT_WORKBOOK}:时限:")


def test_where_both_sides_changed_the_number_both_are_told():
    new = patched(SOUND + "# DJ401 notify.when\nat_least_workdays: 4\n")
    old = patched(SOUND)
    files = project(("DJ401.notice", 5))
    own = tuple(raw for path, raw in sorted(files.items()) if layers.own(path))
    made = updating.onto(
        own, parse(files["unit.yaml"]).tree, tuple(old.values()), tuple(new.values()), ("随程序", None)
    )
    (found,) = made.rebased.found
    assert "母本从 3 改成 4，本单位是 5" in found.message
    assert found.place.span.path == "unit.yaml"


def test_a_declaration_that_leads_nowhere_is_told():
    files = pinned(patched(DECLARED))
    (found,) = (each for each in complaints(files) if "DS234" in each)
    assert "DJ401.nobody：没有这个时限" in found


TWICE = """\
# DJ401
parameters:
  - {id: meetings, title: 主题党日的次数, at: [hold.when.times], said: [monthly.statement]}
# DJ401 hold.when
times: 2
# DJ401 monthly
statement: 主题党日每月开展了2次。
# 支部条例 第十六条第四款.floor.0.when
times: 2
"""


def test_a_number_below_what_an_article_asks_is_an_error_in_the_sheet():
    files = project(("DJ401.meetings", 1), declared=TWICE)
    found = [each for each in complaints(files) if "DS302" in each]
    line = 1 + files["unit.yaml"].data.decode().split("\n").index("  - {parameter: DJ401.meetings, value: 1}")
    assert [
        each for each in found if each.startswith(f"unit.yaml:{line}:") and "低于支部条例第十六条第四款" in each
    ]


OTHERS = SOUND + "# DJ401 told\nstatement: 缺席党员在会后3个工作日内得到转告，同住的党员1个工作日内。\n"


def test_a_number_that_a_sentence_says_anyway_is_a_mistake_of_the_base_and_not_of_the_unit():
    files = project(("DJ401.told", 1), declared=OTHERS)
    (told,) = (each for each in standard(files).criteria if each.id == "told")
    assert told.statement == "缺席党员在会后1个工作日内得到转告，同住的党员1个工作日内。"
    assert [each for each in complaints(files) if "DS234" in each] == []
    assert [each for each in complaints(patched(OTHERS.replace("员1个", "员3个"))) if "不止一处说到 3" in each]


def test_of_two_numbers_that_are_alike_in_the_base_none_is_changed_blindly():
    (found,) = complaints(project(("DJ401.told", 2), declared=OTHERS.replace("员1个", "员3个")))
    assert "不止一处说到 3" in found
    assert found.startswith("unit.yaml:")
