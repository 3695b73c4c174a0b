"""Layers: the sheet of a unit and its overlays over a set, each value with its own place."""

from __future__ import annotations

import copy
import shutil
import subprocess

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_std import rules
from dangjian_std.cli.console import context
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import ByDay, Offset, OnDay
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Organ, TimeUnit
from dangjian_std.reading import layers
from dangjian_std.reading.load import load
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.text.places import Place
from support.folders import BASE
from support.projects import EXAMPLE, base, findings, pinned, shown
from support.units import SHEET, project

LATER = """\
kind: overlay
of: DJ401
reason: 本局人员分散。
put:
  - {at: notify.when.at_least_workdays, value: 5}
"""


def read(files):
    return load(files[path] for path in sorted(files))


def catalog(files):
    found = read(files)
    assert found.catalog is not None, [shown(each) for each in found.diagnostics]
    return found.catalog


def complaints(files):
    found = read(files)
    return [shown(each) for each in found.diagnostics or rules.check(found.catalog)]


def steps(found):
    return {step.id: step for step in found.standards["DJ401"].steps}


def test_the_sheet_takes_the_place_of_the_unit_of_the_set():
    found = catalog(project())
    assert (found.system.issuer, found.system.prefix, found.system.year) == ("某县水利局", "SLJ", 2028)
    assert (found.system.edition, found.system.title) == ("2028年版", "党建工作标准化手册")
    assert list(found.profiles) == ["总支"]
    profile = Unit.of(found).profile
    assert profile.title == "设党总支，下有三个党支部，分设党小组"
    counts = profile.counts
    assert (counts.branches, counts.groups, counts.members, counts.leaders) == (3, 3, 20, 3)
    assert found.system.at("issuer").span.path == "unit.yaml"
    assert found.system.at("issuer").span.line == 2
    assert found.system.key("year").span.line == 5
    assert found.system.at("groups").span.path == "standards/catalog.yaml"
    assert counts.at("members").span.path == "unit.yaml"


def test_without_an_overlay_all_that_is_to_be_done_is_that_of_the_set():
    adopted, own = catalog(project()), load(base().values()).catalog
    for kind in (
        "standards",
        "records",
        "papers",
        "regulations",
        "vocabulary",
        "withdrawals",
        "dates",
        "holidays",
    ):
        assert getattr(adopted, kind) == getattr(own, kind)
    assert adopted.adoption.changes == ()
    assert own.adoption is None


SHAPES = {
    "机关党委": ["18 第一党小组、第二党小组", "14", "9"],
    "总支": ["12", "9"],
    "支部": ["60 一组、二组、三组"],
    "小支部": ["3"],
}


def shaped(shape, branches, more=""):
    """Return the project of a unit of a shape."""
    rows = []
    for number, said in enumerate(branches, 1):
        members, _, groups = said.partition(" ")
        rows.append(
            f"  - {{name: 第{number}党支部, members: {members}, groups: [{groups.replace('、', ', ')}]{more}}}\n"
        )
    files = project()
    sheet = files["unit.yaml"].data.decode().partition("branches:")[0].replace("shape: 总支", f"shape: {shape}")
    return files | {"unit.yaml": RawSource("unit.yaml", f"{sheet}branches:\n{''.join(rows)}".encode())}


@pytest.mark.parametrize("shape", [each for each in SHAPES if any(each in path for path in base())])
def test_groups_are_there_where_the_sheet_names_some_in_any_shape(shape):
    for branches in (SHAPES[shape], ["8 一组、二组"] * len(SHAPES[shape]), ["8"] * len(SHAPES[shape])):
        named = any(" " in each for each in branches)
        found = catalog(shaped(shape, branches))
        profile = Unit.of(found).profile
        assert ("党小组" in profile.has) is named
        assert bool(profile.counts.groups) is named
        assert [
            each.code for each in rules.check(found) if each.code == "DS219" and "党小组" in each.message
        ] == []
        assert profile.title.endswith("，分设党小组") is named
        assert profile.title.endswith("，不分党小组") is (not named and Organ.COMMITTEE in profile.has)


