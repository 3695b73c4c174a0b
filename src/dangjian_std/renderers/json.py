"""JSON for programs: the tables of a document, by `schemas/report.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dangjian_std.document.blocks import Band, Table
from dangjian_std.document.document import Document
from dangjian_std.renderers.layout import plain_text
from dangjian_std.renderers.renderer import Renderer


def render(document: Document) -> bytes:
    """Set the tables of a document as JSON; every cell is a text, its lines parted by line feeds."""
    tables = (block for part in document.parts for block in part.blocks if isinstance(block, Table))
    result = {"format": 1, "report": document.name, "title": document.title, "tables": list(map(_table, tables))}
    return (json.dumps(result, ensure_ascii=False, indent=2) + "\n").encode()


def _table(table: Table) -> dict[str, Any]:
    return {
        "number": table.label,
        "title": table.title,
        "columns": [column.head for column in table.columns],
        "rows": list(_rows(table)),
        "notes": [plain_text.line(note) for note in table.notes],
    }


def _rows(table: Table) -> Iterator[list[str]]:
    """A line across a table is a row of one cell."""
    for row in table.rows:
        yield (
            [plain_text.line(row.text)] if isinstance(row, Band) else [plain_text.cell(cell) for cell in row.cells]
        )


RENDERER = Renderer(render=render, text=True)
