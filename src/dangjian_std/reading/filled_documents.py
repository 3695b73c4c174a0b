"""Filled forms in Word: an entry is found by its label, a cell of a table by the heads above it.

The code and the version stand at the foot of the pages. Labels come in the order of the form, so that one that it
has twice is told by its place; where one is missing or there is one too many, nothing is read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dangjian_std.document.place_names import NUMBER_PLACE, OWNER_PLACE, plain_label
from dangjian_std.domain.record import Field, Record
from dangjian_std.domain.vocabulary import FieldType, Medium
from dangjian_std.reading import word_tables
from dangjian_std.reading.filled_forms import FilledFormError
from dangjian_std.reading.handed_forms import Forms, HandedCell, HandedForm
from dangjian_std.reading.word_tables import WordCell, WordError
from dangjian_std.text.places import Span

FORM_VERSION_MARK = re.compile(r"([A-Z][0-9]{3})\s*第([0-9]+\.[0-9]+\.[0-9]+)版")
HEAD_LINE = re.compile(r"^([^：]*)：(.*?)编号：(.*?)(?:保管期限：.*)?$")
WORKBOOK_KIND_OF_FIELD = {FieldType.DATE: "date", FieldType.NUMBER: "number", FieldType.MONEY: "number"}
"""What is filled in, as a workbook says it."""
TEXT_FIELDS = frozenset({FieldType.TEXT, FieldType.LINES})
LEAST_HINT_CHARACTERS = 4
"""Characters of a hint that are enough to know what is left of it."""
Rows = Sequence[Sequence[WordCell]]


def of_document(path: str, data: bytes, forms: Forms) -> tuple[HandedForm, ...]:
    """Return the form of a document; a document holds one."""
    try:
        file = word_tables.read(data)
    except WordError as error:
        raise FilledFormError(str(error)) from error
    marks = {mark.groups() for foot in file.feet for mark in FORM_VERSION_MARK.finditer(foot)}
    if not marks and (ballot := _ballot(file.lines, forms.records)):
        return (HandedForm(ballot.code, ballot.version, Span(path), {}),)
    if len(marks) != 1:
        raise FilledFormError(
            "一个文件里有几张不同的表；请一张存一个文件。"
            if marks
            else "页脚里没有表号和版本：不是本套做的表，或者页脚删了。请把内容填到本套的空表里。"
        )
    ((code, version),) = marks
    now = forms.records.get(code)
    if now is None:
        return (HandedForm(code, version, Span(path), {}),)
    record = now if version == now.version else forms.older(code, version) or now
    if version.rpartition(".")[0] != record.version.rpartition(".")[0]:
        raise FilledFormError(
            f"这份 {code} 是第{version}版的，现在是第{record.version}版，Word 表里认不出哪一栏是哪一栏；"
            "用现在的空表另填一份，或者由人翻看，写在核查清单上"
        )
    found = _Form(path, record, version).read(file.tables)
    for name, text in _above(file.paragraphs):
        found.setdefault(name, [HandedCell(text, "1!1", Span(path))])
    _require_whole(record, found)
    kinds = {name: WORKBOOK_KIND_OF_FIELD.get(cell.type, "") for name, cell in record.cells.items()}
    return (HandedForm(code, version, Span(path), {name: tuple(cells) for name, cells in found.items()}, kinds),)


def _ballot(lines: Iterable[str], records: Mapping[str, Record]) -> Record | None:
    """Return the ballot that has its title on a document: it bears no code."""
    said = set(map(plain_label, lines))
    ballots = (each for each in records.values() if each.medium is Medium.BALLOT)
    return next((each for each in ballots if plain_label(each.title) in said), None)


def _above(paragraphs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield whose a form is and its number, as the line above its frame says; the first that is filled in."""
    for text in paragraphs:
        if found := HEAD_LINE.match(text):
            yield from (
                (name, said) for name, said in ((OWNER_PLACE, found[2]), (NUMBER_PLACE, found[3])) if said.strip()
            )


def _require_whole(record: Record, found: Mapping[str, object]) -> None:
    """Refuse a form of which a field is missing."""
    for field in record.fields:
        drawn = not field.screen and field.type is not FieldType.ROSTER and not field.continues
        names = [f"{field.id}.{column.id}" for column in field.printed] if field.columns else [field.id]
        for name in names if drawn else ():
            if name not in found:
                raise FilledFormError(f"找不到“{record.cells[name].label}”一栏；请恢复栏名，或者填到空表里。")


