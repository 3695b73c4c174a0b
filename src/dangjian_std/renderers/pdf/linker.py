"""Parts that were set on their own, and the pages they stand on, to one tagged PDF. Used only by the worker.

Nothing is set here. The text of a part keeps its place on the page, or moves with the binding edge; its structure
keeps its shape, and only the numbers by which pages and structure find each other are made anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String

from dangjian_std.renderers.layout.page_frame import TEXT
from dangjian_std.renderers.layout.page_margins import Line, Sheet
from dangjian_std.renderers.layout.page_numbers import Place
from dangjian_std.renderers.layout.page_rules import LABELS
from dangjian_std.renderers.pdf.store import Entry
from dangjian_std.renderers.pdf.trouble import TroubleError

MM, PIXEL = 72 / 25.4, 0.75
"""Points in a millimetre, and in a pixel of CSS."""
BINDING = (TEXT.inner - TEXT.outer) * MM
"""How far the type area of a right-hand page stands to the right of that of a left-hand one, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A part in its place."""

    entry: Entry
    place: Place
    mirrored: bool
    """Whether its margins change with the side of the sheet."""

    @property
    def shift(self) -> float:
        """How far its first page moves to the right, in points; the next one moves as far to the left.

        It was set as if it began on a right-hand page.
        """
        return -BINDING if self.mirrored and self.place.first % 2 else 0.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of a margin as it is drawn in the corner of a sheet, in pixels of CSS downwards."""

    width: float
    operators: str


def link(
    parts: Sequence[Bound], sheets: Sequence[Sheet], drawn: Mapping[Line, Drawn], frame: bytes, fonts: bytes
) -> bytes:
    """Return the whole file; what `frame` says of itself it says of this one."""
    check(parts)
    return _Book(sheets, drawn, frame, fonts).bind(parts)


def check(parts: Sequence[Bound]) -> None:
    """Refuse links that lead nowhere and anchors that stand twice, as the whole render does."""
    found: dict[str, int] = {}
    for each in parts:
        for anchor in each.entry.facts["dests"]:
            found[anchor] = found.get(anchor, 0) + 1
    lost = {anchor for each in parts for anchor in each.entry.facts["wanted"]} - found.keys()
    faults = [f"No anchor #{anchor} for internal URI reference" for anchor in sorted(lost)]
    faults += [f"Anchor defined twice: {anchor!r}" for anchor, times in sorted(found.items()) if times > 1]
    if faults:
        raise TroubleError("\n".join(faults))


