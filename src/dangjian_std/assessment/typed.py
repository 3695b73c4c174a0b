"""What somebody typed into a cell, as one plain text."""

from __future__ import annotations

import datetime as dt
import unicodedata

TypedValue = str | int | float | bool | dt.date | dt.time | dt.timedelta | None


def plain(said: object) -> str:
    """Return what a cell says, in half-width letters and without spaces around it."""
    if isinstance(said, float) and said.is_integer():
        said = int(said)
    return unicodedata.normalize("NFKC", "" if said is None else str(said)).strip()


def dense(said: object) -> str:
    """Return the same without any space."""
    return "".join(plain(said).split())
