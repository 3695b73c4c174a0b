"""One part of a document, set on its own: its objects without fonts (`files.extraction`), and facts for a linker.

All that is read from WeasyPrint and pydyf for the sake of linking is read here. Used only by the worker process.

The facts of a part: `pages`, how many; `dests`, the page and place of each anchor; `wanted`, anchors it links to;
`marks`, its bookmarks in order; `fonts`, by the name that streams call them: what they are and their glyphs.
Places are in points from the lower left corner of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import pydyf
from weasyprint import pdf as writing
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.matrix import Matrix
from weasyprint.pdf.fonts import build_fonts_dictionary
from weasyprint.pdf.stream import Stream

from dangjian_std.renderers.layout.page_frame import PT_PER_PIXEL
from dangjian_std.renderers.layout.page_margins import MarginLook
from dangjian_std.renderers.layout.page_rules import HEAD_SIZE, head_size
from dangjian_std.renderers.pdf import typesetting
from dangjian_std.renderers.pdf.files import extraction
from dangjian_std.renderers.pdf.store import StoredPart
from dangjian_std.renderers.pdf.text_drawing import Wide
from dangjian_std.renderers.pdf.trouble import TroubleError

FONT_OPTIONS = {"hinting": False, "pdf_version": "1.7"}

Fonts = dict[str, dict[str, Any]]


def part(name: str, html: str, assets: Mapping[str, str], numbers: Mapping[str, str]) -> StoredPart:
    """Set a part; `name` makes the ids of its table heads its own, `numbers` are those of pages that it names."""
    facts: dict[str, Any] = {}

    def finish(document: Any, pdf: Any) -> None:
        facts.update(_facts(document, pdf))
        for each in pdf.objects:
            if isinstance(each, dict) and "ID" in each:
                each["ID"].string = f"{name}-{each['ID'].string}"  # the very object that cells name as their head

    _prepare()
    taken, body = extraction.part(typesetting.typeset(html, assets, finish, numbers, **typesetting.TAGGED))
    return StoredPart({**facts, **taken}, body)


def margins(html: str, assets: Mapping[str, str], lines: Sequence[tuple[str, str]]) -> StoredPart:
    """Set lines of margins, given by classes and texts, in the corner of the one page of a document of nothing.

    Its facts are `lines`, in the same order: how wide each is, and how it is drawn, in pixels of CSS downwards
    from the corner; and `fonts`. The file has the metadata of the document.
    """
    facts: dict[str, Any] = {}

    def finish(document: Any, pdf: Any) -> None:
        canvas = next(each for each in pdf.objects if isinstance(each, Stream))
        boxes = document.pages[0]._page_box.descendants(placeholders=True)  # noqa: SLF001 - nothing else gives them
        lines = [_drawn(canvas, each) for each in boxes if isinstance(each, LineBox)]
        facts.update(lines=lines, fonts=_fonts(document))
        document.metadata.include_in_pdf(pdf, "ua", 1, conformance=None, compress=True)

    _prepare()
    shown = "".join(_margin(kind, text) for kind, text in lines)
    html = html.replace("</body>", f"{shown}</body>")
    taken, body = extraction.frame(typesetting.typeset(html, assets, finish, pdf_tags=False, pdf_version="1.7"))
    if len(facts["lines"]) != len(lines):
        raise TroubleError("broken line: margin")
    return StoredPart({**facts, **taken}, body)


def _margin(kind: str, text: str) -> str:
    small = kind == MarginLook.HEAD and head_size(text) < HEAD_SIZE
    style = f' style="font-size: {head_size(text)}pt"' if small else ""
    return f'<p class="margin {kind}"{style}>{escape(text)}</p>'


def _drawn(canvas: Any, box: Any) -> tuple[float, str]:
    """Return how wide a line is, and the operators that draw it, black as all is where nothing else is said."""
    stream = canvas.clone(compress=False)
    for each in box.descendants():
        if isinstance(each, TextBox):
            draw_text(stream, each, 0, "clip", "none")
    said = [each.decode("ascii") if isinstance(each, bytes) else str(each) for each in stream.stream]
    return box.width, "\n".join(said[said.index("BT") :])


def fonts(wanted: Fonts) -> dict[str, StoredPart]:
    """Return fonts by their names, each with the glyphs that are wanted; none depends on the others."""
    faces = sorted({(each["family"], each["weight"]) for each in wanted.values()})
    shown = "".join(f"<p style=\"font:{weight} 10pt '{escape(family)}'\">1</p>" for family, weight in faces)

    def finish(document: Any, pdf: Any) -> None:
        made = {font.hash: font for font in document.fonts.values()}
        for name, each in wanted.items():
            font = made[name] = Wide(made[each["base"]]) if each["base"] else made[name]
            font.ascent, font.descent = each["ascent"], each["descent"]
            font.widths = {glyph: width for glyph, width, _ in each["glyphs"]}
            font.to_unicode = {glyph: text for glyph, _, text in each["glyphs"]}
        found = build_fonts_dictionary(pdf, {name: made[name] for name in wanted}, True, True, FONT_OPTIONS)  # noqa: FBT003
        pdf.add_object(found)
        pdf.catalog["Fonts"] = found.reference

    _prepare()
    html = f'<html lang="zh-CN"><head><title>fonts</title></head><body>{shown}</body></html>'
    taken = extraction.fonts(typesetting.typeset(html, {}, finish))
    return {name: StoredPart(*each) for name, each in taken.items()}


def _prepare() -> None:
    """Leave to the linker what only it can do: fonts, and links that leave the part."""
    writing.build_fonts_dictionary = lambda *_: pydyf.Dictionary()
    writing.resolve_links = _resolve_links


def _resolve_links(pages: Sequence[Any]) -> Iterator[tuple[list[Any], list[Any]]]:
    """Yield the links and anchors of each page; whether the target of a link exists the linker will know."""
    seen: set[str] = set()
    for page in pages:
        anchors = [(name, *place[:2]) for name, place in page.anchors.items() if name not in seen]
        seen.update(name for name, *_ in anchors)
        yield page.links, anchors


def _facts(document: Any, pdf: Any) -> dict[str, Any]:
    index = {reference: number for number, reference in enumerate(pdf.page_references)}
    named = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    return {
        "pages": len(document.pages),
        "dests": {
            name.string: [index[at[0]], at[2], at[3]] for name, at in zip(named[::2], named[1::2], strict=True)
        },
        "wanted": sorted(
            {target for page in document.pages for kind, target, *_ in page.links if kind == "internal"}
        ),
        "marks": [mark for number, page in enumerate(document.pages) for mark in _marks(page, number)],
        "fonts": _fonts(document),
    }


def _marks(page: Any, number: int) -> Iterator[list[Any]]:
    place = Matrix(a=PT_PER_PIXEL, d=-PT_PER_PIXEL, f=page.height * PT_PER_PIXEL).transform_point
    for level, text, at, state in page.bookmarks:
        yield [level, text, number, *place(*at), state == "open"]


def _fonts(document: Any) -> Fonts:
    """Say what fonts a document uses: family and weight, of a wide one what it is made of, size, and glyphs."""
    return {
        font.hash: {
            "base": font.base if isinstance(font, Wide) else "",
            "family": font.family,
            "weight": font.weight,
            "ascent": font.ascent,
            "descent": font.descent,
            "glyphs": [[glyph, font.widths[glyph], text] for glyph, text in sorted(font.to_unicode.items())],
        }
        for font in document.fonts.values()
    }
