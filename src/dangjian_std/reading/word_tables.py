"""Tables of a Word document (DOCX) that people hand in, as the text of their cells."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import docx

from dangjian_std.reading import workbook

Table = list[tuple[str, ...]]


class WordError(ValueError):
    """A document that is not read: what is wrong and what to do, in Chinese."""


def tables(data: bytes) -> Iterator[Table]:
    """Yield each table of a document, row by row. What unpacks without end or holds macros is refused."""
    try:
        workbook.require_sound(data)
        with warnings.catch_warnings(action="ignore"):
            document = docx.Document(io.BytesIO(data))
    except Exception as error:  # whatever a damaged file brings about
        raise WordError(
            "这份 DOCX 打不开，或者带着宏；请用 WPS 或者 Word 打开，另存为不带宏的 .docx 再试。"
        ) from error
    for table in document.tables:
        yield [tuple(cell.text.strip() for cell in row.cells) for row in table.rows]
