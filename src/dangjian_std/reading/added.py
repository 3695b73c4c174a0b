"""Standards that a unit adds in its sheet, step by step: made into the same trees as files in local/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dangjian_std.domain.unit_sheet import AddedStep, Occasion, UnitSheet
from dangjian_std.reading.grafting import Scion, Stock
from dangjian_std.reading.project import LOCAL_FOLDER
from dangjian_std.reading.tree import Tree
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem
from dangjian_std.text.places import Outline, Path, Place, Source, Span

PERIOD_OF_OCCASION = {
    Occasion.MONTH: "month",
    Occasion.QUARTER: "quarter",
    Occasion.HALF_YEAR: "half-year",
    Occasion.YEAR: "year",
}
"""Occasions that recur with the calendar, and their periods."""
KEYS_OF_OCCASION: Mapping[Occasion, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Occasion.MONTH: ((), ("months", "by_day")),
    Occasion.QUARTER: ((), ("months", "by_day")),
    Occasion.HALF_YEAR: ((), ("months", "by_day")),
    Occasion.YEAR: (("months",), ("months", "by_day")),
    Occasion.AFTER: (("workdays",), ("workdays",)),
    Occasion.BEFORE: (("workdays",), ("workdays",)),
    Occasion.EVENT: (("event", "workdays"), ("event", "workdays")),
}
"""What has to be said with each occasion, and what may be."""
NAMES_OF_TIME_CELLS = {"months": "月份", "by_day": "几日前", "event": "遇到什么", "workdays": "工作日数"}
SENTENCE_ENDS = ("。", "！", "？", "；")
TYPE = "规程"
"""What is written step by step."""


def standards(
    said: UnitSheet, sheet: Tree, groups: Sequence[str], taken: Mapping[str, str], prefix: str
) -> tuple[dict[str, Tree], list[Diagnostic]]:
    """Return the added standards by path, and what is wrong with them; `taken` has the codes of the base."""
    rows: dict[str, list[tuple[int, AddedStep]]] = {}
    for index, each in enumerate(said.added):
        rows.setdefault(each.standard, []).append((index, each))
    trees: dict[str, Tree] = {}
    found: list[Problem] = []
    for code, steps in rows.items():
        wrong = [*_head(steps, taken), *(each for at in range(len(steps)) for each in _time(steps, at))]
        found += wrong
        if not wrong:
            group = steps[0][1].group or ""
            number = groups.index(group) + 1 if group in groups else 0
            path = f"{prefix}{LOCAL_FOLDER}/{number}-{group}/{code}.yaml"
            trees[path] = _standard(path, said, sheet, steps)
    return trees, list(map(ds0.MISTAKEN_ADDITION.diagnose, found))


def _head(steps: Sequence[tuple[int, AddedStep]], taken: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with what the first step says of the standard."""
    _, first = steps[0]
    if first.standard in taken:
        message = f"{first.standard} 是母本的标准“{taken[first.standard]}”"
        yield Problem(place=first.at("standard"), message=message, help="换一个母本没有用过的代号")
    for key, word in (("title", "名称"), ("group", "分组")):
        if getattr(first, key) is None:
            help_ = f"在 {first.standard} 的头一行写上{word}"
            yield Problem(place=first.at("standard"), message=f"{first.standard} 没有写{word}", help=help_)
        for _, each in steps[1:]:
            if getattr(each, key) not in {None, getattr(first, key)}:
                message = f"{first.standard} 的{word}写得不一样"
                yield Problem(place=each.at(key), message=message, help="只在头一行写")


