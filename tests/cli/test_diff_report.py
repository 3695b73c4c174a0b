"""`dstd diff` as its reader sees it: nobody who reads the report has to open a file."""

from __future__ import annotations

import json
import re
import shutil

import jsonschema
import pytest

from dangjian_std.text.package_data import shipped
from support.folders import BASE
from support.program import dstd

HOLD = "when: {every: month, times: 1, day: 10, shift: next-workday}"
WRITES = "writes: {on: held-on, ticked: [主题党日]}"
LOCAL = "local: [when.day, when.shift, how.3, opens]"
VOTE = re.compile(r"      - id: vote\n.*?(?=\n  - id: follow-up)", re.DOTALL)
LONG = "内容应包括集中学习、组织生活、民主议事、志愿服务中的至少1项"


def report(root) -> str:
    result = dstd("diff", BASE, root)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def vote_gone(root) -> None:
    (path,) = (root / "standards").rglob("DJ401*")
    path.write_text(VOTE.sub("", path.read_text("utf-8")), "utf-8")


def renamed(root, old: str, new: str) -> str:
    """Rename in the register alone."""
    path = root / "standards" / "roles.yaml"
    path.write_text(path.read_text("utf-8").replace(f"- id: {old}", f"- id: {new}"), "utf-8")
    return report(root)


def test_a_long_requirement_is_shown_as_it_was_and_as_it_is(edit):
    text = report(edit("DJ401", LONG, LONG.replace("至少1项", "至少2项，不应只办其中的念文件")))
    assert f"原：每次主题党日应有一个主题，{LONG}。" in text
    assert "中的至少2项，不应只办其中的念文件。\n" in text.partition("现：")[2]


def test_a_long_new_requirement_is_shown_whole(edit):
    said = "主题党日的材料应一次备齐，党员不在支部所在地的应当天送到，没有回音的次日再送，" + "不应只发群里。"
    entry = f"requirements:\n  - id: ready\n    text: {said}\n    proof: 看材料。\n    local: true\n"
    assert said in report(edit("DJ401", "requirements:\n", entry))


def test_a_step_that_is_gone_says_what_and_how(copy):
    vote_gone(copy)
    text = report(copy)
    for each in ("做什么：提请党员大会表决", "怎么做第3项：赞成人数超过应到会有表决权党员半数的，宣布通过。"):
        assert each in text


def test_a_step_that_is_new_says_all(edit):
    lines = (
        "- id: thank",
        "  who: 支部书记",
        "  what: 致谢",
        "  how: [当面致谢。, 记入记录。]",
        "  when: {after: hold, within_days: 0}",
        "  record: R201",
        "  local: [when, how.2]",
        "  unread: [{regulation: 支部条例, places: [how.1]}]",
    )
    step = "".join(f"      {line}\n" for line in lines)
    text = report(edit("DJ401", "      - id: vote\n", f"{step}      - id: vote\n"))
    for each in (
        "做什么：致谢",
        "怎么做第2项：记入记录。",
        "“主持主题党日”后，当日",
        "记入《会议活动记录》（R201）",
        "▲ 何时、怎么做第2项",
        "◇ 支部条例：怎么做第1项",
    ):
        assert each in text


def test_a_role_renamed_in_its_register_alone_is_one_change(copy):
    text = renamed(copy, "组织委员", "组织干事")
    assert text.startswith(f"同 {BASE} 比：移动 1。\n")
    assert "移动　名称：组织委员 → 组织干事" in text
    assert re.search("注意：还有[0-9]+处仍写组织委员\n", text)
    assert "DJ401" not in text
    assert re.search(r"\n新版通不过 dstd validate（[0-9]+个错误）。\n$", text)


def test_a_role_renamed_in_some_files_changes_nothing_else(copy, edit):
    edit("DJ401", "- id: notify\n        who: 组织委员", "- id: notify\n        who: 组织干事")
    text = renamed(copy, "组织委员", "组织干事")
    assert text.startswith(f"同 {BASE} 比：移动 1。\n")


def test_a_sample_keeps_what_it_says(edit, copy, tmp_path_factory):
    shutil.copytree(copy, old := tmp_path_factory.mktemp("old") / "旧")
    for root in (old, copy):
        (path,) = (root / "standards").rglob("R211*")
        text = path.read_text("utf-8").replace("核销日期, type: date", "组织委员, type: text, sample: [组织委员]")
        assert "组织委员" in text
        path.write_text(text, "utf-8")
    edit("roles", "- id: 组织委员", "- id: 组织干事")
    text = dstd("diff", old, copy).stdout
    assert "名称：组织委员 → 组织干事" in text
    assert "R211" not in text


