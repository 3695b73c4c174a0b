"""Parts that were set on their own, and the pages they stand on, to one tagged PDF. Used only by the worker.

Nothing is set here. The text of a part keeps its place on the page, or moves with the binding edge; its structure
keeps its shape, and only the numbers by which pages and structure find each other are made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dangjian_std.renderers.layout.page_frame import BOOK, PT_PER_MM, PT_PER_PIXEL
from dangjian_std.renderers.layout.page_margins import MarginLine, PageSheet
from dangjian_std.renderers.layout.page_numbers import PagesOfPart
from dangjian_std.renderers.layout.page_rules import LABELS
from dangjian_std.renderers.pdf.files import outlines
from dangjian_std.renderers.pdf.files.object_numbers import (
    CATALOG_OBJECT,
    DOCUMENT_OBJECT,
    FIRST_OTHER_OBJECT,
    FONTS_OBJECT,
    NAMES_OBJECT,
    PAGES_OBJECT,
    PARENTS_OBJECT,
    STRUCTURE_OBJECT,
    moved,
)
from dangjian_std.renderers.pdf.files.pieces import placed
from dangjian_std.renderers.pdf.files.writer import Writer, order, string
from dangjian_std.renderers.pdf.store import StoredPart
from dangjian_std.renderers.pdf.trouble import TroubleError

BINDING_SHIFT = (BOOK.inner - BOOK.outer) * PT_PER_MM
"""How far the type area of a right-hand page stands to the right of that of a left-hand one, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPart:
    """A part in its place."""

    entry: StoredPart
    place: PagesOfPart
    mirrored: bool
    """Whether its margins change with the side of the sheet."""

    @property
    def shift(self) -> float:
        """How far its first page moves to the right, in points; the next one moves as far to the left.

        It was set as if it began on a right-hand page.
        """
        return -BINDING_SHIFT if self.mirrored and self.place.first % 2 else 0.0


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of a margin as it is drawn in the corner of a sheet, in pixels of CSS downwards."""

    width: float
    operators: str


def link(
    parts: Sequence[PlacedPart],
    sheets: Sequence[PageSheet],
    drawn: Mapping[MarginLine, DrawnLine],
    frame: StoredPart,
    fonts: Sequence[StoredPart],
) -> bytes:
    """Return the whole file; what `frame` says of itself it says of this one."""
    check(parts)
    return _Book(sheets, drawn).bind(parts, frame, fonts)


def check(parts: Sequence[PlacedPart]) -> None:
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
    """The file in the making."""

    def __init__(self, sheets: Sequence[PageSheet], drawn: Mapping[MarginLine, DrawnLine]) -> None:
        self._file = Writer()
        self._sheets, self._drawn = sheets, drawn
        self._streams: dict[str, int] = {}
        self._pages = [0] * len(sheets)
        self._elements: list[int] = []
        self._kids: list[bytes] = []
        self._labels: list[bytes] = []
        self._labelled = self._next = 0

    def bind(self, parts: Sequence[PlacedPart], frame: StoredPart, fonts: Sequence[StoredPart]) -> bytes:
        catalog, information = self._put(frame, "catalog", "information")
        listed = b" ".join(text for each in fonts for text in self._put(each, "listed"))
        for each in parts:
            self._bind(each)
        self._add_blank_pages()
        names, bookmarks, kids = self._names(parts), self._outlines(parts), self._add(self._kids)
        self._file.objects(
            CATALOG_OBJECT,
            [
                b"<< /Type /Catalog /Pages %d 0 R /Names %d 0 R /StructTreeRoot %d 0 R"
                b" /MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >>"
                b" /PageLabels << /Nums [ %s ] >>%s %s >>"
                % (PAGES_OBJECT, NAMES_OBJECT, STRUCTURE_OBJECT, b" ".join(self._labels), bookmarks, catalog),
                b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (len(self._pages), _references(self._pages)),
                b"<< /Type /StructElem /S /Document /P %d 0 R /K [ %s ] >>"
                % (STRUCTURE_OBJECT, _references(self._elements)),
                b"<< %s >>" % listed,
                b"<< /Type /StructTreeRoot /ParentTree %d 0 R /ParentTreeNextKey %d /K [ %d 0 R ] >>"
                % (PARENTS_OBJECT, self._next, DOCUMENT_OBJECT),
                b"<< /Kids [ %s ] >>" % _references(range(kids, kids + len(self._kids))),
                b"<< /Dests << /Names [ %s ] >> >>" % names,
                b"<< %s >>" % information,
            ],
        )
        return self._file.finish()

    def _add(self, lines: Sequence[bytes]) -> int:
        """Write objects; return the number of the first."""
        first = self._file.room(len(lines))
        self._file.objects(first, lines)
        return first

    def _put(self, entry: StoredPart, *texts: str) -> list[bytes]:
        """Write what was taken; return facts of it as they are now."""
        facts = entry.facts
        first = self._file.room(facts["count"])
        self._put_pieces(entry, first)
        return [moved(facts[name].encode("latin-1"), first - FIRST_OTHER_OBJECT) for name in texts]

    def _put_pieces(self, entry: StoredPart, first: int) -> None:
        lines, streams = placed(entry.body, entry.facts["pieces"], first)
        self._file.objects(first, lines)
        for number, (said, data) in enumerate(streams, first + len(lines)):
            self._file.stream(number, said, data)

    def _operators(self, text: str) -> int:
        """Return the number of a stream that says this, the same one each time."""
        if text not in self._streams:
            self._streams[text] = self._file.add(b"", f"{text}\n".encode("ascii"))
        return self._streams[text]

    def _margins(self, sheet: PageSheet) -> Iterator[int]:
        """Yield the streams that draw the margins of a page."""
        if sheet.standing:
            yield self._operators("/Artifact <</Type /Pagination>> BDC")
        for each in sheet.standing:
            line = self._drawn[each.line]
            x = each.x * PT_PER_MM - line.width * PT_PER_PIXEL * each.part
            y = (sheet.height - each.y) * PT_PER_MM
            yield self._operators(f"q {PT_PER_PIXEL} 0 0 -{PT_PER_PIXEL} {x:.5f} {y:.5f} cm\n{line.operators}\nQ")
        if sheet.standing:
            yield self._operators("EMC")

    def _add_blank_pages(self) -> None:
        """Write the pages of nothing but margins."""
        wanted = [index for index, number in enumerate(self._pages) if not number]
        lines = []
        for index in wanted:
            sheet = self._sheets[index]
            box = b"[ 0 0 %s ]" % _numbers(round(side * PT_PER_MM, 6) for side in (sheet.width, sheet.height))
            lines.append(
                b"<< /Type /Page /Parent %d 0 R /MediaBox %s /TrimBox %s /BleedBox %s"
                b" /Resources << /Font %d 0 R >> /Contents [ %s ] >>"
                % (PAGES_OBJECT, box, box, box, FONTS_OBJECT, _references(self._margins(sheet)))
            )
        for number, index in enumerate(wanted, self._add(lines)):
            self._pages[index] = number

    def _bind(self, part: PlacedPart) -> None:
        """Put a part onto its pages."""
        facts, shift = part.entry.facts, part.shift
        first = self._file.room(facts["count"])
        by, sheets = first - FIRST_OTHER_OBJECT, facts["sheets"]
        self._put_pieces(part.entry, first)
        place = first + facts["count"] - len(sheets) - sum(len(links) for *_, links in sheets)
        self._pages[part.place.first : part.place.first + len(sheets)] = range(place, place + len(sheets))
        lines: list[bytes] = []
        links: list[bytes] = []
        numbers: list[bytes] = []
        for index, (text, shows, on_it, its) in zip(part.place.pages, sheets, strict=True):
            begin = f"q 1 0 0 1 {shift:.5f} 0 cm" if shift else "q"
            around = self._operators(begin), self._operators("Q")
            lines.append(
                b"<< %s /Parent %d 0 R /StructParents %d /Contents [ %d 0 R %s %d 0 R %s ] >>"
                % (
                    moved(text.encode("latin-1"), by),
                    PAGES_OBJECT,
                    self._next + len(numbers),
                    around[0],
                    moved(shows.encode("latin-1"), by),
                    around[1],
                    _references(self._margins(self._sheets[index])),
                )
            )
            numbers.append(moved(on_it.encode("latin-1"), by))
            for said, at, element in its:
                rect = _numbers(each + (0 if side % 2 else shift) for side, each in enumerate(at))
                links.append(
                    b"<< %s /StructParent %d /Rect [ %s ] >>"
                    % (moved(said.encode("latin-1"), by), self._next + len(numbers), rect)
                )
                numbers.append(moved(element.encode("latin-1"), by))
            shift = -shift
        self._file.objects(place, [*lines, *links])
        self._elements += [number + by for number in facts["elements"]]
        self._label(part.place)
        last, listed = self._next + len(numbers) - 1, enumerate(numbers, self._next)
        pairs = b" ".join(b"%d %s" % pair for pair in listed)
        self._kids.append(b"<< /Limits [ %d %d ] /Nums [ %s ] >>" % (self._next, last, pairs))
        self._next = last + 1

    def _label(self, place: PagesOfPart) -> None:
        """Have a viewer's page box show what is printed on the pages of a part; a blank page has no number."""
        if self._labels and self._labelled < place.first:
            self._labels.append(b"%d << >>" % self._labelled)
        style, self._labelled = LABELS[place.folio], place.first + place.count
        said = b"/S %s /St %d" % (style.encode("ascii"), place.first - place.origin + 1) if style else b""
        self._labels.append(b"%d << %s >>" % (place.first, said))

    def _target(self, part: PlacedPart, page: int, x: float, y: float) -> bytes:
        number, at = self._pages[part.place.first + page], (x + part.shift * (-1) ** page, y, 0)
        return b"[ %d 0 R /XYZ %s ]" % (number, _numbers(at))

    def _names(self, parts: Sequence[PlacedPart]) -> bytes:
        """Return where every anchor is, in the order of the bytes of their names."""
        found = [(anchor, part, place) for part in parts for anchor, place in part.entry.facts["dests"].items()]
        found.sort(key=lambda each: order(each[0]))
        return b" ".join(b"%s %s" % (string(name), self._target(part, *place)) for name, part, place in found)

    def _outlines(self, parts: Sequence[PlacedPart]) -> bytes:
        """Write the bookmarks; return what the catalog says of them."""
        marks = [
            (level, text, self._target(part, *place), is_open)
            for part in parts
            for level, text, *place, is_open in part.entry.facts["marks"]
        ]
        first = self._file.room(len(marks) + 1)
        self._file.objects(first, outlines.lines(marks, first))
        return b" /Outlines %d 0 R" % first if marks else b""


def _references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _numbers(numbers: Iterable[float]) -> bytes:
    return " ".join(f"{number:.6f}".rstrip("0").rstrip(".") for number in numbers).encode("ascii")
