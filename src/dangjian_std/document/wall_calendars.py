"""挂图: half a year on one sheet for the wall, a column a month, a row a day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much an entry stands out."""

    STRONG = "strong"
    """People meet."""
    PLAIN = "plain"
    LIGHT = "light"
    """It only reminds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WallEntry:
    """What is on a day; what it is about; who does it until when, which stands in one line."""

    text: str
    about: str = ""
    beside: str = ""
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class WallDay:
    """A day: its number and weekday, a mark where it is a holiday or is worked in exchange, and its entries."""

    number: int
    weekday: str
    mark: str = ""
    off: bool = False
    entries: tuple[WallEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WallSetting:
    """One way to tell a month: its days, and a line below them that says what was left out."""

    days: tuple[WallDay, ...]
    below: str = ""
    counted: bool = False
    """Whether some of what is due is only counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WallMonth:
    """A month: its name, and the ways to tell it, the fullest first."""

    title: str
    settings: tuple[WallSetting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WallCalendar:
    """A sheet that is never two: layout takes for each month the fullest setting that fits."""

    title: str
    issuer: str
    months: tuple[WallMonth, ...]
    notes: tuple[str, ...]
