"""What an act is about, said before it where it is read without its standard: 〔假日支部〕组织活动."""

from __future__ import annotations

import re

from dangjian_std.domain.standard import Standard

ENDING = re.compile(r"(实施|工作|管理|行动|建设与使用|收缴使用管理)?(规范|规程)$")
"""The part of a title that says what kind of text it heads."""
COMMON = frozenset(
    {"党员", "支部", "工作", "组织", "管理", "党建", "活动", "建设", "委员", "使用", "信息", "处置"}
)
"""Words that stand in many titles, so that they tell none."""
MEETINGS = ("主题党日", "党员大会", "支委会", "党小组会", "党课", "组织生活会")
"""Meetings whose name alone says what an act is about."""
LENGTH = 2
"""Characters of the shortest word that tells a subject."""
SAYS_ENOUGH = 17
"""Characters from which on an act tells by itself what it is about."""


def short_subject(standard: Standard) -> str:
    """Return the short subject of a standard: of several in a title, the first."""
    return re.split("[、与和]", ENDING.sub("", standard.title))[0]


def subject_prefix(standard: Standard, act: str) -> str:
    """Return the subject in brackets to put before an act, or nothing where the act names it."""
    return "" if _named(standard, act) else f"〔{short_subject(standard)}〕"


def _named(standard: Standard, act: str) -> bool:
    title = re.sub("[“”]", "", ENDING.sub("", standard.title))
    words = {title[start : start + LENGTH] for start in range(len(title) - LENGTH + 1)} - COMMON
    return len(act) >= SAYS_ENOUGH or any(word in act for word in (*words, *MEETINGS))
