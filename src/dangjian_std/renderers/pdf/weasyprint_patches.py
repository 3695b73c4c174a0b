"""What WeasyPrint 70 lacks for Chinese print, put into it at the places named below.

Imported only by the worker process, because importing WeasyPrint loads Pango. Every patch replaces one function
and says why; `install` first proves that this is the WeasyPrint it was written for. `layout.line_breaking`
decides, this module obeys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import pydyf
import weasyprint
from weasyprint import css
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi

from dangjian_std.renderers.layout import line_breaking
from dangjian_std.renderers.pdf import leaders, text_drawing

PATCHED_VERSION = "70.0"
PYDYF = "0.13.0"
WIDEST_OPENING = 0.095
NARROW_LINE_EMS, WIDEST_NARROW_OPENING = 18, 0.09
"""In em: a line that would have to open wider than this between characters stays ragged. From a tenth on, programs
that find words by where characters stand read a space; a line of few places, as in the cells of a table, looks
torn sooner."""

PATCHES = (
    (build, "create_anonymous_boxes"),
    (inline, "split_first_line"),
    (inline, "trailing_whitespace_size"),
    (inline, "remove_last_whitespace"),
    (inline, "justify_line"),
    (inline, "handle_leader"),
    (drawing, "draw_first_line"),
    (pydyf.PDF, "page_references"),
    (css, "CSS"),
)

C_TYPES = ("PangoFcFontMap *", "PangoLogAttr[]", "PangoRectangle *", "char[4]", "char[]", "unsigned int *")
"""C types that WeasyPrint makes values of: it parses each name when it first does."""

Box = Any
"""WeasyPrint has no type information."""


def install() -> None:
    """Put the patches in place, once per process."""
    if (weasyprint.__version__, pydyf.__version__) != (PATCHED_VERSION, PYDYF):
        raise RuntimeError(f"written for WeasyPrint {PATCHED_VERSION} and pydyf {PYDYF}")
    for owner, name in PATCHES:
        if not hasattr(owner, name):
            raise RuntimeError(f"{owner.__name__}.{name} is gone")
    build.create_anonymous_boxes = _create_anonymous_boxes
    inline.split_first_line = _split_first_line
    inline.trailing_whitespace_size = _trailing_whitespace_size
    inline.remove_last_whitespace = _remove_last_whitespace
    inline.justify_line = _justify_line
    inline.handle_leader = leaders.handle_leader
    drawing.draw_first_line = text_drawing.draw_first_line
    pydyf.PDF.page_references = cached_property(_page_references)
    pydyf.PDF.page_references.__set_name__(pydyf.PDF, "page_references")
    css.CSS = _css


# Marks come in after bookmarks and strings have been read off the boxes, and before boxes become lines.

_original_create_anonymous_boxes = build.create_anonymous_boxes


def _create_anonymous_boxes(box: Box) -> Box:
    """Mark the texts of a box tree (`build.create_anonymous_boxes`, called for the root and each margin box)."""
    _mark_below(box)
    return _original_create_anonymous_boxes(box)


def _mark_below(box: Box) -> None:
    run: list[Box] = []
    for leaf in _stream(box):
        if leaf is None:
            _mark_run(run)
            run = []
        else:
            run.append(leaf)
    _mark_run(run)


def _stream(box: Box) -> Iterator[Box | None]:
    """Yield the inline leaves below a box, and None wherever a paragraph ends."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _stream(child)
        elif isinstance(child, boxes.AtomicInlineLevelBox):
            _mark_below(child)
            yield child
        else:
            yield None
            yield from _stream(child)
            yield None


def _mark_run(run: list[Box]) -> None:
    texts = [
        line_breaking.unmarked(leaf.text) if isinstance(leaf, boxes.TextBox) else line_breaking.OBJECT
        for leaf in run
    ]
    for leaf, marked in zip(run, line_breaking.mark(texts), strict=True):
        if isinstance(leaf, boxes.TextBox) and leaf.style["letter_spacing"] == "normal":
            leaf.text = marked


# A mark at the end of a line takes no place there.

_original_split_first_line = line_break.split_first_line
_original_trailing_whitespace_size = preferred.trailing_whitespace_size
_original_remove_last_whitespace = inline.remove_last_whitespace


def _split_first_line(text: str, style: Any, context: Any, *rest: Any, **options: Any) -> tuple[Any, ...]:
    """Measure a broken line without the marks at its end (`line_break.split_first_line`)."""
    layout, length, resume_at, width, height, baseline = _original_split_first_line(
        text, style, context, *rest, **options
    )
    if resume_at is not None and layout.text[-1:] and layout.text[-1] in line_breaking.BREAKING_MARKS:
        kept = layout.text.rstrip(line_breaking.BREAKING_MARKS + " ")
        if kept:
            layout, _, _, width, height, baseline = _original_split_first_line(kept, style, context, None, 0)
    return layout, length, resume_at, width, height, baseline


