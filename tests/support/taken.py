"""A small unit whose forms are filled in: its standards, its blank forms, an office that fills and spoils them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName

from dangjian_std import renderers
from dangjian_std.assessment import examined_cells, taking
from dangjian_std.assessment.doubts import Doubt
from dangjian_std.assessment.facts import DateSpan, Day, Fact, Number, Options, Tick, Unknown, Word, Written
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.taking import Hands
from dangjian_std.composition.request import Request
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import records
from dangjian_std.reading import handed_forms, load, project
from dangjian_std.reading.handed_forms import HandedForm
from dangjian_std.reading.project import RawSource
from support.folders import BASE, CASES

FILLED = CASES / "filled"
TODAY = dt.date(2027, 4, 10)
HANDS = Hands(today=TODAY)
CLOSED = "measure: {share: R211.items, where: done-on, at_least: 90}"
MEASURED = """measure: {share: R211.items, due: due-on, where: done-on, spare: open-matters, at_least: 90}
    by_hand: 翻看 R211，用办结的行数除以到期的行数。
  - id: flagged
    kind: 合规
    statement: 亮旗行动的问题都办结了。
    measure: {share: R211.items, from: [亮旗行动], due: due-on, where: done-on, at_least: 100}
    by_hand: 翻看 R211。
  - id: counted
    kind: 合规
    statement: 每项表决写明票数，通过的超过一半。
    measure: {agrees: R201}
    by_hand: 翻看 R201。
  - id: told-in-time
    kind: 合规
    statement: 缺席的按时转告。
    measure: {on_time: tell}
    by_hand: 翻看 R201。
  - id: inspected
    kind: 合规
    statement: 督查发现的问题在清单上有。
    measure: {follows: R501.branch-checks.found, into: R211.items, from: [督查]}
    decides: 只判否
    by_hand: 翻看 R501。
  - id: inspected-monthly
    kind: 合规
    statement: 每月督查了。
    measure: {share: R501.branch-checks, due: month, where: checked-on, at_least: 100}"""

TOLD = "        when: {after: hold, within_workdays: 3}\n        record: R201\n"
WRITES = "        writes: {since: held-on, on: absent.told-on, ticked: [主题党日]}\n"
NEXT = "\nrequirements:\n"
INSPECTED = """\
      - id: inspect
        who: 支部书记
        what: 督查党小组
        how:
          - 一个月一行，写明日期和新问题的条数。
        when: {every: year}
        opens: R501
        clear: true
        local: [step]
