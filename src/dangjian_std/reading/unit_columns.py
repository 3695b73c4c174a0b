"""What a worksheet of 单位.xlsx and one of its columns are."""

from __future__ import annotations

from dataclasses import dataclass

from dangjian_std.document.inline import InputKind

YES_WORD, NO_WORD = "是", "否"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column, or a line of the first worksheet: its key in unit.yaml, its words, and what is written there."""

    key: str
    word: str
    hint: str
    kind: InputKind = InputKind.TEXT
    example: str = ""
    needed: bool = False
    options: tuple[str, ...] = ()
    bounds: tuple[int, int] = (0, 10000)
    """The least and the greatest number."""
    several: type[str | int] | None = None
    """What several of may stand in one cell."""
    lines: bool = False
    """Whether they stand on lines of their own; else there are marks between them."""
    coded: bool = False
    """Whether only the code counts, which is the first word."""
    width: int = 12
    """Width of its column, in Chinese characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWorksheet:
    """A worksheet: a list with its key in unit.yaml, or, without one, a value in each of its lines."""

    note: str
    heads: tuple[Head, ...]
    lines: tuple[Head, ...] = ()
    key: str = ""
    begins: tuple[str, ...] = ()
    """Keys of which one has to be filled in that a row says something."""
    needed: str = ""
    """What there has to be at least one of."""
    told: tuple[str, ...] = ()
    """Lines above the heads, where those of every column would be too many."""
    optional: bool = False
    """Whether a workbook may do without it."""