def test_a_unit_of_temporary_branches_alone_is_told():
    assert complaints(shaped("总支", ["6", "7"], ", temporary: true"))[0] == (
        "unit.yaml:12:3: error[DS230] 只有临时党支部；它不换届、不收党费、一般不发展党员（支部条例第八条第二款），"
        "不能照整套标准做"
    )


def test_a_step_is_excused_only_without_the_organ_that_it_is_for():
    files = shaped("总支", ["12", "9"])
    path = next(path for path in files if path.endswith("总支.yaml"))
    entry = "not_applicable:\n  - {step: DJ401.tell, reason: 不分党小组。, lacks: 党小组}\n"
    files[path] = RawSource(path, files[path].data + entry.encode())
    files["unit.yaml"] = RawSource("unit.yaml", files["unit.yaml"].data.replace(_digest(files), EXAMPLE.encode()))
    groups = files["unit.yaml"].data.replace(b"groups: []", "groups: [一组]".encode())
    assert Unit.of(catalog(pinned(files))).excuses == {StepRef("DJ401", "tell"): "不分党小组。"}
    files["unit.yaml"] = RawSource("unit.yaml", groups)
    assert Unit.of(catalog(pinned(files))).excuses == {}


def test_a_chosen_day_stands_in_the_sheet():
    found = catalog(project("dates:\n  - {step: DJ401.hold, day: 15}\n"))
    when = steps(found)["hold"].when
    assert when.day == OnDay(15)
    assert (when.at("day").span.path, when.at("day").span.line) == ("unit.yaml", 17)
    (change,) = found.adoption.changes
    assert (change.code, change.node, change.key, change.before, change.after) == (
        "DJ401",
        "hold",
        "when.day",
        10,
        15,
    )
    assert steps(type("C", (), {"standards": found.adoption.before}))["hold"].when.day == OnDay(10)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{step: DJ401.vote, day: 15}", "unit.yaml:17:29: error[DS032] 母本的 DJ401.vote 没有写几日"),
        ("{step: DJ401.hold, months: [3]}", "unit.yaml:17:32: error[DS032] 母本的 DJ401.hold 没有写月份"),
        ("{step: DJ401.gone, day: 15}", "unit.yaml:17:12: error[DS032] 母本的 DJ401 里没有“gone”"),
        ("{step: DJ499.hold, day: 15}", "unit.yaml:17:12: error[DS032] 母本里没有“DJ499”"),
    ],
)
def test_only_what_the_set_leaves_to_the_unit_is_chosen(entry, message):
    assert complaints(project(f"dates:\n  - {entry}\n")) == [message]


def test_a_stricter_value_is_put_and_a_weaker_one_is_an_error_at_its_place():
    found = catalog(project(later=LATER))
    assert steps(found)["notify"].when.at_least == Offset(5, TimeUnit.WORKDAYS)
    assert rules.check(found) == ()
    weaker = "kind: overlay\nof: DJ401\nreason: 不想每月开。\nput:\n  - {at: hold.when.every, value: quarter}\n"
    (first, *_) = rules.check(catalog(project(weaker=weaker)))
    assert (first.place.span.path, first.place.span.line, str(first.severity)) == ("local/weaker.yaml", 5, "error")
    assert {each.place.span.path for each in first.related} == {
        "standards/regulations/支部条例.yaml",
        "standards/regulations/党员教育管理条例.yaml",
    }


def test_a_value_of_the_wrong_kind_is_told_where_the_overlay_has_it():
    bad = LATER.replace("value: 5", "value: 五")
    assert complaints(project(bad=bad)) == [
        "local/bad.yaml:5:48: error[DS014] 提前工作日 应是整数，这里是文字“五”"
    ]


