"""减负: what filling in costs, counted from the steps: filings, minutes, signatures, fields asked twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dangjian_std.agenda import heads, holder, sent
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
FORM_HEADS: dict[str, float] = {
    "编号": -7,
    "名称": 33,
    "份/年": -15,
    "小时/年": -15,
    "签名/年": -15,
    "遇事另填": -15,
}
ROLE_HEADS: dict[str, float] = {"岗位": 32, "份/年": -17, "小时/年": -17, "签名/年": -17, "文书/年": -17}
ROLE_NOTE = "全单位这个岗位的人合计；文书按发一次算一件。遇事才填、才发的没有算在内。"


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


@dataclass(slots=True)
class Share:
    """What falls to one role of a unit in a year."""

    filings: int = 0
    minutes: int = 0
    signatures: int = 0
    papers: int = 0


def shares(catalog: Catalog, books: tuple[Numbering, ...], profile: Profile) -> dict[str, Share]:
    """Count by role: who opens a form fills it, who signs signs each, who sends a paper sends one each time."""
    excused = {entry.step for entry in profile.not_applicable}
    found = {role: Share() for role in catalog.roles}
    for book in books:
        for step in book.standard.steps:
            times, period = rate(catalog, book.code, step)
            who = holder(catalog, step.who, profile)
            if period is Period.YEAR and who is not None and f"{book.code}.{step.id}" not in excused:
                found[who].papers += times * len(step.papers) * heads(sent(catalog, who), profile)
                _filled(catalog, step, profile, times, who, found)
    return {role: share for role, share in found.items() if share != Share()}


def _filled(  # noqa: PLR0913, PLR0917 all of it decides one sum
    catalog: Catalog, step: Step, profile: Profile, times: int, who: str, found: dict[str, Share]
) -> None:
    record = catalog.records.get(step.opens or "")
    if record is None or record.medium not in DRAWN:
        return
    filings = times * heads(step.when.per or record.per, profile)
    found[who].filings += filings
    found[who].minutes += filings * record.minutes
    for role in record.signed_by:
        found[holder(catalog, role, profile) or who].signatures += filings


def tables(catalog: Catalog, books: tuple[Numbering, ...]) -> Iterator[Table]:
    """Yield a table by form and one by role for each shape of unit."""
    fields, again = repeated(catalog)
    notes = (
        "遇事才填的没有算在内。合并召开的会议只填一份会议活动记录，这里按不合并算，是上限。",
        f"全部记录表共有{fields}个要填的栏目，其中{again}个同别的表重名。",
    )
    for number, profile in enumerate(catalog.profiles.values()):
        title = f"{profile.name}：{profile.title}"
        yield table(2 * number + 1, title, FORM_HEADS, _loaded(tuple(loads(catalog, books, profile))), *notes)
        rows = _shared(shares(catalog, books, profile))
        yield table(2 * number + 2, f"{profile.name}：各岗位", ROLE_HEADS, rows, ROLE_NOTE)


def _shared(found: Mapping[str, Share]) -> Rows:
    for role, each in found.items():
        yield role, str(each.filings), f"{each.minutes / 60:.1f}", str(each.signatures), str(each.papers)


def _loaded(found: tuple[Load, ...]) -> Rows:
    for each in found:
        hours, demand = f"{each.minutes / 60:.1f}", "是" if each.on_demand else procedure.NOTHING
        yield each.record.code, each.record.title, str(each.filings), hours, str(each.signatures), demand
    filings, signatures = sum(each.filings for each in found), sum(each.signatures for each in found)
    hours = f"{sum(each.minutes for each in found) / 60:.0f}"
    yield "合计", f"{len(found)}种", str(filings), hours, str(signatures), procedure.NOTHING
