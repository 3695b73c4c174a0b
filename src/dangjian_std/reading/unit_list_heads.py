"""The heads of a list of units, one a row: what each column is called, and what is said in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from dangjian_std.text.errors import DstdError
from dangjian_std.text.spelling import near

UNIT_LIST_HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("单位名称", "单位", "名称"),
    "prefix": ("编号前缀", "前缀", "代号"),
    "shape": ("单位类型", "类型"),
    "branches": ("党支部数", "支部数"),
    "groups": ("党小组数", "小组数"),
    "members": ("党员人数", "党员数"),
    "leaders": ("党员领导干部", "领导数"),
    "title": ("手册名称",),
    "edition": ("版次",),
    "year": ("年份",),
    "doubling": ("兼任",),
    "without": ("不适用",),
    "reason": ("理由",),
    "limit_reason": ("时限的理由",),
}
"""What the columns of a list are called, by key."""
IGNORED_HEADS = frozenset({"序号", "备注"})
"""Columns that are not read."""
REQUIRED_KEYS = ("name", "prefix", "shape", "branches", "members")
LIMIT_PREFIX = "时限："
"""How the key of a column begins in which a number is set for a parameter: 时限：DJ201.notice."""
UNIT_LIST_ROWS_TO_HEAD = 30
"""Rows within which the head stands."""
_STEP = re.compile(r"DJ[0-9]{3}\.[a-z][a-z0-9-]*")
_LIMIT = re.compile("时限[：:]")

Parameters = Mapping[str, str]
"""The parameters of a set: what each is called, by its name, DJ201.notice."""


def keys(where: str, words: Sequence[str], parameters: Parameters) -> list[str]:
    """Return the key of each column; a head that nobody knows would be a number that nobody reads.

    A column that says on which day or in which months a step is done is called as the step is.
    """
    found = [_key(where, word, parameters) for word in words]
    if lost := [UNIT_LIST_HEADS[key][0] for key in REQUIRED_KEYS if key not in found]:
        raise DstdError(f"{where}：表头里没有“{'、'.join(lost)}”。")
    if twice := next((key for key in found if key and found.count(key) > 1), ""):
        raise DstdError(f"{where}：“{called(twice)}”有两列，留下一列。")
    return found


def is_step(key: str) -> bool:
    """Whether a column sets the date of a step."""
    return _STEP.fullmatch(key) is not None


def is_limit(key: str) -> bool:
    """Whether a column sets a number for a parameter."""
    return key.startswith(LIMIT_PREFIX)


def called(key: str) -> str:
    """Return what a column is called."""
    return UNIT_LIST_HEADS.get(key, (key,))[0]


def _key(where: str, word: str, parameters: Parameters) -> str:
    known = {each: key for key, others in UNIT_LIST_HEADS.items() for each in others}
    if not word or word in IGNORED_HEADS:
        return ""
    if word in known:
        return known[word]
    if word in parameters:
        return LIMIT_PREFIX + word
    if found := _LIMIT.match(word):
        return LIMIT_PREFIX + _parameter(where, word[found.end() :], parameters)
    if is_step(word):
        return word
    raise _unknown(where, word, known, [each[0] for each in UNIT_LIST_HEADS.values()])


def _parameter(where: str, said: str, parameters: Parameters) -> str:
    """Return the name of the parameter that is meant: by its name, or by what only it is called."""
    if said in parameters:
        return said
    meant = [name for name, title in parameters.items() if title == said]
    if len(meant) == 1:
        return meant[0]
    if meant:
        both = "、".join(LIMIT_PREFIX + each for each in meant)
        raise DstdError(f"{where}：叫“{said}”的时限有{len(meant)}项，不知道是哪一项。写成其中一个：{both}。")
    raise _unknown(where, said, (*parameters, *parameters.values()), list(parameters), LIMIT_PREFIX)


def _unknown(where: str, word: str, known: Collection[str], some: Sequence[str], before: str = "") -> DstdError:
    like = near(word, known)
    help_ = f"是不是“{before}{like[0]}”" if like else f"可以写：{'、'.join(before + each for each in some)}"
    return DstdError(f"{where}：不认识“{before}{word}”这一列，{help_}。不用的列删去，或者叫“备注”。")
