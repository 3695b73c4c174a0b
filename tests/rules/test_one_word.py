"""One word changes a duty: each edit of the frozen set is found by its rule, in its file; honest ones pass."""

from __future__ import annotations

import re

import pytest

from dangjian_std.reading.load import file_code
from dangjian_std.reading.project import RawSource, sources
from dangjian_std.text.diagnostic import Severity
from support.folders import FROZEN
from support.projects import findings

OWN_WHO = (r"local: \[", "local: [who, ")
WITH = (r"        with: .*\n", "")


def edited(code, item, *changes, files=None):
    """Return a set, the frozen one, with patterns replaced in a step, an article … or (unnamed) in a file."""
    files = dict(files or {raw.path: raw for raw in sources(FROZEN)})
    path = next(path for path in files if file_code(path) == code)
    text = files[path].data.decode()
    pattern = rf"(?m)^( +)- (?:id|number): {re.escape(item)}\n(?:\1  .*\n)+" if item else r"[\s\S]*"
    whole = re.search(pattern, text)
    assert whole, item
    part = whole[0]
    for old, new in changes:
        part, count = re.subn(old, new, part, count=1)
        assert count == 1, old
    files[path] = RawSource(path, (text[: whole.start()] + part + text[whole.end() :]).encode())
    return files


LESS = [
    # who and with, at every meeting of a kind, and where all else is the act
    ("omitted-party", "DJ201", "general-meeting", WITH),
    ("omitted-party", "DJ201", "general-meeting", ("who: 支部书记", "who: 组织委员"), OWN_WHO),
    ("omitted-party", "DJ401", "vote", ("who: 支部书记", "who: 党小组组长"), OWN_WHO),
    ("omitted-party", "DJ201", "committee-decide", ("who: 支部书记", "who: 组织委员"), OWN_WHO),
    ("omitted-party", "DJ202", "meeting", ("who: 支部书记", "who: 组织委员"), OWN_WHO),
    ("omitted-party", "DJ301", "meet", (r"with: \[党员, ", "with: [")),
    ("omitted-party", "DJ104", "assembly", WITH),
    ("omitted-party", "DJ201", "leader-lesson", (r"who: 党组（党委）书记", "who: 支部书记"), OWN_WHO),
    ("mistaken-convener", "roles", "机关纪委", (r"    kind: 机构\n", "    kind: 机构\n    convener: 支部书记\n")),
    ("mistaken-convener", "roles", "组织委员", (r"    kind: 岗位\n", "    kind: 岗位\n    convener: 支部书记\n")),
    # the shape of a unit
    ("mistaken-shape", "总支", "", ("groups: 4", "groups: 0")),
    ("mistaken-shape", "总支", "", (r", 党小组\]", "]")),
    ("mistaken-shape", "总支", "", (r"\[总支, ", "[")),
    ("mistaken-shape", "机关党委", "", (r"\[机关党委, 机关纪委, ", "[机关纪委, 总支, ")),
    # strength
    ("weaker-wording", "DJ201", "content", ("应突出", "宜突出")),
    ("weaker-wording", "DJ201", "leader-lesson-rate", ("应每年", "可每年")),
    ("weaker-than-floor", "DJ201", "group-meeting", ("per: group", "per: branch"), (r"\[when\.modal", "[when")),
    ("unmet-floor", "DJ301", "cultivate", ("who: 培养联系人", "who: 组织委员"), OWN_WHO),
    # numbers
    ("voting-contradiction", "DJ201", "vote", ("半数以上到会", "三分之一以上到会")),
    ("voting-contradiction", "DJ201", "vote", ("不少于11名", "不少于10名")),
    ("voting-contradiction", "DJ201", "vote-base", ("人数超过应到", "人数达到应到")),
    ("voting-contradiction", "DJ201", "vote-base", ("人数超过应到", "人数超过实到")),
    ("foreign-number", "DJ301", "", ("gate: 入党积极分子经过1年以上", "gate: 入党积极分子经过半年以上")),
    ("foreign-number", "DJ301", "discuss", ("考察满1年以上的", "考察满半年以上的")),
    ("foreign-number", "DJ201", "", ("半数以上委员已经到会", "三分之一以上委员已经到会")),
    ("foreign-number", "DJ304", "voluntary", ("1000元", "5000元")),
    ("omitted-bounds", "DJ201", "vote", (r"          majority: .*\n", "")),
    # what is forbidden, tiers, roles, places to sign
    ("lifted-ban", "DJ304", "collect", ("不要求交纳", "可要求党员交纳")),
    ("mistaken-everyone", "roles", "党员", (r"    everyone: true\n", "")),
    (
        "mistaken-everyone",
        "roles",
        "党小组组长",
        (r"    level: 党小组\n", "    level: 党小组\n    everyone: true\n"),
    ),
    ("mistaken-everyone", "roles", "支部委员会", ("acts: 支部书记", "acts: 党员")),
    ("unsigned-form", "R201", "", (r"  - \{id: chair-sign.*\n", "")),
    # regulations and seals
    ("superseded-regulation", "支部条例", "", ("effective: 2018-10-28", "effective: 2028-10-28")),
    ("broken-seal", "支部条例", "第十一条第一款", ("1次", "2次"), (", seal: [0-9a-f-]+", "")),
    ("broken-seal", "支部条例", "第十一条第一款", ("level: 原文", "level: 摘引")),
    ("broken-seal", "支部条例", "第十一条第一款", ("原文", "摘引"), (", seal: [0-9a-f-]+", "")),
]


