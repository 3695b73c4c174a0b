"""One work item, answered step by step."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dangjian_std.domain import step_places
from dangjian_std.domain.framing import Parameter, Scope, Term
from dangjian_std.domain.measures import Criterion, Writes
from dangjian_std.domain.nodes import Node, texts_with
from dangjian_std.domain.record import HistoryEntry
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.regulation import Citation
from dangjian_std.domain.timing import Bounds, When
from dangjian_std.domain.vocabulary import StandardType, Status
from dangjian_std.text.places import Path, Place

MENTION = re.compile("〔([a-z][a-z0-9-]*)〕")
"""How a sentence of a standard names one of its annexes, so that its letter is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread(Node):
    """Places of a step that a regulation rules on, in an article which nobody has read yet."""

    regulation: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Node):
    """One of the ways in which a step may end, and the step that is next then; or the matter `ends`."""

    label: str
    to: StepRef | None = None
    ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Node):
    """One act of one actor at one time: 谁来做, 做什么, 怎么做, 何时, 留什么."""

    id: str
    who: str
    with_: tuple[str, ...] = ()
    what: str
    how: tuple[str, ...]
    when: When
    bounds: Bounds | None = None
    outcomes: tuple[Outcome, ...] = ()
    meeting: str | None = None
    """What the meeting that it holds is called."""
    joins: tuple[StepRef, ...] = ()
    at_: tuple[StepRef, ...] = ()
    """The meeting that it is one with, or at which it is done: of several, the first that is held in time."""
    prefers: tuple[StepRef, ...] = ()
    """The meeting on whose day it is best done, where nothing stands against that: of several, the first held."""
    after: tuple[StepRef, ...] = ()
    """What has to be done before it, beside what its time is counted from."""
    opens: str | None = None
    record: str | None = None
    writes: Writes | None = None
    """Where in that form its day stands."""
    papers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """Which boxes of the form that it opens or adds to it ticks: what kind of meeting it is."""
    into: str | None = None
    """The paper of another step that what it has to tell goes into."""
    leaves: tuple[str, ...] = ()
    """Materials that it leaves and that are no form or paper of the set."""
    clear: bool = False
    """Whether `what` tells by itself what it is about, read without its standard."""
    basis: tuple[Citation, ...] = ()
    local: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    fixed: str | None = None
    """Why a unit that adopts the set may not change it."""

    @property
    def form(self) -> str | None:
        """Code of the form that it fills: a new one, or one that is there."""
        return self.opens or self.record

    @property
    def written_in(self) -> str | None:
        """Code of the form in which its day stands."""
        return (self.writes and self.writes.form) or self.form

    @property
    def days(self) -> Iterator[tuple[str, Writes]]:
        """Yield the code of each form in which its day may stand, and where in it."""
        writes = self.writes
        while writes:
            if code := writes.form or self.form:
                yield code, writes
            writes = writes.or_

    @property
    def unread_places(self) -> tuple[str, ...]:
        """Its places that rest on articles not read yet."""
        return tuple(place for each in self.unread for place in each.places)

    @property
    def places(self) -> tuple[str, ...]:
        """Its places that `local` and `unread` may name: `step`, `when`, `when.day`, `how.2` (counted from 1)."""
        return step_places.named(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Node):
    """A stage of a procedure; `gate` is the condition for entering it (GB/T 20001.6, 6.4.2)."""

    id: str
    title: str
    gate: str | None = None
    parallel: bool = False
    """Stands beside the stage before it instead of following it: no arrow leads here."""
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Node):
    """An 应-clause of chapter 7 and how it is proved."""

    id: str
    text: str
    proof: str
    basis: tuple[Citation, ...] = ()
    local: bool = False
    unread: tuple[str, ...] = ()
    """Regulations that ask for it in an article not read yet."""
    fixed: str | None = None
    """Why a unit that adopts the set may not change it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex(Node):
    """附录: what is too long for a sentence: paragraphs, a table, or both. Its letter is counted."""

    id: str
    title: str
    informative: bool = False
    """Whether it only helps to understand; else what it says binds as the clause does that names it."""
    text: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Standard(Node):
    """One work item, answered step by step."""

    code: str
    title: str
    short: str | None = None
    custom: bool = False  # a custom of the unit, which no superior text asks for
    group: str
    type: StandardType
    version: str
    status: Status
    issued: dt.date
    effective: dt.date
    withdrawn: dt.date | None = None
    """The first day on which it is in force no more."""
    origin: str
    goals: tuple[str, ...] = ()
    scope: Scope
    normative: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    stages: tuple[Stage, ...]
    requirements: tuple[Requirement, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    annexes: tuple[Annex, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    history: tuple[HistoryEntry, ...] = ()

    def in_force(self, first: dt.date, last: dt.date) -> bool:
        """Whether it asks for anything on some day from `first` to `last`."""
        ended = self.withdrawn is not None and self.withdrawn <= first
        return self.status.binding and self.effective <= last and not ended

    def in_force_throughout(self, first: dt.date, last: dt.date) -> bool:
        """Whether it is in force on every day from `first` to `last`."""
        return self.in_force(first, first) and self.in_force(last, last)

    @property
    def subject(self) -> str:
        """Its title without its functional type."""
        return self.title.removesuffix(self.type.value)

    @property
    def short_title(self) -> str:
        """What it is called before an act that is read without it."""
        return self.short or self.subject

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All steps, in order."""
        return tuple(step for stage in self.stages for step in stage.steps)

    @cached_property
    def steps_by_id(self) -> Mapping[str, Step]:
        """Steps by their ids; of two with one id the last."""
        return {step.id: step for step in self.steps}

    @property
    def forms_and_papers(self) -> frozenset[str]:
        """Codes of the forms that its steps fill and of the papers that they send."""
        codes = (code for step in self.steps for code in (step.opens, step.record, step.into, *step.papers))
        return frozenset(code for code in codes if code)

    @cached_property
    def mentions(self) -> tuple[tuple[re.Match[str], Node, Path], ...]:
        """Each name of an annex in a sentence, in order, and the node and path of the sentence."""
        return tuple(
            (found, holder, path)
            for holder, path, text in texts_with(self, MENTION)
            for found in MENTION.finditer(text)
        )

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """All citations of steps and requirements, in order; the only source of chapter 4."""
        return (
            *(each for step in self.steps for each in step.basis),
            *(each for requirement in self.requirements for each in requirement.basis),
        )

    @property
    def unread(self) -> tuple[tuple[str, Place], ...]:
        """Each regulation that rules on something here in an article not read yet, and where that is said."""
        return (
            *((each.regulation, each.at("regulation")) for step in self.steps for each in step.unread),
            *(
                (name, each.at("unread", index))
                for each in self.requirements
                for index, name in enumerate(each.unread)
            ),
        )

    @cached_property
    def regulations(self) -> tuple[str, ...]:
        """The regulations that it rests on, by first use."""
        return tuple(dict.fromkeys(name for name, _ in self.rests_on))

    @property
    def rests_on(self) -> tuple[tuple[str, Place], ...]:
        """Each regulation that is cited, then each that is not read, and where that is said."""
        return (*((each.regulation, each.at("regulation")) for each in self.citations), *self.unread)