class _Form:
    """One form of a document."""

    def __init__(self, path: str, record: Record, version: str) -> None:
        """Know the labels, in the order in which they are drawn."""
        self._path, self._record = path, record
        self._hinted = version == record.version
        self._labels: dict[str, list[Field]] = defaultdict(list)
        self._tables: dict[str, Field] = {}
        for field in sorted(record.fields, key=lambda each: (each.apart, each.overleaf)):
            if field.columns:
                self._tables[plain_label(field.label)] = field
            elif field.type is not FieldType.ROSTER:
                self._labels[plain_label(field.label)].append(field)
        self._found: dict[str, list[HandedCell]] = {}

    def read(self, tables: Sequence[Rows]) -> dict[str, list[HandedCell]]:
        """Return what stands in its places."""
        for number, rows in enumerate(tables, 1):
            field = self._table(rows)
            if field:
                self._rows(number, rows, field)
            elif not self._signs(rows):
                for at, row in enumerate(rows, 1):
                    self._entries(number, at, row)
        return self._found

    def _table(self, rows: Rows) -> Field | None:
        """Return the table that has its label in the first row."""
        if not rows or len(rows[0]) != 1:
            return None
        said = plain_label(rows[0][0].text)
        labels = sorted((label for label in self._tables if _begins(said, label)), key=len)
        return self._tables[labels[-1]] if labels else None

    def _signs(self, rows: Rows) -> bool:
        said = plain_label(rows[0][0].text) if rows and len(rows[0]) == 1 else ""
        signed = (each for each in self._record.fields if each.type is FieldType.ROSTER)
        return any(_begins(said, plain_label(each.label)) for each in signed)

    def _entries(self, table: int, at: int, row: Sequence[WordCell]) -> None:
        """Read labels and what stands right of them."""
        for left in range(0, len(row) - 1, 2):
            label, cell = plain_label(row[left].text), row[left + 1]
            if label not in self._labels:
                continue
            if not self._labels[label]:
                raise FilledFormError(f"“{label}”一栏多了一处：一个文件里有两份，或者复制过；请一份存一个文件。")
            field = self._labels[label].pop(0)
            where = f"{table}!{at}.{left + 2}", Span(f"{self._path}:表{table}", at, left + 2)
            text = _without_hint(cell.text, field.hint or "")
            trouble = cell.trouble or row[left].trouble or self._unhinted(field, cell, text)
            self._found[field.id] = [HandedCell(text, *where, trouble)]

    def _unhinted(self, field: Field, cell: WordCell, text: str) -> str:
        """Say that a text may be nothing but a hint of another version; on a single ruled line it has no style."""
        styled = field.type is not FieldType.LINES or field.lines > 1
        if self._hinted or field.type not in TEXT_FIELDS or not text.strip() or (styled and cell.plain):
            return ""
        return f"在这一版的表里分不开提示和写的；用现在第{self._record.version}版的表另填"

    def _rows(self, table: int, rows: Rows, field: Field) -> None:
        """Read the rows below the heads of a table."""
        original = field.continues or field.id
        heads = [plain_label(cell.text) for cell in rows[1]] if rows[1:] else []
        places = {column.id: _only(heads, plain_label(column.label)) for column in field.printed}
        if lost := next((column for column in field.printed if places[column.id] is None), None):
            raise FilledFormError(
                f"表格“{field.label}”里找不到“{lost.label}”一栏，或者有两栏；请把栏名改回来，或者填到空表里。"
            )
        for at, row in enumerate(rows[2:], 3):
            if [plain_label(cell.text) for cell in row] == heads:
                continue
            for column, place in places.items():
                cells = self._found.setdefault(f"{original}.{column}", [])
                cells.append(self._cell(table, at, row, place or 0, len(heads)))

    def _cell(self, table: int, at: int, row: Sequence[WordCell], place: int, wanted: int) -> HandedCell:
        where = f"{table}!{at}.{place + 1}", Span(f"{self._path}:表{table}", at, place + 1)
        if len(row) != wanted:
            return HandedCell(None, *where, "所在的一行合并或者拆开过，不知道是哪一栏；恢复原来的格")
        return HandedCell(row[place].text, *where, row[place].trouble)


def _begins(said: str, label: str) -> bool:
    """Whether what stands above a table is its label, with or without a hint or the mark of a further page."""
    rest = said.removeprefix(label)
    return said.startswith(label) and (not rest or rest.startswith("（"))


def _only(heads: Sequence[str], label: str) -> int | None:
    """Return the column of a head that there is once."""
    return heads.index(label) if heads.count(label) == 1 else None


def _without_hint(text: str, hint: str) -> str:
    """Return what was written into a cell that begins with a hint; nothing where only some of the hint is left."""
    first, mark, rest = text.strip().partition("\n")
    if hint and first.startswith(hint):
        return first.removeprefix(hint) + mark + rest
    if len(first) >= LEAST_HINT_CHARACTERS and first in hint:
        return rest
    return text
