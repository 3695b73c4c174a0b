"""Renaming: what names a thing follows, nothing else changes, and the way back leads to the same set."""

from __future__ import annotations

import pytest

from dangjian_std import rules
from dangjian_std.changes import ChangeKind, compare
from dangjian_std.editing.renaming import RENAMERS
from dangjian_std.reading.load import load
from dangjian_std.reading.project import sources
from dangjian_std.text.errors import DstdError
from support import projects
from support.folders import FROZEN


def renamed(raws, kind, old, new):
    raws = tuple(raws)
    made = RENAMERS[kind](raws, load(raws).catalog, old, new)
    changed = {file.old.path: file.new for file in made.changed}
    return tuple(sorted((changed.get(raw.path, raw) for raw in raws), key=lambda raw: raw.path)), made


def base(kind, old, new):
    """Return the texts of the base project after a renaming, by path, and what was said of it."""
    raws, made = renamed(projects.base().values(), kind, old, new)
    return {raw.path: raw.data.decode() for raw in raws}, made


WAYS = [
    ("role", "组织委员", "党务委员"),
    ("role", "监票人", "监督计票的人"),
    ("event", "形成议定事项", "会上议定事项"),
    ("step", "DJ401.hold", "convene"),
    ("step", "DJ201.committee-meeting", "committee-day"),
    ("record", "R201", "R299"),
    ("record", "会议活动记录", "会议和活动记录"),
    ("paper", "W401", "W499"),
    ("standard", "DJ401", "DJ499"),
    ("label", "R201.held-on", "会期"),
    ("label", "R201.主题和议题", "题目"),
    ("term", "DJ401.主题党日", "支部党日"),
]


@pytest.fixture(scope="module")
def frozen():
    return tuple(sources(FROZEN))


@pytest.mark.parametrize(("kind", "old", "new"), WAYS)
def test_nothing_is_wrong_after_it_and_no_duty_changed(frozen, kind, old, new):
    raws, made = renamed(frozen, kind, old, new)
    before, after = load(frozen).catalog, load(raws).catalog
    assert made.changed
    had, has = rules.check(before), rules.check(after)
    assert sorted(each.code for each in has) == sorted(each.code for each in had)
    kinds = {each.kind for each in compare(before, after)}
    assert kinds <= {ChangeKind.MOVED, ChangeKind.WORDING, ChangeKind.CHANGED}


@pytest.mark.parametrize(("kind", "old", "new"), [way for way in WAYS if way[0] != "label"])
def test_the_way_back_leads_to_the_same_set(frozen, kind, old, new):
    raws, _ = renamed(frozen, kind, old, new)
    code, _, name = old.rpartition(".")
    back, _ = renamed(raws, kind, f"{code}.{new}" if code else new, name)
    assert [raw.path for raw in back] == [raw.path for raw in frozen]
    assert load(back).catalog == load(frozen).catalog


def test_a_role_is_renamed_by_keys_and_where_a_sentence_tells_it_to_act():
    files, made = base("role", "组织委员", "党务委员")
    assert not any("who: 组织委员" in text for text in files.values())
    assert "absent: {acts: 党务委员}" in files["standards/roles.yaml"]
    assert [file.said for file in made.changed] == [("改 3 处",), ("改 2 处",)]


def test_a_word_that_is_part_of_a_longer_name_is_not_it():
    raws = projects.base()
    path = "standards/4-党员活动/DJ401-支部主题党日规范.yaml"
    text = raws[path].data.decode().replace("不另附照片和学习笔记。", "由支部书记核对，支部委员会、组织委员看过。")
    raws[path] = type(raws[path])(path, text.encode())
    new, made = renamed(raws.values(), "role", "支部书记", "党支部书记")
    text = next(raw.data.decode() for raw in new if raw.path == path)
    assert "由党支部书记核对，支部委员会、组织委员看过。" in text
    assert [each.around for each in made.mentions] == ["支部书记签名"] or not made.mentions


def test_a_seal_follows_where_it_was_whole_and_stays_broken_where_not():
    files, made = base("role", "支部书记", "书记")
    assert not [each for each in rules.check(load_texts(files)) if each.rule == "broken-seal"]
    assert any("封签也跟着换了" in note for note in made.notes)
    raws = projects.base()
    path = "standards/regulations/支部条例.yaml"
    raws[path] = type(raws[path])(path, raws[path].data.replace("可以委托".encode(), "可委托".encode()))
    new, _ = renamed(raws.values(), "role", "支部书记", "书记")
    found = [each for each in rules.check(load(new).catalog) if each.rule == "broken-seal"]
    assert [each.message for each in found] == ["支部条例第十四条的大意、最低要求同封签对不上：核对以后改过"]


