"""减负: what filling in costs, counted from the steps: filings, minutes, signatures, fields asked twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dangjian_std.agenda import heads
from dangjian_std.cadence import asked_rate
from dangjian_std.document import Table
from dangjian_std.model import Catalog, FieldType, Period, Profile, Record, Step, When
from dangjian_std.publications import procedure
from dangjian_std.publications.numbering import DRAWN, Numbering
from dangjian_std.publications.rows import Rows, table

EMPTY = frozenset({FieldType.SIGNATURE, FieldType.SEAL, FieldType.ROSTER})
"""Fields that are signed and not filled in."""

BEATS: Mapping[Period | None, str] = {
    Period.MONTH: "每月",
    Period.QUARTER: "每季",
    Period.HALF_YEAR: "每半年",
    Period.YEAR: "每年",
    Period.TERM: "每届",
    None: "遇事",
}
"""What brings a duty, in the order in which lists show it."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one form costs a unit in a year, as far as time decides it; what events decide is not counted."""

    record: Record
    filings: int
    on_demand: bool

    @property
    def minutes(self) -> int:
        """Minutes in a year."""
        return self.filings * self.record.minutes

    @property
    def signatures(self) -> int:
        """Signatures in a year; a roster counts none, it is the meeting itself."""
        return self.filings * len(self.record.signed_by)


def loads(catalog: Catalog, books: tuple[Numbering, ...], profile: Profile) -> Iterator[Load]:
    """Yield what each form of ours costs a unit of this shape."""
    excused = {entry.step for entry in profile.not_applicable}
    for code, record in sorted(catalog.records.items()):
        filings, on_demand = 0, False
        for book in books:
            for step in book.standard.steps:
                if step.opens != code or f"{book.code}.{step.id}" in excused:
                    continue
                times, period = rate(catalog, book.code, step)
                on_demand = on_demand or period is not Period.YEAR
                filings += times * heads(step.when.per or record.per, profile) if period is Period.YEAR else 0
        if record.medium in DRAWN and (filings or on_demand):
            yield Load(record, filings, on_demand)


def rate(catalog: Catalog, code: str, step: Step) -> tuple[int, Period | None]:
    """How often a step comes, and in what: a year, a term, or None where an event decides."""
    when = pulse(catalog, code, step)
    if when is None:
        return 0, None
    if when.every is Period.TERM:
        return when.times or 1, Period.TERM
    return int(asked_rate(when) or 0), Period.YEAR


def pulse(catalog: Catalog, code: str, step: Step, seen: frozenset[str] = frozenset()) -> When | None:
    """The recurring time that brings a step, its own or that of the step it follows; None where an event does.

    A step before or after another one comes as often as that one.
    """
    if step.when.every:
        return step.when
    other, _, target = (step.when.before or step.when.after or "").rpartition(".")
    name = f"{other or code}.{target}"
    standard = catalog.standards.get(other or code)
    for each in standard.steps if standard and name not in seen else ():
        if each.id == target:
            return pulse(catalog, other or code, each, seen | {name})
    return None


def beat(catalog: Catalog, code: str, step: Step) -> str:
    """Say what brings a step: a period, or an event."""
    when = pulse(catalog, code, step)
    return BEATS[when.every if when else None]


def rank(catalog: Catalog, code: str, step: Step) -> int:
    """Place of a step in a list that is sorted by what brings it."""
    return list(BEATS.values()).index(beat(catalog, code, step))


def repeated(catalog: Catalog) -> tuple[int, int]:
    """How many fields our forms have, and how many of them ask under a label that another form has too."""
    labels = Counter(
        field.label
        for record in catalog.records.values()
        if record.medium in DRAWN
        for field in record.fields
        if field.type not in EMPTY
    )
    return labels.total(), labels.total() - len(labels)


def tables(catalog: Catalog, books: tuple[Numbering, ...]) -> Iterator[Table]:
    """Yield a table for each shape of unit."""
    fields, again = repeated(catalog)
    heads: dict[str, float] = {
        "编号": -7,
        "名称": 33,
        "份/年": -15,
        "小时/年": -15,
        "签名/年": -15,
        "遇事另填": -15,
    }
    for number, profile in enumerate(catalog.profiles.values(), 1):
        found = tuple(loads(catalog, books, profile))
        notes = (
            "遇事才填的没有算在内。合并召开的会议只填一份会议活动记录，这里按不合并算，是上限。",
            f"全部记录表共有{fields}个要填的栏目，其中{again}个同别的表重名。",
        )
        yield table(number, f"{profile.name}：{profile.title}", heads, _loaded(found), *notes)


def _loaded(found: tuple[Load, ...]) -> Rows:
    for each in found:
        hours, demand = f"{each.minutes / 60:.1f}", "是" if each.on_demand else procedure.NOTHING
        yield each.record.code, each.record.title, str(each.filings), hours, str(each.signatures), demand
    filings, signatures = sum(each.filings for each in found), sum(each.signatures for each in found)
    hours = f"{sum(each.minutes for each in found) / 60:.0f}"
    yield "合计", f"{len(found)}种", str(filings), hours, str(signatures), procedure.NOTHING
