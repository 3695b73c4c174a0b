"""最低要求: what each article asks at least, which step or requirement carries it, and who does not and why."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Cell, Table
from dangjian_std.document.inline import Line
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.comparison.floors import ArticleDuty
from dangjian_std.domain.standard import Requirement, Step
from dangjian_std.domain.unit import Unit, catalog_of


def tables(units: tuple[Unit, ...], books: tuple[Clauses, ...], first: int) -> Iterator[Table]:
    """Yield two tables, numbered from `first`: what is asked and done, then why nothing can be compared."""
    catalog = catalog_of(units)
    yield table(
        first,
        "条文的最低要求",
        (
            column("规范性文件", 16),
            column("条款", 16),
            column("要求", 28),
            column("做到的步骤和要求", 22),
            column("不做的", 18),
        ),
        _asked(units, {book.code: book for book in books}),
        "只列读过原文的条款。做到的，指每一处都不低于条款、没有标为自己定的步骤和要求。",
        empty="没有登记最低要求。",
    )
    yield table(
        first + 1,
        "没有可以比较的要求的条款",
        (column("规范性文件", 18), column("条款", 20), column("理由", 62)),
        _floorless(catalog),
        empty="没有这样的条款。",
    )


def _asked(units: tuple[Unit, ...], books: dict[str, Clauses]) -> Rows:
    for duty in floors.duties(catalog_of(units)):
        done = Cell(lines=tuple(_users(duty, books)) or ((NOTHING_MARK,),))
        left = Cell(lines=tuple(_left(units, duty)) or ((NOTHING_MARK,),))
        yield duty.regulation.name, duty.article.number, wording.floor(duty.floor), done, left


def _users(duty: ArticleDuty, books: dict[str, Clauses]) -> Iterator[Line]:
    for use in duty.carriers:
        book, user = books[use.standard.code], use.user
        yield (f"{book.code}　{_clause(book, user)}",)


def _clause(book: Clauses, user: Step | Requirement) -> str:
    if isinstance(user, Step):
        return book.clauses[user.id]
    return book.requirement(book.standard.requirements.index(user) + 1).text


def _left(units: tuple[Unit, ...], duty: ArticleDuty) -> Iterator[Line]:
    """Yield each shape of unit that does not do it, and the reason that it gives."""
    for unit in units:
        for each in unit.profile.not_done:
            if (each.regulation, each.article) == (duty.regulation.name, duty.article.number):
                yield (f"{unit.profile.name}：{each.reason}",)


def _floorless(catalog: Catalog) -> Rows:
    for regulation in catalog.regulations.values():
        for article in regulation.articles:
            if article.floorless is not None:
                yield regulation.name, article.number, article.floorless