STEP = """\
kind: overlay
of: DJ401
reason: 本局防汛任务重。
add:
  - to: theme.steps
    after: choose
    item:
      id: flood
      who: 组织委员
      what: 核对防汛值班安排
      how: [避开值班的日子。]
      when: {before: hold, at_least_workdays: 4}
      local: [step]
"""


def test_an_item_is_added_behind_another_one_and_the_rest_keeps_its_places():
    plain, found = steps(catalog(project())), catalog(project(flood=STEP))
    assert [step.id for step in found.standards["DJ401"].steps][:3] == ["choose", "flood", "notify"]
    assert steps(found)["flood"].at("who").span == type(plain["hold"].at().span)("local/flood.yaml", 9, 12, 9, 16)
    assert steps(found)["notify"].at("who") == Place(
        plain["notify"].at("who").span, ("stages", 0, "steps", 2, "who")
    )
    assert steps(found)["notify"].places == plain["notify"].places
    assert rules.check(found) == ()
    (change,) = found.adoption.changes
    assert (change.code, change.node, change.key, change.before) == ("DJ401", "theme", "steps", None)
    assert change.after["id"] == "flood"


def test_an_item_behind_what_is_not_there_is_refused_with_what_there_is():
    (found,) = complaints(project(flood=STEP.replace("after: choose", "after: chose")))
    assert found.startswith("local/flood.yaml:6:12: error[DS")
    assert "chose" in found
    assert "这个列表里" in found


def test_a_standard_of_ones_own_is_an_ordinary_file_in_a_group_of_ones_own():
    text = next(raw.data.decode() for path, raw in base().items() if "DJ401" in path)
    text = (
        text.replace("DJ401", "DJ701")
        .replace("group: 党员活动", "group: 防汛保障")
        .replace("支部主题党日", "防汛值班")
    )
    group = "kind: overlay\nof: catalog\nreason: 本局的业务。\nadd:\n  - {to: groups, item: 防汛保障}\n"
    path = "local/7-防汛保障/DJ701-防汛值班规范.yaml"
    files = pinned(project(group=group) | {path: RawSource(path, text.encode())})
    found = catalog(files)
    assert found.system.groups[-1] == "防汛保障"
    assert found.standards["DJ701"].at("title").span.path == path
    assert found.adoption.own == ("DJ701",)
    assert list(Unit.of(found).of_year().catalog.standards) == ["DJ401", "DJ701"]


def test_a_standard_that_is_left_out_is_in_no_book_and_its_steps_are_excused():
    text = next(raw.data.decode() for path, raw in base().items() if "DJ401" in path)
    second = "standards/4-党员活动/DJ402-志愿服务规范.yaml"
    files = project("adopt:\n  - {standard: DJ402, stance: 不适用, reason: 没有}\n")
    files |= {second: RawSource(second, text.replace("DJ401", "DJ402").encode())}
    files["unit.yaml"] = RawSource("unit.yaml", files["unit.yaml"].data.replace(_digest(files), EXAMPLE.encode()))
    found = catalog(pinned(files))
    unit = Unit.of(found)
    assert list(found.standards) == ["DJ401", "DJ402"]
    for each in (unit.of_year(), unit.from_year(), unit.adopted()):
        assert list(each.catalog.standards) == ["DJ401"]
    assert unit.excuses[StepRef("DJ402", "hold")] == "没有"
    assert len(unit.excuses) == len(found.standards["DJ402"].steps)


def _digest(files):
    return files["unit.yaml"].data.split(b"sha256: ")[1].split(b"\n")[0]


def test_what_a_text_above_asks_for_is_not_left_out():
    found = complaints(project("adopt:\n  - {standard: DJ401, stance: 不适用, reason: 不想开。}\n"))
    assert found
    assert {each.partition(": ")[0] for each in found} == {"unit.yaml:17:16"}
    assert {each.partition("[")[2][:5] for each in found} == {"DS312"}


