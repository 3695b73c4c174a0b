"""What stands last: every cited article with its gist, and every form and paper."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import citations, form_blocks, letter_blocks
from dangjian_std.composition.clauses import Clauses, named_or_counted
from dangjian_std.document.blocks import Band, Block, Row, Table
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import cell, column, in_pairs
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit

Books = tuple[Clauses, ...]


def blocks(unit: Unit, books: Books) -> Iterator[Block]:
    """Yield 依据一览, 记录表一览 and 文书一览."""
    yield _basis(unit.catalog, books)
    yield _forms(unit, books)
    yield _papers(unit, books)


def _basis(catalog: Catalog, books: Books) -> Table:
    cited = {(each.regulation, each.article) for book in books for each in book.standard.citations}
    rows: list[Row | Band] = []
    for name in citations.in_order(book.standard for book in books):
        regulation = catalog.regulations[name]
        own = [each for each in citations.by_number(regulation.articles) if (name, each.number) in cited]
        if own:
            rows.append(Band(text=(f"{name}：《{regulation.title}》",)))
        rows += [Row(cells=(cell(each.number), cell(each.gist), cell(each.checked.level.value))) for each in own]
    return Table(
        label="表4",
        title="依据一览",
        anchor="basis-table",
        columns=(column("条款", 22), column("大意", 69), column("核对", 9, Align.CENTRE)),
        rows=tuple(rows),
        tight=True,
        notes=((citations.LEVELS_NOTE,),),
    )


def _forms(unit: Unit, books: Books) -> Table:
    catalog = unit.catalog
    rows: list[Row | Band] = []
    for code, record in sorted(catalog.records.items()):
        if code not in unit.forms:
            continue
        users = named_or_counted([book.code for book in books if record in book.forms])
        words = (code, record.title, users, record.medium.value, form_blocks.retention(record))
        rows.append(Row(cells=tuple(map(cell, words))))
    return Table(
        label="表5",
        title="记录表一览",
        anchor="forms-table",
        columns=(
            column("编号", 8.5, Align.CENTRE),
            column("名称", 26.5),
            column("用于", 22),
            column("形式", 13),
            column("保管期限", 30),
        ),
        rows=tuple(rows),
        tight=True,
        notes=(
            ("要印的表在记录表汇编里，按编号排列，书眉印着编号，选票除外；页码看汇编的目录。",),
            (form_blocks.NUMBERS,),
        ),
    )


def _papers(unit: Unit, books: Books) -> Table:
    """Return the papers that the unit sends, two in a row."""
    done = (step for book in books for step in book.standard.steps if unit.does(book.code, step))
    sent = {code for step in done for code in step.papers}
    cells = []
    for code, paper in sorted(unit.catalog.papers.items()):
        if code not in sent:
            continue
        users = named_or_counted(
            [book.code for book in books if any(code in step.papers for step in book.standard.steps)]
        )
        cells.append(tuple(map(cell, (code, paper.title, users))))
    columns = (column("编号", 8.5, Align.CENTRE), column("名称", 27), column("用于", 14.5))
    return Table(
        label="表6",
        title="文书一览",
        anchor="papers-table",
        columns=columns * 2,
        rows=tuple(in_pairs(cells)),
        tight=True,
        notes=(
            ("文书都在文书汇编里，按编号排列，书眉印着编号；页码看汇编的目录。",),
            (letter_blocks.FILED,),
        ),
    )
