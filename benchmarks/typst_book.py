"""The handbook of a set as a Typst file: the same text, tables and headings, in our fonts, without links.

`python benchmarks/typst_book.py SET FILE.typ`. It is made from the HTML that WeasyPrint gets, so nothing that is
printed is missing; what is drawn (arrows, lines to write on) is set as its text and its height.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from dangjian_std import publications
from dangjian_std.document.document import Document
from dangjian_std.domain.unit import Unit
from dangjian_std.reading import load, project
from dangjian_std.renderers.html import blocks

HEAD = """#set document(title: [{title}], author: "{author}")
#set page(paper: "a4", margin: 25mm, numbering: "1")
#set text(lang: "zh", font: "Dstd Song", size: 10.5pt)
#show heading: set text(font: "Dstd Hei", weight: 500)
#set par(justify: true)
#set table(stroke: 0.4pt)
#show table: set text(size: 9pt)
"""
BLOCKS = {"main", "div", "section", "article", "nav", "figure", "p", "ul", "ol", "li", "table", "svg", "hr"}
BLOCKS |= {"h1", "h2", "h3"}


def handbook(folder: Path) -> Document:
    """Return the handbook of a set."""
    catalog = load.load(project.sources(folder)).catalog
    if catalog is None:
        raise SystemExit(f"{folder}: the set cannot be read")
    made = publications.compose(Unit.of(catalog), "handbook", publications.Request())
    return next(document for _, document, formats in made if "pdf" in formats)


def book(document: Document) -> str:
    """Return the Typst source of a document."""
    body = html.document_fromstring(blocks.page(document)).find("body")
    head = HEAD.format(title=document.title, author=document.author)
    return head + "\n".join(line for part in body for line in (*_flow(part), "#pagebreak(weak: true)"))


def _flow(node: html.HtmlElement) -> Iterator[str]:
    match node.tag:
        case "table":
            yield _table(node)
        case "h1" | "h2" | "h3":
            yield f"#heading(level: {node.tag[1]})[{_text(node)}]"
        case _ if _holds_blocks(node):
            for child in node:
                yield from _flow(child)
        case _:
            if text := _text(node):
                yield f"#par[{text}]"


def _holds_blocks(node: html.HtmlElement) -> bool:
    return node.tag != "svg" and any(child.tag in BLOCKS for child in node)


def _text(node: html.HtmlElement) -> str:
    text = " ".join(node.text_content().split())
    return f"#{json.dumps(text, ensure_ascii=False)}" if text else ""


def _table(node: html.HtmlElement) -> str:
    rows = [*node.iter("tr")]
    count = max(sum(int(cell.get("colspan", "1")) for cell in row) for row in rows)
    shares = [
        found[1] for col in node.iter("col") if (found := re.search(r"width:([\d.]+)%", col.get("style", "")))
    ]
    columns = [f"{share}fr" for share in shares] if len(shares) == count else ["1fr"] * count
    heads = [row for row in rows if row.getparent().tag == "thead"]
    cells = [cell for row in rows if row not in heads for cell in row]
    head = f"table.header({''.join(_cell(cell) for row in heads for cell in row)}), " if heads else ""
    heights = ", ".join(_height(row) for row in rows)
    return f"#table(columns: ({', '.join(columns)},), rows: ({heights},), {head}{''.join(map(_cell, cells))})"


def _height(row: html.HtmlElement) -> str:
    found = [re.search(r"(?<!-)\bheight:([\d.]+mm)", each.get("style", "")) for each in (row, *row)]
    return next((each[1] for each in found if each), "auto")


def _cell(cell: html.HtmlElement) -> str:
    spans = [f"{name}: {cell.get(name)}, " for name in ("colspan", "rowspan") if cell.get(name)]
    inside = "".join(_flow(cell)) if _holds_blocks(cell) else _text(cell)
    return f"table.cell({''.join(spans)})[{inside}], "


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(book(handbook(Path(sys.argv[1]))), "utf-8")
