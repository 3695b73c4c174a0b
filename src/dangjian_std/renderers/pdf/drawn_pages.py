"""The pages of a finished PDF of ours: what is drawn on each, whatever the file calls its objects; a file of some.

Two pages have one digest only if they look the same: all that draws counts, every number, every glyph with the
text it stands for, and what is called by a name. Tags and links do not count: no paper shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from dangjian_std.document.leaves import Page
from dangjian_std.renderers.layout import page_numbers

PDF_NAME = rb"/[^\s/<>\[\]()]+"
TAG_OPERATOR = re.compile(rb"(?:%b\s*(?:<<[^<>]*>>\s*BDC|BMC)|EMC)(?=\s|$)" % PDF_NAME)
"""What begins and ends a tag."""
PAGINATION_ARTIFACT = re.compile(rb"/Artifact\s*<<\s*/Type\s*/Pagination\s*>>\s*BDC")
"""Behind what is drawn on a page the linker puts its head and its number so."""
PLACED = re.compile(rb"q(?:\s+1 0 0 1 \S+ 0 cm)?(?=\s)")
"""How the linker begins a page: with the side of the leaf on which it falls."""
PDF_NAME_TOKEN = re.compile(PDF_NAME)
FACE = re.compile(rb"(%b)\s+\S+\s+Tf(?=\s)" % PDF_NAME)
HEX_STRING = re.compile(rb"<([0-9A-Fa-f\s]+)>")
MEANING = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")
GLYPH_DIGITS = 4
"""Hexadecimal digits of a glyph."""
INVISIBLE_KEYS = frozenset(
    {"/Parent", "/StructParent", "/StructParents", "/Length", "/Filter", "/DecodeParms", "/Type"}
)
"""Keys that do not show."""


def read(data: bytes) -> tuple[Page, ...]:
    """Return the pages of a PDF."""
    with Pdf.open(BytesIO(data)) as pdf:
        drawing = _Drawing()
        return tuple(
            Page(label=label, drawn=drawn, body=body)
            for label, (drawn, body) in zip(_labels(pdf), map(drawing.page, pdf.pages), strict=True)
        )


def anchors(data: bytes) -> Mapping[str, int]:
    """Return the page on which each anchor is, counted from 0."""
    with Pdf.open(BytesIO(data)) as pdf:
        index = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        found = pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
        names = list(found)
        return {str(name): index[at[0].objgen] for name, at in zip(names[::2], names[1::2], strict=True)}


def extract(data: bytes, wanted: Sequence[int], title: str) -> bytes:
    """Return a PDF of some pages, to be printed: without tags and links, each named by the number on it."""
    with Pdf.open(BytesIO(data)) as source, Pdf.new() as pdf:
        labels = tuple(_labels(source))
        for number in wanted:
            pdf.pages.append(source.pages[number])
        for page in pdf.pages:
            for key in {"/Annots", "/StructParents", "/Tabs"} & set(page.obj.keys()):
                del page.obj[key]
        named = [each for at, number in enumerate(wanted) for each in (at, Dictionary(P=String(labels[number])))]
        pdf.Root.PageLabels = Dictionary(Nums=Array(named))
        pdf.Root.Lang = String("zh-CN")
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Duplex=Name.DuplexFlipLongEdge)
        pdf.docinfo["/Title"] = String(title)
        output = BytesIO()
        pdf.save(output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return output.getvalue()


def _labels(pdf: Pdf) -> Iterator[str]:
    """Yield the number on each page as it is printed."""
    numbers = list(pdf.Root.get("/PageLabels", Dictionary()).get("/Nums", Array()))
    starts = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    style, number = "", 0
    for index in range(len(pdf.pages)):
        if index in starts:
            style, number = str(starts[index].get("/S", "")), int(starts[index].get("/St", 1))
        yield page_numbers.roman(number) if style == "/R" else str(number) if style else ""
        number += 1


class _Drawing:
    """Reads what is drawn in one file; what is called more than once is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}
        self._meanings: dict[tuple[int, int], Mapping[bytes, bytes]] = {}

    def page(self, page: Any) -> tuple[str, str]:
        """Return digests of all that is drawn on a page, and of what is drawn between head and foot."""
        contents = page.obj.Contents
        streams = list(contents) if isinstance(contents, Array) else [contents]
        drawn = b"\n".join(each.read_bytes().strip() for each in streams)
        body = PLACED.sub(b"", PAGINATION_ARTIFACT.split(drawn, maxsplit=1)[0], count=1)
        size = ",".join(str(float(each)) for each in page.mediabox)
        resources = page.obj.Resources
        whole = sha256(f"{size} {self._said(drawn, resources)}".encode()).hexdigest()
        blank = set(TAG_OPERATOR.sub(b"", body).split()) <= {b"q", b"Q"}
        return whole, "" if blank else sha256(self._said(body, resources).encode()).hexdigest()

    def _said(self, drawn: bytes, resources: Any) -> str:
        """Return all that a stream says, with what it calls by a name in place of the name."""
        named: dict[bytes, str] = {}
        for kind in sorted(resources.keys()):
            for name, value in resources[kind].items() if isinstance(resources[kind], Dictionary) else ():
                key = str(name).encode()
                named[key] = f"{named.get(key, '')}/{self._object(value, resources)}"
        plain = TAG_OPERATOR.sub(b"", drawn)
        said = PDF_NAME_TOKEN.sub(lambda found: named[found[0]].encode() if found[0] in named else found[0], plain)
        return f"{said.decode('latin-1')}\n{self._texts(plain, resources)}"

    def _texts(self, drawn: bytes, resources: Any) -> str:
        """Return the text of each glyph that a stream shows, face by face."""
        pieces = FACE.split(drawn)
        shown: dict[str, dict[bytes, bytes]] = {}
        for name, piece in zip(pieces[1::2], pieces[2::2], strict=True):
            font = resources.Font[name.decode()]
            meanings = self._meaning(font)
            codes = b"".join(b"".join(each.split()) for each in HEX_STRING.findall(piece)).lower()
            found = shown.setdefault(_face(font), {})
            for at in range(0, len(codes), GLYPH_DIGITS):
                code = codes[at : at + GLYPH_DIGITS]
                found[code] = meanings.get(code, b"")
        return repr({face: sorted(found.items()) for face, found in sorted(shown.items())})

    def _meaning(self, font: Any) -> Mapping[bytes, bytes]:
        if font.objgen not in self._meanings:
            listed = MEANING.findall(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else ()
            self._meanings[font.objgen] = {code.lower(): text.lower() for code, text in listed}
        return self._meanings[font.objgen]

    def _object(self, value: Any, resources: Any) -> str:
        """Return a digest of what is called by a name; of a font, how its face is called."""
        if isinstance(value, Dictionary) and value.get("/Type") == "/Font":
            return _face(value)
        if not isinstance(value, Stream | Dictionary | Array):
            return str(value)
        if not value.is_indirect:
            return self._composed(value, resources)
        if value.objgen not in self._known:
            self._known[value.objgen] = ""  # what calls itself says no more by that
            self._known[value.objgen] = self._composed(value, resources)
        return self._known[value.objgen]

    def _composed(self, value: Any, resources: Any) -> str:
        if isinstance(value, Array):
            parts = [self._object(each, resources) for each in value]
        else:
            keys = sorted(set(value.keys()) - INVISIBLE_KEYS - {"/Resources"})
            parts = [f"{key} {self._object(value[key], resources)}" for key in keys]
        if isinstance(value, Stream):
            own = value.get("/Resources", resources)
            drawn = value.get("/Subtype") == "/Form" or "/PatternType" in value
            parts.append(self._said(value.read_bytes(), own) if drawn else sha256(_data(value)).hexdigest())
        return sha256("\0".join(parts).encode()).hexdigest()


def _data(stream: Any) -> bytes:
    """Return the data of a picture, as they are packed where nobody but a viewer unpacks them."""
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return bytes(stream.read_raw_bytes())


def _face(font: Any) -> str:
    """Return how a face is called: the mark before its name tells it from the same one with wider advances."""
    return str(font.get("/BaseFont", ""))
