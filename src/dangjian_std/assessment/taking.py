"""收表: a form as it was handed in becomes a filing, or questions. Texts and names are left behind."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dangjian_std.assessment import days, identity
from dangjian_std.assessment.days import Around
from dangjian_std.assessment.doubts import Doubt, DoubtError
from dangjian_std.assessment.examined_cells import ExaminedCells
from dangjian_std.assessment.facts import Day, Fact, Word
from dangjian_std.assessment.filings import Filing, RowFacts
from dangjian_std.assessment.identity import Numbered
from dangjian_std.assessment.persons import counted
from dangjian_std.assessment.typed import TypedValue, plain
from dangjian_std.assessment.values import EMPTY_SIGNS, WORDS_FOR_NOTHING, Reader
from dangjian_std.document.place_names import NUMBER_PLACE, OWNER_PLACE
from dangjian_std.domain.bodies import Body
from dangjian_std.domain.record import Column, Field, Record
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.reading.filled_forms import PENDING
from dangjian_std.reading.handed_forms import HandedCell, HandedForm

TABLE_TYPES = frozenset({FieldType.TABLE, FieldType.ROSTER})
WORDS_OF_DENIAL = re.compile("没有|无|没")
FORM_VERSION = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}")
DATE_CELLS, NUMBER_CELLS = frozenset({FieldType.DATE}), frozenset({FieldType.NUMBER, FieldType.MONEY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Who hands in, when, and what is known beforehand."""

    branch: str = ""
    group: str = ""
    branches: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    bodies: tuple[Body, ...] = ()
    """The branch and its groups, as the list has them; both of this branch."""
    today: dt.date
    source: str = ""


def take(handed: HandedForm, record: Record, asked: ExaminedCells, hands: Hands) -> Filing | tuple[Doubt, ...]:
    """Return what is kept of a form, or all that is to be asked about it."""
    return _Taking(handed, record, asked, hands).take()