class _Book:
    """The file in the making: it begins as one that has nothing but metadata."""

    def __init__(self, sheets: Sequence[Sheet], drawn: Mapping[Line, Drawn], frame: bytes, fonts: bytes) -> None:
        self._pdf = pdf = Pdf.open(BytesIO(frame))
        with Pdf.open(BytesIO(fonts)) as source:
            self._fonts = pdf.copy_foreign(source.Root.Fonts)
        self._sheets, self._drawn = sheets, drawn
        self._streams: dict[str, Any] = {}
        self._pages: list[Any] = [None] * len(sheets)
        self._elements: list[Any] = []
        self._kids: list[Any] = []
        self._labels: list[Any] = []
        self._labelled = self._next = 0
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))

    def _operators(self, text: str) -> Any:
        """Return a stream that says this, the same one each time."""
        if text not in self._streams:
            self._streams[text] = self._pdf.make_indirect(Stream(self._pdf, f"{text}\n".encode()))
        return self._streams[text]

    def _margins(self, sheet: Sheet) -> Iterator[Any]:
        """Yield what draws the margins of a page."""
        if sheet.standing:
            yield self._operators("/Artifact <</Type /Pagination>> BDC")
        for each in sheet.standing:
            line = self._drawn[each.line]
            x = each.x * MM - line.width * PIXEL * each.part
            y = (sheet.height - each.y) * MM
            yield self._operators(f"q {PIXEL} 0 0 -{PIXEL} {x:.5f} {y:.5f} cm\n{line.operators}\nQ")
        if sheet.standing:
            yield self._operators("EMC")

    def _blank(self, sheet: Sheet) -> Any:
        """Return a page of nothing but margins."""
        box = [0, 0, *(round(side * MM, 6) for side in (sheet.width, sheet.height))]
        page = Dictionary(
            Type=Name.Page,
            MediaBox=box,
            TrimBox=box,
            BleedBox=box,
            Resources=Dictionary(Font=self._fonts),
            Contents=Array(self._margins(sheet)),
        )
        return self._pdf.make_indirect(page)

    def bind(self, parts: Sequence[Bound]) -> bytes:
        pdf = self._pdf
        for each in parts:
            self._bind(each)
        del pdf.pages[:]
        for page, sheet in zip(self._pages, self._sheets, strict=True):
            pdf.pages.append(Page(page or self._blank(sheet)))
        pdf.Root.PageLabels = Dictionary(Nums=self._labels)
        self._write_structure()
        self._write_names(parts)
        self._write_outlines(parts)
        output = BytesIO()
        pdf.save(
            output,
            deterministic_id=True,
            min_version="1.7",
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return output.getvalue()

    def _bind(self, part: Bound) -> None:
        """Put a part onto its pages. Its pages come first: a reference to one that is not here yet is lost."""
        pdf = self._pdf
        source = Pdf.open(BytesIO(part.entry.pdf))
        pages = [pdf.copy_foreign(page.obj) for page in source.pages]
        root = pdf.copy_foreign(source.Root.StructTreeRoot)
        for name, font in self._fonts.items():
            pages[0].Resources.Font[name] = font  # one dictionary for all that the part draws
        numbers, shift = root.ParentTree.Nums, part.shift
        for index in range(0, len(numbers), 2):
            numbers[index] += self._next
        for number, page in zip(part.place.pages, pages, strict=True):
            page.StructParents += self._next
            for annotation in page.get("/Annots", ()):
                annotation.StructParent += self._next
                if shift:
                    annotation.Rect = Array(_moved(annotation.Rect, shift))
            begin = f"q 1 0 0 1 {shift:.5f} 0 cm" if shift else "q"
            around = (self._operators(begin), page.Contents, self._operators("Q"))
            page.Contents = Array([*around, *self._margins(self._sheets[number])])
            self._pages[number] = page
            shift = -shift
        self._label(part.place)
        used = len(numbers) // 2
        self._kids.append(pdf.make_indirect(Dictionary(Limits=[self._next, self._next + used - 1], Nums=numbers)))
        self._next += used
        for element in root.K[0].K:
            element.P = self._document
            self._elements.append(element)

    def _label(self, place: Place) -> None:
        """Have a viewer's page box show what is printed on the pages of a part; a blank page has no number."""
        if self._labels and self._labelled < place.first:
            self._labels += [self._labelled, Dictionary()]
        style, self._labelled = LABELS[place.folio], place.first + place.count
        said = Dictionary(S=Name(style), St=place.first - place.origin + 1) if style else Dictionary()
        self._labels += [place.first, said]

    def _write_structure(self) -> None:
        pdf = self._pdf
        tree = pdf.make_indirect(Dictionary(Kids=Array(self._kids)))
        root = pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, ParentTree=tree, ParentTreeNextKey=self._next, K=[self._document])
        )
        self._document.P, self._document.K = root, Array(self._elements)
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)

    def _target(self, part: Bound, page: int, x: float, y: float) -> Array:
        return Array([self._pages[part.place.first + page], Name.XYZ, x + part.shift * (-1) ** page, y, 0])

    def _write_names(self, parts: Sequence[Bound]) -> None:
        """Write where every anchor is, in the order of the bytes of their names."""
        found = [
            (String(anchor), self._target(part, *place))
            for part in parts
            for anchor, place in part.entry.facts["dests"].items()
        ]
        found.sort(key=lambda pair: bytes(pair[0]))
        names = Array([each for pair in found for each in pair])
        self._pdf.Root.Names = Dictionary(Dests=self._pdf.make_indirect(Dictionary(Names=names)))

    def _write_outlines(self, parts: Sequence[Bound]) -> None:
        root = self._pdf.make_indirect(Dictionary(Type=Name.Outlines))
        trail = [_Mark(0, root, [])]
        for part in parts:
            for level, text, *place, is_open in part.entry.facts["marks"]:
                while trail[-1].level >= level:
                    trail.pop()
                item = Dictionary(Title=String(text), Parent=trail[-1].item, Dest=self._target(part, *place))
                mark = _Mark(level, self._pdf.make_indirect(item), [], is_open=is_open)
                trail[-1].below.append(mark)
                trail.append(mark)
        if trail[0].below:
            trail[0].close()
            self._pdf.Root.Outlines = root


@dataclass(slots=True)
class _Mark:
    """A bookmark, and those below it."""

    level: int
    item: Any
    below: list[_Mark]
    is_open: bool = True

    def close(self) -> int:
        """Join those below to a list; return how many show when this one is open."""
        shown = len(self.below)
        for mark in self.below:
            inside = mark.close()
            shown += inside if mark.is_open else 0
        for one, other in zip(self.below, self.below[1:], strict=False):
            one.item.Next, other.item.Prev = other.item, one.item
        if self.below:
            self.item.First, self.item.Last = self.below[0].item, self.below[-1].item
            self.item.Count = shown if self.is_open else -shown
        return shown


def _moved(rectangle: Any, shift: float) -> Iterator[float]:
    for number, at in enumerate(rectangle):
        yield float(at) + (0 if number % 2 else shift)
