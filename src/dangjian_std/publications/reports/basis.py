"""`dstd report basis`: what rests on which article, and how well the article is known."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import article_uses
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import LOCAL_MARK, NOTHING_MARK, UNREAD_MARK
from dangjian_std.document.blocks import Cell, Table
from dangjian_std.document.inline import Align, Line
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Regulation
from dangjian_std.domain.standard import Requirement, Step
from dangjian_std.domain.unit import Unit, catalog_of
from dangjian_std.domain.vocabulary import RegulationStatus, Status, Trust
from dangjian_std.publications.reports import coverage, minimum_requirements

SUPERSEDED = frozenset({RegulationStatus.REVISED, RegulationStatus.REPEALED})


def basis_tables(units: tuple[Unit, ...], books: tuple[Clauses, ...]) -> Iterator[Table]:
    """Yield the tables of the report, numbered from 1."""
    catalog = catalog_of(units)
    books = tuple(book for book in books if book.standard.status is not Status.WITHDRAWN)
    drafts = "、".join(book.code for book in books if not book.standard.status.binding)
    yield table(
        1,
        "依据索引",
        (column("规范性文件", 20), column("条款", 20), column("核对", 8, Align.CENTRE), column("用于", 52)),
        _articles(catalog, books),
        "原文，指逐条读过全文；摘引，指读到引用的文字；待核，指其余。",
        *((f"{drafts}还没有发布，表5、表6不算它引用。",) if drafts else ()),
    )
    columns = (
        column("标准", 8, Align.CENTRE),
        column("条号", 8, Align.CENTRE),
        column("谁来做", 12),
        column("内容", 36),
        column("依据", 36),
    )
    yield table(2, "各步骤和要求的依据", columns, _based(catalog, books))
    yield table(
        3,
        "等待核对的条款",
        (
            column("规范性文件", 18),
            column("条款", 18),
            column("核对", 8, Align.CENTRE),
            column("日期", 12, Align.CENTRE),
            column("读的是什么", 14),
            column("用于", 30),
        ),
        _waiting(catalog, books),
        "待核的条款不能用在发布的标准里；没有用到的条款也列在这里。",
        empty="没有等待核对的条款。",
    )
    yield table(
        4,
        "已修订、已废止的规范性文件",
        (
            column("规范性文件", 40),
            column("现状", 10, Align.CENTRE),
            column("改用", 20),
            column("还在引用的标准", 30),
        ),
        _superseded(catalog, books),
        empty="登记的规范性文件都是现行的。",
    )
    yield from coverage.tables(units[0].from_year().catalog, 5)
    yield table(
        7,
        "没有读到条文的规定",
        (
            column("规范性文件", 18),
            column("标准", 8, Align.CENTRE),
            column("条号", 8, Align.CENTRE),
            column("内容", 66),
        ),
        _not_read(books),
        f"书里标{UNREAD_MARK}：知道上位规定有要求，条文没有读到，以原文为准。读到以后改写依据。",
        empty="没有这样的规定。",
    )
    yield from minimum_requirements.tables(units, books, 8)


def _articles(catalog: Catalog, books: tuple[Clauses, ...]) -> Rows:
    for regulation in catalog.regulations.values():
        for article, users in article_uses.uses_of_articles(books, regulation):
            if users:
                level = article.checked.level.value
                yield regulation.name, article.number, level, Cell(lines=(users,))


def _based(catalog: Catalog, books: tuple[Clauses, ...]) -> Rows:
    for book in books:
        for step in book.standard.steps:
            yield book.code, book.clauses[step.id], step.who, step.what, _cited(catalog, step)
        for index, each in enumerate(book.standard.requirements, 1):
            yield book.code, book.requirement(index).text, NOTHING_MARK, each.text, _cited(catalog, each)


def _cited(catalog: Catalog, user: Step | Requirement) -> Cell:
    """Name the articles behind a step or requirement, one a line, each with its level of trust."""
    lines: list[Line] = []
    for citation in user.basis:
        article = catalog.article(citation)
        level = f"（{article.checked.level}）" if article else ""
        lines.append((f"{citation.regulation} {citation.article}{level}",))
    if names := _unread(user):
        lines.append((f"{UNREAD_MARK}{'、'.join(names)}有要求，没有读到条文",))
    if user.local:
        lines.append((f"{LOCAL_MARK}{'部分内容' if lines else ''}由本单位规定",))
    return Cell(lines=tuple(lines) or ((NOTHING_MARK,),))


def _unread(user: Step | Requirement) -> tuple[str, ...]:
    """Name the regulations that ask for something here in an article not read yet."""
    if isinstance(user, Requirement):
        return user.unread
    return tuple(dict.fromkeys(each.regulation for each in user.unread))


def _not_read(books: tuple[Clauses, ...]) -> Rows:
    for book in books:
        for step in book.standard.steps:
            for each in step.unread:
                said = Cell(lines=tuple((text,) for text in _said(step, each.places)))
                yield each.regulation, book.code, book.clauses[step.id], said
        for index, requirement in enumerate(book.standard.requirements, 1):
            for name in requirement.unread:
                yield name, book.code, book.requirement(index).text, requirement.text


def _said(step: Step, places: tuple[str, ...]) -> Iterator[str]:
    """Yield what stands at places of a step: the items of 怎么做, and of the rest what is done."""
    items = [
        int(number) for key, _, number in (place.partition(".") for place in places) if key == "how" and number
    ]
    yield from (step.how[number - 1] for number in items)
    if len(items) < len(places):
        yield step.what


def _waiting(catalog: Catalog, books: tuple[Clauses, ...]) -> Rows:
    found = [
        (each, *used)
        for each in catalog.regulations.values()
        for used in article_uses.uses_of_articles(books, each)
    ]
    for level in (Trust.UNCHECKED, Trust.EXCERPT):
        for regulation, article, users in found:
            checked = article.checked
            if checked.level is level:
                line = users or ("没有用到",)
                day = checked.on.isoformat()
                yield regulation.name, article.number, level.value, day, checked.source, Cell(lines=(line,))


def _superseded(catalog: Catalog, books: tuple[Clauses, ...]) -> Rows:
    for regulation in catalog.regulations.values():
        if regulation.status in SUPERSEDED:
            codes = "、".join(book.code for book in books if _cites(book, regulation))
            name = f"{regulation.name}（{regulation.title}）"
            yield name, regulation.status.value, regulation.replaced_by or NOTHING_MARK, codes or "没有"


def _cites(book: Clauses, regulation: Regulation) -> bool:
    return regulation.name in book.standard.regulations