def test_what_cannot_be_kept_because_of_the_unit_is_one_finding_where_it_changed_the_set():
    late = "kind: overlay\nof: DJ401\nreason: 试。\nput:\n  - {at: notify.after, value: [tell]}\n"
    (found,) = [each for each in complaints(project(late=late)) if "DS224" in each]
    assert found.startswith("local/late.yaml:5:")
    assert "“通知到每名党员”这样改了，连带" in found


def test_a_weaker_time_is_one_finding_and_what_follows_from_it_none():
    weaker = PUT.format(of="DJ401", at="hold.when.every", value="year")
    found = complaints(project(weaker=weaker))
    assert [each for each in found if "DS224" in each] == []
    assert [each for each in found if "DS302" in each]


def omission(step, reason="本局人少。"):
    return f"kind: overlay\nof: DJ401\nreason: 本局人少。\nomit:\n  - {{step: {step}, reason: {reason}}}\n"


def test_a_step_of_the_set_alone_is_left_out_and_one_with_a_basis_is_not():
    found = catalog(project(out=omission("tell")))
    assert Unit.of(found).excuses == {StepRef("DJ401", "tell"): "本局人少。"}
    assert Unit.of(found).profile.not_applicable[0].at("step").span.path == "local/out.yaml"
    assert complaints(project(out=omission("close"))) == [
        "local/out.yaml:5:12: error[DS034] “close”是上位规定要求的，不能不做"
    ]


PUT = "kind: overlay\nof: {of}\nreason: 试试。\nput:\n  - {{at: {at}, value: {value}}}\n"


@pytest.mark.parametrize(
    ("of", "at", "message"),
    [
        ("DJ401", "notify.whom", None),
        ("DJ401", "status", "这个值只由母本写"),
        ("DJ401", "notify.id", "这个值只由母本写"),
        ("catalog", "year", "这个值只由母本写"),
        ("DJ401", "session.steps", "这里面还有带标识的项，不能整个换掉"),
        ("DJ401", "session", "这里面还有带标识的项，不能整个换掉"),
        ("DJ401", "gone.when", "母本的 DJ401 里没有“gone”"),
        ("DJ401", "hold.how.4", "母本的 DJ401 里没有“4”"),
        ("DJ401", "hold.how.0", "母本的 DJ401 里没有“0”"),
        ("R999", "title", "母本能改的文件里没有“R999”"),
        ("支部条例", "name", "母本能改的文件里没有“支部条例”"),
        ("R201", "held-on.label", ""),
        ("W401", "signature", ""),
        ("DJ401", "hold.how.3", ""),
        ("DJ401", "scope.covers", ""),
    ],
)
def test_what_may_be_put_where(of, at, message):
    found = complaints(project(one=PUT.format(of=of, at=at, value="改了的字。")))
    if message is None:
        assert [each.partition("[")[2][:5] for each in found] == ["DS012"]
    elif message:
        assert [each.partition("] ")[2] for each in found] == [message]
    else:
        assert [each for each in found if "[DS03" in each or "[DS01" in each] == []


ADD = "kind: overlay\nof: {of}\nreason: 试试。\nadd:\n  - {{to: {to}, item: {item}}}\n"


@pytest.mark.parametrize(
    ("of", "to", "item", "message"),
    [
        ("catalog", "edition", "甲", "这个列表只由母本写：删去这一项"),
        ("DJ401", "history", "{version: 2.0.0, on: 2027-01-01, change: 改。}", "这个列表只由母本写：删去这一项"),
        ("DJ401", "hold.what", "甲", "“hold.what”不是列表：写到列表为止，如 prepare.steps"),
        ("DJ401", "hold.how.1", "甲", "“hold.how.1”不是列表：写到列表为止，如 prepare.steps"),
        (
            "DJ401",
            "theme.steps",
            "{id: hold, who: 党员}",
            "“hold”已经有了：换一个标识；要改原来那一项的，用 put",
        ),
        (
            "R999",
            "fields",
            "{id: a}",
            "母本能改的文件里没有“R999”：母本修订时可能改了名或者删了；照现在的母本写，或者删去这一项",
        ),
        ("DJ401", "hold.papers", "W401", ""),
        ("DJ401", "hold.leaves", "花名册", ""),
    ],
)
def test_what_may_be_added_where(of, to, item, message):
    found = read(project(one=ADD.format(of=of, to=to, item=item))).diagnostics
    assert [f"{each.message}：{each.help}" for each in found] == ([message] if message else [])


