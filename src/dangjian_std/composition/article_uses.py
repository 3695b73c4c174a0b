"""Which steps and requirements rest on an article."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import citations
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.inline import Inline, Line
from dangjian_std.domain.regulation import Article, Regulation


def uses_of_articles(books: tuple[Clauses, ...], regulation: Regulation) -> Iterator[tuple[Article, Line]]:
    """Yield every registered article, and the steps and requirements that rest on it."""
    for article in citations.by_number(regulation.articles):
        line: list[Inline] = []
        for user in _users(books, regulation.name, article.number):
            line += ["；" if len(user) > 1 else "、", *user] if line else [*user]
        yield article, tuple(line)


def _users(books: tuple[Clauses, ...], regulation: str, article: str) -> Iterator[Line]:
    for book in books:
        refs = [
            book.step(step)
            for step in book.standard.steps
            if any((each.regulation, each.article) == (regulation, article) for each in step.basis)
        ]
        refs += [
            book.requirement(index)
            for index, each in enumerate(book.standard.requirements, 1)
            if any((one.regulation, one.article) == (regulation, article) for one in each.basis)
        ]
        for position, ref in enumerate(refs):
            yield (f"{book.code}　", ref) if position == 0 else (ref,)
