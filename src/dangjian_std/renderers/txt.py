"""Plain text for a terminal: everything that a document says, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import assert_never

from dangjian_std.document import words
from dangjian_std.document.blocks import (
    Annex,
    Band,
    Block,
    Contents,
    Cover,
    Definition,
    EndRule,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Row,
    Table,
)
from dangjian_std.document.cards import Card
from dangjian_std.document.charts import Flow, FlowStep, Structure
from dangjian_std.document.document import Document
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, Letter
from dangjian_std.document.wall_calendars import WallCalendar, WallEntry
from dangjian_std.renderers.layout import plain_text
from dangjian_std.renderers.renderer import Renderer
from dangjian_std.text.characters import width

TERMINAL_WIDTH = 100
"""Width of a terminal that a table is set for."""
LEAST_COLUMN_CHARACTERS = 8
COLUMN_GAP = "  "


def render(document: Document) -> bytes:
    """Set a document as UTF-8 text."""
    lines = [line for part in document.parts for block in part.blocks for line in _block(block)]
    return ("\n".join(lines).strip("\n") + "\n").encode()


def _block(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 one case for each kind of block
    match block:
        case Heading():
            yield from ("", " ".join(filter(None, (block.number, block.text))), "")
        case Paragraph():
            yield f"{block.number} {plain_text.line(block.text)}".strip()
        case Items():
            items = map(plain_text.line, block.items)
            yield from (f"  {mark}{item}" for mark, item in zip(block.marks, items, strict=True))
        case Definition():
            yield from (block.number, f"  {block.term}", f"  {plain_text.line(block.text)}")
        case Table():
            yield from _table(block)
        case Flow():
            yield from ("", f"{block.number} {block.title}")
            for stage in block.stages:
                yield from ("", f"【{stage.title}】")
                yield from (_flow_step(block, step) for step in stage.steps)
        case Structure():
            yield block.root
            for branch in block.branches:
                yield f"  {branch.title}：{'、'.join(branch.leaves)}"
            yield f"{block.number} {block.title}"
        case Annex():
            yield from ("", "".join(block.lines))
        case Form():
            yield from _form(block)
        case Letter():
            number = (f"  {plain_text.line(block.number)}",) if block.number else ()
            yield from ("", *number, f"  {block.title}", plain_text.line(block.addressee))
            yield from (f"  {plain_text.line(line)}" for line in block.body)
            yield from (f"  {label}{name}" for label, name in block.attachment_lines)
            yield from (f"  {plain_text.line(line)}" for line in block.closing)
        case Card():
            yield from ("", block.title)
            for row in block.settings[0]:
                yield from ("", f"【{row.head}】", *map(plain_text.line, row.lines))
            yield from ("", block.foot)
        case WallCalendar():
            yield from _wall(block)
        case Cover():
            entries = (plain_text.line(each.line) for each in block.entries)
            yield from (block.number, *block.title, *entries, block.edition, block.issuer)
        case Contents():
            yield from ("", block.title, *(f"{'  ' * entry.level}{entry.text}" for entry in block.entries))
        case PageBreak() | EndRule():
            yield ""
        case _:
            assert_never(block)


def _wall(calendar: WallCalendar) -> Iterator[str]:
    yield from ("", calendar.title, calendar.issuer)
    for month in calendar.months:
        yield from ("", f"【{month.title}】")
        setting = month.settings[0]
        for day in setting.days:
            said = "；".join(map(_wall_entry, day.entries))
            if said or day.mark:
                yield f"  {day.number} {day.weekday} {day.mark}{said}"
        yield from filter(None, (setting.below,))
    yield from ("", *calendar.notes)


def _wall_entry(entry: WallEntry) -> str:
    about = f"：{entry.about}" if entry.about else ""
    return f"{entry.text}{about}{words.bracketed(entry.beside)}"


def _flow_step(flow: Flow, step: FlowStep) -> str:
    outcomes = words.bracketed("，".join(map(plain_text.line, step.outcomes)))
    return f"  {step.number} {''.join(flow.lanes[step.lane])}：{step.text}{outcomes}"


def _table(table: Table) -> Iterator[str]:
    """A table stands in columns where they fit a terminal; a row of a wider one reads best as a paragraph."""
    yield from ("", f"{table.label} {table.title}", "")
    widths = _widths(table)
    if widths and table.rows:
        yield from _columns(table, widths)
    else:
        yield from _paragraphs(table)
    notes = map(plain_text.line, table.notes)
    yield from ("", *(f"  {label}{note}" for label, note in zip(table.note_labels, notes, strict=True)))


def _widths(table: Table) -> list[int]:
    """Share a line of the terminal among the columns, taking from the widest; empty where it does not suffice."""
    rows = [row for row in table.rows if isinstance(row, Row)]
    if any(cell.listed for row in rows for cell in row.cells):
        return []
    widths, least = [], []
    for index, column in enumerate(table.columns):
        lines = [plain_text.line(line) for row in rows for line in row.cells[index].lines]
        widths.append(max(map(width, (column.head, *lines))))
        least.append(min(widths[-1], max(width(column.head), LEAST_COLUMN_CHARACTERS)))
    free = TERMINAL_WIDTH - len(COLUMN_GAP) * (len(widths) - 1)
    if sum(least) > free:
        return []
    while sum(widths) > free:
        slack = [width - low for width, low in zip(widths, least, strict=True)]
        index = max(range(len(widths)), key=lambda each: (slack[each] > 0, widths[each]))
        widths[index] -= 1
    return widths


def _columns(table: Table, widths: list[int]) -> Iterator[str]:
    heads = [column.head for column in table.columns]
    yield COLUMN_GAP.join(map(plain_text.pad, heads, widths)).rstrip()
    yield COLUMN_GAP.join("-" * width for width in widths)
    for row in table.rows:
        if isinstance(row, Band):
            yield from ("", f"【{plain_text.line(row.text)}】")
            continue
        cells = [
            [piece for line in cell.lines for piece in plain_text.wrap(plain_text.line(line), width)]
            for cell, width in zip(row.cells, widths, strict=True)
        ]
        for pieces in zip_longest(*cells, fillvalue=""):
            yield COLUMN_GAP.join(map(plain_text.pad, pieces, widths)).rstrip()


def _paragraphs(table: Table) -> Iterator[str]:
    """The first cell, then head and text of each other one."""
    heads = [column.head for column in table.columns]
    for number, row in enumerate(table.rows):
        if number:
            yield ""
        if isinstance(row, Band):
            yield f"【{plain_text.line(row.text)}】"
            continue
        for index, (head, cell) in enumerate(zip(heads, row.cells, strict=True)):
            lines = plain_text.lines(cell)
            if index == 0:
                yield f"  {'；'.join(lines)}"
            elif cell.listed:
                yield f"    {head}："
                yield from (f"      {text}" for text in lines)
            else:
                yield f"    {head}：{'；'.join(lines)}"


def _form(form: Form) -> Iterator[str]:
    if form.mark:
        yield f"  {form.mark}"
    for sheet in form.sheets:
        for row in sheet.rows:
            match row:
                case EntryRow():
                    yield "  " + "　".join(f"[{entry.label}]{_options(entry)}" for entry in row.entries)
                case EntryTable():
                    yield f"  [{row.label}] {'、'.join(column.head for column in row.columns)}{row.extent}"


def _options(entry: Entry) -> str:
    return "".join(f" {box}{option}" for box, option in entry.boxes)


RENDERER = Renderer(render=render, text=True)
