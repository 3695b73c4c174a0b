"""Tables of a Word document (DOCX) that people hand in, as the text of their cells."""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import docx

from dangjian_std.reading import workbook

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle
    from docx.table import Table as WordTable
    from docx.table import _Cell

Table = list[tuple[str, ...]]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HIDDEN_CONTENT_HELP = {
    f"{W}delText": "带着修订；接受或者拒绝全部修订，存了再交",
    f"{W}ins": "带着修订；接受或者拒绝全部修订，存了再交",
    f"{W}moveFrom": "带着修订；接受或者拒绝全部修订，存了再交",
    f"{W}moveTo": "带着修订；接受或者拒绝全部修订，存了再交",
    f"{W}smartTag": "里面有标记，读不出来；重写一遍",
    f"{W}customXml": "里面有标记，读不出来；重写一遍",
    f"{W}footnoteReference": "有脚注；写在格里，删去脚注",
    f"{W}endnoteReference": "有尾注；写在格里，删去尾注",
    f"{W}commentReference": "有批注；该写的写在格里，删去批注",
    f"{W}sym": "有符号字体的字，读不出来；打勾写√",
    f"{W}drawing": "里面有图片；写上字",
    f"{W}pict": "里面有图片；写上字",
    f"{W}sdt": "里面有控件，读不出来；删去控件，写上字",
    f"{W}fldSimple": "里面有域，读不出来；写上字",
    f"{W}tbl": "里面又有表格；写上字",
}
"""What may stand in a cell and is not in its text, and what to do about it."""
REVISED = HIDDEN_CONTENT_HELP[f"{W}ins"]
ROW_REVISED = (f"{W}trPr/{W}ins", f"{W}trPr/{W}del")
PATHS_OF_CONTROLLED_CELLS = tuple(f".//{W}sdt//{W}{part}" for part in ("tr", "tc"))
"""Rows and cells in a control, which a table does not show as its own."""
HIDING_FORMATS = tuple(f"{W}rPr/{W}{name}" for name in ("strike", "dstrike", "vanish"))
MERGED_CELL_HELP = "同上下的格合并了，不知道写的是哪一格；拆开，写在该写的格里"
HINTS = frozenset({"表单提示", "表单划线提示"})
"""Names of the styles in which forms of ours have their hints."""
OFF = frozenset({"0", "false", "off"})


class WordError(ValueError):
    """A document that is not read: what is wrong and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell of a table: its text, why that is not certain, and what of it does not look like a hint of ours."""

    text: str
    trouble: str = ""
    plain: str = ""


@dataclass(frozen=True, slots=True)
class WordFile:
    """What a document holds: its paragraphs, its tables row by row, and the lines at the foot of its pages."""

    paragraphs: tuple[str, ...]
    tables: tuple[tuple[tuple[WordCell, ...], ...], ...]
    feet: tuple[str, ...]
    lines: frozenset[str]
    """The text of every paragraph, however deep in tables it stands."""


def tables(data: bytes) -> Iterator[Table]:
    """Yield each table of a document, row by row. What unpacks without end or holds macros is refused."""
    for table in _opened(data).tables:
        yield [tuple(cell.text.strip() for cell in row.cells) for row in table.rows]


def read(data: bytes) -> WordFile:
    """Return all of a document. A cell that reaches over several columns is one cell of its row."""
    document = _opened(data)
    if any(document.element.body.find(each) is not None for each in PATHS_OF_CONTROLLED_CELLS):
        raise WordError("表格的行、格在控件里，读不全；删去控件，留下里面的字，再交。")
    marked = frozenset(_marked(document))
    hints = frozenset(style.style_id for style in document.styles if style.name in HINTS)
    feet = (
        paragraph.text
        for section in document.sections
        for foot in (section.footer, section.even_page_footer, section.first_page_footer)
        for paragraph in foot.paragraphs
    )
    return WordFile(
        tuple(paragraph.text for paragraph in document.paragraphs),
        tuple(tuple(_rows(table, marked, hints)) for table in document.tables),
        tuple(feet),
        frozenset(
            "".join(part.text or "" for part in each.iter(f"{W}t")) for each in document.element.body.iter(f"{W}p")
        ),
    )


def _opened(data: bytes) -> Document:
    try:
        workbook.require_sound(data)
        with warnings.catch_warnings(action="ignore"):
            return docx.Document(io.BytesIO(data))
    except Exception as error:  # whatever a damaged file brings about
        raise WordError(
            "这份 DOCX 打不开，或者带着宏；请用 WPS 或者 Word 打开，另存为不带宏的 .docx 再试。"
        ) from error


def _marked(document: Document) -> Iterator[str]:
    """Yield the styles whose text is struck through or hidden, those that are based on them too."""
    for style in document.styles:
        each: BaseStyle | None = style
        while each is not None:
            if any(
                found.get(f"{W}val") not in OFF for mark in HIDING_FORMATS for found in each.element.findall(mark)
            ):
                yield style.style_id
                break
            each = getattr(each, "base_style", None)


def _rows(table: WordTable, marked: Collection[str], hints: Collection[str]) -> Iterator[tuple[WordCell, ...]]:
    revised = [any(row._tr.find(each) is not None for each in ROW_REVISED) for row in table.rows]  # noqa: SLF001
    rows = [{id(cell._tc): cell for cell in row.cells} for row in table.rows]  # noqa: SLF001 merged cells have one
    times = Counter(number for row in rows for number in row)
    for row, changed in zip(rows, revised, strict=True):
        yield tuple(
            WordCell(
                cell.text,
                MERGED_CELL_HELP if times[number] > 1 else REVISED if changed else _trouble(cell, marked),
                _plain(cell, hints),
            )
            for number, cell in row.items()
        )


def _plain(cell: _Cell, hints: Collection[str]) -> str:
    """Return the text of a cell without its paragraphs in the styles of hints, told by their ids."""
    return "".join(each.text for each in cell.paragraphs if each._p.style not in hints).strip()  # noqa: SLF001


def _trouble(cell: _Cell, marked: Collection[str]) -> str:
    """Say what of a cell is not in its text."""
    for part in cell._tc.iter():  # noqa: SLF001 what python-docx does not tell
        if part.tag in HIDDEN_CONTENT_HELP:
            return HIDDEN_CONTENT_HELP[part.tag]
        if part.tag in {f"{W}strike", f"{W}dstrike", f"{W}vanish"} and part.get(f"{W}val") not in OFF:
            hidden = part.tag == f"{W}vanish"
            return "里面有隐藏的字；显示出来" if hidden else "有划掉的字；不要的删去，要的去掉删除线"
        if part.tag in {f"{W}rStyle", f"{W}pStyle"} and part.get(f"{W}val") in marked:
            return "里面的字是隐藏或者划掉的样式；改成普通的样式，不要的删去"
    return ""
