"""两个本子: what a branch keeps on paper in a year, bound as one book, and a book for each of its members."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from dangjian_std.composition import book_pages
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Contents, ContentsEntry, Cover
from dangjian_std.document.document import Document, Part
from dangjian_std.document.forms import Form, HeadEntry
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.publication import Outputs, Publication
from dangjian_std.publications.workbooks import branch_book, member_book

BRANCH_BOOK, MEMBER_BOOK = "党支部工作手册", "党员学习手册"
KEPT_SAFE, KEPT_BY_ONESELF = "内部资料　专人保管", "本人使用　本人保管"
EMS = 16
"""Characters of a line of a cover's title."""


def compose(unit: Unit, request: Request) -> Outputs:
    """Yield the book of a branch and the book of a member, for the year of the catalogue."""
    branch = unit.one_branch()
    use, *parts = branch_book.parts(branch)
    contents = _contents(parts)
    listed = book_pages.part("part-contents", contents.title, (contents,), recto=False)
    cover = _cover(unit, request.cover or BRANCH_BOOK, branch_book.cover(), KEPT_SAFE)
    yield _document(unit, BRANCH_BOOK, request.cover, (cover, use, listed, *parts)), ("pdf",)
    cover = _cover(unit, MEMBER_BOOK, member_book.cover(branch), KEPT_BY_ONESELF)
    yield _document(unit, MEMBER_BOOK, "", (cover, *member_book.parts(branch))), ("pdf",)


def _document(unit: Unit, name: str, title: str, parts: tuple[Part, ...]) -> Document:
    return Document(
        name=name,
        title=f"{title or name}（{unit.catalog.system.year}年）",
        author=unit.catalog.system.issuer,
        subject=name,
        parts=parts,
    )


def _cover(unit: Unit, title: str, entries: tuple[HeadEntry, ...], mark: str) -> Part:
    block = Cover(
        number="",
        title=_balanced(title),
        subtitle=f"{unit.catalog.system.year}年度",
        issuer=unit.catalog.system.issuer,
        edition=mark,
        entries=entries,
    )
    return book_pages.part("part-cover", "封面", (block,), listed=False)


def _balanced(title: str) -> tuple[str, ...]:
    """Divide a long title into lines: before a bracket, or evenly."""
    bracket, lines = title.find("（"), -(-len(title) // EMS)
    if lines > 1 and 0 < bracket <= EMS and len(title) - bracket <= EMS:
        cuts = [0, bracket, len(title)]
    else:
        cuts = [len(title) * line // lines for line in range(lines + 1)]
    return tuple(title[start:end] for start, end in pairwise(cuts))


def _contents(parts: Iterable[Part]) -> Contents:
    """List the parts, and each register below theirs."""
    entries: list[ContentsEntry] = []
    for part in parts:
        if part.listed:
            entries.append(ContentsEntry(level=0, text=part.title, target=part.id))
        if part.id == branch_book.REGISTERS:
            first: dict[str, str] = {}
            for block in (each for each in part.blocks if isinstance(each, Form) and each.code):
                first.setdefault(block.sheets[0].title, block.anchor)
            entries += (ContentsEntry(level=1, text=title, target=anchor) for title, anchor in first.items())
    return Contents(title="目次", entries=tuple(entries))


PUBLICATION = Publication(
    name="workbooks", words=("本子",), folder="05本子", compose=compose, large=False, cover=True
)
