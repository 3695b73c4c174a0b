"""For whom: who acts where something changed, and whose time hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dangjian_std.composition.clauses import Clauses
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Requirement, Standard, Step
from dangjian_std.domain.timing import reference, references


def of_step(step: Step) -> tuple[str, ...]:
    """Return who acts and who takes part."""
    return tuple(dict.fromkeys((step.who, *step.with_)))


def both(now: Iterable[str], before: Iterable[str]) -> tuple[str, ...]:
    """Return whom something concerns, then whom it did."""
    return _once((*now, *before))


def of_form(catalog: Catalog, code: str) -> tuple[str, ...]:
    """Return who fills, signs or keeps a form, or sends a paper."""
    record = catalog.records.get(code)
    who = (step.who for _, step in _all(catalog) if code in {step.opens, step.record, *step.papers})
    besides = (*record.signed_by, record.keeper) if record else ()
    return tuple(dict.fromkeys(filter(None, (*who, *besides))))


def of_regulation(catalog: Catalog, name: str, article: str = "") -> tuple[str, ...]:
    """Return who acts by an article, or by any of a regulation."""
    return _once(
        step.who
        for _, step in _all(catalog)
        if any(each.regulation == name and article in {"", each.article} for each in step.basis)
    )


def citing(catalog: Catalog, name: str, article: str) -> Iterator[str]:
    """Yield the clauses that rest on an article: steps, then requirements, standard by standard."""
    for standard in catalog.standards.values():
        numbers = Clauses(catalog, standard)
        duties: list[tuple[str, Step | Requirement]] = [
            *((numbers.clauses[step.id], step) for step in standard.steps),
            *((numbers.requirement(at).text, each) for at, each in enumerate(standard.requirements, 1)),
        ]
        for clause, each in duties:
            if any(cited.regulation == name and cited.article == article for cited in each.basis):
                yield f"{standard.code} {clause}"


def of_event(catalog: Catalog, name: str) -> tuple[str, ...]:
    """Return who acts upon an event."""
    return _once(step.who for _, step in _all(catalog) if str(reference(step.when) or "") == name)


def of_standard(standard: Standard) -> tuple[str, ...]:
    """Return who acts by a standard."""
    return _once(step.who for step in standard.steps)


def along(catalog: Catalog, code: str, step: Step) -> Iterator[tuple[str, Step]]:
    """Yield every step whose time hangs on this one, directly or by another: its clause, and itself."""
    start = StepRef(code, step.id)
    waiting, seen = [start], {start}
    while waiting:
        target = waiting.pop(0)
        for standard, each in _all(catalog):
            name = StepRef(standard.code, each.id)
            ends = {end.qualified(standard.code) for end in references(each.when) if isinstance(end, StepRef)}
            if name not in seen and target in ends:
                seen.add(name)
                waiting.append(name)
                clause = Clauses(catalog, standard).clauses[each.id]
                yield clause if standard.code == code else f"{standard.code} {clause}", each


def _all(catalog: Catalog) -> Iterator[tuple[Standard, Step]]:
    for standard in catalog.standards.values():
        yield from ((standard, step) for step in standard.steps)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
