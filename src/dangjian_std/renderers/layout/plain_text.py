"""Lines of a document as plain text, and how they stand in columns of a terminal or a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from dangjian_std.document.blocks import Cell
from dangjian_std.document.inline import Bar, Blank, Inline, Line, Mark, Marked, PageOf, Ref, Strong
from dangjian_std.text.characters import width

UNBREAKABLE_TEXT = re.compile(r"[“‘（《〔【]*(?:[!-~]+|.)[，。、；：？！”’）》〕】…]*")
"""What no line break divides: a word of another script, a character with its punctuation."""


def line(words: Line) -> str:
    """Return a line as text: links by their words, blanks as a ruled gap."""
    return "".join(_inline(piece) for piece in words)


def cell(words: Cell, between: str = "\n") -> str:
    """Return all lines of a cell as one text."""
    return between.join(lines(words))


def lines(words: Cell) -> list[str]:
    """Return the lines of a cell, each behind its mark."""
    return [f"{mark} {line(each)}".lstrip(" ") for mark, each in zip(words.marks, words.lines, strict=True)]


def _inline(piece: Inline) -> str:
    match piece:
        case Ref() | Marked() | Mark() | Bar() | Strong() | PageOf():
            return piece.text
        case Blank():
            return "＿" * piece.ems
        case str():
            return piece
        case _:
            assert_never(piece)


def pad(text: str, columns: int) -> str:
    """Fill up with spaces."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int) -> Iterator[str]:
    """Break a text into lines of at most `columns`; what is longer than a line is divided anywhere."""
    current = ""
    for piece in UNBREAKABLE_TEXT.findall(text):
        if width(current + piece) <= columns:
            current += piece
            continue
        if current:
            yield current.rstrip("　 ")
        current = ""
        for char in piece.lstrip("　 "):
            if width(current + char) > columns:
                yield current
                current = ""
            current += char
    yield current.rstrip("　 ")
