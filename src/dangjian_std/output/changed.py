"""What has to be printed so that a book of an older state becomes that of a newer one: 修改单, and the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dangjian_std import publications, renderers
from dangjian_std.document import leaves
from dangjian_std.document.document import Document
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import Request
from dangjian_std.publications.publication import Binding
from dangjian_std.publications.revision import amendment
from dangjian_std.publications.revision.amendment import COMING, Book
from dangjian_std.publications.revision.comparison_table import ComparedSets

AMENDMENT_FOLDER = "修改单"
"""Where all this lies below the output folder."""
PDF = "pdf"
OLD_EDITION_SUFFIX = "（旧版）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A book in both states; in one of them there may be none."""

    old: Document | None
    new: Document | None

    @property
    def name(self) -> str:
        """What it is called."""
        found = self.new or self.old
        return found.name if found else ""

    @property
    def volumes(self) -> tuple[str, ...]:
        """Names of the other books, as they are now, whose pages it names and that changed too."""
        old, new = (each.volumes if each else () for each in (self.old, self.new))
        return tuple(each.name for each in new if each not in old)


def usual() -> tuple[str, ...]:
    """Return the names of the books that hold the whole set."""
    return tuple(name for name in publications.usual() if publications.publications()[name].bound)


def pairs(old: Unit, new: Unit, names: Iterable[str], request: Request) -> tuple[Pair, ...]:
    """Return each book that is not the same document in both states."""
    found = (pair for name in names for pair in _pairs(old, new, name, request))
    return tuple(pair for pair in found if pair.old != pair.new)


def _pairs(old: Unit, new: Unit, name: str, request: Request) -> Iterator[Pair]:
    if publications.publications()[name].binding is not Binding.SINGLE:
        yield Pair(old=_composed(old, name, request), new=_composed(new, name, request))
        return
    known = {*old.catalog.standards, *new.catalog.standards}
    for code in request.codes or sorted(known):
        asked = replace(request, codes=(code,))
        yield Pair(old=_composed(old, name, asked), new=_composed(new, name, asked))


def _composed(unit: Unit, name: str, request: Request) -> Document | None:
    """Return the one document of a book, or nothing where there is nothing to put into it."""
    held = publications.publications()[name].standards_of(unit).catalog.standards
    if not held or not set(request.codes) <= set(held):
        return None
    return next((document for _, document, form in publications.compose(unit, name, request) if form == PDF), None)


def made(
    revision: ComparedSets, found: Sequence[Pair], tell: Callable[[str], None]
) -> tuple[Document | None, dict[str, bytes]]:
    """Return 修改单, and by their names the files with the pages that come in; none where no leaf changed."""
    from dangjian_std.renderers.pdf import drawn_pages

    jobs = {
        f"{pair.name}{mark}": (document, PDF)
        for pair in found
        for document, mark in ((pair.old, OLD_EDITION_SUFFIX), (pair.new, ""))
        if document
    }
    files, trouble = renderers.render_all(jobs, lambda name: tell(f"排《{name}》……"))
    if trouble:
        raise trouble
    books: list[Book] = []
    coming: dict[str, bytes] = {}
    for pair in found:
        old, new = (files.get(f"{pair.name}{mark}", b"") for mark in (OLD_EDITION_SUFFIX, ""))
        before, after = (leaves.leaves(drawn_pages.read(data)) if data else () for data in (old, new))
        exchanges = leaves.exchanges(before, after)
        if not exchanges:
            continue
        name = f"{pair.name}（{COMING}）"
        wanted = [page for each in exchanges for page in leaves.pages(after, each.into)]
        if wanted:
            coming[f"{name}.{PDF}"] = drawn_pages.extract(new, wanted, name)
        books.append(
            Book(
                title=pair.name,
                old=before,
                new=after,
                parts=_parts(pair.new, new),
                file=name if wanted else "",
                volumes=pair.volumes,
            )
        )
    return (amendment.compose(revision, books) if books else None), coming


def _parts(document: Document | None, data: bytes) -> dict[int, str]:
    """Say what begins on which page."""
    from dangjian_std.renderers.pdf import drawn_pages

    found = drawn_pages.anchors(data) if data else {}
    named = ((found.get(part.id), part) for part in (document.parts if document else ()))
    return {page: part.head or part.number or part.title for page, part in named if page is not None}