def test_items_of_layers_that_are_called_alike_are_told_at_the_later_one():
    twice = [STEP.replace("what: 核对", f"what: {each}") for each in ("核对", "再核对")]
    assert complaints(project(one=twice[0], two=twice[1])) == ["local/two.yaml:8:11: error[DS033] “flood”已经有了"]


def test_only_a_step_is_left_out():
    for step, said in (("session", "“session”不是步骤"), ("gone", "母本的 DJ401 里没有“gone”")):
        (found,) = read(project(out=omission(step))).diagnostics
        assert (found.message, found.place.span.where) == (said, "local/out.yaml:5:12")


def test_two_layers_that_set_one_value_are_told():
    one, two = (
        PUT.format(of="DJ401", at="hold.when.day", value=15),
        LATER.replace("notify.when.at_least_workdays", "hold.when.day"),
    )
    assert complaints(project(one=one, two=two)) == ["local/two.yaml:5:32: error[DS033] 这个值改了两次"]
    whole = PUT.format(of="DJ401", at="hold.when", value="{every: month, day: 9}")
    assert complaints(project("dates:\n  - {step: DJ401.hold, day: 15}\n", whole=whole)) == [
        "local/whole.yaml:5:28: error[DS033] 这个值改了两次"
    ]


def test_the_base_has_to_be_the_one_that_was_adopted():
    files = project()
    wrong = files["unit.yaml"].data.replace(_digest(files), b"f" * 64)
    there = _digest(files).decode()[:8]
    assert complaints(files | {"unit.yaml": RawSource("unit.yaml", wrong)}) == [
        f"unit.yaml:9:11: error[DS031] 母本同采用的时候不一样：这里写的是 ffffffff，那里现在是 {there}"
    ]
    older = files["unit.yaml"].data.replace("edition: 2027年版".encode(), "edition: 2026年版".encode())
    assert complaints(files | {"unit.yaml": RawSource("unit.yaml", older)}) == [
        "unit.yaml:8:12: error[DS031] 母本同采用的时候不一样：这里写的是 2026年版，那里现在是 2027年版"
    ]
    own = {path: raw for path, raw in files.items() if not path.startswith("standards/")}
    assert complaints(own) == ["unit.yaml:7:9: error[DS030] 找不到母本“随程序”"]


@pytest.mark.parametrize("kind", ["catalog", "profile"])
def test_a_unit_is_described_by_its_sheet_alone(kind):
    path = next(
        path for path in base() if (path.endswith("catalog.yaml") if kind == "catalog" else "小支部" in path)
    )
    mine = path.replace("standards/", "local/")
    found = complaints(project() | {mine: RawSource(mine, base()[path].data)})
    assert [each.partition("] ")[2] for each in found] == [f"local/ 里不能有 kind: {kind}"]


