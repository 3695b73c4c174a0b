"""Repairs: each brings back what was meant, and none is made that could have been meant otherwise."""

from __future__ import annotations

import pytest

from dangjian_std.editing.fixing import fixed
from dangjian_std.reading.project import RawSource
from dangjian_std.rules.gate import Gate
from dangjian_std.text.diagnostic import Diagnostic, Repair, Severity
from dangjian_std.text.places import Place, Span
from support import projects
from support.rule_examples import RULES, by_name, example, judged


def judge(raws):
    return projects.findings({raw.path: raw for raw in raws})


def mend(files, asked=lambda _: True):
    return fixed([files[path] for path in sorted(files)], judge, asked)


def slipped(code, old, new):
    """Return the base project with a slip in one file, and the path of the file."""
    files = projects.base()
    (path,) = (path for path in files if projects.file_code(path) == code)
    text = files[path].data.decode()
    assert old in text
    files[path] = RawSource(path, text.replace(old, new, 1).encode())
    return files, path


def result(files, path):
    made = mend(files)
    new = {file.old.path: file.new for file in made.changed}
    return made, new.get(path, files[path]).data.decode()


SHOWN = [rule for rule in RULES if not isinstance(rule, Gate)]


def repairable(rule):
    return any(each.repair for each in judged(rule, "反例"))


def test_the_examples_of_many_rules_can_be_mended():
    names = {"unknown-key", "misplaced-file", "unknown-step", "empty-text", "pasted-mark"}
    assert {rule.name for rule in SHOWN if rule.name in names and repairable(rule)} == names


@pytest.mark.parametrize("rule", SHOWN, ids=by_name)
def test_what_a_rule_page_shows_is_gone_and_nothing_new_is_there(rule):
    made = mend(projects.patched(example(rule, "反例")))
    if repairable(rule):
        assert made.mended
        assert made.left == ()
    else:
        assert (made.mended, made.changed, made.left) == ((), (), judged(rule, "反例"))


RESTORED = {
    "a wide colon": ("DJ401", "title: 支部主题党日规范", "title：支部主题党日规范"),
    "a wide colon and a blank": ("DJ401", "who: 组织委员", "who： 组织委员"),
    "no blank behind a colon": ("DJ401", "who: 组织委员", "who:组织委员"),
    "a wide blank behind a colon": ("DJ401", "who: 组织委员", "who:　组织委员"),
    "a wide blank behind a dash": ("DJ401", "- 一事一行", "-　一事一行"),
    "a dash of another kind": ("DJ401", "- 清点有表决权", "– 清点有表决权"),
    "a character nobody sees": ("DJ401", "通知到每名党员", "通知到\u200b每名党员"),
    "two of them": ("DJ401", "通知到每名党员", "通知\u200b到\u2060每名党员"),
    "a blank of another kind": ("DJ401", "- id: notify", "- id:\u00a0notify"),
    "a key": ("DJ401", "title: 支部", "tilte: 支部"),
    "a word of a closed list": ("DJ401", "shift: next-workday", "shift: next-wokday"),
    "a day in another form": ("DJ401", "issued: 2026-12-01", "issued: 2026/12/1"),
    "a day in words": ("DJ401", "issued: 2026-12-01", "issued: 2026年12月1日"),
    "a code in small letters": ("R201", "home: DJ401", "home: dj401"),
    "a wide code": ("R201", "home: DJ401", "home: ＤＪ４０１"),
    "an article in digits": ("DJ401", "article: 第十四条", "article: 第14条"),
    "an article as a number": ("DJ401", "article: 第十四条", "article: 14"),
    "a role": ("DJ401", "who: 组织委员", "who: 组织员委"),
    "a role at several places": ("roles", "- id: 组织委员", "- id: 组织员委"),
    "an event": ("DJ401", "on: 形成议定事项", "on: 形成议定项事"),
    "a step": ("DJ401", "after: assign", "after: assing"),
    "a field": ("W401", "R201.held-on", "R201.held-no"),
    "marks in the wrong width": (
        "DJ401",
        "写明时间、地点、主题和需要准备的内容。",
        "写明时间、地点、主题和需要准备的内容。",
    ),
    "a half-width comma": ("DJ401", "选一个主题，写明", "选一个主题,写明"),
    "half-width brackets": ("R211", "title: 落实清单", "title: 落实清单"),
    "a number before an item": ("DJ401", "- 表决前组织", "- 1．表决前组织"),
    "a wide blank in a sentence": ("DJ401", "- 表决前组织", "- 表决前　组织"),
    "the whole in quotation marks": ("DJ401", "- 表决前组织充分讨论。", "- “表决前组织充分讨论。”"),
    "a word that is not used": ("DJ401", "内容应包括", "内容必须包括"),
    "a file that was copied": ("R211", "code: R211", "code: R201"),
}


@pytest.mark.parametrize(("code", "old", "new"), [each for each in RESTORED.values() if each[1] != each[2]])
def test_a_slip_is_undone(code, old, new):
    files, path = slipped(code, old, new)
    if code == "roles":  # the register has the slip, so all uses follow it: it says so itself
        made = mend(files)
        assert made.left == ()
        return
    made, text = result(files, path)
    assert made.left == ()
    assert text == projects.base()[path].data.decode()


