"""Rules: every page is whole, every rule fires on its own 反例 and only it, and is silent on its 正例."""

import re
from pathlib import Path

import pytest

import rule_pages
from dangjian_std import rules
from dangjian_std.reading.load import SHAPE_RULES
from support.folders import CASES
from support.projects import case, findings, patched, shown
from support.rule_examples import RULES, by_name, example

JUDGED_WHEN_BUILT = {"missing-glyph": "DS020", "form-too-tall": "DS021", "crowded-month": "DS024"}
"""Rules that only a made page can judge: `printable` fires them, here they are pages."""
SECTIONS = ("为什么", "反例", "正例", "依据")


def folders(kind, depth):
    return [
        pytest.param(path, id=str(path.relative_to(CASES / kind))) for path in sorted((CASES / kind).glob(depth))
    ]


def test_there_are_rules_to_test():
    assert len(RULES) > 50
    assert {rule.code[:3] for rule in RULES} == set(rule_pages.FAMILIES)


def test_codes_are_unique_and_names_are_files():
    folder = Path(rules.__file__).parent
    files = {path.stem.replace("_", "-") for path in folder.glob("*/*.py")} - {"--init--"}
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert {rule.name for rule in RULES} == files
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
    assert all(re.fullmatch(r"DS[0-6][0-9]{2}", rule.code) for rule in RULES)


def test_shape_rules_and_pages_agree():
    pages = {rule.name: rule.code for rule in RULES if rule.check is None}
    assert pages == SHAPE_RULES | JUDGED_WHEN_BUILT
    assert {rule.name for rule in RULES if rule.code.startswith("DS0")} == set(pages)


@pytest.mark.parametrize("rule", RULES, ids=by_name)
def test_page_is_whole(rule):
    titles = re.findall(r"^(\S+)\n-+$", rule.page, re.MULTILINE)
    assert titles == list(SECTIONS)
    assert all(rule.section(title).strip() for title in SECTIONS)
    assert re.fullmatch(r"[^\n]*。", rule.summary)
    assert rule.page.split("\n")[1] == ""


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name not in JUDGED_WHEN_BUILT], ids=by_name)
def test_rule_fires_on_its_bad_example_alone(rule):
    found = findings(patched(example(rule, "反例")))
    assert [each.code for each in found] == [rule.code], [shown(each) for each in found]
    assert [each.rule for each in found] == [rule.name]
    assert all(each.message and each.severity is rule.severity for each in found)


@pytest.mark.parametrize("rule", RULES, ids=by_name)
def test_rule_is_silent_on_its_good_example(rule):
    assert [shown(each) for each in findings(patched(example(rule, "正例")))] == []


@pytest.mark.parametrize("folder", folders("good", "*"))
def test_good_case(folder):
    assert [shown(each) for each in findings(case(folder))] == []


@pytest.mark.parametrize("folder", folders("bad", "*/*"))
def test_bad_case(folder):
    expected = (folder / "expected.txt").read_text("utf-8").splitlines()
    found = findings(case(folder))
    assert [shown(each) for each in found] == expected
    assert folder.parent.name in {each.rule for each in found}


def test_there_are_cases():
    assert len(folders("good", "*")) > 2
    assert len(folders("bad", "*/*")) > 10


def test_find_by_code_and_name():
    assert [rule.name for rule in rules.find(" ds102 ")] == ["unknown-role"]
    assert [rule.code for rule in rules.find("unknown_role")] == ["DS102"]
    assert list(rules.find("DS999")) == []


def test_help_is_there_for_what_an_author_can_mend():
    silent = {"unreadable-file"}
    found = [findings(patched(example(rule, "反例"))) for rule in RULES if rule.name not in JUDGED_WHEN_BUILT]
    assert {each.rule for each in sum(found, ()) if not each.help} <= silent


def test_rule_pages_are_up_to_date():
    wanted = rule_pages.pages()
    folder = rule_pages.FOLDER
    assert {path.name for path in folder.iterdir()} == set(wanted)
    for name, text in wanted.items():
        assert (folder / name).read_text("utf-8") == text, f"{name}: run make docs"


@pytest.mark.parametrize(
    "text",
    [
        "规定期数",
        "拿不准的，先问",
        "应当日报告",
        "只准许在票箱检查后开始",
        "不可缺少",
        "“必须”是原文的话",
        "应到会",
    ],
)
def test_drafting_rules_let_ordinary_words_pass(text):
    found = findings(patched(f"# DJ401 stages.2.steps.0\nhow:\n  - {text}。\n"))
    assert [each.rule for each in found if each.code.startswith("DS6")] == []
