"""What a change of a set comes to: the burden of filling in before and after, and outputs that read otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dangjian_std import publications
from dangjian_std.document.document import Document
from dangjian_std.domain import filling
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class Load:
    """What filling in costs a unit of one shape in a year, as far as time decides it."""

    filings: int = 0
    signatures: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Reach:
    """Outputs of one publication that read otherwise, by the names of their files without their endings.

    Nothing is set in type for it: what only names other pages of another book counts as the same.
    """

    publication: str
    """What people call it."""
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change comes to."""

    loads: Mapping[str, tuple[Load, Load]] = field(default_factory=dict)
    """Burden before and after, by the name of the shape of unit; of shapes that both states have."""
    outputs: tuple[Reach, ...] = ()
    """For the unit that the set is for; by what a usual build makes, and the booklets."""


def of(old: Catalog, new: Catalog) -> Effects:
    """Return what lies between two states; both have to be without errors, or they cannot be composed."""
    loads = {
        name: (_load(Unit.of(old, name)), _load(Unit.of(new, name)))
        for name in new.profiles
        if name in old.profiles
    }
    return Effects(loads, tuple(_reached(Unit.of(old), Unit.of(new))))


def _load(unit: Unit) -> Load:
    found = filling.filled(unit.of_year())
    return Load(filings=found.copies, signatures=found.signatures, minutes=found.minutes)


def _reached(old: Unit, new: Unit) -> Iterator[Reach]:
    """Yield each publication of which an output is new, gone or made of another document."""
    for name, publication in publications.publications().items():
        before, after = (_composed(unit, name) for unit in (old, new))
        reach = Reach(
            publication=publication.words[0],
            changed=_named(each for each in after if each in before and before[each] != after[each]),
            added=_named(each for each in after if each not in before),
            gone=_named(each for each in before if each not in after),
        )
        if reach.changed or reach.added or reach.gone:
            yield reach


def _composed(unit: Unit, name: str) -> dict[str, Document]:
    if not publications.publications()[name].standards_of(unit).catalog.standards:
        return {}
    made = publications.compose(unit, name, publications.Request())
    return {path: replace(document, volumes=()) for path, document, _ in made}


def _named(paths: Iterable[str]) -> tuple[str, ...]:
    """Name outputs, each once, whatever formats they are made in."""
    return tuple(dict.fromkeys(path.rpartition("/")[2].rpartition(".")[0] for path in paths))
