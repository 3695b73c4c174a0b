"""Which steps and requirements rest on an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dangjian_std.composition import citations
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.inline import Inline, Line, Ref
from dangjian_std.domain.regulation import Article, Regulation


def uses_of_articles(books: tuple[Clauses, ...], regulation: Regulation) -> Iterator[tuple[Article, Line]]:
    """Yield every registered article, and the steps and requirements that rest on it."""
    users = _users(books, regulation.name)
    for article in citations.by_number(regulation.articles):
        line: list[Inline] = []
        for user in users.get(article.number, ()):
            line += ["；" if len(user) > 1 else "、", *user] if line else [*user]
        yield article, tuple(line)


def _users(books: tuple[Clauses, ...], regulation: str) -> Mapping[str, list[Line]]:
    """Return what rests on each article that is cited, by its number; the first of a standard names it."""
    found: dict[str, list[Line]] = {}
    for book in books:
        standard, refs = book.standard, dict[str, list[Ref]]()
        users = [(each.basis, book.step(each)) for each in standard.steps]
        users += [(each.basis, book.requirement(index)) for index, each in enumerate(standard.requirements, 1)]
        for basis, ref in users:
            for article in {each.article for each in basis if each.regulation == regulation}:
                refs.setdefault(article, []).append(ref)
        for article, (first, *others) in refs.items():
            found.setdefault(article, []).extend([(f"{book.code}　", first), *((each,) for each in others)])
    return found