"""


def files(**forms: str) -> dict[str, bytes]:
    """Return the set of the unit; `forms` replaces text of a form, `old=new`, by its code."""
    found = {raw.path: raw.data for raw in project.sources(BASE)}
    for path in sorted((FILLED / "records").iterdir()):
        found[f"standards/records/{path.name}"] = path.read_bytes()
    (standard,) = (path for path in found if "/DJ401" in path)
    text = found[standard].decode()
    assert CLOSED in text
    text = text.replace(CLOSED, MEASURED).replace(NEXT, INSPECTED + NEXT, 1)
    assert TOLD in text
    found[standard] = text.replace(TOLD, TOLD + WRITES).encode()
    for code, change in forms.items():
        (path,) = (path for path in found if f"/{code}" in path)
        old, _, new = change.partition("=")
        assert old in found[path].decode()
        found[path] = found[path].decode().replace(old, new).encode()
    return found


@cache
def catalog(**forms: str) -> Catalog:
    """Return the same, read."""
    loaded = load.load(RawSource(path, data) for path, data in files(**forms).items())
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


@cache
def blank(code: str, form: str = "xlsx", **forms: str) -> bytes:
    """Return a form that nobody has filled in."""
    unit = Unit.of(catalog(**forms))
    for document, formats in records.compose(unit, Request()):
        if document.name.startswith(code) and form in formats:
            return renderers.render(document, form)
    raise AssertionError(code)


@cache
def told() -> Mapping[str, Any]:
    """Return what the forms are filled in with, and what has to come of it."""
    found: Mapping[str, Any] = yaml.safe_load((FILLED / "messes.yaml").read_text("utf-8"))
    return found


def place(folder: Path) -> Path:
    """Write the set into a folder of its own beside which a 台账 may lie, and return it."""
    top = folder / "项目"
    for path, data in files().items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_bytes(data)
    return top


class Office:
    """A workbook of one form, open for editing."""

    def __init__(self, data: bytes, code: str) -> None:
        self.book, self.code = openpyxl.load_workbook(io.BytesIO(data)), code
        self.sheet = self.book.worksheets[0]

    @classmethod
    def filled(cls, code: str, **forms: str) -> Office:
        """Return the form filled in tidily."""
        office = cls(blank(code, **forms), code)
        form = told()["forms"][code]
        for name, value in form["fields"].items():
            office.write(name, value)
        for table, rows in form["rows"].items():
            for at, row in enumerate(rows, 1):
                for column, value in row.items():
                    office.write(f"{table}.{column}/{at}", value)
        return office

    def box(self, name: str) -> tuple[int, int, int, int]:
        """Return the cells of a place, label and all."""
        text = self.sheet.defined_names[self._name(name)].attr_text
        return range_boundaries(text.rpartition("!")[2])

    def _name(self, name: str) -> str:
        return f"dstd.{self.code}.{name.replace('-', '_')}"

    def spot(self, name: str) -> tuple[int, int]:
        """Return row and column of a field, or of `table.column/row`."""
        place, _, row = name.partition("/")
        left, top, right, _ = self.box(place)
        return (top + int(row), left) if row else (top, right)

    def write(self, name: str, value: object) -> None:
        """Write into a field, or into `table.column/row`."""
        cell = self.sheet.cell(*self.spot(name))
        cell.value = value
        if isinstance(value, dt.date):
            cell.number_format = "yyyy-mm-dd"

    def said(self, name: str) -> object:
        """Return what stands in a cell."""
        return self.sheet.cell(*self.spot(name)).value

    def rename(self, name: str, box: tuple[int, int, int, int], sheet: str = "") -> None:
        """Give a place other cells."""
        left, top, right, bottom = box
        cells = f"${get_column_letter(left)}${top}:${get_column_letter(right)}${bottom}"
        title = (sheet or self.sheet.title).replace("'", "''")
        self.sheet.defined_names[name] = DefinedName(name, attr_text=f"'{title}'!{cells}")

    def insert(self, *, row: int = 0, column: int = 0) -> None:
        """Insert a row or a column as a spreadsheet program does: the names move, and what was merged."""
        merged = [range_boundaries(str(each)) for each in self.sheet.merged_cells.ranges]
        for each in list(self.sheet.merged_cells.ranges):
            self.sheet.unmerge_cells(str(each))
        if column:
            self.sheet.insert_cols(column)
        if row:
            self.sheet.insert_rows(row)
        for left, top, right, bottom in merged:
            moved = self._moved((left, top, right, bottom), row, column)
            self.sheet.merge_cells(
                start_row=moved[1], end_row=moved[3], start_column=moved[0], end_column=moved[2]
            )
        for name in list(self.sheet.defined_names):
            if name.startswith("dstd."):
                text = self.sheet.defined_names[name].attr_text.rpartition("!")[2]
                self.rename(name, self._moved(range_boundaries(text), row, column))

    @staticmethod
    def _moved(box: tuple[int, int, int, int], row: int, column: int) -> tuple[int, int, int, int]:
        left, top, right, bottom = box
        left, right = (at + bool(column and at >= column) for at in (left, right))
        top, bottom = (at + bool(row and at >= row) for at in (top, bottom))
        return left, top, right, bottom

    def saved(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def handed(self) -> tuple[HandedForm, ...]:
        """Return what is read of the file."""
        return handed_forms.of_workbook("落实清单.xlsx", self.saved())


def take(form: HandedForm, hands: Hands = HANDS, known: Catalog | None = None) -> Filing | tuple[Doubt, ...]:
    """Take a form by the standards of the unit."""
    found = known or catalog()
    return taking.take(form, found.records[form.code], examined_cells.looked_for(found)[form.code], hands)


def simple(filing: Filing) -> dict[str, object]:
    """Return the facts of a filing as the cases write them."""
    found: dict[str, object] = {name: _simple(fact) for name, fact in filing.fields.items()}
    for table, rows in filing.rows.items():
        found[table] = [{column: _simple(fact) for column, fact in row.items()} for row in rows]
    return found


def _simple(fact: Fact) -> object:  # noqa: PLR0911 one return for each kind
    match fact.value:
        case Day(on):
            return on
        case Number(is_):
            return int(is_) if is_ == int(is_) else str(is_)
        case Tick(yes):
            return yes
        case Options(chosen):
            return list(chosen)
        case Word(word, day, _):
            return [word, *([day] if day else [])]
        case DateSpan(first, last):
            return [first, last]
        case Written():
            return "written"
        case Unknown():
            return "unknown"
    raise AssertionError(fact)