def test_the_digest_is_of_paths_and_texts_and_not_of_line_ends():
    raws = [RawSource("b.yaml", b"x\ny\n"), RawSource("a.yaml", b"z\n")]
    found = layers.digest(raws)
    assert layers.digest(reversed(raws)) == found
    assert layers.digest([RawSource("b.yaml", b"x\r\ny\r\n"), raws[1]]) == found
    assert layers.digest([RawSource("c.yaml", b"x\ny\n"), raws[1]]) != found
    assert layers.digest([RawSource("b.yaml", b"x\ny"), raws[1]]) != found


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("standards/catalog.yaml", "title: 党建工作标准化手册\n", "", "DS013"),
        ("standards/profiles/总支.yaml", "has: [总支, 支委会, 党小组]", "has: 3", "DS014"),
        (
            "standards/4-党员活动/DJ401-支部主题党日规范.yaml",
            "      - id: choose\n",
            "      - id: [choose]\n",
            "DS014",
        ),
        ("standards/records/R211-落实清单.yaml", "kind: record\n", "", "DS011"),
        ("standards/4-党员活动/DJ401-支部主题党日规范.yaml", "code: DJ401\n", "", "DS013"),
    ],
)
def test_a_base_without_its_shape_is_told_and_stops_nothing_else(path, old, new, code):
    files = project(flood=STEP)
    text = files[path].data.decode()
    assert old in text
    files[path] = RawSource(path, text.replace(old, new).encode())
    files["unit.yaml"] = RawSource("unit.yaml", files["unit.yaml"].data.replace(_digest(files), EXAMPLE.encode()))
    found = [each.partition("[")[2][:5] for each in complaints(pinned(files))]
    assert code in found or found == ["DS032"]


def warned(files):
    """Return the warnings of a project that a person is told, by code and file."""
    told = context.judged(files[path] for path in sorted(files))[1]
    return [(each.code, each.place.span.path) for each in told if str(each.severity) == "warning"]


def test_a_warning_of_the_set_is_told_where_the_unit_caused_it():
    files = project()
    standard = next(path for path in files if "DJ401" in path)
    for path, old, new in (
        ("standards/catalog.yaml", "events:\n", "events:\n  - {name: 进入汛期, note: 收到通知}\n"),
        ("standards/roles.yaml", "roles:\n", "roles:\n  - {id: 保管员, kind: 岗位, level: 支部}\n"),
        (standard, "when: {after: hold, within_workdays: 3}", "when: {on: 进入汛期, within_workdays: 3}"),
    ):
        text = files[path].data.decode()
        assert old in text
        files[path] = RawSource(path, text.replace(old, new, 1).encode())
    files["unit.yaml"] = RawSource("unit.yaml", files["unit.yaml"].data.replace(_digest(files), EXAMPLE.encode()))
    files = pinned(files)
    found = {each.place.span.path for each in rules.check(catalog(files)) if str(each.severity) == "warning"}
    assert "standards/roles.yaml" in found
    assert warned(files) == []
    changed = PUT.format(of="DJ401", at="tell.when.on", value="形成议定事项")
    caused = warned(files | {"local/one.yaml": RawSource("local/one.yaml", changed.encode())})
    assert caused == [("DS212", "standards/catalog.yaml")]


# -- on the disk, and in chains


def unit(folder, place, base_folder, sheet=SHEET, **overlays):
    """Write the project of a unit that stands on another folder."""
    (folder / "local").mkdir(parents=True)
    raws = layers.base_of(folder, place, None)
    text = sheet.replace("from: 随程序", f"from: {place}").replace(EXAMPLE, layers.digest(raws))
    (folder / "unit.yaml").write_text(text, "utf-8")
    for name, body in overlays.items():
        (folder / "local" / f"{name}.yaml").write_text(body, "utf-8")
    return folder


def test_a_chain_of_layers_stands_on_one_set(tmp_path):
    shutil.copytree(BASE, tmp_path / "set")
    unit(tmp_path / "above", "../set", BASE, later=LATER)
    sheet = SHEET.replace("2027年版", "2028年版").replace("某县水利局", "某县水库管理所")
    more = LATER.replace("value: 5", "value: 7")
    unit(tmp_path / "below", "../above", BASE, sheet, more=more)
    found = load(layers.sources(tmp_path / "below"))
    assert found.diagnostics == ()
    assert found.catalog.system.issuer == "某县水库管理所"
    assert steps(found.catalog)["notify"].when.at_least == Offset(7, TimeUnit.WORKDAYS)
    assert [each.before for each in found.catalog.adoption.changes] == [5]
    assert {"unit.yaml", "base/unit.yaml", "base/local/later.yaml"} <= set(found.sources)
    for path, source in found.sources.items():
        assert layers.located(tmp_path / "below", path).read_text("utf-8") == source.text


