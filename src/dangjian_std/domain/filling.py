"""What filling in forms costs a unit in a year, as far as time decides it; what events decide is not counted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.domain import adopted_set
from dangjian_std.domain.adoption import Adoption
from dangjian_std.domain.record import DRAWN_MEDIA, Record
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Period


@dataclass(frozen=True, slots=True)
class FormBurden:
    """What one form costs a unit in a year."""

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


@dataclass(frozen=True, slots=True)
class FillingCost:
    """What all forms cost together: copies, minutes, signatures, and kinds of forms that events ask for."""

    copies: int
    minutes: int
    signatures: int
    on_demand: int

    def beyond(self, other: FillingCost) -> FillingCost:
        """Return by how much it is more."""
        pairs = zip(dataclasses.astuple(self), dataclasses.astuple(other), strict=True)
        return FillingCost(*(mine - theirs for mine, theirs in pairs))

    @property
    def more(self) -> bool:
        """Whether, as what one is beyond the other, it is more in any point."""
        return any(number > 0 for number in dataclasses.astuple(self))


def loads(unit: Unit) -> Iterator[FormBurden]:
    """Yield the burden of each form that we draw and the unit fills."""
    for code, record in sorted(unit.catalog.records.items()):
        filings, on_demand = 0, False
        for standard in unit.catalog.standards.values():
            for step in standard.steps:
                if step.opens != code or unit.excuse(standard.code, step) is not None:
                    continue
                times, period = unit.frequency(standard.code, step)
                on_demand = on_demand or period is not Period.YEAR
                filings += times * unit.copies(step) if period is Period.YEAR else 0
        if record.medium in DRAWN_MEDIA and (filings or on_demand):
            yield FormBurden(record, filings, on_demand)


def filled(unit: Unit) -> FillingCost:
    """Return what a unit has to fill in by all of its standards."""
    found = tuple(loads(unit))
    return FillingCost(
        sum(each.filings for each in found),
        sum(each.minutes for each in found),
        sum(each.signatures for each in found),
        sum(each.on_demand for each in found),
    )


def by_the_set(unit: Unit, adoption: Adoption) -> Unit:
    """Return a unit that has the same standards as the set has them."""
    return dataclasses.replace(unit, catalog=adopted_set.restored(unit.catalog, adoption))


def additions(unit: Unit, adoption: Adoption) -> Iterator[tuple[str, FillingCost]]:
    """Yield every standard and form by which a unit fills in more or less than by the set, and how much."""
    now = filled(unit)
    catalog = unit.catalog
    for code in sorted({*adoption.before, *adoption.own} & {*catalog.standards}):
        standards = {each: standard for each, standard in catalog.standards.items() if each != code}
        if code in adoption.before:
            standards[code] = adoption.before[code]
        yield (
            code,
            now.beyond(
                filled(dataclasses.replace(unit, catalog=dataclasses.replace(catalog, standards=standards)))
            ),
        )
    for code in sorted({*adoption.forms} & {*catalog.records}):
        records = {**catalog.records, code: adoption.forms[code]}
        yield (
            code,
            now.beyond(filled(dataclasses.replace(unit, catalog=dataclasses.replace(catalog, records=records)))),
        )


def reason(adoption: Adoption, code: str) -> str:
    """Return why a unit made of a file what it is, by its sheet and its overlays; empty where they are silent."""
    said = [each.reason for each in adoption.sheet.adopt if each.standard == code and each.reason]
    said += [each.reason for each in adoption.sheet.added if each.standard == code and each.reason]
    said += [each.reason for each in adoption.changes if each.code == code and each.reason]
    return "；".join(dict.fromkeys(said))
