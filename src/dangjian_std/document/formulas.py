"""What a workbook computes in a cell of a form. Other formats leave the cell empty, to be filled in by hand.

A cell is named by the id of its entry, or of its table and column; without a table, a column of the same row.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """How what comes out is shown."""

    MONEY = "money"
    NUMBER = "whole"
    PERCENT = "percent"
    TEXT = "same"


@dataclass(frozen=True, slots=True)
class CellName:
    """A cell, or all cells of a column: an entry has no column, a cell of the same row no table."""

    place: str
    column: str = ""


Cells = tuple[CellName, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """What another cell says."""

    cell: CellName


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers added, less others."""

    added: Cells
    less: Cells = ()


@dataclass(frozen=True, slots=True)
class Product:
    """Two numbers multiplied, rounded half up to digits behind the point."""

    cells: Cells
    digits: int


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate of a number in the bands of the category that an entry names."""

    cell: CellName
    by: CellName
    bands: tuple[tuple[str, tuple[tuple[int | None, str], ...]], ...]
    """Each category with its bands: up to a number, itself included, a rate, as 0.005."""


@dataclass(frozen=True, slots=True)
class Totals:
    """In each row the total of another column; with `of`, of that one where the other has a number."""

    columns: Cells
    of: CellName | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many cells are filled: with a text of one character at least, or with a number; or with one option."""

    cells: Cells
    numbers: bool
    option: str = ""


Means = Same | Sum | Product | Rate | Totals | Count


@dataclass(frozen=True, slots=True)
class Formula:
    """How a cell is computed, and how what comes out is shown."""

    means: Means
    look: Look
