"""How a criterion is answered: in which field the day of a step stands, and what is read from filled forms.

A measure is one of a closed set of kinds, told apart by its lead. None counts filings: nothing is better done for
having been written down more often.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, assert_never

from dangjian_std.domain.nodes import Node
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.vocabulary import CriterionKind


class Decides(StrEnum):
    """How far a machine may answer: 是 and 否, only 否 (a person confirms), only 是 (a paper may excuse)."""

    BOTH = "两判"
    ONLY_NO = "只判否"
    ONLY_YES = "只判是"


class ByHand(StrEnum):
    """What a person does to answer what no form can: look at papers, ask somebody, see the thing itself."""

    LOOK = "翻看"
    ASK = "询问"
    SEE = "看实物"


class YearOf(StrEnum):
    """Whose rows a share is taken of: those of this year's forms, or those of last year's."""

    THIS = "this"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writes(Node):
    """Where in a form the day of a step stands. A name is a field, or `table.column` for a day in a row."""

    form: str | None = None
    """Code of the form, where it is another one than the step fills."""
    on: str | None = None
    """The day on which it was done."""
    since: str | None = None
    """The day from which its time is counted."""
    ticked: tuple[str, ...] = ()
    """The boxes of which one makes a filing one of this step."""
    from_: tuple[str, ...] = ()
    """The registered words that make a row one of this step."""
    more_than_0: str | None = None
    """The number that makes a filing one of this step."""
    or_: Writes | None = None
    """Where else the day may stand: in another table, or in another form."""

    @property
    def cells(self) -> Iterator[tuple[str, str]]:
        """Yield each key that names a field, and the name."""
        named = (
            ("on", self.on),
            ("since", self.since),
            ("more_than_0", self.more_than_0),
        )
        yield from ((key, name) for key, name in named if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured(Node):
    """What the kinds of a measure have in common."""

    lead: ClassVar[str]
    """The key that says which kind of measure it is."""
    unfit: tuple[tuple[str, str], ...] = ()
    """Keys that do not go with the lead, and their values; `malformed-measure` reports them."""

    def stated(self) -> Iterator[tuple[str, object]]:
        """Yield what differs from the defaults, by the keys of the YAML; what does not fit last."""
        for key, value in sorted(Node.stated(self), key=lambda each: each[0] == "unfit"):
            if key != "unfit":
                yield key, value
        yield from self.unfit


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurs(Measured):
    """A step was done in every period of its time."""

    lead = "recurs"
    recurs: StepRef


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTime(Measured):
    """A step was done within its time."""

    lead = "on_time"
    on_time: StepRef
    grace_months: int | None = None
    """So much later a special reason may excuse it, which a person has to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredShare(Measured):
    """Of the rows of a table, or of the filings of a form, the part in which `where` is filled."""

    lead = "share"
    share: FieldRef
    where: str | None = None
    at_least: int | None = None
    """Percent."""
    row: str | None = None
    """A row is one where this is filled; else where anything is."""
    unless: str | None = None
    """A row where this is filled does not count."""
    from_: tuple[str, ...] = ()
    """Only rows of which the source is one of these words."""
    due: str | None = None
    """A row counts once this day is past."""
    not_less: float | None = None
    """The least number in `where` that is enough."""
    spare: str | None = None
    """A field of the form that may excuse what is left."""
    year: YearOf = YearOf.THIS


@dataclass(frozen=True, slots=True, kw_only=True)
class Agrees(Measured):
    """What has to agree in a form does: one of its sums (`R107.quorum`) or all (`R107`)."""

    lead = "agrees"
    agrees: FieldRef
    also_on_time: StepRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Each(Measured):
    """Every row of a table is met in every period of a step: each member who is away is called each quarter."""

    lead = "each"
    each: StepRef
    of: FieldRef | None = None
    """The table of those who are to be met."""
    key_: str | None = None
    """The column by which the rows of both tables are joined."""
    while_: tuple[str, ...] = ()
    """The columns of the first and the last day on which a row asks for it."""
    where: str | None = None
    is_: str | None = None
    """Only rows that have this in `where`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows(Measured):
    """What stands in one field or table has its answer in another."""

    lead = "follows"
    follows: FieldRef
    into: FieldRef | None = None
    from_: tuple[str, ...] = ()
    """By which words of its source the answer is known."""
    step: StepRef | None = None
    """Only in the filings of this step."""
    within_workdays: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand(Measured):
    """Nobody but a person can answer."""

    lead = "hand"
    hand: ByHand | None = None
    """None where a measure has no lead at all, which `malformed-measure` reports."""


Measure = Recurs | OnTime | MeasuredShare | Agrees | Each | Follows | Hand


def steps(measure: Measure) -> Iterator[tuple[str, StepRef]]:
    """Yield each key of a measure that names a step, and the step."""
    found: tuple[tuple[str, StepRef | None], ...]
    match measure:
        case Recurs():
            found = (("recurs", measure.recurs),)
        case OnTime():
            found = (("on_time", measure.on_time),)
        case Each():
            found = (("each", measure.each),)
        case Agrees():
            found = (("also_on_time", measure.also_on_time),)
        case Follows():
            found = (("step", measure.step),)
        case MeasuredShare() | Hand():
            found = ()
        case _:
            assert_never(measure)
    yield from ((key, step) for key, step in found if step)


def parts(measure: Measure) -> Iterator[tuple[str, FieldRef]]:
    """Yield each key of a measure that names a form or a part of one, and the part."""
    found: tuple[tuple[str, FieldRef | None], ...]
    match measure:
        case MeasuredShare():
            found = (("share", measure.share),)
        case Agrees():
            found = (("agrees", measure.agrees),)
        case Each():
            found = (("of", measure.of),)
        case Follows():
            found = (("follows", measure.follows), ("into", measure.into))
        case Recurs() | OnTime() | Hand():
            found = ()
        case _:
            assert_never(measure)
    yield from ((key, part) for key, part in found if part)


def cells(measure: Measure) -> Iterator[tuple[tuple[str | int, ...], FieldRef]]:
    """Yield the path of each name of a field or column below a measure, and what it is: `R211.items.due-on`."""
    match measure:
        case MeasuredShare(share=table):
            named = {key: getattr(measure, key) for key in ("where", "row", "unless", "due")}
            yield from (((key,), table.below(name)) for key, name in named.items() if name)
            if measure.spare:
                yield ("spare",), FieldRef(table.record, measure.spare)
        case Each(of=FieldRef() as table):
            yield from (
                ((key,), table.below(name))
                for key, name in (("key", measure.key_), ("where", measure.where))
                if name
            )
            yield from ((("while", index), table.below(name)) for index, name in enumerate(measure.while_))


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Node):
    """检查要点: what an inspection asks, and how to see it on paper."""

    id: str
    kind: CriterionKind
    statement: str
    measure: Measure
    decides: Decides | None = None
    """How far the answer of a machine goes; both ways where nothing is said and no hand is needed."""
    by_hand: str
    weight: int | None = None

    @property
    def machine(self) -> Decides | None:
        """How far a machine may answer; None where only a person can."""
        return None if isinstance(self.measure, Hand) else self.decides or Decides.BOTH
