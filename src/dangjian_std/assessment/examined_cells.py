"""Which cells of a form are looked at: those by which a machine answers a criterion, and those that identify it.

The sheet of all branches reads a few more, which the catalogue names (`inspection`).
Nothing else of a form is kept, however harmless it is: dates of birth are dates too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dangjian_std.domain import agreements, measures
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Agrees, Criterion, Each, Follows, MeasuredShare
from dangjian_std.domain.record import Record
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.vocabulary import Fill

IDENTIFYING = (Fill.YEAR, Fill.QUARTER, Fill.GROUP)


def cells(catalog: Catalog) -> Mapping[str, frozenset[str]]:
    """Return, by the code of a form, the names of its fields and tables, and of columns as `table.column`."""
    found: dict[str, set[str]] = {}
    for ref in _asked(catalog):
        record = catalog.records.get(ref.record)
        if record and record.stored and ref.field in record.cells:
            found.setdefault(ref.record, set()).add(ref.field)
    return {form: frozenset({*names, *_identifying(catalog.records[form])}) for form, names in found.items()}


def past(catalog: Catalog) -> Mapping[str, frozenset[str]]:
    """Return, by the code of a form, the names of the days on which something was done: they cannot lie ahead."""
    found: dict[str, set[str]] = {}
    for standard in catalog.standards.values():
        for form, writes in (day for step in standard.steps for day in step.days):
            if writes.on:
                found.setdefault(form, set()).add(writes.on)
        for measure in (each.measure for each in standard.criteria):
            if isinstance(measure, MeasuredShare) and measure.where:
                found.setdefault(measure.share.record, set()).add(measure.share.below(measure.where).field)
    return {form: frozenset(names) for form, names in found.items()}


@dataclass(frozen=True, slots=True)
class ExaminedCells:
    """What is looked for in a form: the names of its cells, and what is known of some of them."""

    names: frozenset[str]
    past: frozenset[str] = frozenset()
    """Those with days that lie in the past."""
    persons: frozenset[str] = frozenset()
    """Those in which persons are counted."""


def looked_for(catalog: Catalog) -> Mapping[str, ExaminedCells]:
    """Return what is looked for in each form."""
    names, days, found = cells(catalog), past(catalog), catalog.system.inspection
    leader = {found.leader.record: frozenset({found.leader.field})} if found else {}
    nothing: frozenset[str] = frozenset()
    return {
        form: ExaminedCells(each, days.get(form, nothing), leader.get(form, nothing))
        for form, each in names.items()
    }


def _identifying(record: Record) -> Iterator[str]:
    yield from (name for name in record.key_ if name in record.cells)
    for fill in IDENTIFYING:
        yield from (each.id for each in record.fields_filled(fill))


def _asked(catalog: Catalog) -> Iterator[FieldRef]:
    if found := catalog.system.inspection:
        yield from (name for _, name in found.cells)
        yield from _words(catalog, found.items)
    for code, standard in catalog.standards.items():
        for criterion in standard.criteria:
            if criterion.machine:
                yield from _criterion(catalog, code, criterion)


def _criterion(catalog: Catalog, code: str, criterion: Criterion) -> Iterator[FieldRef]:
    measure = criterion.measure
    steps = [step for _, name in measures.steps(measure) for step in _step(catalog, name.qualified(code))]
    for step in steps:
        yield from _days(catalog, step)
    yield from (name for _, name in measures.cells(measure))
    if isinstance(measure, Agrees):
        yield from _agreements(catalog, measure.agrees)
    elif isinstance(measure, MeasuredShare | Each | Follows):
        for _, part in measures.parts(measure):
            yield part
            yield from _words(catalog, part)
    if isinstance(measure, Each) and measure.key_:
        for form, writes in (each for step in steps for each in step.days):
            table, inside, _ = (writes.on or "").rpartition(".")
            yield FieldRef(form, f"{table}{inside}{measure.key_}")


def _step(catalog: Catalog, name: StepRef) -> Iterator[Step]:
    standard = catalog.standards.get(name.standard)
    yield from (each for each in standard.steps if each.id == name.step) if standard else ()


def _days(catalog: Catalog, step: Step) -> Iterator[FieldRef]:
    """Yield where the days of a step stand, and what says that a filing or a row is one of it."""
    for form, writes in step.days:
        for _, name in writes.cells:
            yield FieldRef(form, name)
            if writes.from_:
                yield from _words(catalog, FieldRef(form, name))
        record = catalog.records.get(form)
        for each in record.fields if writes.ticked and record else ():
            if {*writes.ticked} <= {*each.options}:
                yield FieldRef(form, each.id)


def _words(catalog: Catalog, part: FieldRef) -> Iterator[FieldRef]:
    """Yield the columns with registered words of the table that a part is, or lies in."""
    record = catalog.records.get(part.record)
    table = part.field.partition(".")[0]
    for name, cell in record.cells.items() if record else ():
        if cell.words and name.partition(".")[0] == table:
            yield FieldRef(part.record, name)


def _agreements(catalog: Catalog, ref: FieldRef) -> Iterator[FieldRef]:
    record = catalog.records.get(ref.record)
    for each in record.agree if record else ():
        if record and ref.field in {"", each.id}:
            yield from (FieldRef(record.code, record.meant(each, name)) for _, name in agreements.names(each))
