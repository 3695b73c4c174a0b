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
from dangjian_std.publications import records
from dangjian_std.publications.practical.volumes import Volumes

Books = tuple[Clauses, ...]
USAGE_IN_STEPS_NOTE = "用于，数的是步骤末一栏写了这个编号的标准；怎么做里只提到的不算。"


def blocks(unit: Unit, books: Books, volumes: Volumes) -> Iterator[Block]:
    """Yield 依据一览, 记录表一览 and 文书一览, the last two with the pages of their volumes."""
    yield _basis(unit.catalog, books)
    yield _forms(unit, books, volumes)
    yield _papers(unit, books, volumes)


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
        notes=((citations.READ_NOTE,),),
    )


def _forms(unit: Unit, books: Books, volumes: Volumes) -> Table:
    catalog = unit.catalog
    rows: list[Row | Band] = []
    for code, record in sorted(catalog.records.items()):
        if code not in unit.forms:
            continue
        users = named_or_counted([book.code for book in books if record in book.forms])
        kept = map(cell, (users, record.medium.value, form_blocks.retention(record)))
        rows.append(Row(cells=(cell(code), cell(record.title), volumes.page(records.anchor(record)), *kept)))
    return Table(
        label="表5",
        title="记录表一览",
        anchor="forms-table",
        columns=(
            column("编号", 8.5, Align.CENTRE),
            column("名称", 25),
            column("页", 5.5, Align.CENTRE),
            column("用于", 20),
            column("形式", 13),
            column("保管期限", 28),
        ),
        rows=tuple(rows),
        tight=True,
        notes=(
            (
                volumes.told("记录表汇编")
                + "各种票上不印编号和页码；由上级印制或者在系统里办的，那一页只写名称和从哪里来。",
            ),
            (USAGE_IN_STEPS_NOTE,),
            (form_blocks.CODES_NOTE,),
        ),
    )


def _papers(unit: Unit, books: Books, volumes: Volumes) -> Table:
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
        cells.append((cell(code), cell(paper.title), volumes.page(code), cell(users)))
    columns = (
        column("编号", 8.5, Align.CENTRE),
        column("名称", 25),
        column("页", 5.5, Align.CENTRE),
        column("用于", 11),
    )
    return Table(
        label="表6",
        title="文书一览",
        anchor="papers-table",
        columns=columns * 2,
        rows=tuple(in_pairs(cells)),
        tight=True,
        notes=(
            (volumes.told("文书汇编"),),
            (USAGE_IN_STEPS_NOTE,),
            (letter_blocks.FILED,),
        ),
    )
