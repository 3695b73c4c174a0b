"""What a role does, in one line for each step: when, what, what it leaves, and where that stands."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import frequency, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Cell
from dangjian_std.document.inline import Line
from dangjian_std.document.tables import cell
from dangjian_std.domain.due import meeting_kinds
from dangjian_std.domain.standard import Step
from dangjian_std.domain.step_places import overlap
from dangjian_std.domain.timing import ByDay, Every, OnDay, When
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer

Duty = tuple[Clauses, Step]
"""A step with the standard that it stands in."""


def duty_rows(units: tuple[Unit, ...], books: tuple[Clauses, ...], role: str) -> Iterator[tuple[Cell, ...]]:
    """Yield what some unit does of a role's work, by what brings it: when, what, what it leaves, and where."""
    steps = ((book, step) for book in books for step in book.standard.steps if step.who == role)
    own = [(book, step) for book, step in steps if any(unit.does(book.code, step) for unit in units)]
    for book, step in sorted(own, key=lambda each: frequency.occasion_order(units[0], each[0].code, each[1])):
        left = dict.fromkeys(each for unit in units for each in left_by(unit, step))
        yield (
            Cell(lines=(wording.when(step.when, book.told),)),
            cell(step.what),
            cell("、".join(left) or NOTHING_MARK),
            Cell(lines=(step_reference(book, step),)),
        )


def codes_left(unit: Unit, step: Step) -> Iterator[str]:
    """Yield the forms and papers that a step leaves in a unit, by their codes."""
    yield from (code for code in (step.opens, unit.form(step.record), *step.papers) if code)


def left_by(unit: Unit, step: Step) -> Iterator[str]:
    """Yield all that a step leaves in a unit: forms and papers by their codes, other materials by their names."""
    yield from (*codes_left(unit, step), *step.leaves)


def step_reference(book: Clauses, step: Step) -> Line:
    """Say where a step stands, such as DJ401　6.1.2."""
    return (f"{book.code}　", book.step(step))


def absence_note(unit: Unit, role: str) -> str:
    """Return in brackets who acts for a role that the unit lacks; nothing where the unit has it."""
    actor = unit.actor(role)
    if actor == role:
        return ""
    if reason := unit.absence(role):
        return f"（{reason}）"
    return f"（本单位不设，由{actor}办理）" if actor else "（本单位不设）"


def moved_forms(unit: Unit) -> Iterator[str]:
    """Say of each form whose organ the unit lacks where the unit writes instead: sentences go by its code."""
    for code, form in unit.moved.items():
        organ = unit.catalog.records[code].needs
        yield f"本单位不设{organ}，文中写着{code}的，本单位记在{form}。"


SORTS_LAST = 99


def duties_by_person(unit: Unit, books: tuple[Clauses, ...]) -> dict[str, list[Duty]]:
    """Return the steps by who does them, in the order of the roles, each list by what brings them."""
    held: dict[str, list[Duty]] = {role: [] for role in unit.catalog.roles}
    for book in books:
        for step in book.standard.steps:
            holder = unit.holder(step.who)
            if holder is not None and unit.does(book.code, step):
                held[holder].append((book, step))
    for own in held.values():
        own.sort(key=lambda each: (frequency.occasion_order(unit, each[0].code, each[1]), _date(each[1].when)))
    return {role: own for role, own in held.items() if own}


def _date(when: When) -> tuple[int, int]:
    """Return month and day within a period, for sorting; a time that states none comes last."""
    if not isinstance(when, Every):
        return SORTS_LAST, SORTS_LAST
    return (when.months or (SORTS_LAST,))[0], when.day.number if isinstance(
        when.day, OnDay | ByDay
    ) else SORTS_LAST


def is_meeting(unit: Unit, step: Step) -> bool:
    """Whether a step that recurs is ticked as a kind of meeting, or fills the record of an organ or of a group."""
    code = step.opens or step.record
    if code is None or not isinstance(step.when, Every):
        return False
    form = unit.catalog.records[code]
    everyone = not unit.catalog.everyone.isdisjoint(step.with_)
    of_group = form.per is CountedPer.GROUP and everyone
    return bool(meeting_kinds(form, step)) or of_group or bool(step.opens and form.needs)


def is_set_above(step: Step) -> bool:
    """Whether superiors set the time of a step, though the unit may say more of it."""
    return bool(step.basis) and not {"step", "when"} & set(step.local)


def is_partly_ours(step: Step) -> bool:
    """Whether a part of the time of a step is the unit's own."""
    return any(overlap(place, "when") for place in step.local)