def test_a_standard_that_a_layer_adds_stands_in_those_above_it_whatever_their_shape(tmp_path):
    groups = load(base().values()).catalog.system.groups
    code = f"DJ{groups.index('党员活动') + 1}90"
    added = (
        f"added: [{{standard: {code}, title: 汛期值守规程, group: 党员活动, who: 支部书记, what: 排定值守的党员,"
        " how: [写明哪天、谁值守。], when: 每月}]\n"
    )
    shutil.copytree(BASE, tmp_path / "set")
    unit(tmp_path / "above", "../set", BASE, SHEET + added)
    raws = layers.base_of(tmp_path, "above", None)
    assert list(load(raws).catalog.profiles) == ["总支"]
    assert set(load(raws, shapes=True).catalog.profiles) > {"总支"}
    sheet = SHEET.replace("2027年版", "2028年版").replace("shape: 总支", "shape: 支部").replace("SLJ", "SLK")
    other = ("离退休党支部", "防汛临时党支部")
    sheet = "".join(line for line in sheet.splitlines(keepends=True) if not any(each in line for each in other))
    unit(tmp_path / "below", "../above", BASE, sheet)
    found = load(layers.sources(tmp_path / "below"))
    assert [shown(each) for each in found.diagnostics or rules.check(found.catalog)] == []
    assert found.catalog.standards[code].title == "汛期值守规程"
    assert found.catalog.adoption.own == ()


def test_what_a_layer_fixes_holds_for_all_below_it(tmp_path):
    shutil.copytree(BASE, tmp_path / "set")
    fixed = PUT.format(of="DJ401", at="tell.fixed", value="全县统一。")
    unit(tmp_path / "above", "../set", BASE, fixed=fixed)
    sheet = SHEET.replace("2027年版", "2028年版")
    below = unit(tmp_path / "below", "../above", BASE, sheet, out=omission("tell"))
    (found,) = load(layers.sources(below)).diagnostics
    assert shown(found) == "local/out.yaml:5:12: error[DS034] 母本规定这里不许改：全县统一。"
    assert found.related[0].place.span.path == "base/local/fixed.yaml"


def test_why_a_base_is_not_there(tmp_path):
    def said(place, *more):
        sheet = SHEET.replace("from: 随程序", "\n  ".join((f"from: {place}", *more)))
        own = RawSource("unit.yaml", sheet.encode())
        (found,) = load(layers.over(tmp_path / "局", (own,))).diagnostics
        assert found.code == "DS030"
        return found.message.partition("：")[2]

    (tmp_path / "局").mkdir()
    (tmp_path / "空").mkdir()
    shutil.copytree(BASE, tmp_path / "母本")
    subprocess.run(["git", "init", "-q", tmp_path / "母本"], check=True)
    assert said("../没有") == "没有这个文件夹"
    assert said("../空") == "文件夹在，里面没有一套标准，也不是沿用标准的单位"
    assert said("../母本", "revision: v9").startswith("文件夹在，取不到这个版本：")


def test_a_base_in_git_is_read_as_it_was(tmp_path):
    shutil.copytree(BASE, tmp_path / "set")
    settings_ = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*settings_, "commit", "-qm", "one"], ["tag", "v1"]):
        subprocess.run(["git", *command], cwd=tmp_path / "set", check=True)
    (tmp_path / "set/standards/records/R211-落实清单.yaml").unlink()
    (tmp_path / "own").mkdir()
    raws = layers.base_of(tmp_path / "own", "../set", "v1")
    assert sorted(raw.path for raw in raws) == sorted(base())
    (tmp_path / "own" / "unit.yaml").write_text("base: {from: ../set, revision: v1}\n", "utf-8")
    assert layers.located(tmp_path / "own", "standards/roles.yaml") is None
    assert layers.base_of(tmp_path / "own", "../set", "v2") == ()
    assert layers.base_of(tmp_path / "own", "../nowhere", None) == ()


