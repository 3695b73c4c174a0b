"""What stands behind the standards in the bound book: lists and indexes, all derived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from dangjian_std.composition import citations, form_blocks, letter_blocks
from dangjian_std.composition.clauses import Clauses, all_clauses, named_or_counted
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Band, Block, Cell, EndRule, Heading, Row, Table
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.inline import Align, Inline, Line, Ref
from dangjian_std.document.tables import cell, column, in_pairs
from dangjian_std.domain import rates
from dangjian_std.domain.adoption import Adoption
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import DRAWN_MEDIA, HistoryEntry, Record
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Archive
from dangjian_std.domain.withdrawal import Withdrawal


def parts(unit: Unit) -> Iterator[Part]:
    """Yield 索引和附表: 依据, 记录表, 文书, 归档范围和保管期限, 修订记录, 不写的条款, 废止的."""
    catalog = unit.catalog
    books = all_clauses(catalog)
    forms, papers = _forms(catalog, books), _papers(catalog, books)
    borrowed = _borrowed(catalog)
    revised = tuple(book for book in books if borrowed is None or book.code in borrowed.own)
    withdrawn = () if borrowed else tuple(catalog.withdrawn.values())
    indexes = (_basis(catalog, books), forms, papers, _archive(catalog), _history(revised))
    found = (*indexes, _aside(catalog), _withdrawn(withdrawn))
    tables = tuple(
        replace(each, label=f"附表{number}") for number, each in enumerate((e for e in found if e.rows), 1)
    )
    literature = citations.bibliography(catalog, (book.standard for book in books))
    yield _part("indexes", "索引和附表", tables, (*literature, EndRule()))


def _borrowed(catalog: Catalog) -> Adoption | None:
    """Return what a unit made of the set of another one, whose revisions and withdrawals are not its own."""
    return catalog.adoption if catalog.adoption and catalog.adoption.borrowed else None


def _part(anchor: str, title: str, tables: tuple[Table, ...], closing: tuple[Block, ...] = ()) -> Part:
    blocks: list[Block] = [Heading(level=0, text=title, anchor=anchor)]
    for table in tables:
        if len(tables) > 1:
            blocks.append(Heading(level=1, text=table.title, anchor=f"{table.anchor}-title"))
        blocks.append(replace(table, title="", tight=True))
    return Part(
        id=f"part-{anchor}", title=title, head="", folio=Folio.ARABIC, blocks=(*blocks, *closing), recto=False
    )


def _basis(catalog: Catalog, books: tuple[Clauses, ...]) -> Table:
    """Article by article: which standards rest on it, and how well it is known; two articles a row."""
    users: dict[tuple[str, str], dict[str, None]] = {}
    for book in books:
        for each in book.standard.citations:
            users.setdefault((each.regulation, each.article), {})[book.code] = None
    rows: list[Row | Band] = []
    for name in citations.in_order(book.standard for book in books):
        regulation = catalog.regulations[name]
        own = [
            (cell(each.number), Cell(lines=(_codes(found),)), cell(each.checked.level.value))
            for each in citations.by_number(regulation.articles)
            if (found := users.get((name, each.number)))
        ]
        if own:
            rows += (Band(text=(f"《{regulation.title}》",)), *in_pairs(own))
    columns = (column("条款", 18.5), column("用于", 23.5), column("核对", 8, Align.CENTRE))
    return Table(
        label="",
        title="依据索引",
        anchor="basis-table",
        columns=columns * 2,
        rows=tuple(rows),
        notes=(("用在哪几条，见那一项标准的第4章。",),),
    )


def _codes(codes: Iterable[str]) -> Line:
    """Name standards, each as a link."""
    line: list[Inline] = []
    for code in codes:
        line += ["、", Ref(code, code)] if line else [Ref(code, code)]
    return tuple(line)


USAGE_NOTE = "用于，数的是步骤填、记入、发这一件的标准；怎么做里只提到的不算。"
WITHDRAWN, WITHDRAWN_BELOW = "废止的编号不再给别的用，另外列表。", "废止的编号不再给别的用。"
ARCHIVE_NOTES = (
    "保管期限是缺省值，以本单位报经档案部门审查的期限表为准。",
    letter_blocks.FILED,
    "上级统一印制的表和系统里办理的事项，照上级规定移交，不列在本表。",
    "形成一栏的每件，指办一件事填一份；知悉范围一栏的不入库，指填写的内容不存入电脑。",
)


def _forms(catalog: Catalog, books: tuple[Clauses, ...]) -> Table:
    rows = []
    for code, record in sorted(catalog.records.items()):
        users = [book.code for book in books if record in book.forms]
        home = Clauses(catalog, catalog.standards[record.home])
        drawn: Line = home.where(code)[1:] or ("不印",)
        place: Line = (f"{record.home}", *drawn) if len(drawn) == 1 and isinstance(drawn[0], Ref) else drawn
        rows.append(
            Row(
                cells=(
                    cell(code),
                    cell(record.title),
                    cell(named_or_counted(users)),
                    Cell(lines=(place,)),
                    cell(record.medium.value),
                    cell(form_blocks.retention(record)),
                )
            )
        )
    return Table(
        label="",
        title="记录表索引",
        anchor="forms-table",
        columns=(
            column("编号", 9, Align.CENTRE),
            column("名称", 27),
            column("用于", 15.5),
            column("印在", 14.5),
            column("形式", 14),
            column("保管期限", 20),
        ),
        rows=tuple(rows),
        notes=((USAGE_NOTE,), (form_blocks.CODES_NOTE,), (WITHDRAWN_BELOW if _borrowed(catalog) else WITHDRAWN,)),
    )


def _papers(catalog: Catalog, books: tuple[Clauses, ...]) -> Table:
    """Return the papers, two in a row."""
    cells = []
    for code, paper in sorted(catalog.papers.items()):
        used = (book.code for book in books if any(code in step.papers for step in book.standard.steps))
        users = Cell(lines=tuple((each,) for each in used))
        home = Clauses(catalog, catalog.standards[paper.home])
        place = Cell(lines=((paper.home, *home.where(code)[1:]),))
        cells.append((cell(code), cell(paper.title), users, place))
    columns = (column("编号", 8.5, Align.CENTRE), column("名称", 19.5), column("用于", 8.5), column("印在", 13.5))
    return Table(
        label="",
        title="文书索引",
        anchor="papers-table",
        columns=columns * 2,
        rows=tuple(in_pairs(cells)),
        notes=((USAGE_NOTE,), (letter_blocks.FILED,)),
    )


def _archive(catalog: Catalog) -> Table:
    """归档范围和保管期限: by period, longest first."""
    kept = [record for _, record in sorted(catalog.records.items()) if record.medium in DRAWN_MEDIA]
    rows: list[Row | Band] = []
    for period in (*Archive, None):
        own = [Row(cells=tuple(map(cell, _archived(record)))) for record in kept if record.archive is period]
        if own:
            rows += (Band(text=(period.value if period else form_blocks.BY_RULE,)), *own)
    return Table(
        label="",
        title="归档范围和保管期限表",
        anchor="archive-table",
        columns=(
            column("编号", 9, Align.CENTRE),
            column("名称", 27),
            column("形成", 13),
            column("签名", 20),
            column("知悉范围", 11),
            column("留存", 20),
        ),
        rows=tuple(rows),
        notes=tuple((note,) for note in ARCHIVE_NOTES),
    )


def _archived(record: Record) -> tuple[str, ...]:
    signed = "、".join(record.signed_by) or NOTHING_MARK
    kept = record.keep or NOTHING_MARK
    return record.code, record.title, rates.PER[record.per], signed, record.sensitivity.value, kept


EDITORIAL_NOTE = "版本号第三位不是0的只改文字，没有列。"


def _history(books: tuple[Clauses, ...]) -> Table:
    rows = (
        Row(
            cells=(
                Cell(lines=((book.code,), (book.standard.short_title,))),
                Cell(lines=tuple(_by_day(book.standard.history))),
            )
        )
        for book in books
    )
    return Table(
        label="",
        title="修订记录",
        anchor="history-table",
        columns=(column("标准", 15.5, Align.CENTRE), column("版本、日期和内容", 84.5)),
        rows=tuple(rows),
        notes=((EDITORIAL_NOTE,),),
    )


def _by_day(history: Iterable[HistoryEntry]) -> Iterator[Line]:
    """Yield the versions of a day, but the editorial ones: 2026-12-01：1.0.0　首次发布。1.1.0　写明由谁主持。"""
    told = [each for each in history if each.version.endswith(".0")]
    for day, versions in groupby(told, lambda each: each.on):
        changes = (f"{each.version}　{each.change.rstrip('。')}。" for each in versions)
        yield (f"{day}：{''.join(changes)}",)


ARTICLE_TABLE_NOTE = "只列逐条交代过的法规。依据索引和本表都没有的条款，是还没有读到条文，或者还没有写进标准。"


def _aside(catalog: Catalog) -> Table:
    """List the articles that no standard rests on by intent, and why."""
    rows: list[Row | Band] = []
    for _, regulation in sorted(catalog.regulations.items()):
        if regulation.aside:
            rows.append(Band(text=(f"《{regulation.title}》",)))
            rows += (Row(cells=(cell("、".join(each.articles)), cell(each.reason))) for each in regulation.aside)
    return Table(
        label="",
        title="不写进标准的条款",
        anchor="aside-table",
        columns=(column("条款", 30), column("为什么不写", 70)),
        rows=tuple(rows),
        notes=((ARTICLE_TABLE_NOTE,),),
    )


def _withdrawn(withdrawn: Iterable[Withdrawal]) -> Table:
    rows = (
        (each.code, each.title, each.on.isoformat(), each.reason, each.replaced_by or NOTHING_MARK, each.papers)
        for each in withdrawn
    )
    return Table(
        label="",
        title="废止的标准和用表",
        anchor="withdrawn-table",
        columns=(
            column("编号", 7.5, Align.CENTRE),
            column("名称", 18.5),
            column("废止日期", 12, Align.CENTRE),
            column("理由", 36.5),
            column("改用", 7.5, Align.CENTRE),
            column("材料去向", 18),
        ),
        rows=tuple(Row(cells=tuple(map(cell, row))) for row in rows),
        notes=(("废止的编号不再给别的用。",),),
    )
