"""Rules about meaning. One rule is one file: its docstring is its page, its examples are its tests.

A rule module has a `CODE`, a `SEVERITY` and `check(catalog)`, which yields problems: where, and what. Code,
severity and rule name (the file's name) are stamped on here. Rules about text and shape have a page here too, but
are judged where the text is read, so they have no `check`.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dangjian_std.domain.catalog import Catalog
from dangjian_std.text import docstrings
from dangjian_std.text.diagnostic import Diagnostic, Problem, Severity

GATES = ("DS111", "DS1")
"""While two files share a code, or names do not resolve, later rules keep silent: one slip, one message."""
ALWAYS = "DS6"
"""The family that judges each text by itself, so nothing can keep it from speaking."""

READING = """例子的第一行说明写在哪里：`# DJ401 hold.when` 是 DJ401 里标识（id）为 hold 的那一步的 when，下面的键
写进那一处；`# DJ401 删去 hold.when` 是没有这个键；`# 文件 …` 是整个文件。"""
"""How the examples of a page are to be read."""
TAB = "␉"
"""A tab in an example: some versions of Python turn those of a docstring into spaces."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is listed: its code, its name (the bad thing), its page and its judge."""

    code: str
    name: str
    severity: Severity
    page: str
    check: Callable[[Catalog], Iterable[Problem]] | None

    @property
    def summary(self) -> str:
        """First line of the page."""
        return self.page.strip().splitlines()[0]

    def section(self, title: str) -> str:
        """Text of one section of the page (为什么, 反例, 正例, 依据), without its title; empty where absent."""
        match = re.search(rf"^{title}\n-+\n(.*?)(?=^\S+\n-+\n|\Z)", self.page, re.MULTILINE | re.DOTALL)
        return match[1].strip("\n") if match else ""


def rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    modules = (importlib.import_module(info.name) for info in pkgutil.walk_packages(__path__, f"{__name__}."))
    found = (
        Rule(
            code=module.CODE,
            name=module.__name__.rpartition(".")[2].replace("_", "-"),
            severity=module.SEVERITY,
            page=docstrings.of_module(module.__name__).strip().replace(TAB, "\t") + "\n",
            check=getattr(module, "check", None),
        )
        for module in modules
        if hasattr(module, "CODE")
    )
    return tuple(sorted(found, key=lambda rule: rule.code))


def check(catalog: Catalog) -> tuple[Diagnostic, ...]:
    """Judge a catalogue by every rule, in order of place."""
    judged = [(rule, rule.check) for rule in rules() if rule.check]
    found: list[Diagnostic] = []
    for stage in range(len(GATES) + 1):
        if not found:
            found = [
                _stamp(rule, each) for rule, judge in judged if _stage(rule) == stage for each in judge(catalog)
            ]
    found += (
        _stamp(rule, each) for rule, judge in judged if rule.code.startswith(ALWAYS) for each in judge(catalog)
    )
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.order))


def _stage(rule: Rule) -> int | None:
    """How many gates stand before a rule; None where none can hold it up."""
    if rule.code.startswith(ALWAYS):
        return None
    return next((number for number, gate in enumerate(GATES) if rule.code.startswith(gate)), len(GATES))


def _stamp(rule: Rule, problem: Problem) -> Diagnostic:
    return Diagnostic(
        place=problem.place,
        code=rule.code,
        rule=rule.name,
        severity=problem.severity or rule.severity,
        message=problem.message,
        help=problem.help,
        related=problem.related,
    )


def find(word: str) -> Iterator[Rule]:
    """Yield the rule with this code or name."""
    wanted = word.strip().lower().replace("_", "-")
    yield from (rule for rule in rules() if wanted in {rule.code.lower(), rule.name})
