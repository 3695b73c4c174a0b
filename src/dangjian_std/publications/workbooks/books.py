"""两个本子: all that a branch has to keep on paper in a year, bound as one book, and one for a party member."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from itertools import pairwise

from dangjian_std.composition import book_pages
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Contents, ContentsEntry, Cover
from dangjian_std.document.document import Document, Part
from dangjian_std.document.forms import Form
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.publication import Outputs, Publication
from dangjian_std.publications.workbooks import branch_book, member_book

BRANCH_BOOK, MEMBER_BOOK = "支部工作本", "党员本"
MARK = "内部资料　专人保管"
EMS = 16
"""Characters of a line of a cover's title."""
SHORT = 12
"""A 目次 of so few lines has room below the words on how to use the book."""


def compose(unit: Unit, request: Request) -> Outputs:
    """Yield the book of a branch and the book of a member, for the year of the catalogue."""
    branch = unit.one_branch()
    title = request.cover or BRANCH_BOOK
    yield _document(unit, BRANCH_BOOK, title, tuple(branch_book.parts(branch))), ("pdf",)
    yield _document(unit, MEMBER_BOOK, MEMBER_BOOK, tuple(member_book.parts(branch))), ("pdf",)


def _document(unit: Unit, name: str, title: str, parts: tuple[Part, ...]) -> Document:
    year, issuer = unit.catalog.system.year, unit.catalog.system.issuer
    block = Cover(number="", title=_balanced(title), subtitle=f"{year}年", issuer=issuer, edition=MARK)
    cover = book_pages.part("part-cover", "封面", (block,), listed=False)
    return Document(
        name=name,
        title=f"{title}（{year}年）",
        author=issuer,
        subject=name,
        parts=(cover, *_opening(parts), *parts[1:]),
    )


def _balanced(title: str) -> tuple[str, ...]:
    """Divide a long title into lines: before a bracket, or evenly."""
    bracket, lines = title.find("（"), -(-len(title) // EMS)
    if lines > 1 and 0 < bracket <= EMS and len(title) - bracket <= EMS:
        cuts = [0, bracket, len(title)]
    else:
        cuts = [len(title) * line // lines for line in range(lines + 1)]
    return tuple(title[start:end] for start, end in pairwise(cuts))


def _opening(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """How to use a book and its 目次: on one page where both are short."""
    use, contents = parts[0], _contents(parts[1:])
    if len(contents.entries) <= SHORT:
        return (dataclasses.replace(use, blocks=(*use.blocks, contents)),)
    return use, book_pages.part("part-contents", contents.title, (contents,), recto=False)


def _contents(parts: Iterable[Part]) -> Contents:
    """List the parts, the registers below theirs, the months below the year."""
    entries: list[ContentsEntry] = []
    for part in parts:
        level = int(part.id.startswith(branch_book.MONTH))
        if part.listed:
            entries.append(ContentsEntry(level=level, text=part.title, target=part.id))
        if part.id == branch_book.REGISTERS:
            titled = ((block, block.sheets[0].title) for block in part.blocks if isinstance(block, Form))
            own = ((block, title) for block, title in titled if title != book_pages.NOTES)
            entries += (ContentsEntry(level=1, text=title, target=block.anchor) for block, title in own)
    return Contents(title="目次", entries=tuple(entries))


PUBLICATION = Publication(
    name="workbooks", words=("本子",), folder="05本子", compose=compose, large=False, cover=True
)
