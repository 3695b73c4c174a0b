"""What the rules about measures share: the steps and forms by which a criterion is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.domain import measures
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Criterion, Hand
from dangjian_std.domain.record import Column, Field, Record
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.text.places import Place

NEVER_TYPED = frozenset({FieldType.SIGNATURE, FieldType.SEAL, FieldType.ROSTER})
"""What is signed or stamped by hand, so that a machine finds it always empty."""


@dataclass(frozen=True, slots=True)
class AskedStep:
    """A step that a criterion asks about, the key that names it, and where that is written."""

    criterion: Criterion
    key: str
    name: StepRef
    step: Step

    @property
    def place(self) -> Place:
        """Where the criterion names it."""
        return self.criterion.measure.at(self.key)


def steps(catalog: Catalog) -> Iterator[Step]:
    """Yield every step of a set; of two in a standard with one id the first."""
    for standard in catalog.standards.values():
        found: dict[str, Step] = {}
        for step in standard.steps:
            found.setdefault(step.id, step)
        yield from found.values()


def step(catalog: Catalog, name: StepRef) -> Step | None:
    """Return the step of a qualified name, where there is one; of one name the first."""
    standard = catalog.standards.get(name.standard)
    return next((each for each in standard.steps if each.id == name.step), None) if standard else None


def criteria(catalog: Catalog) -> Iterator[tuple[str, Criterion]]:
    """Yield the code of its standard and each criterion that a machine is to answer."""
    for code, standard in catalog.standards.items():
        for criterion in standard.criteria:
            if not isinstance(criterion.measure, Hand):
                yield code, criterion


def asked(catalog: Catalog) -> Iterator[AskedStep]:
    """Yield each step that a criterion asks about."""
    for code, criterion in criteria(catalog):
        for key, name in measures.steps(criterion.measure):
            if found := step(catalog, name.qualified(code)):
                yield AskedStep(criterion, key, name.qualified(code), found)


def cell(catalog: Catalog, name: FieldRef) -> Field | Column | None:
    """Return the field or column of this name, where there is one."""
    record = catalog.records.get(name.record)
    return record.cells.get(name.field) if record else None


def named_cells(catalog: Catalog) -> Iterator[tuple[str, Field | Column, Place]]:
    """Yield key, cell and place of each field or column that a step, a measure or `inspection` names."""
    for name, place, key in _names(catalog):
        if found := cell(catalog, name):
            yield key, found, place


def _names(catalog: Catalog) -> Iterator[tuple[FieldRef, Place, str]]:
    for each in steps(catalog):
        for code, writes in each.days:
            yield from ((FieldRef(code, name), writes.at(key), key) for key, name in writes.cells)
    for _, criterion in criteria(catalog):
        measure = criterion.measure
        for key, part in measures.parts(measure):
            if key != "agrees":
                yield part, measure.at(key), key
        yield from ((name, measure.at(*path), str(path[0])) for path, name in measures.cells(measure))
    if found := catalog.system.inspection:
        yield from ((name, found.at(key), key) for key, name in found.cells)


def words(record: Record, table: str) -> tuple[Field | Column, ...]:
    """Return what has registered words: the columns of a table, or where none is named the fields of the form."""
    inside = (cell for name, cell in record.cells.items() if name.rpartition(".")[0] == table)
    return tuple(each for each in inside if each.words)
