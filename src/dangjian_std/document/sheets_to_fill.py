"""Worksheets that an office fills in: what stands there, and what each open cell takes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dangjian_std.document.inline import InputKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CellInput:
    """What an open cell takes, and how that is explained."""

    word: str
    hint: str
    kind: InputKind = InputKind.TEXT
    options: tuple[str, ...] = ()
    bounds: tuple[int, int] = (0, 0)
    """The least and the greatest number."""
    lines: int = 1
    """Lines for which it has room while it is empty."""
    free: bool = False
    """Whether something else is taken after a warning: the base that the options are of may have changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FillCell:
    """A cell with its value; one that is `wanted` is open."""

    value: str | int | dt.date | None = None
    wanted: CellInput | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FillSheet:
    """A worksheet: a title, lines that explain it, and rows of cells under their heads."""

    name: str
    title: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    """Widths of the columns, in Chinese characters."""
    rows: tuple[tuple[FillCell, ...], ...]
