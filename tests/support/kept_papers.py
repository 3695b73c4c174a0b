"""What the papers of a month and of a case keep of their standards: each function yields what is not kept.

It is found from the steps and their dates, not from how days were chosen.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Container, Iterator

from dangjian_std.document.blocks import Row, Table
from dangjian_std.document.document import Document
from dangjian_std.document.forms import EntryRow, EntryTable, Form, Space
from dangjian_std.domain.catalog import Case, Catalog
from dangjian_std.domain.countdown import Turn
from dangjian_std.domain.due import Due
from dangjian_std.domain.due_dates import moved_by
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import After, Before, offset, references
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Fill
from dangjian_std.publications.month_pack import month_forms, pack, tasks
from dangjian_std.publications.month_pack.pack import Year
from dangjian_std.renderers.layout import plain_text
from support.kept import Broken, meeting_of

# -- a month -----------------------------------------------------------------------------------------------


def untold(year: Year, month: int) -> Broken:
    """What is due in a month and does not stand once among its reminders, or stands there on another day."""
    told = list(_told(pack.reminder(year, month)))
    wanted: Counter[str] = Counter()
    for due in year.dues:
        if due.planned.month == month and due.step.when.per is not CountedPer.CASE:
            part = tasks.is_simultaneous(due.step.when) and not due.host
            if not part:
                wanted[due.step.what] += 1
                own = [
                    row for row in told if due.step.what in row[3] and row[1].startswith(f"{due.planned.day}日")
                ]
                if not own:
                    yield "its day", due.key, due.planned
                if not any(who in _people(due) for who, *_ in own):
                    yield "who", due.key, due.planned
                if not any(_last(due, row[2]) <= due.until for row in own):
                    yield "its last day", due.key, due.until
    rest = "\n".join(row[3] for row in told)
    for what in sorted(wanted, key=len, reverse=True):
        if (times := rest.count(what)) != wanted[what]:
            yield "how often it is told", what, times, wanted[what]
        rest = rest.replace(what, "")


def _told(table: Table) -> Iterator[tuple[str, str, str, str]]:
    """Yield who acts, the proposed and the last day, and what is done, of each row of a reminder."""
    who = ""
    for row in table.rows:
        if isinstance(row, Row):
            _, day, last, acts, _ = map(plain_text.cell, row.cells)
            yield who, day, last, acts
        else:
            who = plain_text.line(row.text)


def _people(due: Due) -> set[str]:
    """Under whom something may stand: who does it, or calls the meeting at which it is done."""
    return {due.who} | (_people(due.host) if due.host else set())


def _last(due: Due, told: str) -> dt.date:
    """The last day that is told of something."""
    *month, day = map(int, re.findall(r"\d+", told)) if told != "当天" else [due.planned.day]
    return dt.date(due.planned.year, month[0] if month else due.planned.month, day)


def met_twice(year: Year, month: int) -> Broken:
    """Two records of one day for meetings of the same people that could be one."""
    opened: Counter[tuple[object, ...]] = Counter()
    for task in year.listed(month):
        for code, _ in tasks.forms_opened(year.catalog, task):
            record = year.catalog.records[code]
            called = frozenset(task.root.step.with_) & year.catalog.everyone
            if record.common and called:
                opened[code, task.day, task.root.step.when.per or record.per] += 1
    yield from (each for each, times in opened.items() if times > 1)


def proposed_in_records(year: Year, month: int) -> Broken:
    """A day written in a record that is only proposed: none is but that of a meeting whose day is settled."""
    found = year.listed(month)
    settled = {f"{task.day.month}月{task.day.day}日" for task in found if task.exact}
    document = month_forms.month_forms(year.unit, found, year.number, month)
    yield from written(year.catalog, document, settled)


def written(catalog: Catalog, document: Document, settled: Container[str] = ()) -> Broken:
    """Days that stand in the records of a document, but for settled ones in their field, and signatures."""
    for form in (block for part in document.parts for block in part.blocks if isinstance(block, Form)):
        record = catalog.records[form.code]
        dated = {each.id for each in record.fields_filled(Fill.DATE)}
        for row in (row for sheet in form.sheets for row in sheet.rows):
            entries = row.entries if isinstance(row, EntryRow) else ()
            cells = [(each.id, "".join(each.value)) for each in entries]
            if isinstance(row, EntryTable):
                cells += [(row.id, "".join(line)) for line in row.values]
            for place, text in cells:
                days = re.findall(r"\d+月\d+日", text)
                if days and (place not in dated or not all(day in settled for day in days)):
                    yield form.code, place, days
            yield from (
                ("signed", form.code, each.id) for each in entries if each.value and each.space is Space.SIGN
            )


def unlike_its_list(year: Year, month: int) -> Broken:
    """Forms and papers of a month that its list has not, or has and no step asks for; a wrong number of copies."""
    document = month_forms.month_forms(year.unit, year.listed(month), year.number, month)
    tables = [block for block in document.parts[0].blocks if isinstance(block, Table)]
    rows = [[plain_text.cell(each) for each in row.cells] for table in tables for row in table.rows]
    dues = [due for due in year.dues if due.planned.month == month and due.step.when.per is not CountedPer.CASE]
    asked = {code for due in dues for code in (due.step.opens, *due.step.papers) if code}
    listed = {row[0][:4] for row in rows if re.match(r"[RW]\d{3}", row[0])}
    if asked != listed:
        yield "its list", asked ^ listed
    for code in asked & year.catalog.records.keys():
        record = year.catalog.records[code]
        own = [due for due in dues if due.step.opens == code]
        days = {meeting_of(due).time for due in own} if record.common else own
        each = {due.copies for due in own}
        numbers = [re.search(r"(\d+)份(?!，共)", row[1]) for row in rows if row[0].startswith(code)]
        found = sum(int(number[1]) for number in numbers if number)
        if len(each) == 1 and found not in {0, len(days) * each.pop() * record.copies}:
            yield "its number", code, found


# -- a case ------------------------------------------------------------------------------------------------


def broken_case(unit: Unit, turns: tuple[Turn, ...]) -> Broken:
    """Last days that pass a limit, come before what they follow, or are no working days."""
    days = {turn.key: turn.latest for turn in turns if turn.latest}
    calendar = unit.catalog.calendar
    for turn in (each for each in turns if each.latest):
        day, asked = days[turn.key], offset(turn.step.when)
        if not (turn.exact or turn.together or calendar.is_workday(day)):
            yield "a working day", turn.key, day
        named = [
            each.qualified(turn.standard.code) for each in references(turn.step.when) if isinstance(each, StepRef)
        ]
        after = [each.qualified(turn.standard.code) for each in turn.step.after]
        first = [
            days[each] for each in (*(named if isinstance(turn.step.when, After) else ()), *after) if each in days
        ]
        if first and max(first) > day:
            yield "its order", turn.key, day
        for anchor in (each for each in named if each in days and asked and asked.number):
            sign = -1 if isinstance(turn.step.when, Before) else 1
            if day > max(moved_by(days[each], asked, sign, calendar) for each in named if each in days):
                yield "its limit", turn.key, anchor, day
    ordered = [turn for turn in turns if turn.latest and not turn.stage.parallel]
    for one in ordered:
        stages = [stage.id for stage in one.standard.stages]
        for other in ordered:
            earlier = one.standard is other.standard and stages.index(one.stage.id) < stages.index(other.stage.id)
            if earlier and days[one.key] > days[other.key]:
                yield "its stage", one.key, other.key


def wrong_forms(unit: Unit, case: Case, turns: tuple[Turn, ...], table: Table) -> Broken:
    """Forms that a case lists and none of its steps uses, and those that a step uses and that are not listed."""
    begun = {turn.place for turn in turns if turn.latest}
    asked = {
        code
        for turn in turns
        if turn.place in begun
        for code in (turn.step.opens, turn.step.record if turn.step.kinds else None)
        if code
    }
    steps = {turn.key for turn in turns if turn.place in begun}
    asked |= {use.code for use in case.uses if use.step in steps and use.code in unit.catalog.records}
    listed = {plain_text.cell(row.cells[0])[:4] for row in table.rows if isinstance(row, Row)}
    if asked != listed:
        yield case.name, unit.profile.name, asked ^ listed
