"""One word changes a duty: each edit of the frozen set is found by its rule, in its file; honest ones pass."""

from __future__ import annotations

import re

import pytest

from dangjian_std.reading.load import file_code
from dangjian_std.reading.project import RawSource
from dangjian_std.text.diagnostic import Severity
from support.projects import findings, found_by, frozen

OWN_WHO = (r"local: \[", "local: [who, ")
WITH = (r"        with: .*\n", "")
BOUNDS = "        bounds: {headcount: {at_least: 2}}\n        record: R211\n"


def edited(code, item, *changes, files=None):
    """Return a set, the frozen one, with patterns replaced in a step, an article … or (unnamed) in a file."""
    files = dict(files or frozen())
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


def agree(data):
    """Return the change that adds to a form what has to agree there, in the words of the articles."""
    say = "公示不少于5个工作日。" if "first" in data else "有表决权的实到不少于应到的一半。"
    return (r"\nfields:\n", f"\nagree:\n  - {{id: added, {data}, say: {say}}}\nfields:\n")


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
    # what has no mark is the word of the articles
    ("foreign-time", "DJ401", "hold", (r"when\.day, ", "")),
    ("foreign-time", "DJ401", "notify", (r"what, when, ", "what, ")),
    ("foreign-time", "DJ401", "assign", (r"what, when, ", "what, ")),
    ("foreign-time", "DJ201", "lesson", (r"local: \[who, when, ", "local: [who, ")),
    ("foreign-time", "DJ202", "measures", (r"        record: R211\n", BOUNDS)),
    ("wrong-actor", "DJ401", "notify", (r"local: \[who, ", "local: [")),
    ("wrong-actor", "DJ401", "hold", ("who: 支部书记", "who: 党员"), (r"local: \[who, ", "local: [")),
    # terms, and what a form reckons
    ("contradicted-term", "DJ201", "over-half", ("不算", "也算")),
    (
        "contradicted-term",
        "DJ201",
        "over-half",
        ("多于二分之一，刚好二分之一不算", "不少于二分之一，刚好二分之一也算"),
    ),
    ("contradicted-term", "DJ301", "probation-start", ("预备期应为1年", "预备期应为6个月")),
    ("contradicted-agreement", "R304", "", agree("first: posted-from, then: posted-to, at_least_workdays: 3")),
    ("contradicted-agreement", "R201", "", agree("part: voting, of: entitled, at_least: 1/3")),
    ("contradicted-agreement", "R201", "", agree("part: entitled, of: voting, at_least: 1/2")),
    ("contradicted-agreement", "R201", "", agree("part: voting, of: entitled, more_than: 1/2")),
    # how long a form is kept
    ("contradicted-archive", "R303", "", ("archive: 永久", "archive: 10年")),
    ("contradicted-archive", "R209", "", ("archive: 不归档", "archive: 10年")),
    ("contradicted-archive", "R210", "", ("archive: 30年\n", "archive: 30年\nneeds: 支委会\ninstead: R211\n")),
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
    # a share beside bounds that lack another number
    (
        "voting-contradiction",
        "DJ201",
        "vote",
        (r"          majority: .*\n", ""),
        ("应到的半数以上到会", "应到的三分之一以上到会"),
    ),
    # letters, acts, terms and events
    ("mistaken-figure", "W301", "", ("5个工作日", "3个工作日")),
    ("mistaken-figure", "W301", "", ("不少于5个工作日", "不超过5个工作日")),
    ("mistaken-figure", "W303", "", ("超过应到会有表决权党员的半数", "超过应到会有表决权党员的三分之一")),
    ("mistaken-figure", "W303", "", ("超过应到会有表决权党员的半数", "超过实到会有表决权党员的半数")),
    ("mistaken-figure", "W303", "", ("超过应到会", "不少于应到会")),
    ("mistaken-figure", "W202", "", ("超过应到会", "不少于应到会")),
    ("mistaken-figure", "W202", "", ("不少于应到的半数", "不少于实到的半数")),
    ("mistaken-figure", "W202", "", ("不少于应到的半数", "过应到的半数")),
    ("mistaken-figure", "W306", "", ("1个月内提交", "2个月内提交")),
    ("mistaken-figure", "W312", "", ("失去联系6个月", "失去联系3个月")),
    ("mistaken-figure", "W312", "", ("超过5年", "超过8年")),
    ("mistaken-figure", "DJ304", "lapse", ("查明连续6个月", "查明连续12个月")),
    ("mistaken-figure", "DJ301", "", ("考察的1年时间", "考察的半年时间")),
    ("mistaken-figure", "catalog", "", ("之日起满1年；延长", "之日起满半年；延长")),
    ("mistaken-figure", "catalog", "", ("失去联系6个月以上查找", "失去联系3个月以上查找")),
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
    told = found_by(rule, edited(code, item, *changes))
    found = [each for each in told if each.severity is Severity.ERROR]
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
        ("R310", "sensitivity: 个人信息", "sensitivity: 公开"),
        ("R318", "sensitivity: 个人信息", "sensitivity: 公开"),
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
    ("DJ401", "hold", (r"who, when\.day", "when.day, who")),
    ("DJ401", "hold", ("who: 支部书记", "who: 党小组组长")),
    ("DJ401", "notify", ("at_least_workdays: 3", "at_least_workdays: 1")),
    ("R304", "", ("archive: 永久", "archive: 30年")),
    ("R211", "", ("archive: 10年", "archive: 30年")),
    ("R304", "", agree("first: posted-from, then: posted-to, at_least_workdays: 5")),
    ("R201", "", agree("part: voting, of: entitled, at_least: 1/2")),
    ("总支", "", ("members: 40", "members: 48")),
    ("小支部", "", ("members: 5", "members: 6")),
    ("支部条例", "第十一条第一款", ("on: 2026-11-22", "on: 2026-12-01")),
    ("R211", "", ("sensitivity: 内部", "sensitivity: 不入库")),
    ("W301", "", ("公示期自〔from〕至〔to〕，不少于5个", "公示〔from〕至〔to〕，至少5个")),
    ("W303", "", ("党员的半数", "党员的二分之一")),
    ("W303", "", ("超过应到会有表决权党员的半数", "过应到会有表决权党员的半数")),
    ("W303", "", ("超过应到会有表决权党员的半数。", "超过应到会有表决权党员的半数；不足半数的，改期。")),
    ("W401", "", ("需要准备|请提前准备", "请在2027年3月5日前准备")),
    ("DJ301", "", ("考察的1年时间", "考察的12个月")),
]


