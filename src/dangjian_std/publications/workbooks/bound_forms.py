"""Which forms are bound in the book of a branch, and where each of the others is kept.

Bound is what a branch itself opens anew every year, on paper, and files: a book is filed as one piece. What must
not be stored, belongs to one case or one person, is thrown away or is kept for ever stands apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dangjian_std.composition import clauses
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Table
from dangjian_std.document.tables import column, table
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Archive, CountedPer, Level, Medium, Sensitivity

BOUND_MEDIA = frozenset({Medium.PRINTED, Medium.HANDWRITTEN})
"""Media of the forms that are bound in."""
OF_A_BRANCH = frozenset({Level.BRANCH, Level.GROUP, Level.MEMBER})
"""Levels of the roles whose work is the branch's."""
OTHER_FORMS_TITLE = "不装进本册的记录表"
OTHER_FORM_COLUMNS = (column("放在哪里", 34), column("哪些表", 66))
PLACES_OF_OTHER_FORMS = {
    CountedPer.CASE: "一事一份，同那件事的材料放在一起",
    CountedPer.MEMBER: "一人一份，另放",
    CountedPer.GROUP: "由党小组组长保管，年终并入支部的材料",
    CountedPer.UNIT: "本单位一份，不按党支部分",
}
"""Where a form is that is kept for something else than a branch."""


def of_branch(catalog: Catalog, role: str) -> bool:
    """Whether what a role does is the work of a branch, and not of an office above it."""
    found = catalog.roles.get(role)
    return found is None or found.level in OF_A_BRANCH


def is_bound(unit: Unit, record: Record) -> bool:
    """Whether a form is bound in the book of a branch."""
    return record.medium in BOUND_MEDIA and not _apart(unit, record)


def table_of_others(unit: Unit) -> Table:
    """Return a table of the forms on paper that are not bound, by where they are kept."""
    places: dict[str, list[str]] = {}
    for code, record in sorted(unit.catalog.records.items()):
        if code in unit.forms and record.medium in BOUND_MEDIA and (place := _apart(unit, record)):
            places.setdefault(place, []).append(f"{code}{record.title}")
    rows = ((place, "、".join(names)) for place, names in places.items())
    return table(1, OTHER_FORMS_TITLE, OTHER_FORM_COLUMNS, rows)


def longest_period(records: Iterator[Record]) -> Archive | None:
    """Return how long a book is kept that holds these forms: as long as any of them."""
    periods = {record.archive for record in records}
    return next((each for each in Archive if each in periods), None)


def _apart(unit: Unit, record: Record) -> str:
    """Say where a form is kept that is not bound; nothing of one that is."""
    if record.sensitivity is Sensitivity.NOT_STORED:
        return "手写，密封，另放"
    if record.per in PLACES_OF_OTHER_FORMS:
        return PLACES_OF_OTHER_FORMS[record.per]
    if record.archive in {None, Archive.NONE}:
        return "不归档，" + (record.keep or "用完销毁")
    if record.archive is Archive.PERMANENT:
        return "永久保管，单独成件"
    return _opened_elsewhere(unit, record)


def _opened_elsewhere(unit: Unit, record: Record) -> str:
    """Say who above the branch opens a form, or that no year does; nothing where the branch does every year."""
    opening = [*_steps(unit, lambda step: step.opens == record.code)]
    own = [(book, step) for book, step in opening if of_branch(unit.catalog, unit.holder(step.who) or step.who)]
    if not own:
        return f"由{unit.holder(opening[0][1].who)}启用，另放"
    if any(unit.recurrence(book.code, step) for book, step in own):
        return ""
    added = _steps(unit, lambda step: unit.form(step.record) == record.code)
    if any(unit.recurrence(book.code, step) for book, step in added):
        return "只建一份，每年核对，不从头填"
    return "遇事才填，同那件事的材料放在一起"


def _steps(unit: Unit, wanted: Callable[[Step], bool]) -> Iterator[tuple[Clauses, Step]]:
    """Yield the steps that are wanted of those that a unit does; most are not, which is soon seen."""
    found = ((book, step) for book in clauses.all_clauses(unit.catalog) for step in book.standard.steps)
    return ((book, step) for book, step in found if wanted(step) and unit.does(book.code, step))