def test_a_project_that_stands_on_itself_is_no_base(tmp_path):
    (tmp_path / "unit.yaml").write_text(SHEET.replace("随程序", "."), "utf-8")
    found = load(layers.sources(tmp_path))
    assert [each.code for each in found.diagnostics] == ["DS030"]
    assert layers.located(tmp_path, "standards/roles.yaml") is None


# -- what holds of any layers

LEAVES = st.sampled_from(
    ["党员", "x", "", "DJ401", "DJ401.hold", "hold.how.1", "notify", 0, 1, 1.5, -1, True, None, [], {}, ["x"]]
)


def ways(data, way=()):
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from ways(value, (*way, key))
    yield way


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_value_of_a_layer_breaks_the_tool(data):
    files = project(
        "dates:\n  - {step: DJ401.hold, day: 15}\nadopt:\n  - {standard: DJ401, stance: 增加要求, reason: 远。}\n",
        later=LATER,
        flood=STEP,
        out=omission("tell"),
    )
    path = data.draw(st.sampled_from(sorted(each for each in files if not each.startswith("standards/"))))
    tree = parse(files[path]).tree
    way = data.draw(st.sampled_from(sorted(set(ways(tree.data)) - {()}, key=str)))
    value = copy.deepcopy(tree.data)
    holder = value
    for part in way[:-1]:
        holder = holder[part]
    holder[way[-1]] = data.draw(LEAVES)
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100_000)
    found = findings(files | {path: RawSource(path, text.encode())})
    assert all(each.place.span.path and each.message for each in found)


WORKDAYS = st.integers(0, 9)
DAY = st.integers(1, 28)
EVERY = st.sampled_from(["week", "month", "quarter", "half-year", "year"])


@settings(max_examples=25, deadline=None)
@given(WORKDAYS, DAY, EVERY, st.permutations(["one", "two", "three"]))
def test_no_layer_gets_below_a_floor_and_their_order_does_not_matter(workdays, day, every, names):
    bodies = (
        PUT.format(of="DJ401", at="notify.when.at_least_workdays", value=workdays),
        PUT.format(of="DJ401", at="choose.when.by_day", value=day),
        PUT.format(of="DJ401", at="hold.when.every", value=every),
    )
    named = dict(zip(names, bodies, strict=True))
    found = catalog(project(**named))
    assert steps(found)["notify"].when.at_least == Offset(workdays, TimeUnit.WORKDAYS)
    assert steps(found)["choose"].when.day == ByDay(day)
    same = catalog(project(**dict(zip(("one", "two", "three"), bodies, strict=True))))
    assert (found.standards, found.profiles) == (same.standards, same.profiles)
    refused = {
        each.code
        for each in rules.check(found)
        if each.severity == "error" and each.place.span.path[:5] == "local"
    }
    assert ("DS302" in refused or "DS312" in refused) is (every not in {"week", "month"})


INSIDE = st.sampled_from(
    ["fixed", "who", "what", "how", "how.1", "when", "when.within_workdays", "record", "local"]
)
ANY = st.sampled_from(["党员", "[一, 二]", "1", "true", "{after: hold}"])


@settings(max_examples=25, deadline=None)
@given(INSIDE, ANY)
def test_no_value_gets_into_what_the_base_has_fixed(key, value):
    files = project(one=PUT.format(of="DJ401", at=f"tell.{key}", value=value))
    (path,) = (each for each in files if "DJ401" in each)
    text = files[path].data.decode().replace("      - id: tell\n", "      - id: tell\n        fixed: 全县统一。\n")
    files[path] = RawSource(path, text.encode())
    files["unit.yaml"] = RawSource("unit.yaml", files["unit.yaml"].data.replace(_digest(files), EXAMPLE.encode()))
    found = read(pinned(files))
    assert found.catalog is None
    assert [each.message for each in found.diagnostics] == ["母本规定这里不许改：全县统一。"]
    assert found.diagnostics[0].related[0].place.span.path == path
