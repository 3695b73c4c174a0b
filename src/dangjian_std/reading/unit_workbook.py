"""单位.xlsx: the sheet of a unit as a workbook, read into the same tree as unit.yaml, each value at its cell.

What cannot be taken for certain is a finding at its cell; nothing is guessed from a neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dangjian_std.reading import unit_cells, unit_heads, workbook
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import MOST_YAML_PROBLEMS, Parsed, Tree
from dangjian_std.reading.unit_cells import TOTALS, CellError, Spot, word
from dangjian_std.reading.unit_columns import Head, UnitWorksheet
from dangjian_std.reading.workbook import Workbook, WorkbookError, Worksheet
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem, Rule
from dangjian_std.text.places import Outline, Path, Place, Source, Span
from dangjian_std.text.spelling import near

WORKSHEET_ROWS_TO_HEAD, LAST_WORKSHEET_COLUMN = 15, 40
"""Rows within which the head of a worksheet stands, and columns that are looked at."""
DIGEST, DIGEST_LINE = re.compile("[0-9a-f]{64}"), "母本校验值"
"""What the program writes in a line of its own: where it is in another one, cells were moved."""
MERGED_GROUPS_HINT = "；一个支部的几个党小组写在一格里，用顿号隔开"


def read(raw: RawSource) -> Parsed:
    """Read the workbook of a unit. Never raises for anything that a person can do to it."""
    reader = _Reader(raw.path)
    trouble, book = raw.trouble, None
    if not trouble:
        try:
            book = workbook.opened(raw.data)
        except WorkbookError as error:
            trouble = str(error).rstrip("。")
    if book is None:
        what, _, help_ = trouble.partition("；")
        reader.say(ds0.UNREADABLE_FILE, Span(raw.path), what, help_)
        return Parsed(Source(raw.path, ""), None, tuple(reader.found))
    reader.read(book)
    source = Source(raw.path, reader.mark)
    outline = Outline(reader.values[()], reader.values, reader.keys)
    tree = None if reader.found else Tree(source, reader.data, outline)
    return Parsed(source, tree, tuple(reader.found[:MOST_YAML_PROBLEMS]))


def _headed(sheet: Worksheet, page: UnitWorksheet) -> bool:
    """Whether a worksheet has all the heads of a page in a row, whatever it is called."""
    rows = sheet.iter_rows(
        max_row=min(sheet.max_row, WORKSHEET_ROWS_TO_HEAD), max_col=min(sheet.max_column, LAST_WORKSHEET_COLUMN)
    )
    return any({head.word for head in page.heads} <= {word(cell) for cell in row} for row in rows)


def _sums(cells: Mapping[str, Spot], said: Sequence[Head]) -> bool:
    """Whether a row only sums up the others: it is called so, or there are formulas and nothing else."""
    return word(cells[said[0].key]) in TOTALS or all(cells[head.key].data_type == "f" for head in said)


@dataclass(slots=True)
class _Reader:
    """What is gathered from a workbook."""

    path: str
    data: dict[str, Any] = field(default_factory=lambda: {"kind": "unit"})
    values: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    mark: str = ""
    """What the first worksheet says of what the workbook was made of."""

    def say(self, rule: Rule, span: Span, message: str, help_: str) -> None:
        """Note a finding."""
        self.found.append(rule.diagnose(Problem(place=Place(span), message=message, help=help_)))

    def span(self, sheet: Worksheet, cell: Spot) -> Span:
        """Return where a cell stands."""
        return Span.cell(self.path, sheet.title, cell.row or 1, cell.column or 1)

    def put(self, path: Path, value: Any, span: Span) -> None:
        """Keep a value with its place; its holder is there."""
        holder: Any = self.data
        for part in path[:-1]:
            holder = holder[part]
        if isinstance(holder, list):
            holder.append(value)
        else:
            holder[path[-1]] = value
            self.keys[path] = span
        self.values[path] = span
        if isinstance(value, list):
            self.values |= {(*path, index): span for index, _ in enumerate(value)}

    # -- worksheets

    def read(self, book: Workbook) -> None:
        """Read every worksheet that belongs here; others are left alone."""
        named = {"".join(each.title.split()): each for each in book.worksheets if each.sheet_state == "visible"}
        self.values[()] = Span.cell(self.path, next(iter(named)), 1, 1)
        self.values["kind",] = self.values[()]
        strange = [title for title in named if title not in unit_heads.UNIT_WORKSHEETS]
        for title, page in unit_heads.UNIT_WORKSHEETS.items():
            if title not in named:
                alike = [each for each in strange if _headed(named[each], page)] or near(title, strange)
                like = next(iter(alike or (() if page.optional else strange)), "")
                if page.optional and not like:
                    continue
                place = Span.cell(self.path, named[like].title, 1, 1) if alike else self.values[()]
                help_ = f"“{like}”要是它，就改回这个名称" if like else "从空的单位表里补上"
                self.say(ds0.MISSING_KEY, place, f"没有工作表“{title}”", help_)
                continue
            self._page(named[title], page)

    def _page(self, sheet: Worksheet, page: UnitWorksheet) -> None:
        head = self._head(sheet, page)
        if head is None or self._merged(sheet, page, head[0]) or self._strays(sheet, head[0]):
            return
        row, columns = head
        rows = (
            {key: cells[at - 1] for key, at in columns.items()}
            for cells in sheet.iter_rows(
                min_row=row + 1,
                max_row=min(sheet.max_row, workbook.LAST_WORKBOOK_ROW),
                max_col=max(columns.values()),
            )
        )
        if page.key:
            self._rows(sheet, page, row, rows)
        else:
            self._lines(sheet, page, rows)

    def _head(self, sheet: Worksheet, page: UnitWorksheet) -> tuple[int, Mapping[str, int]] | None:
        """Find the row of the heads, and the column of each; there may be a title above it."""
        best: dict[str, int] = {}
        at = 1
        top = sheet.iter_rows(
            max_row=min(sheet.max_row, WORKSHEET_ROWS_TO_HEAD),
            max_col=min(sheet.max_column, LAST_WORKSHEET_COLUMN),
        )
        for number, row in enumerate(top, 1):
            words = [word(cell) for cell in row]
            if not page.key and words[0].startswith("由"):
                self.mark = str(row[0].value).strip()
            found = {head.key: words.index(head.word) + 1 for head in page.heads if head.word in words}
            if len(found) > len(best):
                best, at = found, number
        lost = [head.word for head in page.heads if head.key not in best]
        if len(lost) == len(page.heads):
            help_ = f"在最上面补一行表头：{'、'.join(head.word for head in page.heads)}"
            self.say(ds0.MISSING_KEY, Span.cell(self.path, sheet.title, 1, 1), "找不到表头", help_)
        elif lost:
            place = Span.cell(self.path, sheet.title, at, min(best.values()))
            help_ = "表头改回原来的字，或者从空的单位表里补上这一列"
            self.say(ds0.MISSING_KEY, place, f"表头里没有“{'、'.join(lost)}”", help_)
        return None if lost else (at, best)

    def _merged(self, sheet: Worksheet, page: UnitWorksheet, head: int) -> bool:
        """Say which cells became one, at or below the head: what belongs to which row is not certain there."""
        ranges = sorted((each for each in sheet.merged_cells.ranges if each.max_row >= head), key=str)
        for each in ranges:
            place = Span.cell(self.path, sheet.title, each.min_row, each.min_col)
            help_ = f"取消合并，每一行都写全{MERGED_GROUPS_HINT if page.key == 'branches' else ''}"
            self.say(ds0.WRONG_FORM, place, f"{each.coord} 是合并的格子，读不准", help_)
        return bool(ranges)

    def _strays(self, sheet: Worksheet, head: int) -> bool:
        """Say what stands beside the columns that have a head, once for a row: somebody may have moved cells."""
        widest, last = min(sheet.max_column, LAST_WORKSHEET_COLUMN), min(sheet.max_row, workbook.LAST_WORKBOOK_ROW)
        heads = [word(cell) for cell in next(sheet.iter_rows(min_row=head, max_row=head, max_col=widest))]
        rows = sheet.iter_rows(min_row=head + 1, max_row=last, max_col=widest)
        beside = ([cell for cell, each in zip(row, heads, strict=True) if not each and word(cell)] for row in rows)
        firsts = [cells[0] for cells in beside if cells]
        for cell in firsts:
            message = f"“{word(cell)[:20]}”在没有表头的一列里，不知道是什么"
            self.say(ds0.UNKNOWN_KEY, self.span(sheet, cell), message, "移到该在的那一格，或者删去")
        return bool(firsts)

    def _lines(self, sheet: Worksheet, page: UnitWorksheet, rows: Iterator[Mapping[str, Spot]]) -> None:
        """Read a worksheet that has one value in a line."""
        lines: dict[str, Spot] = {}
        known = [line.word for line in page.lines]
        told = list(rows)
        if self._moved(sheet, told):
            return
        for cells in told:
            name, spot = cells["name"], cells["value"]
            called = word(name)
            if called in lines:
                self.say(ds0.DOUBLE_VALUE, self.span(sheet, name), f"“{called}”写了两行", "只留一行")
            elif called in known:
                lines[called] = spot
            elif called or word(spot):
                like = near(called, known)
                help_ = f"是不是“{like[0]}”？" if like else "删去这一行，或者移到它那一行"
                self.say(ds0.UNKNOWN_KEY, self.span(sheet, name), f"不认识“{called or '空的项目'}”这一行", help_)
        self.data["base"] = {}
        self.keys["base",] = self.values["base",] = self.values[()]
        for line in page.lines:
            if line.word not in lines:
                if line.needed:
                    self.say(ds0.MISSING_KEY, self.values[()], f"没有“{line.word}”这一行", line.hint)
                continue
            spot = lines[line.word]
            if line.key.startswith("base.") and "from" not in self.data["base"]:
                self.keys["base",] = self.values["base",] = self.span(sheet, spot)
            self._value(sheet, tuple(line.key.split(".")), line, spot)

    def _moved(self, sheet: Worksheet, rows: Sequence[Mapping[str, Spot]]) -> bool:
        """Say once that the values of the lines were moved up or down."""
        for cells in rows:
            if DIGEST.fullmatch(word(cells["value"])) and word(cells["name"]) != DIGEST_LINE:
                help_ = "在这一列里插入、删去了格子：撤销，或者把各格移回原来的行"
                message = f"“填写”一列错了位：{DIGEST_LINE}到了这里"
                self.say(ds0.WRONG_FORM, self.span(sheet, cells["value"]), message, help_)
                return True
        return False

    def _rows(self, sheet: Worksheet, page: UnitWorksheet, head: int, rows: Iterator[Mapping[str, Spot]]) -> None:
        """Read a worksheet that has one thing in a row; a row in which nothing is said is none."""
        place = Span.cell(self.path, sheet.title, head, 1)
        self.keys[page.key,] = self.values[page.key,] = place
        self.data[page.key] = []
        for cells in rows:
            said = [head for head in page.heads if head.key in page.begins and word(cells[head.key])]
            if said and page.heads[0].key in page.begins and _sums(cells, said):
                cell = cells[said[0].key]
                message = "这一行是合计，不用写"
                self.say(ds0.WRONG_FORM, self.span(sheet, cell), message, "删去这一行；要写的，直接写上，不写算式")
            elif said:
                path: Path = (page.key, len(self.data[page.key]))
                self.put(path, {}, self.span(sheet, cells[page.heads[0].key]))
                for each in page.heads:
                    self._value(sheet, (*path, each.key), each, cells[each.key])
        if not self.data[page.key]:
            del self.data[page.key]
            if page.needed:
                self.say(
                    ds0.MISSING_KEY, place, f"一{page.needed}也没有写", f"从表头下面一行起，一行写一{page.needed}"
                )

    def _value(self, sheet: Worksheet, path: Path, head: Head, cell: Spot) -> None:
        """Keep the value of a cell, or say why it is none."""
        try:
            value = unit_cells.value(head, cell)
        except CellError as error:
            self.say(error.rule, self.span(sheet, cell), str(error), error.help)
            return
        if value is None:
            self.values[path] = self.span(sheet, cell)  # where it is missed, it is missed there
        else:
            self.put(path, value, self.span(sheet, cell))
