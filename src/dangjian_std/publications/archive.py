"""归档: the list of files with what a year leaves, box labels, 备考表, 交接单, and the materials of one case.

What is listed follows from the forms: each names how long it is kept, and each step of a 规程 what it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.document import (
    Align,
    Column,
    Document,
    Entry,
    EntryRow,
    EntryTable,
    Folio,
    Form,
    Part,
    Sheet,
    Space,
)
from dangjian_std.model import Archive, Catalog, Medium, Per, Record, Sensitivity, Standard, StandardType
from dangjian_std.publications import back, leaves
from dangjian_std.publications.numbering import DRAWN, Numbering
from dangjian_std.publications.order import Order

FOLDER = "06归档"
PAPER = ("pdf", "docx")
ROWS = 22
"""Rows of a page of the list of files."""
SPINES = 7
"""Labels on a page."""
MANY = 3
"""A 规程 that leaves so many forms for one case has a list of them."""
HEADS = (
    ("档号", 13, "file-no"),
    ("文号", 11, "number"),
    ("责任者", 13, "author"),
    ("题名", 27, "subject"),
    ("日期", 11, "dated"),
    ("密级", 7, "secrecy"),
    ("页数", 7, "pages"),
    ("备注", 11, "note"),
)
"""Columns of the list of files: head, width, id."""


def compose(catalog: Catalog, order: Order) -> Iterator[tuple[Document, tuple[str, ...]]]:
    """Yield what an officer needs to put a year's papers into boxes and to hand them over."""
    yield _document(catalog, order, "归档文件目录", tuple(_lists(catalog))), (*PAPER, "xlsx")
    yield _document(catalog, order, "档案盒封面和盒脊", (_cover(), _spines())), PAPER
    yield _document(catalog, order, "备考表", (_notes(),)), PAPER
    yield _document(catalog, order, "档案交接单", (_handover(),)), PAPER
    for code in sorted(catalog.standards):
        book = Numbering(catalog, catalog.standards[code])
        if _of_cases(book):
            name = f"{_subject(book.standard)}材料清单"
            yield _document(catalog, order, name, (_materials(book, name),)), PAPER


def _document(catalog: Catalog, order: Order, name: str, forms: tuple[Form, ...]) -> Document:
    part = Part(id="part-form", title=name, head="", folio=Folio.NONE, blocks=forms)
    issuer = catalog.system.issuer
    return Document(name=order.named(name), title=name, author=issuer, subject=name, parts=(part,))


def _lists(catalog: Catalog) -> Iterator[Form]:
    """A list for each period: what the year leaves stands there already, what else comes is written below."""
    year = catalog.system.year
    for index, period in enumerate((Archive.PERMANENT, Archive.YEARS_30, Archive.YEARS_10)):
        kept = [each for _, each in sorted(catalog.records.items()) if each.archive is period and _named(each)]
        values = tuple(("", "", "", f"{year}年{each.title}", "", "", "", each.code) for each in kept)
        pages = tuple(values[start : start + ROWS - 2] for start in range(0, max(len(values), 1), ROWS - 2))
        title = f"归档文件目录（{period.value}）"
        above = (f"单位：{catalog.system.issuer}　　年度：{year}　　保管期限：{period.value}",)
        sheets = tuple(Sheet(title=title, above=(above,), rows=(_files(rows),)) for rows in pages)
        yield Form(code="", version="", anchor=f"list-{index}", sheets=sheets)


def _named(record: Record) -> bool:
    """Whether a form stands in the list by its name; what must not be stored is handed over sealed."""
    return record.medium in DRAWN and record.sensitivity is not Sensitivity.NOT_STORED


def _files(values: tuple[tuple[str, ...], ...]) -> EntryTable:
    columns = tuple(Column(head=head, width=width, align=Align.CENTRE, id=key) for head, width, key in HEADS)
    return EntryTable(id="files", label="", columns=columns, rows=ROWS, values=values)


