"""Page rules: running heads, page numbers, right-hand starts and 续表 heads, as one value and as CSS for PDF.

A document is set whole, or its parts each on their own and the lines in their margins apart (`page_margins`):
the rules for both are made of the same pieces. The widths of the margins are in `page_frame`. Word takes from
here only where numbers start anew (`restarts`); it decides right-hand starts and running heads by itself
(`docx.sections`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from dangjian_std.document.blocks import (
    Annex,
    Block,
    Contents,
    ContentsEntry,
    Cover,
    Definition,
    Heading,
    Paragraph,
    Row,
    Table,
)
from dangjian_std.document.charts import Flow, Structure
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Form, Letter
from dangjian_std.document.wall_calendars import WallCalendar
from dangjian_std.document.words import TALLY
from dangjian_std.renderers.layout.page_frame import (
    BOOK,
    HEAD_TOP,
    NUMBER_TOP,
    PT_PER_MM,
    WALL_HEIGHT,
    WALL_MARGIN,
    WALL_WIDTH,
)
from dangjian_std.renderers.layout.text_widths import measure

HEAD_SIZE = 10.5
"""Size of a running head, in pt; one that is wider than the text is set smaller."""

LABELS = {Folio.NONE: "", Folio.ROMAN: "/R", Folio.ARABIC: "/D", Folio.TALLY: "/D"}
"""Names of the styles of page labels in a PDF."""


@dataclass(frozen=True, slots=True)
class PartPages:
    """The pages of one part: their name in CSS, their running head, and how they are numbered."""

    name: str
    id: str
    head: str
    folio: Folio
    recto: bool
    restarts: bool
    covered: bool
    """Whether it opens with a cover, which is counted and shows neither head nor number."""
    wall: bool = False
    """Whether its pages are sheets for the wall."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a document, part by part; `roman` lists the anchors the 目次 must number in Roman."""

    parts: tuple[PartPages, ...]
    roman: tuple[str, ...]
    mark: str = ""
    """The mark of a proof (校样): PDF sets it at the foot of every page, Word at the head."""


def of(document: Document) -> Pages:
    """Return the page rules of a document. Numbers start at 1 where their style first appears and run on.

    A tally counts every page from the first.
    """
    seen: set[Folio] = {Folio.NONE, Folio.TALLY}
    parts = []
    for number, part in enumerate(document.parts):
        restarts = part.folio not in seen
        seen.add(part.folio)
        covered = isinstance(part.blocks[0], Cover) if part.blocks else False
        wall = any(isinstance(block, WallCalendar) for block in part.blocks)
        parts.append(
            PartPages(f"part-{number}", part.id, part.head, part.folio, part.recto, restarts, covered, wall)
        )
    listed = {entry.target for part in document.parts for entry in _entries(part.blocks)}
    roman = {anchor for part in document.parts if part.folio is Folio.ROMAN for anchor in _anchors(part)}
    return Pages(tuple(parts), tuple(sorted(listed & roman)), document.mark)


def stylesheet(pages: Pages) -> str:
    """Return the stylesheet of the pages of a document that is set whole."""
    mark = (_mark_rule(pages.mark),) if pages.mark else ()
    blank = (_BLANK,) if any(part.folio is Folio.TALLY for part in pages.parts) else ()
    margins = (_PAPER, *mark, *blank, *map(_part_rules, pages.parts))
    return "\n".join((_CONTINUED, _TARGETS, *margins, *map(_roman_rule, pages.roman)))


