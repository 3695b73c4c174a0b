"""Chapter 4 and the bibliography: both generated from the citations, the only source of either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Band, Block, Cell, Heading, Paragraph, Row, Table
from dangjian_std.document.inline import Align, Column, Inline, Ref
from dangjian_std.document.tables import cell
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Article, Regulation, ordinals
from dangjian_std.domain.standard import Requirement, Standard, Step

READ_NOTE = "大意由编者概括，以原文为准。核对栏：原文，指逐条读过全文；摘引，指读到引用的文字。"
LEVELS_NOTE = f"{READ_NOTE.removesuffix('。')}；未读，指知道有规定、没有读到条文。"
NO_ARTICLE_NUMBER = "条号待查"
NOT_READ = "有要求，本套还没有读到条文，以原文为准。"
UNREAD_WORD = "未读"


def chapter(numbering: Clauses) -> Iterator[Block]:
    """Yield 工作依据: every article that is cited, its gist, who uses it, and how well it is known."""
    rows = tuple(_rows(numbering))
    if not rows:
        yield Paragraph(text=("没有可以引用的上位规定，本文件全部内容由本单位规定。",))
        return
    number, anchor = numbering.table("工作依据")
    yield Paragraph(text=("本文件依据的规范性文件和条款见", Ref(anchor, number), "。"))
    yield Table(
        label=number,
        title="工作依据",
        anchor=anchor,
        columns=(
            Column(head="条款", width=16),
            Column(head="大意", width=57),
            Column(head="用于", width=20),
            Column(head="核对", width=7, align=Align.CENTRE),
        ),
        rows=rows,
        tight=True,
        notes=((LEVELS_NOTE,),) if numbering.alone else (),
    )


def bibliography(catalog: Catalog, standards: Iterable[Standard]) -> Iterator[Block]:
    """Yield 参考文献: regulations are cited informatively (GB/T 1.1—2020, 9.5.4.4.3)."""
    cited = in_order(standards)
    if cited:
        yield Heading(level=1, text="参考文献", anchor="bibliography")
    for index, name in enumerate(cited, 1):
        regulation = catalog.regulations[name]
        year = f"，{regulation.issued.year}年" if regulation.issued else ""
        yield Paragraph(text=(f"[{index}]　{regulation.issuer}：《{regulation.title}》{year}",))


def in_order(standards: Iterable[Standard]) -> tuple[str, ...]:
    """Return the regulations that standards rest on, by first use: the order of 参考文献."""
    return tuple(dict.fromkeys(name for standard in standards for name in standard.regulations))


def by_number(articles: Iterable[Article]) -> list[Article]:
    """Sort articles by their numbers, whole ones before their paragraphs."""
    return sorted(articles, key=lambda each: _place(each.number))


_NUMERAL = re.compile("[零一二三四五六七八九十百]+")


def _place(number: str) -> list[int]:
    """The numerals of a number in order: 第十六条第一款 stands at 16, 1."""
    found = (ordinals(f"第{numeral}条") for numeral in _NUMERAL.findall(number))
    return [each for numbers in found for each in numbers]


def _rows(numbering: Clauses) -> Iterator[Row | Band]:
    """Yield every cited article once: regulations by first use, each over its articles by number."""
    cited = {(citation.regulation, citation.article) for citation in numbering.standard.citations}
    for name in in_order((numbering.standard,)):
        regulation = numbering.catalog.regulations[name]
        yield Band(text=(f"《{regulation.title}》",))
        own = [each for each in regulation.articles if (name, each.number) in cited]
        yield from (_row(numbering, regulation, each) for each in by_number(own))
        if unread := tuple(_resting(numbering, name)):
            yield _line(NO_ARTICLE_NUMBER, NOT_READ, unread, UNREAD_WORD)


def _row(numbering: Clauses, regulation: Regulation, article: Article) -> Row:
    users = _users(numbering, regulation.name, article.number)
    return _line(article.number, article.gist, users, article.checked.level.value)


def _line(number: str, gist: str, users: Iterable[Ref], level: str) -> Row:
    used: list[Inline] = []
    for ref in users:
        used += ["、", ref] if used else [ref]
    return Row(cells=(cell(number), cell(gist), Cell(lines=(tuple(used),)), cell(level)))


def _resting(numbering: Clauses, regulation: str) -> Iterator[Ref]:
    """Yield what rests on articles of a regulation that are not read yet."""
    for step in numbering.standard.steps:
        if any(each.regulation == regulation for each in step.unread):
            yield numbering.step(step)
    for index, requirement in enumerate(numbering.standard.requirements, 1):
        if regulation in requirement.unread:
            yield numbering.requirement(index)


def _users(numbering: Clauses, regulation: str, article: str) -> Iterator[Ref]:
    def cites(user: Step | Requirement) -> bool:
        return any((each.regulation, each.article) == (regulation, article) for each in user.basis)

    yield from (numbering.step(step) for step in numbering.standard.steps if cites(step))
    for index, requirement in enumerate(numbering.standard.requirements, 1):
        if cites(requirement):
            yield numbering.requirement(index)
