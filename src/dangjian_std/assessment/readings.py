"""Facts of a filing as a measure asks for them: days, words, ticks; and what of them is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.assessment import telling
from dangjian_std.assessment.answers import Evidence
from dangjian_std.assessment.facts import DateSpan, Day, Fact, Number, Options, Unknown, Word
from dangjian_std.assessment.filings import Filing, RowFacts
from dangjian_std.domain.measures import Writes
from dangjian_std.domain.record import Record

NO_KIND = "没有勾选是哪一种"
NOT_ASKED = "收取时没有看这一格"


class UnsureError(LookupError):
    """Something that an answer needs is not known: why."""


@dataclass(frozen=True, slots=True)
class FormLine:
    """A filing, or one row of a table of it; names are fields, or columns of that table."""

    filing: Filing
    table: str = ""
    number: int = 0
    """Of the row, from 1."""
    row: RowFacts | None = None

    @property
    def name(self) -> str:
        """As people call it: R211 2027-Q1 第3行."""
        return f"{self.filing.name} 第{self.number}行" if self.row is not None else self.filing.name

    def fact(self, name: str) -> Fact | None:
        """Return what stands in a field, or in a column of the row; raise UnsureError where nobody looked."""
        if name not in self.filing.asked:
            raise UnsureError(NOT_ASKED)
        table, mark, column = name.partition(".")
        found = (self.row or {}).get(column) if mark and table == self.table else self.filing.fields.get(name)
        if found and isinstance(found.value, Unknown):
            raise UnsureError("写的是“不详”")
        return found

    def evidence(self, fact: Fact | None) -> Evidence:
        """Return where a fact stands, and what it says; of an empty cell that it is empty."""
        return Evidence(self.filing.name, self.filing.line, fact.at if fact else "", telling.said(fact))


def lines(filing: Filing, name: str) -> Iterator[FormLine]:
    """Yield the rows in which a column lies, or the filing where a field is meant, or none."""
    table = name.partition(".")[0]
    if table in filing.rows or "." in name:
        rows = enumerate(filing.rows.get(table, ()), 1)
        yield from (FormLine(filing, table, number, row) for number, row in rows)
    else:
        yield FormLine(filing)


def day(fact: Fact | None) -> dt.date | None:
    """Return the day that a cell says, or the last one of a period; raise UnsureError where it might be any."""
    match fact.value if fact else None:
        case Day(on=on):
            return on
        case Word(undated=True):
            raise UnsureError("日期没有写年份")
        case Word(day=on):
            return on
        case DateSpan(last=on):
            return on
    return None


def word(line: FormLine, record: Record) -> str | None:
    """Return the registered word of a line: what its source is; None where none is written."""
    for name, cell in record.cells.items():
        if cell.words and name.partition(".")[0] == line.table:
            found = line.fact(name)
            return found.value.word if found and isinstance(found.value, Word) else None
    return None


def is_of(line: FormLine, record: Record, writes: Writes) -> bool:
    """Whether a filing or a row is one of a step: by the box that is ticked, the word, or the number."""
    if writes.ticked:
        ticked = {*writes.ticked}
        fields = (each.id for each in record.fields if each.options and ticked.issubset(each.options))
        found = [line.fact(name) for name in fields]
        if not any(found):
            raise UnsureError(NO_KIND)
        chosen = {each for fact in found if fact and isinstance(fact.value, Options) for each in fact.value.chosen}
        if chosen.isdisjoint(writes.ticked):
            return False
    if writes.from_ and word(line, record) not in writes.from_:
        return False
    if writes.more_than_0:
        number = line.fact(writes.more_than_0)
        return bool(number and isinstance(number.value, Number) and number.value.is_ > 0)
    return True
