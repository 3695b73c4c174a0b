"""查什么 of a guide: the forms that are written on again and again, by who has them in hand and is to be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dangjian_std.composition.clauses import Clauses
from dangjian_std.domain.record import DRAWN_MEDIA, Record
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Level, Period
from dangjian_std.publications.records import is_register

LONG_PERIODS = frozenset({Period.QUARTER, Period.HALF_YEAR, Period.YEAR, Period.TERM})
"""Periods at whose beginning a form is opened that is then written on for as long."""
BRANCH_LEVELS = frozenset({Level.BRANCH, Level.GROUP})
"""Levels of those of a branch; what is kept above it is asked for there."""


def by_keeper(unit: Unit, books: Sequence[Clauses], post: str) -> Mapping[str, list[Record]]:
    """Return what somebody new in a post reads, by who keeps it."""
    steps = [step for book in books for step in book.standard.steps if unit.does(book.code, step)]
    found: dict[str, list[Record]] = {}
    for record in _running(unit, steps):
        keeper = _keeper(unit, record, steps)
        if keeper and _reads(unit, record, keeper, post):
            found.setdefault(keeper, []).append(record)
    return found


def _running(unit: Unit, steps: Sequence[Step]) -> Iterator[Record]:
    """Yield the forms to which steps add: registers, and what is opened for a quarter or longer."""
    added_to = {unit.form(step.record) for step in steps}
    short = {
        step.opens for step in steps if not (isinstance(step.when, Every) and step.when.every in LONG_PERIODS)
    }
    for code, record in sorted(unit.catalog.records.items()):
        shared = (
            code in unit.forms & added_to and record.per is not CountedPer.CASE and record.medium in DRAWN_MEDIA
        )
        if shared and (code not in short or is_register(record)):
            yield record


def _keeper(unit: Unit, record: Record, steps: Sequence[Step]) -> str | None:
    who = [record.keeper] if record.keeper else [step.who for step in steps if step.opens == record.code]
    return next(filter(None, map(unit.holder, who)), None)


def _reads(unit: Unit, record: Record, keeper: str, post: str) -> bool:
    """Whether a post reads a form that this keeper has in hand.

    Somebody of a group reads what is kept there. What is not stored, or is of one member, is handed to its keeper
    alone; where an organ has it in hand, to those who sit in it.
    """
    roles = unit.catalog.roles
    if keeper == post or roles[post].sits_in(roles[keeper]):
        return True
    closed = not record.stored or record.per is CountedPer.MEMBER
    return roles[post].level is Level.BRANCH and roles[keeper].level in BRANCH_LEVELS and not closed
