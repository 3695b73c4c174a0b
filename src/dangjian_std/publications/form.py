"""Forms and papers as pages: fields become rows to write in, a paper becomes a letter with blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dangjian_std.document import (
    Align,
    Blank,
    Column,
    Entry,
    EntryRow,
    EntryTable,
    Form,
    Inline,
    Letter,
    Line,
    Sheet,
    Space,
)
from dangjian_std.model import Archive, Field, FieldType, Medium, Paper, Per, Record, Slot, Width

FULL = frozenset({FieldType.CHOICES, FieldType.LINES, FieldType.TABLE, FieldType.ROSTER})
SPACES = {
    FieldType.LINES: Space.RULED,
    FieldType.CHOICE: Space.CHOICE,
    FieldType.CHOICES: Space.CHOICE,
    FieldType.SIGNATURE: Space.SIGN,
    FieldType.SEAL: Space.SIGN,
}
OWNERS = {Per.UNIT: "单位", Per.GROUP: "党小组"}
"""Whose form it is, above its frame; all others are kept by the branch."""
SLOT = re.compile(r"〔([a-z][a-z0-9-]*)〕")


def form(record: Record) -> Form:
    """Draw a form: its face, and its overleaf where fields ask for it."""
    face = tuple(_rows(field for field in record.fields if not field.overleaf))
    back = tuple(_rows(field for field in record.fields if field.overleaf))
    foot: tuple[Line, ...] = ((f"{record.code}　第{record.version}版",),)
    if record.medium is Medium.BALLOT:
        foot = ()
    sheets = [Sheet(title="", above=(_above(record),), rows=face, below=foot)]
    if back:
        title = f"{record.title}（背面）"
        sheets.append(Sheet(title=title, above=(), rows=back, below=foot))
    return Form(code=record.code, version=record.version, anchor=record.code, sheets=tuple(sheets))


def retention(record: Record) -> str:
    """How long a filled form is kept."""
    period = record.archive.value if record.archive else "按上级规定"
    return f"{period}（{record.keep}）" if record.keep else period


def _above(record: Record) -> Line:
    if record.medium is Medium.BALLOT:
        return ("",)
    owner = OWNERS.get(record.per, "党支部")
    return (
        f"{owner}：",
        Blank(12, owner),
        f"　　编号：{record.code}—",
        Blank(4, "年份"),
        "—",
        Blank(3, "序号"),
        f"　　保管期限：{record.archive.value if record.archive else Archive.NONE.value}",
    )


def _rows(fields: Iterable[Field]) -> Iterator[EntryRow | EntryTable]:
    """Pair half-width fields; a full one stands alone."""
    waiting: list[Entry] = []
    for field in fields:
        if field.type in {FieldType.TABLE, FieldType.ROSTER} or _full(field):
            yield from _flush(waiting)
            yield (
                _table(field)
                if field.type in {FieldType.TABLE, FieldType.ROSTER}
                else EntryRow(entries=(_entry(field),))
            )
            continue
        waiting.append(_entry(field))
        if len(waiting) == 2:  # noqa: PLR2004 a line of a form holds two halves
            yield from _flush(waiting)
    yield from _flush(waiting)


def _flush(waiting: list[Entry]) -> Iterator[EntryRow]:
    if waiting:
        yield EntryRow(entries=tuple(waiting))
        waiting.clear()


def _full(field: Field) -> bool:
    return field.width is Width.FULL or (field.width is None and field.type in FULL)


def _entry(field: Field) -> Entry:
    return Entry(
        id=field.id,
        label=field.label,
        space=SPACES.get(field.type, Space.LINE),
        height=field.rows or 1,
        options=field.options,
        hint=field.hint or "",
        full=_full(field),
    )


def _table(field: Field) -> EntryTable:
    if field.type is FieldType.ROSTER:
        signs = (Column(head="姓名", width=40), Column(head="签名", width=60))
        rows = -(-(field.rows or 40) // 2)
        return EntryTable(id=field.id, label=field.label, columns=signs, rows=rows, across=2)
    given = sum(column.width or 0 for column in field.columns)
    free = sum(1 for column in field.columns if column.width is None)
    columns = tuple(
        Column(head=column.label, width=column.width or (100 - given) / free, align=Align.CENTRE)
        for column in field.columns
    )
    return EntryTable(id=field.id, label=field.label, columns=columns, rows=field.rows or 3, hint=field.hint or "")


def letter(paper: Paper) -> Letter:
    """Set a paper with its blanks; nothing in it is generated."""
    slots = {slot.id: slot for slot in paper.slots}
    closing: list[Line] = []
    if paper.signature:
        closing.append((paper.signature,))
    if paper.dated:
        closing.append((Blank(3, "年"), "年", Blank(2, "月"), "月", Blank(2, "日"), "日"))
    return Letter(
        code=f"{paper.code}　第{paper.version}版",
        title=paper.title,
        anchor=paper.code,
        addressee=(f"{paper.addressee}：",) if paper.addressee else (),
        body=tuple(_with_blanks(text, slots) for text in paper.body),
        attachments=paper.attachments,
        closing=tuple(closing),
    )


def _with_blanks(text: str, slots: dict[str, Slot]) -> Line:
    """Split a body at its slots: every odd piece is a slot's id."""
    pieces = SLOT.split(text)
    line: list[Inline] = [
        Blank(max(len(slots[piece].label) + 2, 6), slots[piece].label, shown=True) if index % 2 else piece
        for index, piece in enumerate(pieces)
        if piece
    ]
    return tuple(line)
