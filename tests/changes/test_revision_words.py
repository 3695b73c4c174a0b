"""What is said of a change, word by word."""

from __future__ import annotations

import pytest

from dangjian_std import rules
from dangjian_std.reading.load import load
from dangjian_std.reading.project import RawSource
from support.projects import base, changed, findings

STANDARD = "standards/4-党员活动/DJ401-支部主题党日规范.yaml"
ENTRY = "  - {version: 1.0.0, on: 2026-12-01, change: 首次发布}\n"
RAISED = "  - {version: 1.1.0, on: 2026-12-02, change: 改了一处}\n"


def said_of(*edits: tuple[str, str]) -> list[str]:
    """Return what the rules on changes say of the small set where its standard is edited."""
    files = base()
    text = files[STANDARD].data.decode()
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    files[STANDARD] = RawSource(STANDARD, text.encode())
    return [f"{each.message} → {each.help}" for each in changed(files) if each.code.startswith("DS7")]


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        (
            [
                ("version: 1.0.0", "version: 0.9.0"),
                (ENTRY, ENTRY.replace("1.0.0", "0.9.0")),
                ("通知到每名党员", "告诉每名党员"),
            ],
            "DJ401 的内容变了（改动 1），版本从 1.0.0 倒回 0.9.0 → 升到 1.0.1，在 history 末尾加一条，写改了什么",
        ),
        (
            [("通知到每名党员", "告诉每名党员")],
            "DJ401 的内容变了（改动 1），版本还是 1.0.0 → 升到 1.0.1，在 history 末尾加一条，写改了什么",
        ),
        (
            [
                ("version: 1.0.0", "version: 1.1.0"),
                (ENTRY, ENTRY + RAISED),
                ("at_least_workdays: 3", "at_least_workdays: 1"),
            ],
            (
                "“通知到每名党员”的何时放宽了：“主持主题党日”前，至少提前3个工作日 → “主持主题党日”前，"
                "至少提前1个工作日，"
                "变更记录没有写理由 → 写错了的，改回来；有意的，在 history 新加的那一条里写"
                " reasons: [{at: notify.when, why: 为什么}]"
            ),
        ),
    ],
)
def test_what_is_amiss_is_said_once(edits, said):
    (found,) = said_of(*edits)
    assert found.partition("（标记")[0] == said


def test_beside_a_name_that_is_not_known_nothing_is_said_of_a_change_and_nothing_counts_as_accepted():
    files = base()
    before = load(files.values()).catalog
    text = files[STANDARD].data.decode().replace("who: 组织委员", "who: 没有的人", 1)
    files[STANDARD] = RawSource(STANDARD, text.encode())
    after = load(files.values()).catalog
    assert before is not None
    assert after is not None
    assert rules.check_change(before, after, findings(files)) == ((), 0)
