"""Documents to HTML, one piece per part.

A piece says what things are, never where on a page they fall: no page number, no running head, nothing left
or right. Text reaches a template only as a variable, and the templates escape every variable; what macros
return is escaped already, so pieces go into one another unharmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, assert_never

from jinja2 import Environment, FileSystemLoader, StrictUndefined

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
from dangjian_std.document.charts import Flow, Structure
from dangjian_std.document.document import Document, Part
from dangjian_std.document.forms import Form, Letter
from dangjian_std.document.inline import Bar, Blank, Column, Line, Mark, Marked, PageOf, Ref, Strong
from dangjian_std.document.wall_calendars import WallCalendar
from dangjian_std.renderers.html import bars, charts
from dangjian_std.renderers.layout import card_fitting, form_layout, page_fitting, plain_text, wall_fitting
from dangjian_std.renderers.layout.form_layout import EntryLine, SheetLayout, TableLayout
from dangjian_std.renderers.layout.name_sizes import POINTS
from dangjian_std.text.package_data import shipped

SHORT_SLOT = 12
"""Characters of the name of a place to fill in that stays in one line."""

TALL_CELL_CHARACTERS = 380
"""Characters of a cell that take half a page of large print."""


def page(document: Document) -> str:
    """Return a whole HTML document. It asks for two stylesheets: one says how things look, one where."""
    return environment().get_template("book.html.j2").render(document=document)


def part_html(part: Part) -> str:
    """Return the HTML of one part."""
    writer = _Writer()
    around = zip(part.blocks, (None, *part.blocks), (*part.blocks[1:], None), strict=False)
    return _macro("book", "part", part, [writer.block(*blocks) for blocks in around])


@cache
def environment() -> Environment:
    """The templates, and what they may call."""
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(part_html=part_html, inline=_inline)
    return environment


def _macro(template: str, name: str, *values: Any) -> str:
    """Call a macro, and get what it wrote: a string that knows it is HTML."""
    written: str = getattr(environment().get_template(f"{template}.html.j2").module, name)(*values)
    return written


def _inline(  # noqa: PLR0911 one return for each kind
    inline: Ref | Blank | Marked | Mark | Bar | Strong | PageOf,
) -> str:
    """Write what in a line is no text; text the templates escape themselves."""
    match inline:
        case Ref():
            return _macro("inline", "ref", inline)
        case Marked():
            return _macro("inline", "marked", inline)
        case Mark():
            return _macro("marks", "mark", inline)
        case Bar():
            return _macro("marks", "bar", inline, bars.drawing(inline))
        case Strong():
            return _macro("inline", "strong", inline)
        case Blank(shown=True):
            return _macro("inline", "slot", inline, len(inline.label) <= SHORT_SLOT)
        case Blank():
            return _macro("inline", "blank", inline, _pieces(inline.ems))
        case PageOf():
            return ""
        case _:
            assert_never(inline)


def _pieces(ems: int) -> tuple[int, ...]:
    """Divide a blank: a long one may go on in the next line, with no less than three characters on either side."""
    return (3, *(1,) * (ems - 6), 3) if ems >= 6 else (ems,)  # noqa: PLR2004 - twice three characters


def _row(row: Row | Band, columns: Sequence[Column]) -> str:
    match row:
        case Row():
            tall = any(len(plain_text.cell(cell)) > TALL_CELL_CHARACTERS for cell in row.cells)
            return _macro("blocks", "row", list(zip(row.cells, columns, strict=True)), tall)
        case Band():
            return _macro("blocks", "band", row, len(columns))
        case _:
            assert_never(row)


def _sheet_row(row: EntryLine | TableLayout, pitch: float) -> str:
    match row:
        case EntryLine():
            return _macro("forms", "entry_line", row, pitch)
        case TableLayout():
            return _macro("forms", "table", row, pitch, POINTS)
        case _:
            assert_never(row)


def _gapped(body: Sequence[Line]) -> list[tuple[Line, bool]]:
    """Tell of each paragraph whether it has blanks, so that it is not set justified."""
    return [(line, any(isinstance(piece, Blank) for piece in line)) for line in body]


class _Writer:
    """Writes the blocks of one part. It remembers the level of the last heading, because none may be skipped."""

    def __init__(self) -> None:
        self._level = 0

    def block(self, block: Block, before: Block | None, after: Block | None) -> str:  # noqa: C901, PLR0911, PLR0912 - a case for each kind
        match block:
            case Heading():
                return _macro("blocks", "heading", block, self._heading(block.level + 1))
            case Paragraph():
                return _macro("blocks", "paragraph", block, isinstance(after, Table | Flow | Structure | Items))
            case Items():
                return _macro("blocks", "items", block)
            case Definition():
                return _macro("blocks", "definition", block)
            case Table():
                return _macro("blocks", "table", block, [_row(row, block.columns) for row in block.rows])
            case Flow():
                return _macro("charts", "flow", block, charts.heads(block), charts.rows(block))
            case Structure():
                return _macro("charts", "structure", block, charts.drawing(block))
            case Annex():
                return _macro("blocks", "annex", block, self._heading(2))
            case Form():
                laid_out = form_layout.lay_out(block, under_title=isinstance(before, Annex | Heading))
                sheets = [*map(self._sheet, laid_out.sheets)]
                if block.per_sheet > 1:
                    return _macro("forms", "ballots", block, laid_out.places, sheets[0])
                return _macro("forms", "form", block, sheets)
            case Letter():
                return _macro(
                    "blocks", "letter", block, self._heading(3), page_fitting.is_long(block), _gapped(block.body)
                )
            case Card():
                return _macro("cards", "card", block, card_fitting.lay_out(block), self._heading(1))
            case WallCalendar():
                return _macro("walls", "wall", block, wall_fitting.lay_out(block), self._heading(1))
            case Cover():
                return _macro("blocks", "cover", block, self._heading(1))
            case Contents():
                return _macro("blocks", "contents", block, self._heading(1))
            case PageBreak():
                return _macro("blocks", "page_break")
            case EndRule():
                return _macro("blocks", "end_rule")
            case _:
                assert_never(block)

    def _heading(self, wanted: int) -> int:
        self._level = min(wanted, self._level + 1)
        return self._level

    def _sheet(self, sheet: SheetLayout) -> str:
        level = self._heading(3) if sheet.sheet.title else 0
        return _macro("forms", "sheet", sheet, level, [_sheet_row(row, sheet.pitch) for row in sheet.rows])