def _time(steps: Sequence[tuple[int, AddedStep]], at: int) -> Iterator[Problem]:
    """Yield what is wrong with when a step is done."""
    step = steps[at][1]
    needed, allowed = KEYS_OF_OCCASION[step.when]
    stated = {key: getattr(step, key) for key in NAMES_OF_TIME_CELLS}
    if step.by_day is not None and step.when in PERIOD_OF_OCCASION and step.when is not Occasion.MONTH:
        needed = ("months",)
    for key, word in NAMES_OF_TIME_CELLS.items():
        there = stated[key] is not None and stated[key] != ()
        if key in needed and not there:
            message = f"何时写了“{step.when}”，没有写{word}"
            yield Problem(place=step.at("when"), message=message, help=f"写上{word}")
        elif there and key not in allowed:
            message = f"何时写了“{step.when}”，用不着{word}"
            yield Problem(place=step.at(key), message=message, help=f"删去{word}，或者改何时")
    if step.when is Occasion.AFTER and at == 0:
        yield Problem(place=step.at("when"), message="前面没有步骤", help="头一步写每月、遇到事情这样的时间")
    if step.when is Occasion.BEFORE and at == len(steps) - 1:
        yield Problem(place=step.at("when"), message="后面没有步骤", help="在下面一行写它要在哪一步以前")


def _standard(path: str, said: UnitSheet, sheet: Tree, steps: Sequence[tuple[int, AddedStep]]) -> Tree:
    first = steps[0][1]
    top: Path = ("added", steps[0][0])
    span, day = first.at("standard").span, f"{said.year}-01-01"
    subject = (first.title or "").removesuffix(TYPE)
    stock = Stock(Tree(Source(path, ""), {}, Outline(Span(path), {(): span})))
    made: dict[str, Any] = {
        "kind": "standard",
        "code": first.standard,
        "custom": True,
        "type": TYPE,
        "version": "1.0.0",
        "status": "发布",
        "issued": day,
        "effective": day,
        "origin": "本单位增补",
        "scope": {"covers": f"{subject}的程序", "applies_to": "本单位各党支部"},
        "stages": [{"id": "main", "title": "办理", "steps": []}],
        "history": [{"version": "1.0.0", "on": day, "change": "首次发布"}],
    }
    for key, data in made.items():
        stock.put((key,), Scion.made(data, span))
    for key in ("title", "group"):
        stock.put((key,), Scion.of(sheet, (*top, key)), span)
    for at, (index, step) in enumerate(steps):
        _step(stock, sheet, ("added", index), at, step)
    return stock.tree()


def _step(stock: Stock, sheet: Tree, way: Path, at: int, step: AddedStep) -> None:
    """Put a step behind those that are there; each of its values keeps its place."""
    place, data = step.at("what"), sheet.data["added"][way[1]]
    here: Path = ("stages", 0, "steps", at)
    stock.insert(here[:-1], at, Scion.made({"id": _name(at)}, place.span))
    for key in ("who", "with", "what", "how", "record", "leaves"):
        if key in data:
            stock.put((*here, key), Scion.of(sheet, (*way, key)))
    stock.put((*here, "what"), Scion.made(step.what.rstrip("。"), place.span))
    for index, text in enumerate(step.how):
        if not text.endswith(SENTENCE_ENDS):
            stock.put((*here, "how", index), Scion.made(f"{text}。", step.at("how", index).span))
    stock.put((*here, "when"), Scion.made({}, step.at("when").span))
    for key, value, where in _keys(step, at):
        stock.put((*here, "when", key), Scion.made(value, where.span))
    stock.put((*here, "local"), Scion.made(["step"], place.span))


def _keys(step: AddedStep, at: int) -> Iterator[tuple[str, Any, Place]]:
    """Yield the keys of a time, their values, and where those are said."""
    when = step.at("when")
    if step.when in PERIOD_OF_OCCASION:
        yield "every", PERIOD_OF_OCCASION[step.when], when
        if step.by_day is None:
            yield "times", 1, when
        else:
            yield "by_day", step.by_day, step.at("by_day")
        if step.months:
            yield "months", list(step.months), step.at("months")
    elif step.when is Occasion.AFTER:
        yield "after", _name(at - 1), when
        yield "within_workdays", step.workdays, step.at("workdays")
    elif step.when is Occasion.BEFORE:
        yield "before", _name(at + 1), when
        yield "at_least_workdays", step.workdays, step.at("workdays")
    else:
        yield "on", step.event, step.at("event")
        yield "within_workdays", step.workdays, step.at("workdays")


def _name(at: int) -> str:
    return f"step-{at + 1}"
