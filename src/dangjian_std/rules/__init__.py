"""Rules about meaning. One rule is one file, in the folder of its family: its docstring is its page.

Such a file has a `CODE`, a `SEVERITY` and `check(catalog)`, which yields problems; it becomes a `CatalogRule`.
Those in `revision/` judge a change of the set (`check(revision)`, see `gate.py`). The rules of DS0 (`text.ds0`)
are judged elsewhere: only their pages are here, in `text/`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from graphlib import TopologicalSorter
from importlib import import_module
from typing import TYPE_CHECKING

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules import catalog_rule
from dangjian_std.rules.by_file import Judged
from dangjian_std.rules.catalog_rule import CatalogRule
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Rule, Severity

if TYPE_CHECKING:  # who judges no change does without them
    from dangjian_std.rules.gate import Gate, Revision

GATES = "revision"
"""Folder of the rules that judge a change."""
BASIC = frozenset({"names", "process"})
"""Families without which a set cannot be counted: what they judge has to be right."""
OF_THE_WHOLE = frozenset({"unkeepable-plan"})
"""Rules that object to all duties together, each of which may be right: the duties can still be counted."""
ROUTINE = frozenset({"unversioned-change", "small-bump"})
"""Gates that stop any change of a duty until its version is raised."""


def rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    others = (value for value in vars(ds0).values() if isinstance(value, Rule))
    return tuple(sorted((*others, *catalog_rules(), *gates()), key=lambda rule: rule.code))


def find(word: str) -> Iterator[Rule]:
    """Yield the rule with this code or name."""
    wanted = word.strip().lower().replace("_", "-")
    yield from (rule for rule in rules() if wanted in {rule.code.lower(), rule.name})


@cache
def catalog_rules() -> tuple[CatalogRule, ...]:
    """Every rule about meaning: each file in the folder of a family is one."""
    families = (import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__) if info.ispkg)
    return tuple(
        catalog_rule.load(family, info.name)
        for family in families
        if family.__name__ != f"{__name__}.{GATES}"
        for info in pkgutil.iter_modules(family.__path__)
    )


@cache
def gates() -> tuple[Gate, ...]:
    """Every rule about a change of the set, by code."""
    from dangjian_std.rules import gate

    family = import_module(f"{__name__}.{GATES}")
    found = (gate.load(family, info.name) for info in pkgutil.iter_modules(family.__path__))
    return tuple(sorted(found, key=lambda each: each.code))


def accepted(old: Catalog, new: Catalog) -> Iterator[tuple[Diagnostic, str]]:
    """Yield the findings about what a set without errors became that were accepted, and why."""
    from dangjian_std.rules import gate

    yield from gate.accepted(_revision(old, new), gates())


def _revision(old: Catalog, new: Catalog) -> Revision:
    from dangjian_std import changes
    from dangjian_std.rules.gate import Revision

    basic = (each for each in catalog_rules() if each.family in BASIC)
    sound = all(each.severity is not Severity.ERROR for each in judge(old, basic))
    return Revision(old=old, new=new, changes=changes.compare(old, new), sound=sound)


def check_change(
    old: Catalog, new: Catalog, beside: Iterable[Diagnostic] = ()
) -> tuple[tuple[Diagnostic, ...], int]:
    """Judge what a set became, and return the findings, and how many others were accepted.

    `beside` is what else is wrong with it. Of a set whose text, names or times are wrong nothing is said; beside
    other errors nothing of the version, which is raised when they are mended, and nothing on a line that has one.
    That times cannot all be kept is found where one of them stands, which need not be the one that was changed.
    """
    from dangjian_std.rules import gate

    errors = [each for each in beside if each.severity is Severity.ERROR]
    meant = {rule.code for rule in catalog_rules() if rule.family not in BASIC or rule.name in OF_THE_WHOLE}
    if any(each.code not in meant for each in errors):
        return (), 0
    changed, accepted = gate.judge(_revision(old, new), gates())
    told = {_line(each) for each in errors}
    skipped = ROUTINE if errors else frozenset()
    return tuple(each for each in changed if each.rule not in skipped and _line(each) not in told), accepted


def _line(finding: Diagnostic) -> tuple[str, int]:
    return finding.place.span.file, finding.place.span.line


Between = Callable[[Rule, Sequence[Diagnostic]], None]
"""Is told each rule before it is asked, and what those before it found. What it raises ends the work."""


def on_with_it(_rule: Rule, _found: Sequence[Diagnostic]) -> None:
    """Let nothing come between two rules."""


Ask = Callable[[CatalogRule, Catalog], list[Diagnostic]]
"""Returns what a rule finds in a catalogue."""


def check(
    catalog: Catalog, between: Between = on_with_it, judged: Judged | None = None, ask: Ask = CatalogRule.found
) -> tuple[Diagnostic, ...]:
    """Judge a catalogue by every rule about meaning, and return the findings in order of place.

    `judged` is what was found in its files before, if it is judged again and again. `ask` is for who knows
    what some rules find.
    """
    found = judge(catalog, catalog_rules(), between, judged, ask)
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.order))


def backward(catalog: Catalog) -> Iterator[tuple[str, list[Diagnostic]]]:
    """Yield the name of each rule about meaning and what it finds, those first that `check` asks last.

    None waits for what it requires: what it says where that is not silent is void, and it may raise anything.
    """
    for rule, _ in reversed(_in_order(catalog_rules())):
        yield rule.name, rule.found(catalog)


def judge(
    catalog: Catalog,
    judges: Iterable[CatalogRule],
    between: Between = on_with_it,
    judged: Judged | None = None,
    ask: Ask = CatalogRule.found,
) -> Iterator[Diagnostic]:
    """Yield the findings of each rule whose required rules were asked and had nothing to say."""
    if catalog.adoption is not None:  # what a layer says stands in no file of the set
        judged = None
    if judged is not None:
        judged.settle(catalog)
    silent: set[str] = set()
    said: list[Diagnostic] = []
    for rule, required in _in_order(tuple(judges)):
        between(rule, said)
        if required <= silent:
            if judged is not None and rule.alone:
                found = judged.ask(rule.name, rule.found, catalog)
            else:
                found = ask(rule, catalog)
            said += found
            yield from found
            if not found:
                silent.add(rule.name)


@lru_cache(maxsize=8)
def _in_order(judges: tuple[CatalogRule, ...]) -> tuple[tuple[CatalogRule, AbstractSet[str]], ...]:
    """Return rules behind those that they require, and the names of these."""
    by_name = {rule.name: rule for rule in judges}
    required = {rule.name: rule.required(by_name.values()) for rule in by_name.values()}
    return tuple((by_name[name], required[name]) for name in TopologicalSorter(required).static_order())
