"""两个本子: all that a branch has to keep on paper in a year, bound as one book, and one for a party member."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from dangjian_std.document import Contents, ContentsEntry, Cover, Document, Folio, Form, Part
from dangjian_std.model import Catalog
from dangjian_std.publications import branchbook, leaves, memberbook
from dangjian_std.publications.order import Order

FOLDER = "05本子"
FORMATS = ("pdf",)
BRANCH_BOOK, MEMBER_BOOK = "支部工作本", "党员本"
MARK = "内部资料　专人保管"


def compose(catalog: Catalog, order: Order) -> Iterator[tuple[Document, tuple[str, ...]]]:
    """Yield the book of a branch and the book of a member, for the year of the catalogue."""
    branch = _branch(catalog)
    yield _document(catalog, BRANCH_BOOK, order, tuple(branchbook.parts(branch))), FORMATS
    yield _document(catalog, MEMBER_BOOK, order, tuple(memberbook.parts(branch))), FORMATS


def _branch(catalog: Catalog) -> Catalog:
    """The catalogue as one branch of the unit sees it."""
    name = catalog.system.profile
    profile = catalog.profiles[name]
    counts = profile.counts
    groups, members = (-(-number // counts.branches) for number in (counts.groups, counts.members))
    own = dataclasses.replace(counts, branches=1, groups=groups, members=members)
    profiles = {**catalog.profiles, name: dataclasses.replace(profile, counts=own)}
    return dataclasses.replace(catalog, profiles=profiles)


def _document(catalog: Catalog, name: str, order: Order, parts: tuple[Part, ...]) -> Document:
    year, issuer = catalog.system.year, catalog.system.issuer
    title = order.cover if order.cover and name == BRANCH_BOOK else name
    block = Cover(number="", title=title, subtitle=f"{year}年", issuer=issuer, edition=MARK)
    cover = Part(id="part-cover", title="封面", head="", folio=Folio.TALLY, blocks=(block,), listed=False)
    contents = Part(
        id="part-contents", title="目次", head="", folio=Folio.TALLY, blocks=(_contents(parts),), recto=False
    )
    return Document(
        name=order.named(name),
        title=f"{title}（{year}年）",
        author=issuer,
        subject=name,
        parts=(cover, parts[0], contents, *parts[1:]),
    )


def _contents(parts: Iterable[Part]) -> Contents:
    entries: list[ContentsEntry] = []
    for part in parts:
        entries.append(ContentsEntry(level=0, text=part.title, target=part.id))
        if part.id == branchbook.REGISTERS:
            titled = ((block, block.sheets[0].title) for block in part.blocks if isinstance(block, Form))
            own = ((block, title) for block, title in titled if title != leaves.NOTES)
            entries += (ContentsEntry(level=1, text=title, target=block.anchor) for block, title in own)
    return Contents(title="目次", entries=tuple(entries))