def _cover() -> Form:
    labels = (("fonds", "全宗名称"), ("year", "年度"), ("period", "保管期限"), ("organ", "党组织"))
    rows = (*(_one(key, label) for key, label in labels), leaves.pair("first", "起件号", "last", "止件号"))
    return leaves.page("cover", "档案盒封面", (*rows, leaves.pair("box", "盒号", "fonds-no", "全宗号")))


def _one(identity: str, label: str) -> EntryRow:
    return EntryRow(entries=(Entry(id=identity, label=label, space=Space.LINE, height=3, full=True),))


def _spines() -> Form:
    heads = (("全宗号", 14), ("年度", 14), ("保管期限", 16), ("党组织", 26), ("起止件号", 18), ("盒号", 12))
    columns = tuple(Column(head=head, width=width, align=Align.CENTRE) for head, width in heads)
    strips = tuple(
        EntryTable(
            id=f"spine-{number}",
            label=f"第{number}盒（沿边剪下，竖贴在盒脊上）",
            columns=columns,
            rows=1,
            numbered=False,
        )
        for number in range(1, SPINES + 1)
    )
    return leaves.page("spines", "档案盒盒脊", strips)


def _notes() -> Form:
    rows = (
        leaves.lines("state", "本盒情况说明", 8),
        leaves.lines("missing", "缺少、损坏和调出", 5),
        leaves.pair("by", "整理人签名", "on", "整理日期"),
        leaves.pair("checked-by", "检查人签名", "checked-on", "检查日期"),
    )
    return leaves.page("notes", "备考表", rows)


def _handover() -> Form:
    heads = (("材料名称", 34), ("年度", 10), ("件数", 10), ("页数", 10), ("有无缺少", 16), ("说明", 20))
    columns = tuple(Column(head=head, width=width, align=Align.CENTRE) for head, width in heads)
    rows = (
        leaves.pair("date", "交接日期", "reason", "交接原因"),
        EntryTable(id="items", label="", columns=columns, rows=14),
        leaves.lines("said", "有出入的情况", 3),
        leaves.pair("from", "移交人签名", "to", "接收人签名"),
        leaves.pair("by", "监交人签名", "role", "监交人职务"),
    )
    return leaves.page("handover", "档案交接单", rows)


# -- one case --------------------------------------------------------------------------------------------


def _of_cases(book: Numbering) -> bool:
    cases = [record for record in book.forms if record.per is Per.CASE and record.home == book.code]
    return book.standard.type is StandardType.CODE_OF_PRACTICE and len(cases) >= MANY


def _subject(standard: Standard) -> str:
    return standard.title.removesuffix(standard.type.value)


def _materials(book: Numbering, title: str) -> Form:
    """What the steps of a 规程 leave for one person, in the order in which it comes about."""
    columns = tuple(
        Column(head=head, width=width, align=Align.CENTRE)
        for head, width in (("材料", 40), ("形成", 18), ("份数", 10), ("页数", 10), ("日期", 12), ("备注", 10))
    )
    values = tuple((name, clause, "", "", "", "") for name, clause in _left(book).items())
    above = ("姓名：________________　　党支部：________________________________",)
    table = EntryTable(id="materials", label="", columns=columns, rows=len(values) + 4, values=values)
    sheet = Sheet(title=title, above=(above,), rows=(table, leaves.pair("by", "整理人签名", "on", "整理日期")))
    return Form(code="", version="", anchor="materials", sheets=(sheet,))


def _left(book: Numbering) -> dict[str, str]:
    """Name each form and paper once, with the clause that it comes from first."""
    found: dict[str, str] = {}
    for step in book.standard.steps:
        for code in back.kept(step):
            item = book.catalog.records.get(code) or book.catalog.papers[code]
            if not (isinstance(item, Record) and item.medium is Medium.BALLOT):
                found.setdefault(f"{item.title}（{item.code}）", f"{book.code} {book.clauses[step.id]}")
    return found