@pytest.mark.parametrize("case", LESS)
def test_a_duty_made_less_by_a_word_is_an_error_in_its_file(case):
    rule, code, item, *changes = case
    found = [each for each in findings(edited(code, item, *changes)) if each.severity is Severity.ERROR]
    assert rule in {each.rule for each in found}, [(each.rule, each.message) for each in found]
    first = next(each for each in found if each.rule == rule)
    assert rule == "superseded-regulation" or file_code(first.place.span.path) == code
    assert first.place.span.line > 1


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("R209", "sensitivity: 不入库", "sensitivity: 内部"),
        ("R201", "title: .*", "title: 谈心谈话登记页"),
        ("R305", "sensitivity: 不入库", "sensitivity: 公开"),
        ("R305", "medium: 无记名纸票", "medium: 手写"),
    ],
)
def test_a_form_that_others_could_come_to_see_is_warned_of(code, old, new):
    assert "exposed-form" in {each.rule for each in findings(edited(code, "", (old, new)))}


def test_a_unit_that_should_have_a_committee_says_so_or_why_not():
    asked = (
        r"      - \{kinds: \[党员大会\]",
        "      - {sets_up: {organ: 支委会, members: 7}}\n      - {kinds: [党员大会]",
    )
    files = edited("支部条例", "第十一条第一款", asked)
    shape = ("支部", "", (r"has: \[支委会\]", "has: []"))
    assert "mistaken-shape" not in {each.rule for each in findings(files)}
    assert "mistaken-shape" in {each.rule for each in findings(edited(*shape, files=files))}
    reason = "not_done:\n  - {regulation: 支部条例, article: 第十一条第一款, reason: 正式党员6名}\n"
    excused = edited(*shape, (r"\Z", reason), files=files)
    assert not {"mistaken-shape", "unmet-floor"} & {each.rule for each in findings(excused)}


HONEST = [
    ("DJ201", "vote", (r"with: \[党员\]", "with: [支部委员会, 党员]")),
    ("DJ201", "vote", ("who: 支部书记", "who: 支部委员会")),
    ("DJ201", "vote", ("应到20名的，赞成不少于11名", "应到21名的，赞成不少于11名")),
    ("DJ201", "content", ("“三会一课”应突出", "“三会一课”的内容应突出")),
    ("DJ201", "lesson", ("who: 支部书记", "who: 宣传委员")),
    ("DJ301", "oath", ("within_months: 1", "within_days: 20")),
    ("DJ301", "meet", ("有2名以上发展对象的", "有两名以上发展对象的")),
    ("DJ301", "", ("经过1年以上培养", "经过不少于12个月的培养")),
    ("DJ401", "count", ("how:\n", "how:\n          - 提前10分钟到场。\n")),
    ("总支", "", ("members: 40", "members: 48")),
    ("小支部", "", ("members: 5", "members: 6")),
    ("支部条例", "第十一条第一款", ("on: 2026-11-22", "on: 2026-12-01")),
    ("R211", "", ("sensitivity: 内部", "sensitivity: 不入库")),
]


@pytest.mark.parametrize("case", HONEST)
def test_an_honest_edit_raises_nothing(case):
    assert [(each.rule, each.message) for each in findings(edited(*case))] == []


def test_one_vote_by_another_majority_is_told_unless_it_is_marked():
    basis = (r"        basis:\n", "        basis:\n          - {regulation: 支部条例, article: 第十一条第四款}\n")
    bounds = (
        r"        record: R211\n",
        """        bounds:
          quorum: {of: 应到, at_least: 1/2}
          majority: {of: 应到, at_least: 2/3}
        record: R211
""",
    )
    both = edited("DJ401", "close", bounds, basis)
    assert "contradictory-bounds" in {each.rule for each in findings(both)}
    marked = edited("DJ401", "close", bounds, basis, (r"local: \[", "local: [bounds, "))
    assert "contradictory-bounds" not in {each.rule for each in findings(marked)}
