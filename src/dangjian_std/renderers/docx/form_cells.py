"""The cells of a form: a label, and room to write, to tick or to sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from docx.enum.text import WD_LINE_SPACING
from docx.shared import Twips

from dangjian_std.document.forms import Entry, Space
from dangjian_std.renderers.docx import table_grid
from dangjian_std.renderers.docx.paragraphs import looks, paragraph, run, sized
from dangjian_std.renderers.docx.styles import TICK_BOX_STYLE
from dangjian_std.renderers.docx.table_grid import GridCell
from dangjian_std.renderers.docx.xml import Element, twips
from dangjian_std.renderers.layout import form_grid
from dangjian_std.renderers.layout.form_layout import Label, TableCell, WritingRoom
from dangjian_std.renderers.layout.name_sizes import POINTS
from dangjian_std.text.characters import width

LABEL_MARGINS = {"left": 40, "right": 40}
TOP_MARGIN, CHOICE_MARGINS = {"top": 50}, {"top": 40, "bottom": 40}
"""Inside a cell, in twips."""
CHARACTER_TWIPS, LINE_SLACK_EMS = 180, 0.1
"""The width of a character, in twips, and what a line leaves free so that it never breaks early, in characters."""
RULE_TWIPS = 10
"""What a rule adds to its line, in twips."""


NO_ATTRIBUTES: Mapping[str, int] = MappingProxyType({})


def box(
    place: form_grid.CellPlace,
    width: int,
    *paragraphs: Element,
    middle: bool = True,
    lines: Mapping[str, int] = NO_ATTRIBUTES,
    margins: Mapping[str, int] = NO_ATTRIBUTES,
) -> GridCell:
    """Put a cell where the layout has it, on a frame of so many twips."""
    start, end = (edge / form_grid.FRAME_WIDTH * width for edge in (place.x, place.end))
    return GridCell(start=start, end=end, paragraphs=paragraphs, middle=middle, lines=lines, margins=margins)


def label(label: Label, width: int) -> GridCell:
    """Name an entry; a long name is broken into lines of about one length."""
    text = paragraph("表单栏名", run(label.text))
    made = box(label.box, width, text, margins=LABEL_MARGINS)
    if label.ems:
        free = made.end - made.start - sum(LABEL_MARGINS.values()) - (label.ems + LINE_SLACK_EMS) * CHARACTER_TWIPS
        looks(text).left_indent = looks(text).right_indent = Twips(max(0, int(free / 2)))
    return made


def space(place: WritingRoom, pitch: float, width: int) -> GridCell:
    """Leave room for an entry, with its hint, its options and what is written already."""
    entry = place.entry
    if place.ruled:
        return box(place.box, width, *_ruled(place, pitch), middle=False)
    middle = place.lines == 1 or entry.space is Space.CHOICE
    texts = _texts(entry, place.box.width / form_grid.FRAME_WIDTH * width)
    inside = CHOICE_MARGINS if entry.hint and entry.options else {} if middle else TOP_MARGIN
    return box(place.box, width, *texts, middle=middle, margins=inside)


def table_cell(cell: TableCell, width: int) -> GridCell:
    """Set a number, or what is written in a table, or leave room for it."""
    text = (sized(cell.text, cell.points) if cell.points < POINTS else run(cell.text),) if cell.text else ()
    lines = {"left": table_grid.THICK_LINE} if cell.again else {}
    return box(cell.box, width, paragraph("表单居中" if cell.centred else "表单填写", *text), lines=lines)


def _texts(entry: Entry, room: float) -> Iterator[Element]:
    if entry.hint:
        yield paragraph("表单提示", run(entry.hint))
    if entry.options:
        yield paragraph("表单填写", *_ticks(entry, room))
    else:
        yield from (paragraph("表单填写", *((run(text),) if text else ())) for text in entry.value or ("",))


def _ticks(entry: Entry, room: float) -> Iterator[Element]:
    """Return the options in lines that fit, so that no box is parted from its words."""
    used = 0.0
    for box, option in entry.boxes:
        wide = (width(option) / 2 + 2) * CHARACTER_TWIPS
        if used:
            broken = used + wide > room
            used = 0.0 if broken else used
            yield run("\n" if broken else "　")
        used += wide
        yield run(box, TICK_BOX_STYLE)
        yield run(option)


def _ruled(place: WritingRoom, pitch: float) -> Iterator[Element]:
    """Rule an entry: the hint stands in its first line, and the frame is the rule below its last."""
    hint = place.entry.hint
    texts = (hint, *place.ruled[1:]) if hint else place.ruled
    for number, text in enumerate(texts, 1):
        hinted = hint and number == 1 < len(texts)
        style = "表单填写" if number == len(texts) else "表单划线提示" if hinted else "表单划线"
        made = paragraph(style, *((run(text),) if text else ()))
        looks(made).line_spacing = Twips(twips(pitch) - RULE_TWIPS)
        looks(made).line_spacing_rule = WD_LINE_SPACING.AT_LEAST if text else WD_LINE_SPACING.EXACTLY
        yield made