@dataclass(slots=True)
class _Taking:
    handed: HandedForm
    record: Record
    asked: ExaminedCells
    hands: Hands
    doubts: list[Doubt] = field(default_factory=list)

    def take(self) -> Filing | tuple[Doubt, ...]:
        numbered = self._number()
        names = frozenset(name for name in self.asked.names if self._there(name))
        reader = Reader(Around(self.hands.today), self.hands.groups)
        dated = [name for name in self._singles(names) if self._anchors(name)]
        first = {name: fact for name in dated if (fact := self._fact(reader, name, 0, quiet=True))}
        reader.around = Around(self.hands.today, identity.around(self.record, first, numbered))
        self._require_life(reader.around)
        if self.handed.version and not FORM_VERSION.fullmatch(self.handed.version):
            help_ = "填到本套的空表里"
            self.doubts.append(Doubt(self.handed.span, "", "版本", "表样信息里的版本改过", help_))
        fields = {name: fact for name in self._singles(names) if (fact := self._fact(reader, name, 0))}
        rows = {table: tuple(self._rows(reader, table, names)) for table in self._tables(names)}
        key = self._key(fields, numbered)
        if self.doubts:
            return tuple(self.doubts)
        return Filing(
            form=self.record.code,
            version=self.handed.version or self.record.version,
            branch=self.hands.branch,
            group=self.hands.group,
            key=key,
            number=identity.serial(numbered),
            taken=self.hands.today,
            source=self.hands.source,
            asked=names,
            fields=fields,
            rows=rows,
        )

    def _require_life(self, around: Around) -> None:
        """Ask about a form of a time in which its branch or group was not there."""
        own = [each for each in self.hands.bodies if each.group == self.hands.group]
        span = around.span
        if own and span and not any(each.lives(span.first, span.last) for each in own):
            whose = self.hands.branch + self.hands.group
            message = f"照登记的起止，{whose}在这份表的时间里还没有成立，或者已经撤销"
            self.doubts.append(
                Doubt(self.handed.span, "", "时间", message, "改表上的时间；登记错了的，改登记的起止")
            )

    # -- which cells -------------------------------------------------------------------------------------

    def _there(self, name: str) -> bool:
        """Whether this file has a place for it: an older form may not have."""
        if self.record.cells[name].type in TABLE_TYPES:
            return any(other.startswith(f"{name}.") for other in self.handed.cells)
        return name in self.handed.cells

    def _singles(self, names: frozenset[str]) -> Iterator[str]:
        yield from (each.id for each in self.record.fields if each.id in names and each.type not in TABLE_TYPES)

    def _tables(self, names: frozenset[str]) -> Iterator[str]:
        wanted = {name.partition(".")[0] for name in names}
        yield from (each.id for each in self.record.fields if each.type is FieldType.TABLE and each.id in wanted)

    def _anchors(self, name: str) -> bool:
        """Whether a field may say around what the days of the form lie."""
        cell = self.record.cells[name]
        return isinstance(cell, Field) and (
            cell.fill is not None or cell.type in DATE_CELLS or name in self.record.key_
        )

    # -- what stands in them -----------------------------------------------------------------------------

    def _fact(self, reader: Reader, name: str, row: int, *, quiet: bool = False) -> Fact | None:
        """Return the fact of a cell; what is not certain is asked."""
        spot, cell = self.handed.cells[name][row], self.record.cells[name]
        try:
            _require_certain(spot)
            value = (
                counted(spot.value)
                if name in self.asked.persons
                else reader.value(cell, spot.value, past=name in self.asked.past)
            )
            if value is not None:
                self._require_kind(name, cell)
        except DoubtError as error:
            if not quiet:
                self._ask(spot, name, cell.label, error, row if "." in name else None)
            return None
        return Fact(value, spot.at) if value is not None else None

    def _require_kind(self, name: str, cell: Field | Column) -> None:
        """Refuse a value of a form of another version, where something else was filled in."""
        kind = self.handed.kinds.get(name)
        if kind is None or self.handed.version == self.record.version:
            return
        wanted = "date" if cell.type in DATE_CELLS else "number" if cell.type in NUMBER_CELLS else ""
        if (kind if kind in {"date", "number"} else "") != wanted:
            raise DoubtError(
                f"这份表是第{self.handed.version}版，这一栏填的同现在的第{self.record.version}版不一样",
                "用现在的表另填一份",
            )

    def _rows(self, reader: Reader, table: str, names: frozenset[str]) -> Iterator[RowFacts]:
        columns = [name for name in self.handed.cells if name.startswith(f"{table}.")]
        wanted = [name for name in self.record.cells if name in names and name in columns]
        whole = reader.around
        for at in range(len(self.handed.cells[columns[0]])):
            written = [name for name in columns if self._is_written(name, at)]
            if not written and not any(self._odd(name, at) for name in wanted):
                continue
            reader.around = self._around(whole, columns, at)
            facts = {name.partition(".")[2]: self._fact(reader, name, at) for name in wanted}
            for name in wanted:
                cell, spot = self.record.cells[name], self.handed.cells[name][at]
                if cell.words and written and plain(spot.value) in EMPTY_SIGNS and not spot.trouble:
                    error = DoubtError("这一行写了别的，这一格空着", f"写明是哪一个：{'、'.join(cell.words)}")
                    self._ask(spot, name, cell.label, error, at)
            self._require_order(table, facts, at)
            alone = self.handed.cells[written[0]][at] if not any(facts.values()) and len(written) == 1 else None
            if alone and WORDS_OF_DENIAL.search(plain(alone.value)):  # no entry: it says that there is none
                label = self.record.cells[written[0]].label
                self._ask(alone, written[0], label, DoubtError("这一行像是说没有", "没有的空着，或者划去"), at)
            yield {column: fact for column, fact in facts.items() if fact}
        reader.around = whole

    def _require_order(self, table: str, facts: Mapping[str, Fact | None], at: int) -> None:
        """Ask about a day on which something was done before there was cause to: its year is mistyped."""
        known = {f"{table}.{column}": fact.value for column, fact in facts.items() if fact}
        begun = [value.day for value in known.values() if isinstance(value, Word) and value.day]
        for name, value in known.items():
            if name in self.asked.past and isinstance(value, Day) and any(value.on < day for day in begun):
                error = DoubtError(f"{value.on} 比来源的 {begun[0]} 还早", "改成对的日期和年份")
                self._ask(self.handed.cells[name][at], name, self.record.cells[name].label, error, at)

    def _around(self, whole: Around, columns: Sequence[str], at: int) -> Around:
        """Return what the days of a row lie around: the month or quarter in it, or what those of the form do."""
        for name in columns:
            cell = self.record.cells.get(name)
            if isinstance(cell, Column) and (cell.type is FieldType.PERIOD or cell.given):
                with contextlib.suppress(DoubtError):
                    return Around(whole.today, days.period(self.handed.cells[name][at].value, whole, None))
        return whole

    def _is_written(self, name: str, at: int) -> bool:
        """Whether somebody wrote into a cell of a row: not a program, and not the printer."""
        cell = self.record.cells.get(name)
        said = plain(self.handed.cells[name][at].value)
        printed = isinstance(cell, Column) and (cell.compute is not None or said in cell.given)
        return said not in WORDS_FOR_NOTHING and not printed

    def _odd(self, name: str, at: int) -> bool:
        """Whether something is wrong with a cell, other than that it waits for what stands beside it."""
        return self.handed.cells[name][at].trouble not in {"", PENDING}

    def _ask(self, spot: HandedCell, name: str, label: str, error: DoubtError, row: int | None = None) -> None:
        named = name if row is None else f"{name}/{row + 1}"
        self.doubts.append(Doubt(spot.span, named, label, str(error), error.help))

    # -- whose it is -------------------------------------------------------------------------------------

    def _number(self) -> Numbered | None:
        for spot in self.handed.cells.get(OWNER_PLACE, ()):
            if other := identity.owned_by_another(spot.value, self.hands.branch, self.hands.branches):
                wrong = DoubtError(f"表头写的是“{other}”", "放到它的文件夹里，或者改表头")
                self._ask(spot, OWNER_PLACE, "党支部", wrong)
        for spot in self.handed.cells.get(NUMBER_PLACE, ()):
            try:
                return identity.number(spot.value, self.record.code)
            except DoubtError as error:
                self._ask(spot, NUMBER_PLACE, "编号", error)
        return None

    def _key(self, fields: dict[str, Fact], numbered: Numbered | None) -> str:
        said: dict[str, TypedValue] = {
            name: self.handed.cells[name][0].value for name in self.record.key_ if name in self.handed.cells
        }
        asked = {each.name for each in self.doubts}
        for name in (each for each in self._needed(fields) if each not in asked):
            spot, label = self.handed.cells[name][0], self.record.cells[name].label
            self._ask(spot, name, label, DoubtError("空着，分不清是哪一份", "写上"))
        try:
            times = {name: plain(each) for name, each in said.items()}
            return identity.key(self.record, fields, times, numbered)
        except DoubtError as error:
            name = error.name or NUMBER_PLACE
            if not self.doubts:
                spots = self.handed.cells.get(name, ())
                span = spots[0].span if spots else self.handed.span
                label = self.record.cells[name].label if error.name else "编号"
                self.doubts.append(Doubt(span, name, label, str(error), error.help))
            return ""

    def _needed(self, fields: dict[str, Fact]) -> Sequence[str]:
        """Return the parts of the key that have to be filled in and are not."""
        return [
            name
            for name in self.record.key_
            if name in self.handed.cells
            and name not in fields
            and self.record.cells[name].type is not FieldType.TEXT
        ]


def _require_certain(spot: HandedCell) -> None:
    if spot.trouble:
        what, _, help_ = spot.trouble.partition("；")
        raise DoubtError(f"这一格{what}", help_)
