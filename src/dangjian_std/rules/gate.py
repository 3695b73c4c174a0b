"""What a gate is: a rule about a change of the set, judged by the state before and the state after."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from types import ModuleType

from dangjian_std.changes.change import Change
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import HistoryEntry, Paper, Record
from dangjian_std.domain.standard import Standard
from dangjian_std.reading.load import file_code
from dangjian_std.text.diagnostic import Diagnostic, Problem, Rule

Coded = Standard | Record | Paper
DIGITS = 12
"""Digits of a fingerprint."""


@dataclass(frozen=True, kw_only=True)
class Revision:
    """Two states of a set, and what changed from one to the other."""

    old: Catalog
    new: Catalog
    changes: tuple[Change, ...]
    sound: bool = True
    """Whether the old state can be counted: its names and times are without errors by the rules of today."""
    found: frozenset[tuple[str, str]] = frozenset()
    """Code and fingerprint of what the gates before this one had to say."""

    @cached_property
    def kept(self) -> tuple[tuple[Coded, Coded], ...]:
        """Every standard, form and paper that both states have under one code, as it was and as it is.

        A standard that did not ask for anything yet may change as it likes.
        """
        was, now = self.old.coded, self.new.coded
        return tuple((was[code], each) for code, each in now.items() if code in was and _binding(was[code]))

    def of(self, code: str) -> tuple[Change, ...]:
        """Return what changed in a file with a code; not its version, and nothing on which no duty hangs."""
        return tuple(
            each for each in self.changes if each.site.subject == code and not each.filed and not each.apart
        )

    def explained(self, code: str) -> bool:
        """Whether the history of a file has got an entry since that says why."""
        return any(entry.reason for entry in self.entries(code))

    def entries(self, code: str) -> Iterator[HistoryEntry]:
        """Yield the entries that the history of a file has got."""
        was, now = self.old.coded.get(code), self.new.coded[code]
        known = {each.version for each in was.history} if was else set()
        yield from (each for each in now.history if each.version not in known)


def _binding(each: Coded) -> bool:
    return not isinstance(each, Standard) or each.status.binding


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(Rule):
    """A rule that judges a change."""

    family: str
    check: Callable[[Revision], Iterable[Problem]]


def load(family: ModuleType, name: str) -> Gate:
    """Return a file of the family of gates as one."""
    module = import_module(f"{family.__name__}.{name}")
    return Gate(
        code=module.CODE,
        name=name.replace("_", "-"),
        severity=module.SEVERITY,
        family=family.__name__.rpartition(".")[2],
        check=module.check,
    )


def fingerprint(each: Diagnostic) -> str:
    """Return what a finding is known by: neither lines nor revisions count, so it stays through a rebase."""
    text = "\n".join((each.code, file_code(each.place.span.path), each.message))
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def judge(revision: Revision, gates: Iterable[Gate]) -> tuple[tuple[Diagnostic, ...], int]:
    """Return the findings about a change, each with its fingerprint, and how many others were accepted."""
    reasons = _reasons(revision)
    found: list[Diagnostic] = []
    count = 0
    for gate, mark, each in _findings(revision, gates):
        if (gate.code, mark) in reasons:
            count += 1
        else:
            found.append(dataclasses.replace(each, help=f"{each.help}（标记 {mark}）"))
    return tuple(found), count


def accepted(revision: Revision, gates: Iterable[Gate]) -> Iterator[tuple[Diagnostic, str]]:
    """Yield the findings about a change that were accepted, and why."""
    reasons = _reasons(revision)
    for gate, mark, each in _findings(revision, gates) if reasons else ():
        if reason := reasons.get((gate.code, mark)):
            yield each, reason


def _reasons(revision: Revision) -> Mapping[tuple[str, str], str]:
    listed = revision.new.acceptances.accepted if revision.new.acceptances else ()
    return {(each.rule, each.finding): each.reason for each in listed}


def _findings(revision: Revision, gates: Iterable[Gate]) -> Iterator[tuple[Gate, str, Diagnostic]]:
    """Yield what each gate has to say, with its fingerprint; the later ones hear what those before them said."""
    for gate in gates:
        said = {fingerprint(each): each for each in map(gate.diagnose, gate.check(revision))}
        revision = dataclasses.replace(revision, found=revision.found | {(gate.code, mark) for mark in said})
        yield from ((gate, mark, each) for mark, each in said.items())