def test_errors_are_counted_in_json_too(edit):
    data = json.loads(dstd("diff", BASE, edit("DJ401", "opens: R211", "opens: R999"), "--format", "json").stdout)
    jsonschema.validate(data, json.loads((shipped("schemas") / "diff.schema.json").read_text("utf-8")))
    assert data["errors"] > 0
    assert json.loads(dstd("diff", BASE, BASE, "--format", "json").stdout)["errors"] == 0


def test_a_set_that_cannot_be_read_is_not_compared(edit):
    result = dstd("diff", BASE, edit("DJ401", "who: 支部书记", "whom: 支部书记"))
    assert result.returncode == 1
    assert "因此没有比较" in result.stderr


@pytest.mark.parametrize(
    "mark", ["local: [step]", "local: [what, when]", "unread: [{regulation: 支部条例, places: [when]}]"]
)
def test_a_mark_that_ends_a_comparison_says_so(edit, mark):
    text = report(edit("DJ401", LOCAL, mark))
    assert text.count("时间从此不再同支部条例第十六条第四款、党员教育管理条例第十六条第二款比较") == 1
    assert "改动　" in text
    assert "放宽" not in text


def test_a_basis_that_goes_with_its_floor_says_so_and_less_is_weaker(edit):
    line = "          - {{regulation: {}, article: {}}}\n".format
    kept = line("支部条例", "第十四条")
    cited = line("支部条例", "第十六条第四款") + line("党员教育管理条例", "第十六条第二款") + kept
    root = edit("DJ401", cited, kept)
    text = report(root)
    assert text.count("注意：时间从此不再同支部条例第十六条第四款、党员教育管理条例第十六条第二款比较") == 1
    assert "放宽" not in text
    edit("DJ401", HOLD, "when: {every: quarter, times: 1}")
    assert "放宽　依据" in report(root)


def test_an_article_read_in_full_is_named_where_a_unit_leaves_the_step(edit):
    entry = "has: []\nnot_applicable:\n  - {step: DJ401.vote, reason: 不表决}"
    assert "注意：这一步依据的支部条例第十一条第四款读过原文" in report(edit("小支部", "has: []", entry))


def test_those_who_were_concerned_are_named_too(edit):
    edit("DJ401", "with: [支部委员会, 党小组组长, 党员]", "with: [党员]")
    root = edit(
        "DJ401", "who: 党小组组长\n        what: 清点到会人数", "who: 组织委员\n        what: 清点到会人数"
    )
    text = report(root)
    assert "涉及：党员、支部委员会、党小组组长\n" in text
    assert re.search("6.2.1　清点到会人数（组织委员）\n.*\n +理由：没有写\n +涉及：党小组组长\n", text)


def test_the_version_and_the_history_are_one_line_and_not_counted(edit):
    edit("DJ401", "version: 1.0.0\n", "version: 1.1.0\n")
    entry = "  - {version: 1.1.0, on: 2027-01-01, change: 改了一处}\n"
    root = edit("DJ401", "history:\n", f"history:\n{entry}")
    text = report(root)
    assert text.startswith(f"同 {BASE} 比：只改了版本、变更记录或者封签。\n")
    assert "\n    变更记录：改了一处（版本 1.0.0→1.1.0）\n" in text
    assert "涉及" not in text
    assert set(json.loads(dstd("diff", BASE, root, "--format", "json").stdout)["summary"].values()) == {0}


def test_a_place_that_goes_from_local_to_unread_is_one_line(edit):
    new = "local: [when.day, when.shift, opens]\n        unread: [{regulation: 支部条例, places: [how.3]}]"
    text = report(edit("DJ401", LOCAL, new))
    assert "比：改动 1。" in text
    assert "▲→◇：怎么做第3项（支部条例）（" in text


def test_a_whole_step_that_is_marked_by_its_places_loses_only_the_rest(edit):
    text = report(
        edit("DJ401", "record: R201\n        local: [step]", "record: R201\n        local: [who, what, how, when]")
    )
    assert "比：改动 1。" in text
    assert "改动　▲　去掉：记入（" in text


def test_unread_places_and_requirements_are_said_in_words(edit):
    edit("DJ401", LOCAL, f"{LOCAL}\n        unread: [{{regulation: 支部条例, places: [how.1, bounds]}}]")
    root = edit(
        "DJ401",
        "proof: 查看 R201 的主题栏和内容要点栏。\n    local: true",
        "proof: 查看 R201 的主题栏和内容要点栏。",
    )
    text = report(root)
    assert "◇ 支部条例　增加：怎么做第1项、界限（" in text
    assert "▲　去掉：整条（" in text


def test_slots_are_called_by_their_labels(edit):
    text = report(edit("W401", "请提前准备", "请提前备好"))
    assert "〔prepare〕" not in text
    assert "请提前准备：〔需要准备的内容〕。 → 请提前备好：〔需要准备的内容〕。" in text


