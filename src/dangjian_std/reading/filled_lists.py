"""Filled forms that were typed: a CSV with the heads of a form, and YAML with the ids of its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dangjian_std.document.place_names import NUMBER_PLACE, plain_label
from dangjian_std.domain.record import Field, Record
from dangjian_std.reading import roster_rows
from dangjian_std.reading.filled_forms import FilledFormError
from dangjian_std.reading.handed_forms import Forms, HandedCell, HandedForm
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.roster_rows import RosterError, SheetRow
from dangjian_std.text.places import Outline, Path, Span

FILLED_KIND = "filled"
OTHER_CELL_NAMES = {"编号": NUMBER_PLACE}
FILLED_LIST_KEYS = frozenset({"kind", "form", "version", "number", "fields"})


def of_csv(path: str, data: bytes, forms: Forms) -> tuple[HandedForm, ...]:
    """Return the form of a CSV: the columns of one table, and fields that say the same in every line."""
    form = forms.named
    record = forms.records.get(form)
    if record is None:
        raise FilledFormError(
            f"没有 {form} 这张表；用 dstd list 看有哪些"
            if form
            else "CSV 里没有表号；用 --form 写明是哪一张，如 --form R211"
        )
    try:
        rows = roster_rows.rows(data)[0]
    except RosterError as error:
        raise FilledFormError(f"第 {error.line} 行{error}") from error
    if len(rows) < 2:  # noqa: PLR2004 heads and something below them
        raise FilledFormError("没有内容：第一行写栏名，下面一行一条")
    if bad := next((row for row in rows if row.trouble or row.divided), None):
        raise FilledFormError(f"第 {bad.line} 行：{bad.trouble or bad.divided}")
    names, wanted = _heads(record, rows[0]), rows[0].width
    if bad := next((row for row in rows[1:] if row.width and row.width != wanted), None):
        raise FilledFormError(f"第 {bad.line} 行有 {bad.width} 格，栏名有 {wanted} 个；空的格也留着逗号")
    cells = {
        name: _column(path, at, rows[1:], single="." not in name or name == NUMBER_PLACE) for at, name in names
    }
    return (HandedForm(form, "", Span(path), cells),)


def _heads(record: Record, head: SheetRow) -> list[tuple[int, str]]:
    """Return the place of each column and what it is: an id, or a label that one cell of the form has alone."""
    found: list[tuple[int, str]] = []
    labels = [(plain_label(cell.label), name) for name, cell in record.cells.items()]
    for at, text in enumerate(head.cells):
        said = plain_label(text)
        meant = [name for label, name in labels if label == said]
        name = (
            said if said in record.cells else OTHER_CELL_NAMES.get(said) or (meant[0] if len(meant) == 1 else "")
        )
        if not name:
            why = "有几栏叫这个，写标识，如 items.done-on" if meant else f"{record.code} 没有这一栏"
            raise FilledFormError(f"第 {head.line} 行“{said[:16]}”：{why}")
        found.append((at, name))
    names = [name for _, name in found]
    tables = {name.partition(".")[0] for name in names if "." in name and name != NUMBER_PLACE}
    if len(set(names)) < len(names) or len(tables) > 1:
        raise FilledFormError("一个 CSV 只放一个表格的各栏，一栏一次；两个表格的分成两个文件，或者填 XLSX")
    return found


def _column(path: str, at: int, rows: Sequence[SheetRow], *, single: bool) -> tuple[HandedCell, ...]:
    cells = tuple(HandedCell(row.cell(at), f"1!{row.line}", Span(path, row.line, at + 1)) for row in rows)
    if not single:
        return cells
    said = [cell for cell in cells if cell.value]
    if len({cell.value for cell in said}) > 1:
        raise FilledFormError(f"第 {said[1].span.line} 行：这一栏不是表格的栏，各行要写一样的，或者只写第一行")
    return tuple(said[:1] or cells[:1])


def of_yaml(path: str, data: bytes, forms: Forms) -> tuple[HandedForm, ...]:
    """Return the form of a YAML file: `kind: filled`, the code of its form, and its fields by their ids."""
    read = parse(RawSource(path, data))
    if read.tree is None or read.diagnostics:
        first = read.diagnostics[0]
        raise FilledFormError(f"{first.place.span.where}：{first.message}；{first.help}")
    said = read.tree.data
    fields = said.get("fields") if isinstance(said, dict) and said.get("kind") == FILLED_KIND else None
    if not isinstance(fields, dict) or not set(said) <= FILLED_LIST_KEYS:
        raise FilledFormError("不是填过的表：写 kind: filled、form: 表号、fields: 各栏，可以加 version、number")
    code, version = str(said.get("form") or ""), str(said.get("version") or "")
    if not code:
        raise FilledFormError("没有写是哪张表；加一行 form: 表号，如 form: R211")
    record = forms.records.get(code)
    cells = _Typed(record, read.tree.outline).cells(said, fields) if record else {}
    return (HandedForm(code, version, Span(path), cells),)


class _Typed:
    """The fields of a YAML file."""

    def __init__(self, record: Record, outline: Outline) -> None:
        self._record, self._outline = record, outline

    def cells(self, said: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, tuple[HandedCell, ...]]:
        """Return them by their names."""
        found: dict[str, tuple[HandedCell, ...]] = {}
        found |= {NUMBER_PLACE: (self._cell(("number",), said["number"]),)} if "number" in said else {}
        for key, value in fields.items():
            field = next((each for each in self._record.fields if each.id == key), None)
            if field is None:
                raise self._error(("fields", key), f"{self._record.code} 没有“{key}”这一栏")
            found |= self._table(field, value) if field.columns else {key: (self._cell(("fields", key), value),)}
        return found

    def _table(self, field: Field, rows: Any) -> dict[str, tuple[HandedCell, ...]]:
        way, columns = ("fields", field.id), [column.id for column in field.columns]
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self._error(way, f"“{field.id}”是表格，一行写一个 - {{…}}")
        for at, row in enumerate(rows):
            if odd := next((name for name in row if name not in columns), None):
                raise self._error((*way, at, odd), f"“{field.id}”里没有“{odd}”这一栏")
        return {
            f"{field.id}.{name}": tuple(self._cell((*way, at, name), row.get(name)) for at, row in enumerate(rows))
            for name in columns
        }

    def _cell(self, way: Path, value: Any) -> HandedCell:
        span = self._outline.value(way).span
        text = "、".join(map(str, value)) if isinstance(value, list) else value
        return HandedCell(text, f"1!{span.line}", span)

    def _error(self, way: Path, what: str) -> FilledFormError:
        return FilledFormError(f"{self._outline.key(way).span.where}：{what}")
