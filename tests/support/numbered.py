"""The numbered items of a printed step against the numbers by which its basis names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.composition.clauses import all_clauses
from dangjian_std.composition.marks import UNREAD_MARK
from dangjian_std.document.blocks import Row, Table
from dangjian_std.domain.step_places import overlap
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.handbook import procedure
from dangjian_std.publications.practical import standard_pages
from dangjian_std.renderers.layout import plain_text

SAID = re.compile("据.*?(?:（(除|只限|办法)([^（）]*)）)?。$")
"""What a basis says of its extent; the last word of the line."""
SAYS = {"outcomes": "结果：", "joins": "合并，不另开会。", "after": "之后办。", "prefers": "宜", "at": "上办"}
"""How an item behind the sentences of 怎么做 is known by its words; one without such words is the bounds."""


def cells(catalog, only=""):
    """Yield each step, or those of one standard, with the cell 怎么做 of either binding."""
    unit = Unit.of(catalog)
    for book in all_clauses(catalog):
        if only not in {"", book.code}:
            continue
        for blocks in (procedure.chapter(unit, book), standard_pages.part(unit, book).blocks):
            rows = [row for each in blocks if isinstance(each, Table) for row in each.rows if isinstance(row, Row)]
            by_anchor = {row.cells[0].anchor: row.cells[3] for row in rows if len(row.cells) > 3}
            for step in book.standard.steps:
                yield book, step, by_anchor[book.anchor(step.id)]


def disagreements(catalog, only="") -> Iterator[str]:
    """Say where a basis names by their numbers other items than those that rest on it."""
    for book, step, cell in cells(catalog, only):
        (*items,) = map(plain_text.line, cell.lines[: len(cell.lines) - cell.closing])
        closing = [found for line in cell.lines[len(items) :] if (found := SAID.search(plain_text.line(line)))]
        if not step.basis or not closing or len(items) < 2:
            continue
        kind, named = closing[0][1], {int(each) for each in re.findall("[0-9]+", closing[0][2] or "")}
        keys = [*(f"how.{number}" for number, _ in enumerate(step.how, 1)), *map(key, items[len(step.how) :])]
        known = {number: each for number, each in enumerate(keys, 1) if UNREAD_MARK not in items[number - 1]}
        own = {number for number, each in known.items() if any(overlap(place, each) for place in step.local)}
        rests = known.keys() - own
        right = {"除": named == own, "只限": named == rests, "办法": not rests, None: not own}
        if not right[kind]:
            yield f"{book.code} {book.clauses[step.id]} {closing[0][0]} {items}"


def key(item: str) -> str:
    """Tell the key of a step that an item says."""
    return next((each for each, words in SAYS.items() if words in item), "bounds")