def head_size(head: str) -> float:
    """Return the size in pt in which a running head is no wider than the text."""
    return min(HEAD_SIZE, BOOK.width * PT_PER_MM * 10 // max(measure(head, inf)[1], 1) / 10)


def lines_stylesheet() -> str:
    """Return the rules of lines of margins that are set one upon the other, in the corner of a sheet."""
    return f"""
@page {{ size: {WALL_WIDTH}mm {WALL_HEIGHT}mm; margin: 0; }}
.margin {{ position: absolute; top: 0; left: 0; white-space: nowrap; }}
.margin.head {{ {_HEAD_FONT} }}
.margin.number {{ {_NUMBER_FONT} }}
.margin.mark {{ {_MARK_FONT} }}
"""


def part_stylesheet(part: PartPages) -> str:
    """Return the rules of a part that is set on its own, as if it began on a right-hand page.

    Where it asks for the number of another page, that is said by the attribute `data-page`.
    """
    wall = f"@page {{ {_WALL} }}\n" if part.wall else ""
    return f"{_PAPER}{_CONTINUED}{_PART}{wall}"


_PAPER = f"""
@counter-style roman {{
  system: fixed;
  symbols: "Ⅰ" "Ⅱ" "Ⅲ" "Ⅳ" "Ⅴ" "Ⅵ" "Ⅶ" "Ⅷ" "Ⅸ" "Ⅹ" "Ⅺ" "Ⅻ";
  fallback: upper-roman;
}}
@page {{
  size: A4;
  margin: {BOOK.top}mm {BOOK.outer}mm {BOOK.bottom}mm {BOOK.inner}mm;
}}
@page :left {{ margin: {BOOK.top}mm {BOOK.inner}mm {BOOK.bottom}mm {BOOK.outer}mm; }}
"""

_CONTINUED = """
@page {
  @top-center {
    content: string(continued, start);
    font: 500 10.5pt/16pt "Dstd Hei";
    vertical-align: bottom;
    padding-bottom: 6pt;
  }
}
@page :blank { @top-center { content: none; } }
figure.table .caption .name { string-set: continued attr(data-continued); }
figure.flow [data-continued] { string-set: continued attr(data-continued); }
figure.flow .flow-end, figure.table .table-end { string-set: continued ""; }
"""
_TARGETS = """
.contents a::after { content: leader("·") target-counter(attr(href), page); }
"""
_PART = """
.part { page: part; }
.part > .cover { page: part-cover; }
.contents a::after { content: leader("·") attr(data-page); }
"""

_WALL = f"size: {WALL_WIDTH}mm {WALL_HEIGHT}mm; margin: {WALL_MARGIN}mm;"
_HEAD_FONT, _NUMBER_FONT, _MARK_FONT = (
    f'font: 500 {HEAD_SIZE}pt/16pt "Dstd Hei";',
    'font: 400 9pt/12pt "Dstd Song";',
    'font: 500 9pt/12pt "Dstd Hei";',
)
_HEAD = f"{_HEAD_FONT} vertical-align: top; padding-top: {HEAD_TOP}mm; white-space: nowrap; width: {BOOK.width}mm;"
"""A running head stands in the corner and reaches over the text, so that a long one leaves 续表 in the middle."""
_RIGHT = f"text-align: right; margin: 0 {BOOK.outer}mm 0 -{BOOK.width}mm;"
_LEFT = f"text-align: left; margin: 0 -{BOOK.width}mm 0 {BOOK.outer}mm;"
_NUMBER = f"{_NUMBER_FONT} vertical-align: top; padding-top: {NUMBER_TOP}mm;"
_STYLES = {
    Folio.ROMAN: "counter(page, roman)",
    Folio.ARABIC: "counter(page)",
    Folio.TALLY: '"{}" counter(page) "{}" counter(pages) "{}"'.format(*TALLY),
}

_BLANK = f"""
@page :blank:right {{ @bottom-right {{ content: {_STYLES[Folio.TALLY]}; {_NUMBER} }} }}
@page :blank:left {{ @bottom-left {{ content: {_STYLES[Folio.TALLY]}; {_NUMBER} }} }}
"""
"""Blank pages too show their number in a tally."""


def _mark_rule(mark: str) -> str:
    return f"""
@page {{
  @bottom-center {{
    content: {_string(mark)};
    {_MARK_FONT}
    vertical-align: top;
    padding-top: {NUMBER_TOP}mm;
    white-space: nowrap;
  }}
}}
"""


def _part_rules(part: PartPages) -> str:
    small = f" font-size: {head_size(part.head)}pt;" if head_size(part.head) < HEAD_SIZE else ""
    head = f"content: {_string(part.head)}; {_HEAD}{small}" if part.head else "content: none;"
    number = f"content: {_STYLES[part.folio]}; {_NUMBER}" if part.folio in _STYLES else "content: none;"
    name = part.name
    rules = [
        f"#{_name(part.id)} {{ page: {name}; break-before: {'recto' if part.recto else 'page'}; }}",
        f"@page {name}:right {{ @top-right-corner {{ {head} {_RIGHT} }} @bottom-right {{ {number} }} }}",
        f"@page {name}:left {{ @top-left-corner {{ {head} {_LEFT} }} @bottom-left {{ {number} }} }}",
    ]
    if part.wall:
        rules.append(f"@page {name} {{ {_WALL} }}")
    first = name
    if part.covered:
        first = f"{name}-cover"
        rules.append(f"#{_name(part.id)} > .cover {{ page: {first}; }}")
    if part.restarts:
        rules.append(f"@page {first}:nth(1 of {first}) {{ counter-reset: page 1; }}")
    return "\n".join(rules)


def _roman_rule(anchor: str) -> str:
    return (
        f".contents a[href={_string('#' + anchor)}]::after"
        ' { content: leader("·") target-counter(attr(href), page, roman); }'
    )


def _name(identity: str) -> str:
    """Write an id as a CSS name: ids are looked up at once, attributes are looked for in every element."""
    return "".join(c if c.isascii() and c.isalpha() else f"\\{ord(c):06x}" for c in identity)


def _string(text: str) -> str:
    """Quote a text for CSS; what could end the string or the stylesheet is written as a number."""
    return '"' + "".join(c if c.isalnum() or c in " 　-—_.，/（）" else f"\\{ord(c):06x}" for c in text) + '"'


def _entries(blocks: Iterable[Block]) -> Iterable[ContentsEntry]:
    for block in blocks:
        if isinstance(block, Contents):
            yield from block.entries


def _anchors(part: Part) -> Iterable[str]:
    yield part.id
    for block in part.blocks:
        if (
            isinstance(block, Heading | Paragraph | Definition | Table | Flow | Structure | Annex | Form | Letter)
            and block.anchor
        ):
            yield block.anchor
        if isinstance(block, Table):
            yield from (row.anchor for row in block.rows if not isinstance(row, Row))
            yield from (cell.anchor for row in block.rows if isinstance(row, Row) for cell in row.cells)
