"""Duties that become weaker, or somebody else's, without anybody meaning it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dangjian_std.domain.vocabulary import RoleKind, Trust
from dangjian_std.faults.fault import Draft, Given, kind
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.yaml_editing.operations import Add, Remove, Replace
from dangjian_std.text.places import Path

RARER_PERIOD = {"month": "quarter", "quarter": "half-year", "half-year": "year"}
KEYS_TO_LENGTHEN = ("within_workdays", "within_days", "within_months")
KEYS_TO_SHORTEN = ("at_least_workdays", "at_least_days")


def _times(given: Given) -> Iterator[tuple[Tree, Path, Mapping[str, Any]]]:
    yield from ((tree, (*at, "when"), step["when"]) for tree, at, step in given.steps())


def _sourced(given: Given) -> Iterator[tuple[Tree, Path, Mapping[str, Any]]]:
    """Yield the steps that rest on an article of which the number was read in a full text."""
    for tree, at, step in given.steps():
        for cited in step.get("basis", ()):
            found = given.catalog.regulations[cited["regulation"]].article(cited["article"])
            if found and found.floor and found.checked.level is Trust.FULL_TEXT:
                yield tree, at, step
                break


@kind("频次改少")
def rarer(given: Given) -> Iterator[Draft]:
    for tree, at, when in _times(given):
        if when.get("every") in RARER_PERIOD and not {"months", "day", "by_day", "weekday"} & set(when):
            new = RARER_PERIOD[when["every"]]
            yield given.edited(tree, f"{when['every']} 写成 {new}", Replace((*at, "every"), new))


@kind("期限改长")
def later(given: Given) -> Iterator[Draft]:
    for tree, at, when in _times(given):
        for key in KEYS_TO_LENGTHEN:
            if when.get(key):
                yield given.edited(tree, f"{key} 加到3倍", Replace((*at, key), when[key] * 3))


@kind("提前的天数改少")
def shorter_notice(given: Given) -> Iterator[Draft]:
    for tree, at, when in _times(given):
        for key in KEYS_TO_SHORTEN:
            if when.get(key, 0) > 1:
                yield given.edited(tree, f"{key} 改成1", Replace((*at, key), 1))


@kind("应办写成可办")
def weaker_modal(given: Given) -> Iterator[Draft]:
    for tree, at, step in _sourced(given):
        if "modal" not in step["when"]:
            operation = Add((*at, "when"), "modal", "可")
            yield given.edited(tree, "时间加上 modal: 可", operation)


@kind("条文的时间标成自己定的")
def time_made_local(given: Given) -> Iterator[Draft]:
    for tree, at, step in _sourced(given):
        if "when" not in step.get("local", ()):
            weaker = Replace(
                (*at, "when"), {"on": step["when"]["on"]} if "on" in step["when"] else {"every": "year"}
            )
            said = Replace((*at, "local"), [*step.get("local", ()), "when"])
            both = (weaker, said) if "local" in step else (weaker, Add(at, "local", ["when"]))
            yield given.edited(tree, "时间改松，标成自己定的", *both)


@kind("依据换成“自己定的”")
def basis_dropped(given: Given) -> Iterator[Draft]:
    for tree, at, step in _sourced(given):
        local = Replace((*at, "local"), ["step"]) if "local" in step else Add(at, "local", ["step"])
        yield given.edited(tree, "依据删去，local 写 step", Remove((*at, "basis")), local, around=at)


@kind("到会、通过的界限删去")
def bounds_dropped(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        if "bounds" in step:
            yield given.edited(tree, "bounds 删去", Remove((*at, "bounds")), around=at)


@kind("过半数写成一半")
def half_is_enough(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        for key, bound in step.get("bounds", {}).items():
            if isinstance(bound, dict) and "more_than" in bound:
                path = (*at, "bounds", key)
                operation = Replace(path, {("at_least" if k == "more_than" else k): v for k, v in bound.items()})
                yield given.edited(tree, "more_than 写成 at_least", operation, around=at)


@kind("责任主体换了人")
def somebody_else(given: Given) -> Iterator[Draft]:
    posts = [each.id for each in given.catalog.roles.values() if each.kind is RoleKind.POST]
    for tree, at, step in given.steps():
        if "who" not in step.get("local", ()) and "step" not in step.get("local", ()) and step["who"] in posts:
            other = posts[posts.index(step["who"]) - 1]
            yield given.edited(tree, f"{step['who']}写成{other}", Replace((*at, "who"), other))


@kind("对着谁办的，少了人")
def fewer_parties(given: Given) -> Iterator[Draft]:
    for tree, at, step in _sourced(given):
        if step.get("with"):
            yield given.edited(tree, "with 删去", Remove((*at, "with")), around=at)


@kind("条文要办的写成本单位不办")
def left_out(given: Given) -> Iterator[Draft]:
    names = [f"{tree.data['code']}.{step['id']}" for tree, _, step in _sourced(given)]
    for tree in given.of_kind("profile"):
        entries = tree.data.get("not_applicable", [])
        known = {each["step"] for each in entries}
        for name in (each for each in names if each not in known):
            entry = {"step": name, "reason": "本单位不办"}
            operation = Replace(("not_applicable",), [*entries, entry]) if entries else None
            if operation:
                yield given.edited(tree, f"{name} 写成不办", operation)


@kind("“应”写成“可”")
def sentence_permits(given: Given) -> Iterator[Draft]:
    yield from _worded(given, "应", "可")


@kind("“应”写成“必须”")
def sentence_commands(given: Given) -> Iterator[Draft]:
    yield from _worded(given, "应", "必须")


def _worded(given: Given, old: str, new: str) -> Iterator[Draft]:
    for tree in given.of_kind("standard"):
        for number, each in enumerate(tree.data.get("requirements", ())):
            if old in each["text"] and each.get("basis"):
                path = ("requirements", number, "text")
                yield given.edited(tree, f"“{old}”写成“{new}”", Replace(path, each["text"].replace(old, new, 1)))


@kind("要求删去")
def requirement_dropped(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("standard"):
        for number, each in enumerate(tree.data.get("requirements", ())):
            if each.get("basis"):
                yield given.edited(tree, f"删去{each['id']}", Remove(("requirements", number)))