LEFT = {
    "a comma in brackets may be one of a text": (
        "DJ401",
        "with: [支部委员会, 党小组组长",
        "with: [支部委员会，党小组组长",
    ),
    "another code is another thing": ("DJ401", "record: R211", "record: R212"),
    "a character that is another": ("DJ401", "who: 组织委员", "who: 组织委圆"),
    "a role of which nothing is left": ("DJ401", "who: 组织委员", "who: 宣传干事"),
    "two that are as near": ("DJ401", "recurs: hold", "recurs: hol"),
    "a day that is none": ("DJ401", "issued: 2026-12-01", "issued: 2026/13/1"),
    "a word that is turned": ("DJ401", "不另填记录。", "不必须另填记录。"),
    "a mark that brackets do not take": ("R211", "label: 结果}", "label: 结果:甲}"),
    "a group that the code does not say": ("DJ401", "group: 党员活动", "group: 党员管理"),
    "an indent": ("DJ401", "        who: 组织委员", "\t\twho: 组织委员"),
}


@pytest.mark.parametrize(("code", "old", "new"), LEFT.values(), ids=list(LEFT))
def test_what_may_mean_something_else_is_left(code, old, new):
    files, path = slipped(code, old, new)
    before = files[path].data.decode()
    made, text = result(files, path)
    assert made.left
    assert (made.mended, made.changed) == ((), ())
    assert text == before


def test_a_file_goes_where_its_group_and_its_code_both_say():
    files = projects.base()
    (path,) = (path for path in files if projects.file_code(path) == "DJ401")
    wrong = path.replace("4-党员活动", "2-组织生活")
    files[wrong] = RawSource(wrong, files.pop(path).data)
    made = mend(files)
    assert made.left == ()
    assert [(file.old.path, file.new.path) for file in made.changed] == [(wrong, path)]


def test_several_slips_are_mended_round_by_round():
    files, path = slipped("DJ401", "title: 支部", "tilte: 支部")
    text = (
        files[path]
        .data.decode()
        .replace("who: 组织委员", "who： 组织员委", 1)
        .replace("after: assign", "after: assing")
    )
    files[path] = RawSource(path, text.encode())
    made, text = result(files, path)
    assert text == projects.base()[path].data.decode()
    assert [each.rule for each in made.mended] == [
        "wide-punctuation",
        "unknown-key",
        "unknown-role",
        "unknown-step",
    ]


def test_a_bad_repair_does_not_keep_a_good_one_from_being_made():
    files, path = slipped("R211", "label: 结果}", "label: 结果:甲}")
    text = files[path].data.decode().replace("hint: 写明原因和新的时限", "hint: 写明原因,和新的时限")
    files[path] = RawSource(path, text.encode())
    made, text = result(files, path)
    assert "hint: 写明原因，和新的时限" in text
    assert "label: 结果:甲}" in text
    assert [each.rule for each in made.left] == ["pasted-mark"]


def test_only_what_is_asked_for_is_mended():
    files, _ = slipped("DJ401", "after: assign", "after: assing")
    made = mend(files, asked=lambda _: False)
    assert (made.mended, made.changed) == ((), ())


def test_lines_ends_and_a_mark_at_the_beginning_stay():
    files, path = slipped("DJ401", "who: 组织委员", "who:组织委员")
    files[path] = RawSource(path, "\ufeff".encode() + files[path].data.replace(b"\n", b"\r\n"))
    _, text = result(files, path)
    assert text == "\ufeff" + projects.base()[path].data.decode().replace("\n", "\r\n")


def test_months_are_sorted_where_there_is_one_way():
    typed = "when: {every: year, months: [11, 3], times: 1}"
    files, path = slipped("DJ401", "when: {after: assign, within_months: 1}", typed)
    _, text = result(files, path)
    assert "months: [3, 11]" in text
    files, path = slipped("DJ401", "when: {after: assign, within_months: 1}", typed.replace("11, 3", "1, 12, 2"))
    assert "malformed-when" in [each.rule for each in mend(files).left]


def test_a_file_in_the_wrong_place_is_moved():
    files = projects.base()
    raw = files.pop("standards/records/R211-落实清单.yaml")
    files["standards/papers/R211-落实清单.yaml"] = RawSource("standards/papers/R211-落实清单.yaml", raw.data)
    made = mend(files)
    assert [(file.old.path, file.new.path) for file in made.changed] == [
        ("standards/papers/R211-落实清单.yaml", "standards/records/R211-落实清单.yaml")
    ]
    assert made.left == ()


def test_a_file_that_is_in_the_way_is_not_overwritten():
    files = projects.base()
    raw = files["standards/records/R211-落实清单.yaml"]
    files["standards/papers/R211-落实清单.yaml"] = RawSource("standards/papers/R211-落实清单.yaml", raw.data)
    made = mend(files)
    assert not made.changed


def test_slips_that_hide_behind_one_another_are_mended_fifty_deep():
    def judge_digits(raws):
        """Say that the first digit is too small, and only then look at the next."""
        (raw,) = raws
        at = raw.data.find(b"0")
        if at < 0:
            return ()
        place = Place(Span(raw.path, 1, at + 1, 1, at + 2))
        repair = Repair((place,), "0", "1")
        return (
            Diagnostic(
                place=place, code="DS000", rule="slip", severity=Severity.ERROR, message="太小", repair=repair
            ),
        )

    for slips, left in ((50, 0), (51, 1)):
        made = fixed([RawSource("standards/x.yaml", b"0" * slips)], judge_digits, lambda _: True)
        assert (len(made.mended), len(made.left)) == (50, left)
