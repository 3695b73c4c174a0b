"""Rules: every page is whole, every rule fires on its own 反例 and only it, and is silent on its 正例."""

import dataclasses
import re
from pathlib import Path

import pytest

import rule_pages
from dangjian_std import rules
from dangjian_std.rules import CatalogRule, pages
from dangjian_std.rules.gate import Gate
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.ds0 import CHANGED_TWICE, CROWDED_MONTH, FORM_TOO_TALL, MISSING_GLYPH, TRACKED_LEDGER
from dangjian_std.text.places import Place, Span
from support.folders import CASES
from support.projects import case, findings, patched, shown
from support.rule_examples import RULES, by_name, judged

PRINTED = {MISSING_GLYPH, FORM_TOO_TALL, CROWDED_MONTH}
"""Rules that are judged before printing: the tests of `output.preflight` fire them."""
FIRED = [rule for rule in RULES if rule not in {*PRINTED, TRACKED_LEDGER, CHANGED_TWICE}]
"""All others, but those that need more than a set: tests of `reading.tracked` and `reading.updating` fire them."""
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
    modules = {path.stem.replace("_", "-") for path in folder.glob("*/*.py") if path.stem != "__init__"}
    texts = {path.stem for path in folder.glob("text/*.md")}
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert {rule.name for rule in RULES if isinstance(rule, CatalogRule | Gate)} == modules
    assert {rule.name for rule in RULES if not isinstance(rule, CatalogRule | Gate)} == texts
    assert {rule.name for rule in RULES if rule.code.startswith("DS0")} == texts
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
    assert all(re.fullmatch(r"DS[0-7][0-9]{2}", rule.code) for rule in RULES)


def test_a_folder_is_a_family():
    families = {(rule.family, rule.code[:3]) for rule in (*rules.catalog_rules(), *rules.gates())}
    assert len(families) == len({family for family, _ in families}) == len({digit for _, digit in families})


def test_what_a_rule_requires_is_there():
    known = {name for rule in rules.catalog_rules() for name in (rule.name, rule.family)}
    assert {name for rule in rules.catalog_rules() for name in rule.requires} <= known
    asked = {rule.name: sorted(rule.requires) for rule in rules.catalog_rules()}
    assert asked["duplicate-code"] == asked["vague-bound"] == []
    assert asked["unknown-role"] == ["duplicate-code"]
    assert asked["malformed-when"] == ["names"]


PROBLEM = Problem(place=Place(Span("a.yaml", 1, 1, 1, 2)), message="坏了", help="改好")


def rule(name, requires=(), *, speaks=False, family="made"):
    return CatalogRule(
        code=f"DS9{name}",
        name=name,
        family=family,
        requires=frozenset(requires),
        check=lambda _: [PROBLEM] if speaks else [],
    )


@pytest.mark.parametrize(
    ("judges", "heard"),
    [
        ([rule("b", ["a"], speaks=True), rule("a")], ["b"]),
        ([rule("b", ["a"], speaks=True), rule("a", speaks=True)], ["a"]),
        ([rule("c", ["b"], speaks=True), rule("b", ["a"]), rule("a", speaks=True)], ["a"]),
        ([rule("c", ["first"], speaks=True), rule("b", family="first"), rule("a", family="first")], ["c"]),
        ([rule("c", ["first"], speaks=True), rule("b", speaks=True, family="first"), rule("a")], ["b"]),
        ([rule("b", speaks=True), rule("a", speaks=True)], ["a", "b"]),
    ],
)
def test_a_rule_waits_for_what_it_requires(judges, heard, catalog):
    assert sorted(each.rule for each in rules.judge(catalog, judges)) == heard


def test_an_answer_that_is_known_silences_what_requires_silence(catalog):
    first, second, third = judges = rule("a"), rule("b", ["a"], speaks=True), rule("c", speaks=True)
    known = {first.name: [first.diagnose(PROBLEM)]}
    found = rules.judge(catalog, judges, ask=lambda each, of: known.get(each.name) or each.found(of))
    assert [each.rule for each in found] == [first.name, third.name]
    assert second.found(catalog)


def test_rules_that_wait_for_each_other_are_refused(catalog):
    with pytest.raises(ValueError, match="cycle"):
        list(rules.judge(catalog, [rule("a", ["b"]), rule("b", ["a"])]))


def test_a_rule_stamps_a_problem():
    found = MISSING_GLYPH.diagnose(PROBLEM)
    assert (found.code, found.rule, found.severity) == ("DS020", "missing-glyph", Severity.ERROR)
    assert (found.place, found.message, found.help, found.related) == (PROBLEM.place, "坏了", "改好", ())
    assert CROWDED_MONTH.diagnose(PROBLEM).severity is Severity.WARNING
    mild = dataclasses.replace(PROBLEM, severity=Severity.WARNING)
    assert MISSING_GLYPH.diagnose(mild).severity is Severity.WARNING


def test_pages_are_whole():
    for rule in RULES:
        page = pages.page(rule)
        assert page.titles == list(SECTIONS), rule.name
        assert all(page.section(title).strip() for title in SECTIONS), rule.name
        assert re.fullmatch(r"[^\n]*。", page.summary), rule.name
        assert page.text.split("\n")[1] == "", rule.name


@pytest.mark.parametrize("rule", FIRED, ids=by_name)
def test_rule_fires_on_its_bad_example_alone(rule):
    found = judged(rule, "反例")
    assert [each.code for each in found] == [rule.code], [shown(each) for each in found]
    assert [each.rule for each in found] == [rule.name]
    assert all(each.message and each.severity is rule.severity for each in found)


@pytest.mark.parametrize("rule", RULES, ids=by_name)
def test_rule_is_silent_on_its_good_example(rule):
    assert [shown(each) for each in judged(rule, "正例")] == []


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
    found = [judged(rule, "反例") for rule in FIRED]
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


@pytest.mark.parametrize(
    "text",
    [
        "由党支部书记核对",
        "可设青年委员",
        "照第7章核对，照 DJ401 的“转告”办",
        "查看 R201 的起止时间和学时栏，没有意见栏",
        "外出6个月以上、3人以上的，2026.3.18以前报来",
        "收到 QQ 群的通知（5月1日）后再办",
        "印出的编号 SLDW DJ 401—2027 不改",
        "在落实清单上写“3项”",
    ],
)
def test_words_that_name_what_there_is_pass(text):
    assert [shown(each) for each in findings(patched(f"# DJ401 assign\nhow:\n  - {text}。\n"))] == []


@pytest.mark.parametrize(
    ("place", "key", "text"),
    [
        ("told", "statement", "缺席3个月以上的党员，在会后3个工作日内得到转告"),
        ("told", "statement", "缺席党员都得到转告；联系不上的，连续5个工作日打过电话"),
        ("monthly", "statement", "主题党日每月至少开展了1次，每年12次"),
        ("monthly", "statement", "上年12月以来，主题党日都开了"),
        ("closed", "statement", "到期的议定事项都办结了"),
        ("closed", "statement", "办结率达到90%，比上年高5%"),
        ("session", "gate", "主题已经确定、上次主题党日过去了20个工作日"),
    ],
)
def test_numbers_that_speak_of_something_else_pass(place, key, text):
    assert [shown(each) for each in findings(patched(f"# DJ401 {place}\n{key}: {text}。\n"))] == []