def load_texts(files):
    return load(projects.RawSource(path, text.encode()) for path, text in sorted(files.items())).catalog


def test_what_the_law_says_and_what_was_are_left():
    raws = projects.base()
    path = "standards/regulations/支部条例.yaml"
    raws[path] = type(raws[path])(path, raws[path].data.replace("由书记召集".encode(), "由组织委员召集".encode()))
    new, made = renamed(raws.values(), "role", "组织委员", "党务委员")
    assert "由组织委员召集" in next(raw.data.decode() for raw in new if raw.path == path)
    assert not made.mentions


def test_a_step_is_renamed_in_keys_cases_and_samples():
    files, _ = base("step", "DJ401.hold", "DJ401.convene")
    text = files["standards/4-党员活动/DJ401-支部主题党日规范.yaml"]
    assert "- id: convene" in text
    assert text.count("{before: convene,") == 2
    assert "recurs: convene" in text
    assert "from: DJ401.convene" in files["standards/catalog.yaml"]
    assert not any("hold" in part.split("held-on")[0] for part in [files["standards/catalog.yaml"]])


def test_what_a_unit_may_set_follows_its_step_and_its_standard():
    said = "# DJ401\nparameters:\n  - {id: notice, title: 通知, at: [notify.when.at_least_workdays]}\n"
    raws = projects.patched(said).values()
    new, _ = renamed(raws, "step", "DJ401.notify", "tell-all")
    assert any("- tell-all.when.at_least_workdays" in raw.data.decode() for raw in new)
    assert not any("notify.when" in raw.data.decode() for raw in new)
    assert not [each for each in rules.check(load(new).catalog) if each.rule == "mistaken-parameter"]


def test_a_code_is_renamed_in_keys_sentences_and_the_file_name():
    files, made = base("record", "R201", "R299")
    assert "standards/records/R299-会议活动记录.yaml" in files
    assert not [path for path, text in files.items() if "R201" in text or "R201" in path]
    assert "standards/废止.yaml" in made.notes[0]


def test_a_title_is_renamed_with_its_file_and_the_sentences_are_listed():
    raws = projects.base()
    path = "standards/4-党员活动/DJ401-支部主题党日规范.yaml"
    raws[path] = type(raws[path])(
        path, raws[path].data.replace("一事一行".encode(), "写入落实清单，一事一行".encode())
    )
    new, made = renamed(raws.values(), "record", "落实清单", "议定事项清单")
    assert "standards/records/R211-议定事项清单.yaml" in {raw.path for raw in new}
    assert "写入落实清单，一事一行，写明责任人和" in [each.around for each in made.mentions]


def test_a_label_is_renamed_where_a_sentence_names_its_form():
    files, made = base("label", "R201.主题", "题目")
    assert "查看 R201 的题目栏和内容要点栏。" in files["standards/4-党员活动/DJ401-支部主题党日规范.yaml"]
    assert "label: 题目" in files["standards/records/R201-会议活动记录.yaml"]
    assert "label: 主题," in files["standards/papers/W401-主题党日通知.yaml"]
    assert not made.mentions


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("role", "组织员", "甲", "没有“组织员”这个岗位。可以用：组织委员"),
        ("role", "组织委员", "党员", "已经有“党员”这个岗位"),
        ("event", "没有", "甲", "没有“没有”这个事件"),
        ("step", "hold", "convene", "步骤写成 DJ401.hold 这样"),
        ("step", "DJ999.hold", "convene", "没有“DJ999”这个代号"),
        ("step", "DJ401.held", "convene", "没有“held”这个DJ401 的步骤"),
        ("step", "DJ401.hold", "vote", "已经有“vote”"),
        ("record", "R999", "R998", "没有“R999”这个记录表"),
        ("record", "R201", "R211", "已经有“R211”这个记录表"),
        ("record", "R201", "W401", "已经有 W401"),
        ("record", "R201", "W499", "R201 的代号以 R 开头"),
        ("record", "R201", "落实清单", "已经有“落实清单”"),
        ("standard", "DJ401", "DJ101", "DJ401 在第4组"),
        ("label", "R201.没有", "甲", "没有“没有”"),
        ("label", "R201.主题", "日期", "已经有“日期”"),
        ("term", "DJ401.没有", "甲", "没有“没有”"),
    ],
)
def test_what_cannot_be_renamed_is_refused(kind, old, new, said):
    with pytest.raises(DstdError, match=said):
        base(kind, old, new)
