"""What a gate is: a rule about a change of the set, judged by the state before and the state after."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from types import ModuleType

from dangjian_std.changes import reasons
from dangjian_std.changes.change import Change
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import HistoryEntry, Paper, Record
from dangjian_std.domain.standard import Standard
from dangjian_std.reading.load import file_code
from dangjian_std.text.diagnostic import Diagnostic, Problem, Rule

Coded = Standard | Record | Paper
FINGERPRINT_DIGITS = 12
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
    """Code and mark of what the gates before this one had to say."""
    marked_before: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """Code and mark by the message alone, as it once was, of what they had to say; and the marks of today."""

    @cached_property
    def kept(self) -> tuple[tuple[Coded, Coded], ...]:
        """Every standard, form and paper that both states have under one code, as it was and as it is.

        A standard that did not ask for anything yet may change as it likes.
        """
        was = self.old.coded
        pairs = ((was.get(code), each) for code, each in self.new.coded.items())
        return tuple((old, new) for old, new in pairs if old and reasons.is_binding(old))

    def of(self, code: str) -> tuple[Change, ...]:
        """Return what changed in a file with a code; not its version, and nothing on which no duty hangs."""
        return tuple(
            each for each in self.changes if each.site.subject == code and not each.filed and not each.apart
        )

    def left(self, code: str) -> tuple[Change, ...]:
        """Return the steps that went from a standard to another one: its own text became another one too."""
        return tuple(each for each in self.changes if each.left == code)

    def entries(self, code: str) -> Iterator[HistoryEntry]:
        """Yield the entries that the history of a file has got."""
        yield from reasons.entries(self.old, self.new, code)


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


def ask_for_reason(at: str) -> str:
    """Return how a drafter lets a change stand, by its address."""
    return f"写错了的，改回来；有意的，在 history 新加的那一条里写 reasons: [{{at: {at}, why: 为什么}}]"


def mark(code: str, problem: Problem, *, by_message: bool = False) -> str:
    """Return what a finding is known by: no line, number or revision counts, so it stays through a rebase."""
    about = problem.message if by_message else problem.about or problem.message
    text = "\n".join((code, file_code(problem.place.span.path), about))
    return hashlib.sha256(text.encode()).hexdigest()[:FINGERPRINT_DIGITS]


def judge(revision: Revision, gates: Iterable[Gate]) -> tuple[tuple[Diagnostic, ...], int]:
    """Return the findings about a change, each with its mark, and how many others were accepted."""
    agreed = _agreed(revision)
    found: list[Diagnostic] = []
    count = 0
    for gate, known_by, each in _findings(revision, gates):
        if (gate.code, known_by) in agreed:
            count += 1
        else:
            found.append(dataclasses.replace(each, help=f"{each.help}（标记 {known_by}）"))
    return tuple(found), count


def accepted(revision: Revision, gates: Iterable[Gate]) -> Iterator[tuple[Diagnostic, str]]:
    """Yield the findings about a change that were accepted, and why."""
    agreed = _agreed(revision)
    for gate, known_by, each in _findings(revision, gates) if agreed else ():
        if reason := agreed.get((gate.code, known_by)):
            yield each, reason


def _agreed(revision: Revision) -> Mapping[tuple[str, str], str]:
    listed = revision.new.acceptances.accepted if revision.new.acceptances else ()
    return {(each.rule, each.finding): each.reason for each in listed}


def _findings(revision: Revision, gates: Iterable[Gate]) -> Iterator[tuple[Gate, str, Diagnostic]]:
    """Yield what each gate has to say, with its mark; the later ones hear what those before them said."""
    for gate in gates:
        said = {mark(gate.code, each): each for each in gate.check(revision)}
        before = dict(revision.marked_before)
        for known_by, each in said.items():
            key = gate.code, mark(gate.code, each, by_message=True)
            before[key] = (*before.get(key, ()), known_by)
        found = revision.found | {(gate.code, known_by) for known_by in said}
        revision = dataclasses.replace(revision, found=found, marked_before=before)
        yield from ((gate, known_by, gate.diagnose(each)) for known_by, each in said.items())
