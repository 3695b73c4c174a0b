"""What a rule about meaning is: one file, read by its path, as one value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from dangjian_std.domain.catalog import Catalog
from dangjian_std.text.diagnostic import Diagnostic, Problem, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRule(Rule):
    """A rule that judges a catalogue, once the rules and families that it requires are silent."""

    family: str
    requires: frozenset[str]
    """Names of rules and families: while one of them speaks, this rule would only repeat it."""
    check: Callable[[Catalog], Iterable[Problem]]
    alone: bool = False
    """Whether it judges each file by itself, by what that looks up by name and by what a set has one of."""

    def found(self, catalog: Catalog) -> list[Diagnostic]:
        """Return its findings."""
        return [self.diagnose(problem) for problem in self.check(catalog)]

    def required(self, among: Iterable[CatalogRule]) -> set[str]:
        """Return the names of the rules that have to be silent first."""
        return {rule.name for rule in among if {rule.name, rule.family} & self.requires}


def load(family: ModuleType, name: str) -> CatalogRule:
    """Return a file of a family as a rule. Without `REQUIRES` of its own it requires what its family does.

    Nothing else looks into the modules of rules.
    """
    module = import_module(f"{family.__name__}.{name}")
    return CatalogRule(
        code=module.CODE,
        name=name.replace("_", "-"),
        severity=module.SEVERITY,
        family=family.__name__.rpartition(".")[2],
        requires=frozenset(getattr(module, "REQUIRES", family.REQUIRES)),
        check=module.check,
        alone=getattr(module, "ALONE", False),
    )
