"""Plain text for a terminal: everything that a document says, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from dangjian_std.document import (
    Annex,
    Band,
    Blank,
    Block,
    Contents,
    Cover,
    Definition,
    Document,
    EndRule,
    EntryRow,
    EntryTable,
    Flow,
    Form,
    Heading,
    Items,
    Letter,
    Line,
    PageBreak,
    Paragraph,
    Ref,
    Structure,
    Table,
)


def render(document: Document) -> bytes:
    """Set a document as UTF-8 text."""
    lines = [line for part in document.parts for block in part.blocks for line in _block(block)]
    return ("\n".join(lines).strip("\n") + "\n").encode()


def _block(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 one case for each kind of block
    match block:
        case Heading():
            yield from ("", " ".join(filter(None, (block.number, block.text))), "")
        case Paragraph():
            yield f"{block.number} {_line(block.text)}".strip()
        case Items():
            yield from (f"  —— {_line(item)}" for item in block.items)
        case Definition():
            yield from (block.number, f"  {block.term}", f"  {_line(block.text)}")
        case Table():
            yield from _table(block)
        case Flow():
            for stage in block.stages:
                yield from ("", f"【{stage.title}】")
                yield from (f"  {step.number} {block.lanes[step.lane]}：{step.text}" for step in stage.steps)
            yield from ("", f"{block.number} {block.title}")
        case Structure():
            yield block.root
            for branch in block.branches:
                yield f"  {branch.title}：{'、'.join(branch.leaves)}"
            yield f"{block.number} {block.title}"
        case Annex():
            yield from ("", f"附录{block.letter}（{block.nature}）{block.title}")
        case Form():
            yield from _form(block)
        case Letter():
            yield from ("", f"  {block.title}", _line(block.addressee))
            yield from (f"  {_line(line)}" for line in (*block.body, *block.closing))
        case Cover():
            yield from (block.number, block.title, block.edition, block.issuer)
        case Contents():
            yield from ("", block.title, *(f"{'  ' * entry.level}{entry.text}" for entry in block.entries))
        case PageBreak() | EndRule():
            yield ""
        case _:
            assert_never(block)


def _line(line: Line) -> str:
    return "".join(_inline(piece) for piece in line)


def _inline(piece: str | Ref | Blank) -> str:
    match piece:
        case Ref():
            return piece.text
        case Blank():
            return "＿" * piece.ems
        case str():
            return piece


def _table(table: Table) -> Iterator[str]:
    """A row of a wide table reads best in a terminal as a paragraph: its first cell, then head and text."""
    yield from ("", f"{table.number} {table.title}")
    heads = [column.head for column in table.columns]
    for row in table.rows:
        yield ""
        if isinstance(row, Band):
            yield f"【{_line(row.text)}】"
            continue
        for index, (head, cell) in enumerate(zip(heads, row.cells, strict=True)):
            lines = [_line(line) for line in cell.lines]
            if index == 0:
                yield f"  {'；'.join(lines)}"
            elif cell.numbered:
                yield f"    {head}："
                yield from (f"      {number}. {text}" for number, text in enumerate(lines, 1))
            else:
                yield f"    {head}：{'；'.join(lines)}"
    yield from ("", *(f"  注：{_line(note)}" for note in table.notes))


def _form(form: Form) -> Iterator[str]:
    yield f"  {form.code} 第{form.version}版"
    for sheet in form.sheets:
        for row in sheet.rows:
            match row:
                case EntryRow():
                    yield "  " + "　".join(f"[{entry.label}]{_options(entry.options)}" for entry in row.entries)
                case EntryTable():
                    yield f"  [{row.label}] {'、'.join(column.head for column in row.columns)}（{row.rows} 行）"


def _options(options: tuple[str, ...]) -> str:
    return "".join(f" □{option}" for option in options)
