"""签到: what is typed already of who came when, added up by person. Names are shown and kept nowhere."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dangjian_std.assessment import days
from dangjian_std.assessment.days import Around
from dangjian_std.assessment.doubts import Doubt, DoubtError, quoted
from dangjian_std.reading.roster_rows import CELL_MIDNIGHT, ROWS_TO_HEAD, SheetRow
from dangjian_std.text.places import Span

NAME_HEAD, DAY_HEAD, KIND_HEAD, HOURS_HEAD = "姓名", "日期", "种类", "学时"
REQUIRED_COLUMNS, OPTIONAL_COLUMNS = (NAME_HEAD, DAY_HEAD), (KIND_HEAD, HOURS_HEAD)
"""Columns without which a list is none, and those that it may have."""
HOURS_NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")
MOST_HOURS_A_DAY = Decimal(24)
"""Hours of a day."""

Meeting = tuple[dt.date, str]
"""Its day and its kind."""


@dataclass(slots=True)
class Tally:
    """Who came to which meetings, in the order of the files, and for how many hours."""

    today: dt.date
    came: dict[str, dict[Meeting, Decimal | None]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    repeated: int = 0
    """Rows that say again what another one says."""

    def add(self, path: str, tables: Sequence[Sequence[SheetRow]]) -> bool:
        """Add the lists of a file; return whether there is one in it."""
        found = False
        for table in tables:
            at = next(
                (at for at, row in enumerate(table[:ROWS_TO_HEAD]) if {*REQUIRED_COLUMNS} <= {*row.cells}), None
            )
            if at is None:
                continue
            found = True
            heads = table[at].cells
            columns = {name: heads.index(name) for name in (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS) if name in heads}
            for row in table[at + 1 :]:
                try:
                    self._row({name: row.cell(place) for name, place in columns.items()}, row)
                except DoubtError as error:
                    span = Span(path, row.line, 1, row.line, 2)
                    self.doubts.append(Doubt(span, error.name, error.name or "这一行", str(error), error.help))
        return found

    def _row(self, said: dict[str, str], row: SheetRow) -> None:
        if row.trouble or row.divided:
            raise DoubtError(row.trouble or row.divided, "改成直接写的字")
        name = "".join(said[NAME_HEAD].split())
        if not name:
            raise DoubtError("没有写姓名", "写上姓名，或者删去这一行", NAME_HEAD)
        try:
            on = days.day(
                "".join(said[DAY_HEAD].split()).removesuffix(CELL_MIDNIGHT), Around(self.today), past=True
            )
        except DoubtError as error:
            raise DoubtError(str(error), error.help, DAY_HEAD) from error
        if on > self.today:
            raise DoubtError(f"{on.isoformat()} 还没有到", "改成签到的那一天", DAY_HEAD)
        self._keep(name, (on, said.get(KIND_HEAD, "")), _hours(said.get(HOURS_HEAD, "")))

    def _keep(self, name: str, meeting: Meeting, hours: Decimal | None) -> None:
        came = self.came.setdefault(name, {})
        if meeting not in came:
            came[meeting] = hours
        elif came[meeting] == hours:
            self.repeated += 1
        else:
            raise DoubtError("同一个人同一次会写了两行，学时不一样", "留下对的一行", HOURS_HEAD)

    @property
    def meetings(self) -> frozenset[Meeting]:
        """Every meeting that somebody came to."""
        return frozenset(meeting for came in self.came.values() for meeting in came)

    def persons(self) -> Iterator[tuple[str, int, Decimal]]:
        """Yield each name, to how many meetings he came, and for how many hours."""
        for name, came in self.came.items():
            yield name, len(came), sum((hours for hours in came.values() if hours), Decimal())


def _hours(text: str) -> Decimal | None:
    if not text:
        return None
    if not HOURS_NUMBER.fullmatch(text):
        raise DoubtError(f"{quoted(text)}不是数", "只写数字，如 1.5", HOURS_HEAD)
    found = Decimal(text)
    if found > MOST_HOURS_A_DAY:
        raise DoubtError(f"{quoted(text)}不像一次的学时", "写 0 到 24 之间的数", HOURS_HEAD)
    return found
