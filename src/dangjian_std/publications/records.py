"""记录表: every form that we draw as a file of its own; all blank ones, and all samples, as one file each."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from dangjian_std.composition import clauses, computing, copies, form_blocks, form_lists
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.form_blocks import Filling
from dangjian_std.composition.lined_tables import NOTHING_COMPUTED, Formulas
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.composition.request import Request, document_of_set
from dangjian_std.document.blocks import Block, Contents, ContentsEntry, Heading, Items, Paragraph, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import EntryRow, EntryTable, Form
from dangjian_std.document.inline import Align, Marker
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import DRAWN_MEDIA, Record
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import FieldType, Medium, Sensitivity
from dangjian_std.publications.publication import Outputs, Publication

NAMED_ANCHOR = "named"
MOST_ROLES_OF_FORM = 2
"""How many roles the list names for a form; of more it says 等."""
RECORDS_INSTRUCTIONS = (
    "目录的括号里依次写明谁来填、怎么填、保管多久。",
    "双面打印，长边翻转：有背面的记录表从右页开始，正反面在一张纸上。",
    "票和不入库的记录表各占一张纸，不和别的表印在同一张纸上。",
    "按原大打印，不要缩小；装订边已经留出25毫米。",
    "编号由填表的人写：代号、年份、序号，每年从1起连续编。",
    "无记名纸票不写编号、不做记号，全部用同一种纸打印；先在一张上写好单位、事项和姓名，再复印，一张纸上有几张的，沿虚线裁开。",
    "签名、签到、盖章的地方不打字，由本人手签、由本单位盖章。",
)
WHERE = {
    Medium.ISSUED_ABOVE: "向上级党组织领取，用统一印制的，不自己画",
    Medium.SYSTEM: "在上级规定的系统里办理",
}
"""Where a form that we only name is to be had."""


def compose(unit: Unit, request: Request) -> Outputs:
    """Yield every blank form with the formats that it is made in, then all of them, then the samples."""
    catalog = unit.catalog
    drawn, _ = _filled_in(unit, request)
    for record in drawn:
        formats = _formats(record)
        if "xlsx" in formats and record.computed:
            yield _single(unit, record, computing.formulas(catalog, record)), ("xlsx",)
            formats = tuple(each for each in formats if each != "xlsx")
        yield _single(unit, record), formats
    if found := volume(unit, request):
        yield found, ("pdf",)
    samples = tuple(record for record in drawn if form_blocks.sample_filling(catalog, record).texts)
    if samples:
        yield _samples(catalog, samples), ("pdf", "docx")


def _filled_in(unit: Unit, request: Request) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """Return the forms that a unit fills in, as far as they are asked for: what is drawn, what is only named."""
    found = (record for code, record in sorted(unit.catalog.records.items()) if code in unit.forms)
    records = [record for record in found if not request.codes or record.home in request.codes]
    drawn = tuple(record for record in records if record.medium in DRAWN_MEDIA)
    return drawn, tuple(record for record in records if record.medium not in DRAWN_MEDIA)


def _formats(record: Record) -> tuple[str, ...]:
    """Return the formats of a form. A ballot gets neither HTML nor XLSX: nobody fills it in on a screen."""
    if record.medium is Medium.BALLOT:
        return ("pdf", "docx")
    return ("docx", "html", "xlsx") if is_register(record) else ("docx", "html")


def is_register(record: Record) -> bool:
    """Whether a form is a register: rows of a table are more than half of the lines that it is written on.

    A sign-in field is no such table, and a form that must not be stored (不入库) exists as blank print only.
    """
    rows = sum(each.lines for each in record.fields if each.type is FieldType.TABLE)
    sheets = form_blocks.draw_form(record, alone=True).sheets
    lines = sum(_lines(row) for sheet in sheets for row in sheet.rows)
    return record.sensitivity is not Sensitivity.NOT_STORED and 2 * rows > lines


def _lines(row: EntryRow | EntryTable) -> int:
    return row.rows if isinstance(row, EntryTable) else max(entry.height for entry in row.entries)


def _single(unit: Unit, record: Record, formulas: Formulas = NOTHING_COMPUTED) -> Document:
    filling = dataclasses.replace(_sized(unit, record), formulas=formulas)
    part = Part(
        id=f"part-{record.code}",
        title=record.title,
        head="",
        folio=_folio(record, Folio.TALLY),
        blocks=(form_blocks.draw_form(record, alone=True, filling=filling),),
    )
    return document_of_set(unit.catalog, f"{record.code}-{record.title}", record.title, (part,))


def _sized(unit: Unit, record: Record) -> Filling:
    """Return a blank filling with the lines that the members of the unit need; who is not called does not sign."""
    steps = (step for standard in unit.catalog.standards.values() for step in standard.steps)
    opening = (step for step in steps if step.opens == record.code)
    return copies.sized(unit, record, called=form_lists.called(unit.catalog, record, opening))


def _folio(record: Record, folio: Folio) -> Folio:
    """A ballot carries no mark, not even the number of its page."""
    return Folio.NONE if record.medium is Medium.BALLOT else folio


# -- all in one ------------------------------------------------------------------------------------------


def volume(unit: Unit, request: Request) -> Document | None:
    """Return all blank forms behind their list, if there are any; what is only named stands at the end.

    A page apart has places for the members of the unit; nothing has a further sheet here.
    """
    catalog, (drawn, named) = unit.catalog, _filled_in(unit, request)
    if not drawn:
        return None
    parts = [_list(catalog, drawn + named, "记录表汇编")]
    parts += _all(
        (record, form_blocks.draw_form(record, alone=True, filling=_apart(unit, record))) for record in drawn
    )
    if named:
        parts.append(dataclasses.replace(_only_named(catalog, named), recto=_is_apart(drawn[-1])))
    return document_of_set(catalog, "记录表汇编", "记录表汇编", tuple(parts))


def anchor(record: Record) -> str:
    """Return where a form begins in the volume: what is only named stands in the table at its end."""
    return record.code if record.medium in DRAWN_MEDIA else NAMED_ANCHOR


def _apart(unit: Unit, record: Record) -> Filling:
    """Return a blank filling that says how many sign in on a page apart."""
    lines = copies.sized(unit, record, called=False).lines
    return Filling(lines={each.id: lines[each.id] for each in record.fields if each.apart and each.id in lines})


def _list(catalog: Catalog, records: tuple[Record, ...], title: str) -> Part:
    """目录: what is drawn has its own page, what is only named is found on the last."""
    books = clauses.all_clauses(catalog)
    entries = tuple(
        ContentsEntry(
            level=1,
            text=f"{record.code}　{record.title}（{_told(books, record)}）",
            target=anchor(record),
        )
        for record in sorted(records, key=lambda record: record.code)
    )
    blocks: tuple[Block, ...] = (
        Contents(title=title, entries=entries),
        Heading(level=1, text="怎么用", anchor="use"),
        Items(items=tuple((text,) for text in RECORDS_INSTRUCTIONS), marker=Marker.NUMBER),
    )
    return Part(id="part-list", title="目录", head="", folio=Folio.ROMAN, blocks=blocks)


def _told(books: tuple[Clauses, ...], record: Record) -> str:
    """Say who fills a form and how it is kept."""
    roles = list(dict.fromkeys(step.who for _, step in _openers(books, record)))
    who = "、".join(roles[:MOST_ROLES_OF_FORM]) + ("等" if len(roles) > MOST_ROLES_OF_FORM else "")
    period = record.archive.value if record.archive else ""
    return "，".join(filter(None, (who, record.medium.value, period)))


def _openers(books: tuple[Clauses, ...], record: Record) -> tuple[tuple[Clauses, Step], ...]:
    return tuple((book, step) for book in books for step in book.standard.steps if step.opens == record.code)


def _all(forms: Iterable[tuple[Record, Form]]) -> Iterator[Part]:
    """Yield many forms for one file; one that is kept apart shares no sheet with the form before or after it."""
    alone = True
    for record, drawn in forms:
        yield _part(record, drawn, recto=alone or _is_apart(record))
        alone = _is_apart(record)


def _is_apart(record: Record) -> bool:
    """Whether a form must not share a sheet with another: a ballot, and what must not be stored (不入库)."""
    return record.medium is Medium.BALLOT or record.sensitivity is Sensitivity.NOT_STORED


def _part(record: Record, drawn: Form, *, recto: bool) -> Part:
    """Return a form as a part of a file of many.

    One with an overleaf starts on a right-hand page. Its code stands at the head of its pages, so that a form is
    found by its code; a ballot shows neither that nor a page number.
    """
    return Part(
        id=f"part-{record.code}",
        title=f"{record.code}　{record.title}",
        head="" if record.medium is Medium.BALLOT else f"{record.code}　{record.title}",
        folio=_folio(record, Folio.ARABIC),
        blocks=(drawn,),
        recto=recto or len(drawn.sheets) > 1,
    )


def _only_named(catalog: Catalog, named: tuple[Record, ...]) -> Part:
    title = "只写名称的表"
    blocks: tuple[Block, ...] = (
        Heading(level=0, text=title, anchor=NAMED_ANCHOR),
        Paragraph(text=("下面这些由上级印制或者在系统里办理，这里只写名称和从哪里来。",)),
        _sources(catalog, named),
    )
    return Part(id="part-named", title=title, head="", folio=Folio.ARABIC, blocks=blocks, recto=False)


def _sources(catalog: Catalog, named: tuple[Record, ...]) -> Table:
    books = clauses.all_clauses(catalog)
    columns = (
        column("编号", 8, Align.CENTRE),
        column("名称", 28),
        column("从哪里来", 30),
        column("用在", 16, Align.CENTRE),
        column("怎么留", 18),
    )
    rows: Rows = (
        (
            record.code,
            record.title,
            WHERE[record.medium],
            "；".join(f"{book.code} {book.clauses[step.id]}" for book, step in _openers(books, record))
            or NOTHING_MARK,
            form_blocks.retention(record),
        )
        for record in named
    )
    return table(1, title="上级统一印制和系统办理的", columns=columns, rows=rows)


def _samples(catalog: Catalog, records: tuple[Record, ...]) -> Document:
    """Every form that says how it is filled, behind their list; each page carries the mark of a sample."""
    parts = tuple(
        _all(
            (
                record,
                form_blocks.draw_form(record, alone=True, filling=form_blocks.sample_filling(catalog, record)),
            )
            for record in records
        )
    )
    entries = tuple(
        ContentsEntry(level=1, text=f"{record.code}　{record.title}", target=record.code) for record in records
    )
    blocks = (Contents(title="目次", entries=entries),)
    contents = Part(id="part-list", title="目次", head="", folio=Folio.ROMAN, blocks=blocks)
    return document_of_set(catalog, "填写示例", "记录表填写示例", (contents, *parts))


PUBLICATION = Publication(name="records", words=("记录表",), folder="03记录表", compose=compose)