@pytest.mark.parametrize(
    "times",
    [
        ("year, months: [12], by_day: 5", "year, months: [11], by_day: 20", "加重"),
        ("year, months: [11], by_day: 20", "year, months: [12], by_day: 5", "放宽"),
        ("year, months: [7], by_day: 31", "year, months: [7], times: 1", "改动"),
    ],
)
def test_deadlines_are_ordered_and_times_are_never_words(copy, tmp_path_factory, edit, times):
    old, new, kind = times
    close = "when: {after: assign, within_months: 1}"
    edit("DJ401", close, f"when: {{every: {old}}}")
    shutil.copytree(copy, before := tmp_path_factory.mktemp("old") / "旧")
    edit("DJ401", f"when: {{every: {old}}}", f"when: {{every: {new}}}")
    assert f"比：{kind} 1。" in dstd("diff", before, copy).stdout


def test_a_new_requirement_is_told_in_words(edit):
    entry = (
        "  - id: ready\n    text: 材料应一次备齐。\n    proof: 看材料。\n"
        "    basis: [{regulation: 支部条例, article: 第十四条}]\n"
    )
    text = report(edit("DJ401", "requirements:\n", f"requirements:\n{entry}"))
    assert "7.1　材料应一次备齐。\n    新增　要求" in text
    assert text.count("材料应一次备齐。") == 1
    assert "检查办法：看材料。\n          依据：支部条例第十四条\n" in text


def test_a_new_slot_names_the_field_of_its_form(edit):
    text = report(edit("W401", "slots:\n", "slots:\n  - {id: kinds, label: 种类, field: R201.kinds}\n"))
    assert "文字　空白　增加：取自《会议活动记录》（R201）的“种类”（" in text


def test_what_is_left_in_another_form_is_one_change_and_not_a_loss_and_a_gain(edit):
    text = report(edit("DJ401", f"opens: R201\n        {WRITES}", "record: R211"))
    assert "改动　留痕：开新表《会议活动记录》（R201） → 记入《落实清单》（R211）（" in text
    assert "放宽" not in text.partition("\n")[2]
    assert "加重" not in text.partition("\n")[2]


def test_a_form_that_a_step_leaves_no_more_is_less_and_its_mark_is_not_told_again(edit):
    text = report(edit("DJ401", f"        opens: R201\n        {WRITES}\n", ""))
    assert "放宽　留痕（开新表）　去掉：《会议活动记录》（R201）（" in text
    assert "▲" not in text


def test_a_few_changes_of_the_layout_are_told_and_many_are_counted(copy):
    (path,) = (copy / "standards").rglob("R201*")
    text, rows = path.read_text("utf-8"), "rows: [0-9]+"
    path.write_text(re.sub(rows, "rows: 9", text, count=1), "utf-8")
    assert "    文字　行数：" in report(copy)
    path.write_text(re.sub("width: [0-9]+", "width: 9", re.sub(rows, "rows: 9", text)), "utf-8")
    said = report(copy)
    assert "不逐处列出：\n" in said
    assert f"行数 {len(re.findall(rows, text))}处" in said
    assert "文字　行数：" not in said


def test_a_new_step_that_a_unit_does_not_do_was_never_its_duty(edit):
    when = "when: {after: hold, within_days: 0}"
    step = f"{{id: thank, who: 支部书记, what: 致谢, how: [当面致谢。], {when}, local: [step]}}"
    edit("DJ401", "      - id: vote\n", f"      - {step}\n      - id: vote\n")
    entry = "has: []\nnot_applicable:\n  - {step: DJ401.thank, reason: 不致谢}"
    text = report(edit("小支部", "has: []", entry))
    assert "改动　适用：没有这一步 → 不办：不致谢（" in text
    assert "取消" not in text


def test_the_reasons_stand_beside_the_changes_and_in_json(edit):
    edit("DJ401", "history:\n", "history:\n  - {version: 1.1.0, on: 2027-01-01, change: 先听意见}\n")
    root = edit("DJ401", "what: 主持主题党日", "what: 组织主题党日")
    text = report(root)
    assert "\n    变更记录：先听意见\n" in text
    data = json.loads(dstd("diff", BASE, root, "--format", "json").stdout)
    jsonschema.validate(data, json.loads((shipped("schemas") / "diff.schema.json").read_text("utf-8")))
    assert data["reasons"] == [{"subject": "DJ401", "reasons": ["先听意见"]}]


def test_what_the_history_says_is_a_reason_only_where_it_gives_one(edit):
    entry = "  - {version: 1.1.0, on: 2027-01-01, change: 改通知的时间%s}\n"
    root = edit("DJ401", "history:\n", f"history:\n{entry % ''}")
    assert "理由" not in report(root)
    edit("DJ401", entry % "", entry % ", reason: 都在一处上班")
    assert "\n    变更记录：改通知的时间（理由：都在一处上班）\n" in report(root)
