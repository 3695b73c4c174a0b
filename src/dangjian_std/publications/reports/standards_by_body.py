"""各级办哪些标准: a second table of contents, by the body that does the work, read off who does each step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Cell, Table
from dangjian_std.document.tables import column, table
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Level, Organ

SUPERIOR_ORGAN = "上级党组织"
LEADERSHIP = "党组（党委）"
COMMITTEES = (Organ.BUREAU_COMMITTEE, Organ.DISCIPLINE, Organ.GENERAL_BRANCH)
"""Organs that a unit has one of; what is below them has a level."""
BODY_ORDER = (SUPERIOR_ORGAN, LEADERSHIP, *map(str, COMMITTEES), "支部", "党小组", "党员")
"""In the order of the table."""
BODY_COLUMNS = (column("机构", 14), column("主办的标准", 43), column("也办其中几步的标准", 43))
BODIES_NOTE = (
    "主办的，是一项标准里办的步骤最多的；括号里是步数，写参加的，是不办、只参加的步数。不办的步骤没有算在内。"
)


Found = tuple[str, str]
"""The code of a standard, and it in full with how many of its steps."""


def tables(units: tuple[Unit, ...], books: tuple[Clauses, ...]) -> Iterator[Table]:
    """Yield a table for each unit: of which standards each body does the most, and of which only some."""
    for number, unit in enumerate(units, 1):
        rows = ((name, _listed(owned), _listed(shared)) for name, owned, shared in _found(unit, books))
        yield table(number, f"{unit.profile.name}：各级办哪些标准", BODY_COLUMNS, rows, BODIES_NOTE)


def codes(number: int, unit: Unit, books: Iterable[Clauses]) -> Table:
    """Return it in few lines: by the codes of the standards alone."""
    rows = ((name, _codes(owned), _codes(shared)) for name, owned, shared in _found(unit, books))
    return table(number, "各级办哪些标准", BODY_COLUMNS, rows)


def body(unit: Unit, role: str) -> str:
    """Return the body in which a role works."""
    found = unit.catalog.roles[role]
    if found.needs in COMMITTEES:
        return str(found.needs)
    return {Level.LEADERSHIP: LEADERSHIP, Level.BUREAU_COMMITTEE: SUPERIOR_ORGAN}.get(
        found.level, str(found.level)
    )


def _found(unit: Unit, books: Iterable[Clauses]) -> Iterator[tuple[str, list[Found], list[Found]]]:
    owned: dict[str, list[Found]] = {each: [] for each in BODY_ORDER}
    shared: dict[str, list[Found]] = {each: [] for each in BODY_ORDER}
    for book in books:
        called = f"{book.code}　{book.standard.title}"
        steps = tuple(step for step in book.standard.steps if unit.does(book.code, step))
        done = Counter(body(unit, unit.holder(step.who) or step.who) for step in steps)
        for place, (name, count) in enumerate(done.most_common()):
            (shared if place else owned)[name].append((book.code, f"{called}（{count}）"))
        for name in COMMITTEES:
            joined = sum(name in {body(unit, unit.holder(role) or role) for role in step.with_} for step in steps)
            if joined and not done[name]:
                shared[name].append((book.code, f"{called}（参加{joined}）"))
    yield from ((name, owned[name], shared[name]) for name in BODY_ORDER if owned[name] or shared[name])


def _listed(found: list[Found]) -> Cell:
    return Cell(lines=tuple((said,) for _, said in found) or ((NOTHING_MARK,),))


def _codes(found: list[Found]) -> str:
    return "、".join(code for code, _ in found) or NOTHING_MARK
