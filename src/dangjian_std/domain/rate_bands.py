"""Rates by bands, as an annex lists them: whom they are for, from what number to what number, the rate.

Only rows with a percentage are bands; a row with a fixed amount has none. A bound belongs to the lower band.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dangjian_std.domain.standard import Annex

AMOUNT = "[1-9][0-9]{0,8}"
BAND = re.compile(
    f"(?:(?P<low>{AMOUNT})元以上)?(?:(?(low)至)(?P<high>{AMOUNT})元(?(low)|以下)（含(?P<again>{AMOUNT})元）)?"
)
"""What an annex says of a band: 3000元以下（含3000元）, 3000元以上至5000元（含5000元）, 5000元以上."""
WHOLE_PERCENT = re.compile("([0-9]{1,2}(?:[.][0-9]{1,2})?)%")
BANDED = 3
"""Columns of an annex of rates: whom, the band, the rate."""


@dataclass(frozen=True, slots=True)
class Band:
    """Up to a number, itself included, a rate; without one, above all others."""

    high: int | None
    rate: Decimal


def bands(annex: Annex) -> dict[str, tuple[Band, ...]]:
    """Return the bands of each category of an annex, rising; a category that pays a fixed amount has none.

    Raises `BandError` for a row that cannot be read, or that does not go on where the one before it stopped.
    """
    found: dict[str, tuple[Band, ...]] = {}
    for row, cells in enumerate(annex.rows):
        if len(cells) != BANDED or not (percent := WHOLE_PERCENT.fullmatch(cells[2])):
            continue
        own = found.get(cells[0], ())
        band = BAND.fullmatch(cells[1])
        if band is None or not (band["low"] or band["high"]) or band["again"] != band["high"]:
            raise BandError(row, "看不出从多少到多少")
        below = own[-1].high if own else None
        if (int(band["low"]) if band["low"] else None) != below or (own and below is None):
            raise BandError(row, "不是接着上一档写的")
        high = int(band["high"]) if band["high"] else None
        if high is not None and below is not None and high <= below:
            raise BandError(row, "比上一档小")
        found[cells[0]] = (*own, Band(high, Decimal(percent[1]) / 100))
    return found


class BandError(ValueError):
    """A row of an annex from which no rate can be read: which one, counted from 0, and why, in Chinese."""

    def __init__(self, row: int, message: str) -> None:
        """Keep the row beside the message."""
        super().__init__(message)
        self.row = row
