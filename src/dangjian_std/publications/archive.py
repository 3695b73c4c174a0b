"""归档: the list of files with what a year leaves, box labels, 备考表, and the materials of one case.

What is listed follows from the forms, each of which names how long it is kept, from the papers that are filed, and
from what each step of a 规程 leaves. The handing over is signed on a form of the set.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from dangjian_std.composition import book_pages, role_duties
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.request import Request
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, FormKind, Sheet, Space
from dangjian_std.document.inline import Align, Column
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import DRAWN_MEDIA, Paper, Record
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Archive, CountedPer, Medium, Sensitivity, StandardType
from dangjian_std.publications.publication import Outputs, Publication

ARCHIVE_FORMATS = ("pdf", "docx")
FILE_LIST_ROWS = 20
"""Rows of a page of the list of files, which has room for titles of two lines."""
SPINES = 7
"""Labels on a page."""
SPINE = (
    ("fonds-no", "全宗号", 1),
    ("year", "年度", 1),
    ("period", "保管期限", 1),
    ("organ", "党组织", 9),
    ("range", "起止件号", 1),
    ("box", "盒号", 1),
)
"""Entries of a label from its head: id, head, and rows, of which the name of an organ takes several."""
SPINE_NOTE = "一列一盒，沿竖线剪下，竖贴在盒脊上；党组织从上往下写。"
SLOT_IN_TITLE = re.compile("〔.+?〕")
BLANK_SPACES = "　" * 6
"""Where a title is still to be written."""
LIST_NOTE = "移交时另在移交目录上签名。会议记录一本一件，文书一件一行。"
CASE_ROWS = 4
"""Empty rows of the list of one case."""
LEAST_FORMS_TO_LIST = 3
"""Number of forms for one case from which on a 规程 has a list of them."""
FILE_LIST_COLUMNS = (
    ("档号", 12, "file-no"),
    ("文号", 10, "number"),
    ("责任者", 12, "author"),
    ("题名", 33, "subject"),
    ("日期", 10, "dated"),
    ("密级", 7, "secrecy"),
    ("页数", 7, "pages"),
    ("备注", 9, "note"),
)
"""Columns of the list of files: head, width, id."""


def compose(unit: Unit, _request: Request) -> Outputs:
    """Yield what an officer needs to put the documents of a year into boxes and to hand them over."""
    catalog = unit.catalog
    lists = tuple(_lists(unit))
    yield _bound(catalog, "归档文件目录", lists), ARCHIVE_FORMATS
    yield _document(catalog, "归档文件目录", tuple(_typed(catalog, each) for each in lists)), ("xlsx",)
    yield _document(catalog, "档案盒封面和盒脊", (_cover(), _spines())), ARCHIVE_FORMATS
    yield _document(catalog, "备考表", (_notes(),)), ARCHIVE_FORMATS
    for code in sorted(catalog.standards):
        book = Clauses(catalog, catalog.standards[code])
        if _of_cases(book):
            name = f"{book.standard.subject}材料清单"
            yield _document(catalog, name, (_materials(unit, book, name),)), ARCHIVE_FORMATS


def _document(catalog: Catalog, name: str, forms: tuple[Form, ...]) -> Document:
    part = Part(id="part-form", title=name, head="", folio=Folio.NONE, blocks=forms)
    issuer = catalog.system.issuer
    return Document(name=name, title=name, author=issuer, subject=name, parts=(part,))


def _bound(catalog: Catalog, name: str, forms: tuple[Form, ...]) -> Document:
    """Return a document of a part for each form; only its head names the unit, so units share what is set."""
    issuer = catalog.system.issuer
    parts = tuple(
        Part(
            id=f"part-{form.anchor}",
            title=form.sheets[0].title,
            head=issuer,
            folio=Folio.NONE,
            blocks=(form,),
            recto=False,
        )
        for form in forms
    )
    return Document(name=name, title=name, author=issuer, subject=name, parts=parts)


def _lists(unit: Unit) -> Iterator[Form]:
    """Yield a list for each period, then one of papers. Known titles are filled in; empty rows follow."""
    catalog = unit.catalog
    filled = [each for code, each in sorted(catalog.records.items()) if code in unit.forms]
    for index, period in enumerate((Archive.PERMANENT, Archive.YEARS_30, Archive.YEARS_10)):
        kept = [each for each in filled if each.archive is period and _is_listed(each)]
        yield _list(catalog, f"list-{index}", period.value, period.value, kept)
    filed = [paper for _, paper in sorted(catalog.papers.items()) if paper.filed]
    yield _list(catalog, "list-papers", "文书", "照归档范围定", filed)


def _list(catalog: Catalog, anchor: str, subject: str, period: str, kept: Iterable[Record | Paper]) -> Form:
    year = catalog.system.year
    values = tuple(("", "", "", _dated(year, each), "", "", "", each.code) for each in kept)
    pages = tuple(
        values[start : start + FILE_LIST_ROWS - 2] for start in range(0, max(len(values), 1), FILE_LIST_ROWS - 2)
    )
    above = (f"年度：{year}　　保管期限：{period}",)
    title = f"归档文件目录（{subject}）"
    sheets = tuple(
        Sheet(title=title, above=(above, (LIST_NOTE,)), rows=(_files(rows, first=1 + FILE_LIST_ROWS * number),))
        for number, rows in enumerate(pages)
    )
    return Form(code="", version="", anchor=anchor, sheets=sheets, kind=FormKind.PAGE)


def _typed(catalog: Catalog, form: Form) -> Form:
    """Return a list as one sheet for XLSX, which names the unit, with as many rows as are filled, at least one."""
    values = tuple(row for sheet in form.sheets for table in sheet.rows for row in _written(table))
    table = dataclasses.replace(_files(values), rows=max(len(values), 1))
    first, *rest = form.sheets[0].above
    above = ((f"单位：{catalog.system.issuer}　　", *first), *rest)
    return dataclasses.replace(form, sheets=(dataclasses.replace(form.sheets[0], above=above, rows=(table,)),))


def _written(row: EntryRow | EntryTable) -> tuple[tuple[str, ...], ...]:
    return row.values if isinstance(row, EntryTable) else ()


def _dated(year: int, item: Record | Paper) -> str:
    """Return a title with the year before it, of a paper only where it begins with 年度; open places are blank."""
    title = SLOT_IN_TITLE.sub(BLANK_SPACES, item.title)
    if title.startswith("年度"):
        return f"{year}{title}"
    return f"{year}年{title}" if isinstance(item, Record) else title


def _is_listed(record: Record) -> bool:
    """Whether a form stands in the list of files; what must not be stored is handed over sealed."""
    return record.medium in DRAWN_MEDIA and record.sensitivity is not Sensitivity.NOT_STORED


def _files(values: tuple[tuple[str, ...], ...], *, first: int = 1) -> EntryTable:
    columns = tuple(
        Column(head=head, width=width, align=Align.CENTRE, id=key) for head, width, key in FILE_LIST_COLUMNS
    )
    return EntryTable(id="files", label="", columns=columns, rows=FILE_LIST_ROWS, values=values, first=first)


def _cover() -> Form:
    labels = (("fonds", "全宗名称"), ("year", "年度"), ("period", "保管期限"), ("organ", "党组织"))
    rows = (*(_one(key, label) for key, label in labels), book_pages.pair("first", "起件号", "last", "止件号"))
    return book_pages.page("cover", "档案盒封面", (*rows, book_pages.pair("box", "盒号", "fonds-no", "全宗号")))


def _one(identity: str, label: str) -> EntryRow:
    return EntryRow(entries=(Entry(id=identity, label=label, space=Space.LINE, height=3, full=True),))


def _spines() -> Form:
    """Return a page of labels that stand upright side by side: a table for each entry, a column for each box."""
    strips = tuple(
        EntryTable(
            id=key,
            label="",
            columns=(Column(head=head, width=100 / SPINES, align=Align.CENTRE),) * SPINES,
            rows=rows,
            numbered=False,
        )
        for key, head, rows in SPINE
    )
    sheet = Sheet(title="档案盒盒脊", above=((SPINE_NOTE,),), rows=strips)
    return Form(code="", version="", anchor="spines", sheets=(sheet,), kind=FormKind.PAGE)


def _notes() -> Form:
    rows = (
        book_pages.lines("state", "本盒情况说明", 8),
        book_pages.lines("missing", "缺少、损坏和调出", 5),
        book_pages.pair("by", "整理人签名", "on", "整理日期"),
        book_pages.pair("checked-by", "检查人签名", "checked-on", "检查日期"),
    )
    return book_pages.page("notes", "备考表", rows)


# -- one case --------------------------------------------------------------------------------------------


def _of_cases(book: Clauses) -> bool:
    cases = [record for record in book.forms if record.per is CountedPer.CASE and record.home == book.code]
    return book.standard.type is StandardType.CODE_OF_PRACTICE and len(cases) >= LEAST_FORMS_TO_LIST


def _materials(unit: Unit, book: Clauses, title: str) -> Form:
    """Return the list of what the steps of a 规程 leave for one person, step by step, then empty rows."""
    columns = tuple(
        Column(head=head, width=width, align=Align.CENTRE)
        for head, width in (("材料", 40), ("形成", 18), ("份数", 10), ("页数", 10), ("日期", 12), ("备注", 10))
    )
    values = tuple((name, clause, "", "", "", "") for name, clause in _left(unit, book).items())
    last = book.standard.steps[-1]
    above = (
        (f"{last.what}（{book.code} {book.clauses[last.id]}）时照本表清点；表上没有的材料写在空行。",),
        ("姓名：________________　　党支部：________________________________",),
    )
    table = EntryTable(id="materials", label="", columns=columns, rows=len(values) + CASE_ROWS, values=values)
    sheet = Sheet(title=title, above=above, rows=(table, book_pages.pair("by", "整理人签名", "on", "整理日期")))
    return Form(code="", version="", anchor="materials", sheets=(sheet,), kind=FormKind.PAGE)


def _left(unit: Unit, book: Clauses) -> dict[str, str]:
    """Return each form, filed paper and other material of a unit once, with the first clause that leaves it."""
    found: dict[str, str] = {}
    for step in (each for each in book.standard.steps if unit.does(book.code, each)):
        for name in step.leaves:
            found.setdefault(name, f"{book.code} {book.clauses[step.id]}")
        for code in role_duties.codes_left(unit, step):
            item = book.catalog.records.get(code) or book.catalog.papers[code]
            if item.medium is not Medium.BALLOT if isinstance(item, Record) else item.filed:
                found.setdefault(f"{item.title}（{item.code}）", f"{book.code} {book.clauses[step.id]}")
    return found


PUBLICATION = Publication(name="archive", words=("归档",), folder="06归档", compose=compose, large=False)