def _last_text(box: Box) -> tuple[list[Box], Box | None]:
    """Return the last text of a line that ends in a mark, and the boxes around it."""
    around = []
    while isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        around.append(box)
        if not box.children:
            return around, None
        box = box.children[-1]
    ends_in_mark = (
        isinstance(box, boxes.TextBox) and box.text[-1:] and box.text[-1] in line_breaking.BREAKING_MARKS
    )
    return around, box if ends_in_mark else None


def _without_end_marks(context: Any, box: Box) -> Box | None:
    kept = box.text.rstrip(line_breaking.BREAKING_MARKS + " ")
    return inline.split_text_box(context, box.copy_with_text(kept), None, 0)[0] if kept else None


def _trailing_whitespace_size(context: Any, box: Box) -> float:
    """Count a mark at the end as the white space that it is (`preferred.trailing_whitespace_size`)."""
    _, last = _last_text(box)
    if last is not None and (kept := _without_end_marks(context, last)) is not None:
        return float(last.width - kept.width)
    return float(_original_trailing_whitespace_size(context, box))


def _remove_last_whitespace(context: Any, line: Box) -> None:
    """Drop the marks at the end of a line that ended with a box (`inline.remove_last_whitespace`)."""
    around, last = _last_text(line)
    if last is not None and (kept := _without_end_marks(context, last)) is not None:
        for box in around:
            box.width -= last.width - kept.width
        last.text, last.width, last.pango_layout = kept.text, kept.width, kept.pango_layout
    _original_remove_last_whitespace(context, line)


# Justification: WeasyPrint only widens spaces, and Chinese has none.


def _justify_line(_context: Any, line: Box, extra: float) -> None:
    """Open a line between its characters until it fills the measure (`inline.justify_line`)."""
    leaves = list(_leaves(line))
    followers = [leaf.text if isinstance(leaf, boxes.TextBox) else line_breaking.OBJECT for leaf in leaves[1:]] + [
        ""
    ]
    places = {
        leaf: line_breaking.openings(
            leaf.text if isinstance(leaf, boxes.TextBox) else line_breaking.OBJECT, follower
        )
        for leaf, follower in zip(leaves, followers, strict=True)
    }
    count = sum(map(len, places.values()))
    widest = WIDEST_OPENING if count > NARROW_LINE_EMS else WIDEST_NARROW_OPENING
    if count and extra / count <= widest * line.style["font_size"]:
        _open(line, extra / count, 0, places)


def _leaves(box: Box) -> Iterator[Box]:
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.InlineBox):
            yield from _leaves(child)
        elif not isinstance(child, boxes.TextBox) or child.text:
            yield child


def _open(box: Box, opening: float, moved: float, places: dict[Box, list[int]]) -> float:
    """Move a box by what was opened before it and widen it by what is opened inside; return the sum."""
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        before = moved
        box.position_x += moved
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _open(child, opening, moved, places)
        box.width += moved - before
        return moved
    own = opening * len(places.get(box, ()))
    if isinstance(box, boxes.TextBox):
        box.position_x += moved
        box.width += own
        box.openings = (opening, frozenset(places.get(box, ())))
    else:
        box.translate(moved, 0)
    return moved + own


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """Make the list once per file, not once per tag (`pydyf.PDF.page_references`; all pages are in by then)."""
    return tuple(f"{number} 0 R".encode("ascii") for number in pdf.pages["Kids"][::3])


# Stylesheets: WeasyPrint parses each one anew for each document.

_original_css = css.CSS
_sheets: dict[bytes, Any] = {}


def _css(*, url: str, url_fetcher: Any, **state: Any) -> Any:
    """Parse a stylesheet once in this process, and not in those it forks (`css.CSS`, called for each link)."""
    text = url_fetcher.fetch(url).read()
    if b"@" in text:  # an at-rule changes the state that belongs to one document
        return _original_css(url=url, url_fetcher=url_fetcher, **state)
    if text not in _sheets:
        _sheets[text] = _original_css(url=url, url_fetcher=url_fetcher, _check_mime_type=True)
    return _sheets[text]


def warm(links: Iterable[str], url_fetcher: Any) -> None:
    """Do now what is the same for every document: parse stylesheets, and the names of C types."""
    for name in C_TYPES:
        ffi.typeof(name)
    for url in links:
        _css(url=url, url_fetcher=url_fetcher)


def forget() -> None:
    """Parse all stylesheets anew, so that who asks for a document hears of what is wrong with them."""
    _sheets.clear()
