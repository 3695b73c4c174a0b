"""What the formats draw, and where: golden texts of the files themselves, a piece a line."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator
from zlib import crc32

from dangjian_std import publications, renderers
from dangjian_std.composition.request import Request
from dangjian_std.document.document import Document
from dangjian_std.document.forms import Entry, EntryTable, Form
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit
from dangjian_std.renderers.html import blocks
from dangjian_std.renderers.layout import form_layout, page_rules


def of_a_set(catalog: Catalog) -> Iterator[tuple[str, Iterable[str]]]:
    """What the formats make of a form, a letter, a list and a chart: the text of their files, a piece a line."""
    unit = Unit.of(catalog)
    made = [
        each
        for name in ("records", "papers", "checklists")
        for each in publications.compose(unit, name, Request())
    ]
    shown = {
        form: [document for _, document, each in made if each == form and document.name.startswith(names)]
        for form, names in {"docx": ("R211", "W401-"), "xlsx": ("R211", "责任清单")}.items()
    }
    for form, documents in shown.items():
        yield f"drawn-{form}.txt", [line for each in documents for line in members(renderers.render(each, form))]
    pages = [blocks.page(document) for document in shown["docx"]]
    ((_, book, _),) = publications.compose(unit, "handbook", Request())
    charts = re.findall(r"<figure.*?</figure>", blocks.page(book), re.DOTALL)
    yield "drawn-html.txt", [line for each in (*pages, *charts) for line in _pieces(each)]


MEMBERS = r"document.xml$|styles|footer|worksheets|workbook.xml$|core"


def members(data: bytes, names: str = MEMBERS) -> Iterator[str]:
    """The parts of an office file that we write, each under its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if re.search(names, name):
                yield f"=== {name}"
                yield from _pieces(packed.read(name).decode())


def in_all_formats(document: Document) -> Iterator[str]:
    """What the formats make of a document."""
    yield from ("=== txt", *renderers.render(document, "txt").decode().splitlines())
    yield from ("=== css", *page_rules.stylesheet(page_rules.of(document)).splitlines())
    yield from ("=== html", *_pieces(blocks.page(document)))
    known: set[str] = set()

    def named(found: re.Match[str]) -> str:
        """Write properties out where they come first; then a name says them."""
        name = f"[{found[1]} {crc32(found[0].encode()):08x}]"
        said = name if name in known else f"{name}={found[0]}"
        known.add(name)
        return said

    for line in members(renderers.render(document, "docx"), r"document.xml$|footer|styles"):
        yield re.sub(r"<w:(\w+Pr)>.*?</w:\1>", named, re.sub(r' xmlns:.*?="[^"]*"', "", line))


def looks(document: Document) -> Iterator[str]:
    """The styles, the edges of the pages and the rules for them that the formats give a document."""
    yield from ("=== css", *page_rules.stylesheet(page_rules.of(document)).splitlines())
    yield from members(renderers.render(document, "docx"), "styles|header|footer|settings")


def layout(catalog: Catalog) -> Iterator[str]:
    """Where everything stands on the forms and worksheets of a set: a row a line, in the units of the layout."""
    unit = Unit.of(catalog)
    names = ("records", "checklists", "archive")
    for _, document, form in (each for name in names for each in publications.compose(unit, name, Request())):
        forms = [block for part in document.parts for block in part.blocks if isinstance(block, Form)]
        if form == "docx" and len(forms) == 1:
            yield f"=== {document.name} {form}"
            for sheet in form_layout.lay_out(forms[0], under_title=False).sheets:
                yield f"{sheet.pitch:.4g} {sheet.foot}"
                rows = (part for row in sheet.rows for part in (getattr(row, "rows", ()) or [row]))
                yield from counted(" ".join(numbers(each)) for each in rows)
        if form == "xlsx":
            yield f"=== {document.name} {form}"
            lines = members(renderers.render(document, form), r"worksheets/sheet")
            kept = (re.sub("<c .*", "", re.sub(' (r|spans|xmlns.*?)=".*?"', "", line)) for line in lines)
            yield from counted(kept)


def _pieces(text: str) -> Iterator[str]:
    """Break before each paragraph, row, style and the like."""
    broken = re.sub(
        r"(?=<(?:w:(?:p|tr|tbl|style|sectPr)|row|col|xf|font|sheet\w*|tr|table|p|rect|text|line)[ >])", "\n", text
    )
    return (line.rstrip() for line in broken.splitlines() if line.strip())


def counted(lines: Iterable[str]) -> Iterator[str]:
    """Write equal lines that follow each other once, and how many they are."""
    for line, same in itertools.groupby(lines):
        count = len(list(same))
        yield line if count == 1 else f"{count} x {line}"


def numbers(value: object) -> Iterator[str]:
    """The numbers and truths in a layout, but for what the form itself says."""
    if isinstance(value, bool | int | float):
        yield f"{value:.4g}"
    elif isinstance(value, tuple):
        yield from (number for each in value for number in numbers(each))
    elif dataclasses.is_dataclass(value) and not isinstance(value, Entry | EntryTable):
        yield from (number for each in dataclasses.fields(value) for number in numbers(getattr(value, each.name)))
