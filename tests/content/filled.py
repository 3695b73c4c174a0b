"""What holds between the samples of any set of forms: they are filled by one branch, in one year.

Each claim is a function of a set and yields, in Chinese, what does not agree. It knows ids of fields, no names,
dates or numbers: where a form has no such field or no sample, there is nothing to compare.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from dangjian_std.composition import form_blocks
from dangjian_std.domain import due_dates
from dangjian_std.domain.agreements import Agreement, Filled, InOrder, PartOf, SumOf
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Follows
from dangjian_std.domain.record import Record
from dangjian_std.domain.timing import Before, Every
from dangjian_std.domain.vocabulary import FieldType, Fill

EMPTY = "—"
DAY = re.compile(r"(?:(\d{4})[年.])?(\d{1,2})[月.](\d{1,2})日?")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
SIGNED = frozenset({FieldType.PERSON, FieldType.SIGNATURE, FieldType.ROSTER})


@dataclass(frozen=True)
class Sample:
    """One filled form. A cell is a field, or a column by `table.column`; of a field the row is 0."""

    record: Record
    texts: Mapping[str, tuple[str, ...]]

    @property
    def year(self) -> int | None:
        """The year in which it was filled: the first that stands in one of its days."""
        found = (re.match(r"(\d{4})(?:年|$)", self.text(each.id)) for each in self.record.fields)
        return next((int(each[1]) for each in found if each), None)

    def rows(self, table: str) -> range:
        lines = (len(each) for name, each in self.texts.items() if name.startswith(f"{table}."))
        return range(max(lines, default=0))

    def text(self, name: str, row: int = 0) -> str:
        """What stands in a cell; nothing where it is crossed out."""
        lines = self.texts.get(name, ())
        said = lines[row] if row < len(lines) else ""
        return "" if said == EMPTY else said

    def number(self, name: str, row: int = 0) -> Decimal | None:
        found = NUMBER.match(self.text(name, row))
        return Decimal(found[0]) if found else None

    def day(self, name: str, row: int = 0) -> dt.date | None:
        found = DAY.search(self.text(name, row))
        year = found and (found[1] or self.year)
        return dt.date(int(year), int(found[2]), int(found[3])) if found and year else None


def samples(catalog: Catalog) -> dict[str, Sample]:
    """Return every form that has a sample, filled."""
    found = {}
    for code, record in catalog.records.items():
        if texts := form_blocks.sample_filling(catalog, record).texts:
            found[code] = Sample(record, texts)
    return found


# -- one form ----------------------------------------------------------------------------------------------


def what_a_form_says_of_itself_agrees(catalog: Catalog) -> Iterator[str]:
    for code, sample in samples(catalog).items():
        yield from (
            f"{code} 的示例没有填 {name}，它是认作一份的"
            for name in sample.record.key_
            if name not in sample.texts
        )
        for each in sample.record.agree:
            for row in sample.rows(each.rows) if each.rows else range(1):
                if not _agrees(catalog, sample, each, row):
                    yield f"{code} 的示例不符合“{each.say}”（第{row + 1}行）"


def _agrees(catalog: Catalog, sample: Sample, each: Agreement, row: int) -> bool:
    def meant(name: str | None) -> tuple[str, int]:
        found = sample.record.meant(each, name or "")
        return found, row if each.rows and found.startswith(f"{each.rows}.") else 0

    where = sample.text(*meant(each.where)) if each.where else ""
    if each.where and (where != each.is_ if each.is_ else not where):
        return True
    match each:
        case PartOf():
            part, whole = sample.number(*meant(each.part_)), sample.number(*meant(each.of))
            held = part is None or whole is None or _part(each, Fraction(part), Fraction(whole))
        case SumOf():
            equals = sample.number(*meant(each.equals))
            held = equals is None or sum(_total(sample, each, name, row) for name in each.sum) == equals
        case InOrder():
            first, then = sample.day(*meant(each.first)), sample.day(*meant(each.then))
            held = first is None or then is None or _in_order(catalog, each, first, then)
        case Filled():
            held = bool(sample.text(*meant(each.filled)))
        case _:
            assert_never(each)
    return held


def _part(each: PartOf, part: Fraction, whole: Fraction) -> bool:
    more = each.more_than is None or part > whole * each.more_than
    return more and (each.at_least is None or part >= whole * each.at_least)


def _in_order(catalog: Catalog, each: InOrder, first: dt.date, then: dt.date) -> bool:
    """Whether one day is not before another and there are so many days from the one to the other; both count."""
    inside = [first + dt.timedelta(number) for number in range((then - first).days + 1)]
    worked = sum(catalog.calendar.is_workday(day) for day in inside)
    long = worked >= (each.at_least_workdays or 0) and len(inside) >= (each.at_least_days or 0)
    return first <= then and long


def _total(sample: Sample, each: SumOf, name: str, row: int) -> Decimal:
    cell = sample.record.meant(each, name)
    inside = each.rows and cell.startswith(f"{each.rows}.")
    rows = (row,) if inside else range(len(sample.texts.get(cell, ())))
    return sum((sample.number(cell, at) or Decimal(0) for at in rows), Decimal(0))


# -- people ------------------------------------------------------------------------------------------------


def roll(catalog: Catalog) -> Sample | None:
    """Return the register of members: of the forms with a line for each, the one that says when they joined."""
    return next((each for each in samples(catalog).values() if "members.joined" in each.texts), None)


def people(sample: Sample) -> Iterator[tuple[str, int, str]]:
    """Yield the cell, the row and the name of each person in it."""
    for name, cell in sample.record.cells.items():
        if cell.type in SIGNED:
            for row in range(len(sample.texts.get(name, ()))):
                yield from ((name, row, who) for who in sample.text(name, row).split("、") if who)


def whoever_is_named_is_a_member_or_said_to_be_another(catalog: Catalog) -> Iterator[str]:
    """Somebody from outside is named with the post that he has, in some form; who receives papers is no member."""
    known, found = roll(catalog), samples(catalog)
    if known is None:
        return
    members = set(known.texts["members.name"])
    titles = list(catalog.roles)
    said = "".join(text for sample in found.values() for lines in sample.texts.values() for text in lines)
    for code, sample in found.items():
        listed = {f"{each.id}." for each in sample.record.fields_filled(Fill.MEMBERS)}
        for cell, _, name in people(sample):
            inside = any(cell.startswith(table) for table in listed)
            outside = any(f"{title}{name}" in said for title in titles) or cell.startswith("receiver")
            if name not in members and (inside or not outside):
                yield f"{code} 的示例 {cell} 写的{name}，花名册的示例里没有，也没有写是谁"


def everybody_has_the_same_facts_in_every_form(catalog: Catalog) -> Iterator[str]:
    """A fact that may change has one value in common: the rows of a form may show what it was before."""
    facts: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for code, sample in samples(catalog).items():
        for who, label, value in _facts(sample):
            facts[who, label][code].add(value)
    for (who, label), by_form in facts.items():
        forms = sorted(by_form)
        if len(forms) > 1 and not set.intersection(*by_form.values()):
            yield f"{'、'.join(forms)} 的示例，{who}的“{label}”不一样"


def _facts(sample: Sample) -> Iterator[tuple[str, str, str]]:
    """Yield whose, the label and the text of each fact: in the row of a person, or in the form of one person."""
    own = sample.text("name") if sample.record.cells.get("name") else ""
    for field in sample.record.fields:
        persons = [column.id for column in field.columns if column.type is FieldType.PERSON]
        for column in field.columns:
            for row in sample.rows(field.id):
                who = sample.text(f"{field.id}.{persons[0]}", row) if persons else own
                value = sample.text(f"{field.id}.{column.id}", row)
                if who and value and column.type not in SIGNED and len(persons) < 2:
                    yield who, column.label, value
        if own and field.id != "name" and not field.columns and field.type not in SIGNED and sample.text(field.id):
            yield own, field.label, sample.text(field.id)


# -- numbers -----------------------------------------------------------------------------------------------


def numbers_of_members_are_those_of_the_register(catalog: Catalog) -> Iterator[str]:
    register = roll(catalog)
    if register is None:
        return
    rows = register.rows("members")
    joined = [register.day("members.joined", row) for row in rows]
    full = [register.day("members.full-on", row) for row in rows]
    for code, sample in samples(catalog).items():
        for name, cell in sample.record.cells.items():
            for row in range(len(sample.texts.get(name, ()))):
                day = _day_of(sample, name, row)
                stated = sample.number(name, row)
                if day is None or stated is None:
                    continue
                of_all = sum(each is not None and each <= day for each in joined)
                of_full = sum(each is not None and each <= day for each in full)
                counted = {
                    "total": of_all,
                    "full": of_full,
                    "probationary": of_all - of_full,
                    "entitled": of_full,
                    "due": of_all if cell.label == "应到人数" else None,
                }.get(name.rpartition(".")[2])
                if cell.type is FieldType.NUMBER and counted is not None and counted != stated:
                    yield f"{code} 的示例“{cell.label}”写{stated}，照花名册{day}是{counted}"
    for code, sample in samples(catalog).items():
        for each in sample.record.fields_filled(Fill.MEMBERS):
            names = [column.id for column in each.columns if column.type is FieldType.PERSON]
            listed = sample.texts.get(f"{each.id}.{names[0]}", ()) if names else ()
            if not set(listed) <= set(register.texts["members.name"]) or len(set(listed)) != len(listed):
                yield f"{code} 的示例“{each.label}”的姓名同花名册对不上"


def _day_of(sample: Sample, name: str, row: int) -> dt.date | None:
    """Return the day of which a cell speaks: that of its row, or that of its form."""
    table = name.rpartition(".")[0]
    return sample.day(f"{table}.on", row) if table else sample.day("held-on") or sample.day("as-of")


def those_present_have_signed(catalog: Catalog) -> Iterator[str]:
    """Where a form has a column to sign for each meeting, as many have signed as it says were there."""
    for code, sample in samples(catalog).items():
        for name, cell in sample.record.cells.items():
            meeting = name.rpartition(".")[2]
            stated = re.fullmatch(r"(\d+)，(\d+)", sample.text(f"{meeting}-present"))
            signed = [line for line in sample.texts.get(name, ()) if line != EMPTY]
            if cell.type is FieldType.SIGNATURE and stated and len(signed) != int(stated[2]):
                yield f"{code} 的示例“{cell.label}”实到{stated[2]}人，签名的有{len(signed)}人"


def what_is_found_is_listed(catalog: Catalog) -> Iterator[str]:
    """A number of what was found on a day stands in as many rows of the other form, by the day of their source."""
    found = samples(catalog)
    for standard in catalog.standards.values():
        for criterion in standard.criteria:
            measure = criterion.measure
            if not isinstance(measure, Follows) or measure.into is None or measure.follows.record not in found:
                continue
            first, then = found[measure.follows.record], found.get(measure.into.record)
            table, _, _ = measure.follows.field.rpartition(".")
            if then is None or not table:
                continue
            rows = list(then.rows(measure.into.field))
            sources = [then.text(f"{measure.into.field}.source", row) for row in rows]
            days = [then.day(f"{measure.into.field}.source", row) for row in rows]
            mine = zip(days, sources, strict=True)
            last = max(day for day, source in mine if day and any(word in source for word in measure.from_))
            for row in first.rows(table):
                number, day = first.number(measure.follows.field, row), first.day(f"{table}.checked-on", row)
                listed = sum(
                    other == day and any(word in source for word in measure.from_)
                    for other, source in zip(days, sources, strict=True)
                )
                if number is not None and day and day <= last and listed != number:
                    yield f"{first.record.code} 的示例{day}发现{number}条，{then.record.code} 的示例列了{listed}条"


# -- days --------------------------------------------------------------------------------------------------


def days_keep_the_time_of_their_steps(catalog: Catalog) -> Iterator[str]:
    found = samples(catalog)
    for code, standard in catalog.standards.items():
        for step in standard.steps:
            for form, writes in step.days:
                if form not in found or not writes.on or not writes.since or isinstance(step.when, Every | Before):
                    continue
                sample = found[form]
                table, _, _ = writes.on.rpartition(".")
                for row in sample.rows(table) if table else range(1):
                    since, on = (
                        sample.day(writes.since, row if "." in writes.since else 0),
                        sample.day(writes.on, row),
                    )
                    if since is None or on is None:
                        continue
                    last = due_dates.counted_dates(step.when, due_dates.dates_on(since), catalog.calendar).last
                    if not since <= on <= last:
                        yield f"{form} 的示例，{code}.{step.id} 从{since}起算，{on}不在{last}以前"


CLAIMS = (
    what_a_form_says_of_itself_agrees,
    whoever_is_named_is_a_member_or_said_to_be_another,
    everybody_has_the_same_facts_in_every_form,
    numbers_of_members_are_those_of_the_register,
    those_present_have_signed,
    what_is_found_is_listed,
    days_keep_the_time_of_their_steps,
)
