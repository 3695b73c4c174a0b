"""Chapter 4 and the bibliography: both generated from the citations, the only source of either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dangjian_std.document import Align, Block, Cell, Column, Heading, Inline, Paragraph, Ref, Row, Table
from dangjian_std.model import Article, Catalog, Regulation, Requirement, Standard, Step
from dangjian_std.publications.numbering import Numbering, cell


def chapter(numbering: Numbering) -> Iterator[Block]:
    """Yield 工作依据: every article that is cited, its gist, who uses it, and how well it is known."""
    rows = tuple(_row(numbering, regulation, article) for regulation, article in _articles(numbering))
    if not rows:
        yield Paragraph(text=("没有可以引用的上位规定，本文件全部内容由本单位规定。",))
        return
    number, anchor = numbering.table("工作依据")
    yield Paragraph(text=("本文件依据的规范性文件和条款见", Ref(anchor, number), "。"))
    yield Table(
        number=number,
        title="工作依据",
        anchor=anchor,
        columns=(
            Column(head="规范性文件", width=24),
            Column(head="条款", width=16.5),
            Column(head="大意", width=38.5),
            Column(head="用于", width=12),
            Column(head="核对", width=9, align=Align.CENTRE),
        ),
        rows=rows,
        notes=(("大意由编者概括，以原文为准。核对栏：原文，指逐条读过全文；摘引，指读到引用的文字。",),),
    )


def bibliography(catalog: Catalog, standards: Iterable[Standard]) -> Iterator[Block]:
    """Yield 参考文献: regulations are cited informatively (GB/T 1.1—2020, 9.5.4.4.3)."""
    cited = dict.fromkeys(citation.regulation for standard in standards for citation in standard.citations)
    if cited:
        yield Heading(level=1, text="参考文献", anchor="bibliography")
    for index, name in enumerate(cited, 1):
        regulation = catalog.regulations[name]
        yield Paragraph(text=(f"[{index}]　{regulation.issuer}：《{regulation.title}》",))


def _articles(numbering: Numbering) -> Iterator[tuple[Regulation, Article]]:
    """Yield every cited article once: regulations by first use, their articles as registered."""
    citations = list(numbering.standard.citations)
    cited = {(citation.regulation, citation.article) for citation in citations}
    for name in dict.fromkeys(citation.regulation for citation in citations):
        regulation = numbering.catalog.regulations[name]
        yield from ((regulation, each) for each in regulation.articles if (name, each.number) in cited)


def _row(numbering: Numbering, regulation: Regulation, article: Article) -> Row:
    used: list[Inline] = []
    for ref in _users(numbering, regulation.name, article.number):
        used += ["、", ref] if used else [ref]
    return Row(
        cells=(
            cell(f"《{regulation.title}》"),
            cell(article.number),
            cell(article.gist),
            Cell(lines=(tuple(used),)),
            cell(article.checked.level.value),
        )
    )


def _users(numbering: Numbering, regulation: str, article: str) -> Iterator[Ref]:
    def cites(user: Step | Requirement) -> bool:
        return any((each.regulation, each.article) == (regulation, article) for each in user.basis)

    yield from (numbering.step(step) for step in numbering.standard.steps if cites(step))
    for index, requirement in enumerate(numbering.standard.requirements, 1):
        if cites(requirement):
            yield numbering.requirement(index)
