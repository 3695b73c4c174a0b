"""减负: what filling in costs, counted from the steps: filings, minutes, signatures, fields asked twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.composition.clauses import DRAWN, Clauses
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import FieldType, Period

EMPTY = frozenset({FieldType.SIGNATURE, FieldType.SEAL, FieldType.ROSTER})
"""Fields that are signed and not filled in."""


@dataclass(frozen=True, slots=True)
class FormBurden:
    """What one form costs a unit in a year, as far as time decides it; what events decide is not counted."""

    record: Record
    filings: int
    on_demand: bool

    @property
    def minutes(self) -> int:
        """Minutes in a year."""
        return self.filings * self.record.minutes

    @property
    def signatures(self) -> int:
        """Signatures in a year; a sign-in field counts none, it is the meeting itself."""
        return self.filings * len(self.record.signed_by)


def loads(unit: Unit, books: tuple[Clauses, ...]) -> Iterator[FormBurden]:
    """Yield the burden of each form that we draw and the unit fills."""
    for code, record in sorted(unit.catalog.records.items()):
        filings, on_demand = 0, False
        for book in books:
            for step in book.standard.steps:
                if step.opens != code or unit.excuse(book.code, step) is not None:
                    continue
                times, period = unit.frequency(book.code, step)
                on_demand = on_demand or period is not Period.YEAR
                filings += times * unit.copies(step) if period is Period.YEAR else 0
        if record.medium in DRAWN and (filings or on_demand):
            yield FormBurden(record, filings, on_demand)


def repeated(catalog: Catalog) -> tuple[int, int]:
    """Return the number of fields to fill in on our forms, and of those whose label another form has too."""
    forms = [
        [field.label for field in record.fields if field.type not in EMPTY]
        for record in catalog.records.values()
        if record.medium in DRAWN
    ]
    having = Counter(label for labels in forms for label in set(labels))
    return sum(map(len, forms)), sum(having[label] > 1 for labels in forms for label in labels)


@dataclass(slots=True)
class RoleBurden:
    """What falls to one role of a unit in a year."""

    filings: int = 0
    minutes: int = 0
    signatures: int = 0
    papers: int = 0


def shares(unit: Unit, books: tuple[Clauses, ...]) -> dict[str, RoleBurden]:
    """Count a year's filings, minutes, signatures and papers by role.

    Who opens a form fills it; each signer signs every copy.
    """
    found = {role: RoleBurden() for role in unit.catalog.roles}
    for book in books:
        for step in book.standard.steps:
            times, period = unit.frequency(book.code, step)
            who = unit.holder(step.who)
            if period is Period.YEAR and who is not None and unit.does(book.code, step):
                found[who].papers += times * len(step.papers) * unit.count(unit.sent_per(who))
                _filled(unit, step, times, who, found)
    return {role: share for role, share in found.items() if share != RoleBurden()}


def _filled(unit: Unit, step: Step, times: int, who: str, found: dict[str, RoleBurden]) -> None:
    record = unit.catalog.records.get(step.opens or "")
    if record is None or record.medium not in DRAWN:
        return
    filings = times * unit.copies(step)
    found[who].filings += filings
    found[who].minutes += filings * record.minutes
    for role in record.signed_by:
        found[unit.holder(role) or who].signatures += filings * record.copies
