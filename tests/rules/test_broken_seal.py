"""DS309 says which part was changed since an article was sealed, at its line, and how bad that is."""

from __future__ import annotations

import pytest

from dangjian_std.text.diagnostic import Severity
from support.projects import findings

SEALED = "{level: 原文, on: 2026-11-22, source: 转载全文, seal: 8e5d-2d4a-8c26-9fd1}"


@pytest.mark.parametrize(
    ("old", "new", "said", "pointer"),
    [
        ("半数以上到会", "三分之一以上到会", (Severity.ERROR, "大意"), "gist"),
        ("at_least: 1/2", "at_least: 1/3", (Severity.ERROR, "最低要求"), "floor"),
        (SEALED, SEALED.replace("原文", "摘引"), (Severity.ERROR, "核对程度"), "checked/level"),
    ],
)
def test_the_part_is_named_at_its_place(edit, old, new, said, pointer):
    severity, part = said
    (found,) = findings(edit("支部条例", old, new))
    assert (found.rule, found.severity) == ("broken-seal", severity)
    assert found.place.pointer == f"/articles/0/{pointer}"
    assert found.message == f"支部条例第十一条第四款的{part}同封签对不上：核对以后改过"
    assert [each.message for each in found.related] == ["2026-11-22 核对时的封签"]


def test_a_floor_that_is_gone_is_told_at_its_article(edit):
    floor = "    floor:\n      - kinds: [主题党日]\n        with: [党员]\n        when: {every: month, times: 1}\n"
    found, missing = findings(edit("支部条例", floor, ""))
    assert missing.rule == "unstated-floor"
    assert found.place.pointer == "/articles/3/floor"
    assert "最低要求" in found.message


def test_the_seal_of_another_article_is_told_at_the_seal(edit):
    (found,) = findings(edit("支部条例", "8e5d-2d4a-8c26-9fd1", "0000-0000-0000-0000"))
    assert found.message == "封签不是支部条例第十一条第四款的"
    assert found.place.pointer == "/articles/0/checked/seal"


def test_layout_order_and_day_do_not_break_a_seal(edit):
    edit("支部条例", "quorum: {of: 应到, at_least: 1/2}", 'quorum: {at_least: "1/2", of: 应到}')
    root = edit("支部条例", SEALED, SEALED.replace("2026-11-22", "2027-01-01"))
    assert findings(root) == ()


def test_what_was_read_and_is_not_sealed_is_an_error_once_a_regulation(edit):
    for _ in range(3):
        root = edit("支部条例", ", seal: ", "}  # ")
    (found,) = findings(root)
    assert (found.rule, found.severity) == ("broken-seal", Severity.ERROR)
    assert found.message == "支部条例第十一条第四款等3条标了原文，没有封签"


def test_a_set_that_was_never_sealed_is_only_warned(edit):
    for name, number in (("支部条例", 4), ("党员教育管理条例", 3), ("减负若干规定", 1)):
        for _ in range(number):
            root = edit(name, ", seal: ", "}  # ")
    assert {(each.rule, each.severity) for each in findings(root)} == {("broken-seal", Severity.WARNING)}


def test_no_level_hides_that_a_floor_is_not_sealed(edit):
    root = edit("支部条例", SEALED, "{level: 摘引, on: 2026-11-22, source: 转载摘编}")
    (found,) = findings(root)
    assert (found.rule, found.severity) == ("broken-seal", Severity.ERROR)


def test_an_excerpt_that_asks_for_nothing_needs_no_seal(edit):
    sealed = "{level: 摘引, on: 2026-11-22, source: 新闻摘引, seal: 1528-e703-4413-f043}"
    assert findings(edit("减负若干规定", sealed, "{level: 摘引, on: 2026-11-22, source: 新闻摘引}")) == ()
