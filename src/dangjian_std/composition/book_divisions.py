"""The two divisions of a bound book: what superior texts ask for, then what the unit agreed on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dangjian_std.composition.clauses import Clauses, all_clauses
from dangjian_std.document.blocks import Heading
from dangjian_std.document.document import Part
from dangjian_std.domain.catalog import Catalog

ASKED, CUSTOM = "有上位规定的标准", "本单位约定的标准"
"""Titles of the first division and of the second."""
NUMBER_OF_DIVISION = {ASKED: "第一部分", CUSTOM: "第二部分"}


def in_order(catalog: Catalog) -> tuple[Clauses, ...]:
    """Return every standard with its numbers: those of the first division by code, then those of the second."""
    return tuple(sorted(all_clauses(catalog), key=lambda book: book.standard.custom))


def opened(book: Clauses, parts: Iterator[Part]) -> Iterator[Part]:
    """Yield the parts of a standard; the first of its division bears the title of the division above its own.

    A set in which all standards are of one kind has no divisions.
    """
    own, others = in_order_of_kind(book.catalog, custom=book.standard.custom)
    first = next(parts)
    if others and own[0].code == book.code:
        title = CUSTOM if book.standard.custom else ASKED
        heading = Heading(level=0, number=NUMBER_OF_DIVISION[title], text=title, anchor=f"division-{book.code}")
        first = replace(first, blocks=(heading, *first.blocks))
    yield first
    yield from parts


def in_order_of_kind(catalog: Catalog, *, custom: bool) -> tuple[list[Clauses], list[Clauses]]:
    """Return the standards of one division in order, and those of the other."""
    books = in_order(catalog)
    own = [book for book in books if book.standard.custom is custom]
    return own, [book for book in books if book.standard.custom is not custom]
