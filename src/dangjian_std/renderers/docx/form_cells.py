"""The cells of a form: a label, and room to write, to tick or to sign."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from docx.enum.text import WD_LINE_SPACING
from docx.shared import Twips

from dangjian_std.document.forms import Entry, Space
from dangjian_std.document.inline import Align
from dangjian_std.renderers.docx.paragraphs import looks, paragraph, run
from dangjian_std.renderers.docx.styles import TICK
from dangjian_std.renderers.docx.table_grid import Box
from dangjian_std.renderers.docx.xml import Element, twips
from dangjian_std.renderers.layout.form_layout import Plan
from dangjian_std.text.characters import width

STYLES = {Align.START: "表单填写", Align.CENTRE: "表单居中"}
LABEL_MARGINS = {"left": 40, "right": 40}
TOP_MARGIN, CHOICE_MARGINS = {"top": 50}, {"top": 40, "bottom": 40}
"""Inside a cell, in twips."""
LONGEST = 7
"""Characters of a label that stand in one line."""
EM, SLACK = 180, 0.1
"""The width of a character, in twips, and what a line leaves free so that it never breaks early, in characters."""
RULE = 10
"""What a rule adds to its line, in twips."""


def label(text: str, start: float, end: float) -> Box:
    """Name an entry; a long name is broken into lines of about one length."""
    made = paragraph("表单栏名", run(text))
    rows = ceil(len(text) / LONGEST)
    if rows > 1:
        free = end - start - sum(LABEL_MARGINS.values()) - (ceil(len(text) / rows) + SLACK) * EM
        looks(made).left_indent = looks(made).right_indent = Twips(max(0, int(free / 2)))
    return Box(start=start, end=end, paragraphs=(made,), margins=LABEL_MARGINS)


def space(entry: Entry, start: float, end: float, plan: Plan) -> Box:
    """Leave room for an entry, with its hint, its options and what is written already."""
    lines = plan.lines(entry)
    if entry.space is Space.RULED:
        return Box(start=start, end=end, paragraphs=tuple(_ruled(entry, plan)), middle=False)
    middle = lines == 1 or entry.space is Space.CHOICE
    texts = tuple(_texts(entry, end - start))
    inside = CHOICE_MARGINS if entry.hint and entry.options else {} if middle else TOP_MARGIN
    return Box(start=start, end=end, paragraphs=texts, middle=middle, margins=inside)


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
        wide = (width(option) / 2 + 2) * EM
        if used:
            broken = used + wide > room
            used = 0.0 if broken else used
            yield run("\n" if broken else "　")
        used += wide
        yield run(box, TICK)
        yield run(option)


def _ruled(entry: Entry, plan: Plan) -> Iterator[Element]:
    """Rule an entry: the hint stands in its first line, and the frame is the rule below its last."""
    lines = plan.lines(entry)
    texts = [*((entry.hint,) if entry.hint else ()), *entry.value]
    texts += [""] * (lines - len(texts))
    for number, text in enumerate(texts, 1):
        hinted = entry.hint and number == 1 < len(texts)
        style = "表单填写" if number == len(texts) else "表单划线提示" if hinted else "表单划线"
        made = paragraph(style, *((run(text),) if text else ()))
        looks(made).line_spacing = Twips(twips(plan.pitch) - RULE)
        looks(made).line_spacing_rule = WD_LINE_SPACING.AT_LEAST if text else WD_LINE_SPACING.EXACTLY
        yield made