TURNS = 5
"""How many sets they make; each file is edited at several places of it."""
NO_VOTE = ("总支", "", (r"not_applicable:\n", "not_applicable:\n  - {step: DJ201.vote, reason: 不办}\n"))


def test_a_vote_on_one_matter_does_not_stand_for_the_votes_on_another():
    assert findings(edited(*NO_VOTE)) == ()  # DJ401 has the same vote, on the same occasion
    files = edited("DJ401", "vote", ("on: 有事项需要党员大会表决", "on: 形成议定事项"))
    (told,) = [each for each in findings(edited(*NO_VOTE, files=files)) if each.rule == "unmet-floor"]
    assert (file_code(told.place.span.path), "第十一条第四款" in told.message) == ("总支", True)
    excused = "not_done:\n  - {regulation: 支部条例, article: 第十一条第四款, reason: 示例理由}\n"
    answered = edited("总支", "", (r"\Z", excused), files=edited(*NO_VOTE, files=files))
    assert "unmet-floor" not in {each.rule for each in findings(answered)}


@pytest.mark.parametrize("turn", range(TURNS))
def test_honest_edits_raise_nothing(turn):
    """Some are made one upon the other: each would raise beside the others what it raises by itself."""
    files = None
    for case in HONEST[turn::TURNS]:
        files = edited(*case, files=files)
    assert [(each.rule, each.message) for each in findings(files)] == []


@pytest.mark.parametrize(
    ("code", "instead"), [("R303", ""), ("R209", ""), ("R210", "needs: 支委会\ninstead: R211\n")]
)
def test_a_form_without_a_period_contradicts_nothing(code, instead):
    """Whatever is said of where it is kept, and of the form in its place: another rule tells that it lacks."""
    files = edited(code, "", (r"archive: .*\n", instead))
    assert found_by("contradicted-archive", files) == ()


def test_any_clause_of_an_article_may_demand_what_a_requirement_permits():
    article = """
articles:
  - number: 第九条第一款
    gist: 机关党的基层委员会应当设立机关纪委，机关纪委书记由机关党委副书记担任；总支、支部设纪律检查委员。
    checked: {level: 原文, on: 2026-11-29, source: 转载全文, seal: d30d-7dad-093d-9fd1}
    floorless: 讲设什么机构和职务，没有时间和数量。
"""
    files = edited("机关条例", "", ("\narticles:\n", article))
    for verb, heard in (("可", {"weaker-wording"}), ("应", set())):
        text = rf"\1text: 机关党委{verb}设机关纪委。\n"
        basis = r"\1- {regulation: 机关条例, article: 第九条第一款}\n"
        more = edited(
            "DJ201", "vote-base", (r"( +)text: .*\n", text), (r"( +)- \{regulation.*\n", basis), files=files
        )
        assert {each.rule for each in findings(more)} == heard


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
