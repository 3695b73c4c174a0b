"""What may be kept of a cell of a filled form: a closed set of values; none can hold a name or a sentence.

What somebody typed as text becomes `Written` and is gone. An option, a registered word and the name of a group are
kept because a set, or the list of branches, knows them beforehand.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import assert_never

Plain = Mapping[str, object]
"""A value as the ledger has it: texts, whole numbers, lists and true, but no fractions."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""

    on: dt.date


@dataclass(frozen=True, slots=True)
class Number:
    """A number or an amount."""

    is_: Decimal


@dataclass(frozen=True, slots=True)
class Tick:
    """A box that is ticked, or one that is crossed out."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Options:
    """What is chosen of the options of a field, in their order; never nothing."""

    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """The registered word of a cell such as 3月10日督查, and the day that stands beside it."""

    word: str
    day: dt.date | None = None
    undated: bool = False
    """Whether a day stands there of which the year is not known; then it may be any."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A year, half a year, a quarter or a month: its first and its last day."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Group:
    """The name of a party group, which the list of branches has."""

    name: str


@dataclass(frozen=True, slots=True)
class Written:
    """Something is written here."""

    who: int = 0
    """Of a name: which of the different ones of this filing, from 1 on. It means nothing outside of it."""
    persons: int = field(default=0, repr=False)
    """How many are named, where they are counted and it is plain."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Somebody was asked and wrote that it is not known (不详). It answers nothing."""


Value = Day | Number | Tick | Options | Word | DateSpan | Group | Written | Unknown


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and where it stands: the number of the worksheet or table and the cell, as 1!G14."""

    value: Value
    at: str


def plain(fact: Fact) -> Plain:
    """Return a fact as plain data, of which `of` makes it again."""
    return {**_plain(fact.value), "at": fact.at}


def _plain(value: Value) -> Plain:  # noqa: PLR0911 one return for each kind
    match value:
        case Day():
            return {"date": value.on.isoformat()}
        case Number():
            return {"number": str(value.is_)}
        case Tick():
            return {"tick": value.yes}
        case Options():
            return {"options": list(value.chosen)}
        case Word():
            dated: Plain = (
                {"date": value.day.isoformat()} if value.day else {"undated": True} if value.undated else {}
            )
            return {"word": value.word, **dated}
        case DateSpan():
            return {"period": [value.first.isoformat(), value.last.isoformat()]}
        case Group():
            return {"group": value.name}
        case Written():
            return {"written": value.who, **({"persons": value.persons} if value.persons else {})}
        case Unknown():
            return {"unknown": True}
        case _:
            assert_never(value)


NUMBER_IN_DIGITS = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")
PLACE = re.compile(r"[0-9]{1,4}!([A-Z]{1,3}|[0-9]{1,3}\.)?[0-9]{1,5}")
"""A place: 1!G14 of a worksheet, 2!7.3 of a row of a table of a document, 1!9 of a line."""


def of(data: object) -> Fact:
    """Return the fact that was made plain data; raise ValueError where it is none."""
    if not isinstance(data, dict) or not PLACE.fullmatch(str(data.get("at"))):
        raise ValueError("no fact")
    try:
        return Fact(_value({key: each for key, each in data.items() if key != "at"}), data["at"])
    except (TypeError, InvalidOperation) as error:
        raise ValueError("no fact") from error


def _value(data: dict[str, object]) -> Value:  # noqa: PLR0911 one return for each kind
    match data:
        case {"word": str(word), **more}:
            day = dt.date.fromisoformat(str(more["date"])) if "date" in more else None
            return Word(word, day, undated="undated" in more)
        case {"date": str(day)}:
            return Day(dt.date.fromisoformat(day))
        case {"number": str(number)} if NUMBER_IN_DIGITS.fullmatch(number):
            return Number(Decimal(number))
        case {"tick": bool(yes)}:
            return Tick(yes)
        case {"options": [*chosen]}:
            return Options(tuple(map(str, chosen)))
        case {"period": [str(first), str(last)]}:
            return DateSpan(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        case {"group": str(name)}:
            return Group(name)
        case {"written": int(who), **more} if str(persons := more.get("persons", 0)).isdecimal():
            return Written(who, int(str(persons)))
        case {"unknown": True}:
            return Unknown()
    raise ValueError("no value")
