"""The domain, in its own words: frozen values that say what the standards say.

Every node knows where it stands in its file, and that knowledge never counts in a comparison: two standards
are equal when they say the same. Field names are the keys of the YAML (a trailing underscore is dropped).
What follows from other facts is derived, never stored.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from dangjian_std.source import Outline, Path, Place


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a node stands: the outline of its file and the path in it."""

    outline: Outline
    path: Path = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value read from YAML."""

    anchor: Anchor = field(compare=False, repr=False)

    def at(self, *path: str | int) -> Place:
        """Place of this node, or of the value below it at `path`."""
        return self.anchor.outline.value(self.anchor.path + path)

    def key(self, *path: str | int) -> Place:
        """Place of the key at `path` below this node."""
        return self.anchor.outline.key(self.anchor.path + path)


# -- words that have a fixed meaning ---------------------------------------------------------------------


class Trust(StrEnum):
    """How well the text of an article is known."""

    FULL_TEXT = "原文"
    EXCERPT = "摘引"
    UNCHECKED = "待核"


class RegulationStatus(StrEnum):
    """Whether a regulation is in force. 已修订 and 已废止 are superseded."""

    IN_FORCE = "现行有效"
    TRIAL = "试行"
    REVISED = "已修订"
    REPEALED = "已废止"


class StandardType(StrEnum):
    """Functional type of a standard (GB/T 1.1—2020, 4.2)."""

    SPECIFICATION = "规范"
    CODE_OF_PRACTICE = "规程"


class Status(StrEnum):
    """Stage in the life of a standard."""

    DRAFT = "草案"
    COMMENT = "征求意见"
    TRIAL = "试行"
    ISSUED = "发布"
    WITHDRAWN = "废止"


class RoleKind(StrEnum):
    """An organ, a post, or a duty for one occasion."""

    ORGAN = "机构"
    POST = "岗位"
    DUTY = "临时职责"


class Level(StrEnum):
    """Where in the party's organisation a role stands."""

    LEADERSHIP = "党组·党委"
    BUREAU_COMMITTEE = "机关党委"
    GENERAL_BRANCH = "总支"
    BRANCH = "支部"
    GROUP = "党小组"
    MEMBER = "党员"


class Organ(StrEnum):
    """What a unit may have or lack; a role may need one of them."""

    COMMITTEE = "支委会"
    GROUPS = "党小组"
    GENERAL_BRANCH = "总支"
    BUREAU_COMMITTEE = "机关党委"
    DISCIPLINE = "机关纪委"


class Period(StrEnum):
    """A recurring period of time."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    TERM = "term"


class Shift(StrEnum):
    """What happens when a day is no working day."""

    NEXT = "next-workday"
    PREVIOUS = "previous-workday"
    NONE = "none"


class Of(StrEnum):
    """Which period a day belongs to, seen from the period in which the step is done."""

    THIS = "this"
    NEXT = "next"


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "周一"
    TUESDAY = "周二"
    WEDNESDAY = "周三"
    THURSDAY = "周四"
    FRIDAY = "周五"
    SATURDAY = "周六"
    SUNDAY = "周日"


class Modal(StrEnum):
    """Modal verb (GB/T 1.1—2020, Annex C)."""

    SHALL = "应"
    SHOULD = "宜"
    MAY = "可"


class Per(StrEnum):
    """For whom one filing or one occurrence counts."""

    UNIT = "unit"
    BRANCH = "branch"
    GROUP = "group"
    MEMBER = "member"
    CASE = "case"


class Base(StrEnum):
    """What a share is taken of: those entitled to come, or those who came."""

    ENTITLED = "应到"
    PRESENT = "实到"


class Voters(StrEnum):
    """Who votes: the members of a branch, those of its committee, or, in an election, those who may elect."""

    MEMBERS = "党员"
    COMMITTEE = "委员"
    ELECTORS = "选举人"


class CriterionKind(StrEnum):
    """合规 answers yes / no / not applicable and never bears points; 成效 may be weighted, elsewhere."""

    COMPLIANCE = "合规"
    EFFECT = "成效"


class Medium(StrEnum):
    """How a form is kept. The last two are named and never drawn."""

    PRINTED = "打印后手签"
    HANDWRITTEN = "手写"
    ELECTRONIC = "电子登记"
    BALLOT = "无记名纸票"
    ISSUED_ABOVE = "上级统一印制"
    SYSTEM = "系统办理"


class Archive(StrEnum):
    """Archive period."""

    PERMANENT = "永久"
    YEARS_30 = "30年"
    YEARS_10 = "10年"
    NONE = "不归档"


class Sensitivity(StrEnum):
    """Who may read a filled form. 不入库 forms exist as blank print only."""

    OPEN = "公开"
    INTERNAL = "内部"
    PERSONAL = "个人信息"
    NOT_STORED = "不入库"


class FieldType(StrEnum):
    """What a person writes into a field."""

    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"
    SIGNATURE = "signature"
    SEAL = "seal"
    ROSTER = "roster"
    TABLE = "table"


class Width(StrEnum):
    """How much of a line a field takes in the drawn form."""

    HALF = "half"
    FULL = "full"


# -- time and numbers ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class When(Node):
    """A time as data: exactly one lead (`every`, `on`, `before`, `after`) and its bound (grammar: When)."""

    every: Period | None = None
    on: str | None = None
    before: str | None = None
    after: str | None = None
    times: int | None = None
    months: tuple[int, ...] = ()
    day: int | None = None
    by_day: int | None = None
    weekday: Weekday | None = None
    of: Of = Of.THIS
    shift: Shift = Shift.NONE
    at_least_workdays: int | None = None
    at_least_days: int | None = None
    at_least_months: int | None = None
    within_workdays: int | None = None
    within_days: int | None = None
    within_months: int | None = None
    modal: Modal = Modal.SHALL
    per: Per | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Node):
    """A part of those entitled (应到) or present (实到), with exactly one operator."""

    of: Base
    whom: Voters = Voters.MEMBERS
    at_least: Fraction | None = None
    more_than: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Node):
    """A number with exactly one operator."""

    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds(Node):
    """Numbers that a step states or an article asks: quorum, majority, heads, years of a term, study hours."""

    quorum: Share | None = None
    majority: Share | None = None
    headcount: Amount | None = None
    term_years: Amount | None = None
    hours: Amount | None = None


# -- the basis -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Node):
    """How, when and in what kind of source an article was read."""

    level: Trust
    on: dt.date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor(Node):
    """The least that an article asks. A standard may be stricter, never weaker."""

    when: When | None = None
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Node):
    """One article (or paragraph) of a regulation, its gist in our own words."""

    number: str
    gist: str
    checked: Checked
    floor: Floor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside(Node):
    """不适用: whole articles (第一条, 第九条至第十五条) that no standard is meant to cover, and why."""

    articles: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation(Node):
    """A party regulation or other document that standards rest on."""

    name: str
    title: str
    issuer: str
    issued: dt.date | None = None
    """Left out where the day is not known for certain."""
    effective: dt.date
    status: RegulationStatus
    replaced_by: str | None = None
    length: int | None = None
    """How many articles it has; said of a regulation of which every article is to be accounted for."""
    aside: tuple[Aside, ...] = ()
    articles: tuple[Article, ...]

    def article(self, number: str) -> Article | None:
        """Return the article registered under `number`, or None."""
        return next((article for article in self.articles if article.number == number), None)

    def covered(self, citations: Iterable[Citation]) -> frozenset[int]:
        """Return which of its articles are cited, whole or in part: 第十一条第四款 covers 11."""
        return frozenset(
            number for each in citations if each.regulation == self.name for number in ordinals(each.article)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Node):
    """A reference to one article of one regulation."""

    regulation: str
    article: str


_DIGITS = "零一二三四五六七八九"


def ordinal(number: int) -> str:
    """Name an article by its number, from 1 to 999: 16 is 第十六条."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    text += "零" if hundreds and ones and not tens else ""
    text += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十" if tens else ""
    return f"第{text}{_DIGITS[ones] if ones else ''}条"


_ORDINALS = {ordinal(number): number for number in range(1, 1000)}
_ARTICLES = re.compile(f"(第[{_DIGITS}十百]+条)(?:至(第[{_DIGITS}十百]+条))?")


def ordinals(text: str) -> tuple[int, ...]:
    """Return which whole articles `text` names or stands in: 第十一条第四款 in 11, 第九条至第十五条 in seven."""
    found: list[int] = []
    for first, last in _ARTICLES.findall(text):
        start = _ORDINALS.get(first, 0)
        found += range(start, _ORDINALS.get(last, start) + 1) if start else ()
    return tuple(found)


# -- who -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent(Node):
    """Who acts where a unit lacks a role, or why nobody has to."""

    acts: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Node):
    """Who: an organ, a post or a duty, by its name."""

    id: str
    kind: RoleKind
    level: Level
    needs: Organ | None = None
    convener: str | None = None
    absent: Absent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts(Node):
    """How many a unit has of each."""

    branches: int
    groups: int
    members: int
    leaders: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubling(Node):
    """兼任: one person holds two posts."""

    role: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable(Node):
    """A step that a unit of this shape does not do, and why."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Node):
    """The shape of a unit: what it has, how many, and who doubles."""

    name: str
    title: str
    has: tuple[Organ, ...] = ()
    counts: Counts
    doubling: tuple[Doubling, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()


# -- forms and papers ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Node):
    """A column of a table in a form."""

    id: str
    label: str
    type: FieldType = FieldType.TEXT
    options: tuple[str, ...] = ()
    width: int | None = None
    """Share of the table's width, in percent; what is left is divided evenly."""
    sample: tuple[str, ...] = ()
    """What a filled form shows in this column, row by row; all persons are invented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Node):
    """One field of a form. Its `id` is immutable; its label may be reworded."""

    id: str
    label: str
    type: FieldType
    hint: str | None = None
    width: Width | None = None
    rows: int | None = None
    """Ruled lines, table rows or roster places."""
    options: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    overleaf: bool = False
    sample: tuple[str, ...] = ()
    """What a filled form shows here: lines, ticked options, or the names on a roster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Node):
    """An entry of the history of a standard or a form."""

    version: str
    on: dt.date
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Node):
    """记录表: a form as data."""

    code: str
    title: str
    version: str
    home: str
    per: Per
    medium: Medium
    archive: Archive | None = None
    keep: str | None = None
    sensitivity: Sensitivity
    minutes: int
    signed_by: tuple[str, ...] = ()
    common: bool = False
    """One form for several kinds of occasion: more than one step of a standard may open it."""
    fields: tuple[Field, ...]
    history: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot(Node):
    """A blank in a paper, filled from a form field, an event, or by hand; nothing is typed where one signs."""

    id: str
    label: str
    field: str | None = None
    event: str | None = None
    sign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Node):
    """文书: a text that the office sends or reads out, with blanks written 〔id〕 in its body."""

    code: str
    title: str
    version: str
    home: str
    addressee: str | None = None
    body: tuple[str, ...]
    slots: tuple[Slot, ...] = ()
    attachments: tuple[str, ...] = ()
    signature: str | None = None
    dated: bool = True
    seal: bool = False
    history: tuple[Change, ...] = ()


# -- standards -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Node):
    """Chapter 1: what a standard covers and to whom it applies."""

    covers: str
    applies_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Node):
    """An entry of chapter 3."""

    id: str
    term: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread(Node):
    """Places of a step that a regulation rules on, in an article which nobody has read yet."""

    regulation: str
    places: tuple[str, ...]


def overlap(one: str, other: str) -> bool:
    """Whether one place of a step (`when`, `when.day`, `how.2`) is the other, or holds it; `step` holds all."""
    return "step" in {one, other} or f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Node):
    """One act of one actor at one time: 谁来做, 做什么, 怎么做, 何时, 留什么."""

    id: str
    who: str
    with_: tuple[str, ...] = ()
    what: str
    how: tuple[str, ...]
    when: When
    bounds: Bounds | None = None
    opens: str | None = None
    record: str | None = None
    papers: tuple[str, ...] = ()
    basis: tuple[Citation, ...] = ()
    local: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def unread_places(self) -> tuple[str, ...]:
        """Its places that rest on articles not read yet."""
        return tuple(place for each in self.unread for place in each.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Node):
    """A stage of a procedure; `gate` is the condition for entering it (GB/T 20001.6, 6.4.2)."""

    id: str
    title: str
    gate: str | None = None
    parallel: bool = False
    """Stands beside the stage before it instead of following it: no arrow leads here."""
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Node):
    """An 应-clause of chapter 7 and how it is proved."""

    id: str
    text: str
    proof: str
    basis: tuple[Citation, ...] = ()
    local: bool = False
    unread: tuple[str, ...] = ()
    """Regulations that ask for it in an article not read yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Node):
    """How a criterion is counted from filled records; exactly one of recurs, on_time, share."""

    recurs: str | None = None
    """A step: its form was opened as often as its `when` asks."""
    on_time: str | None = None
    """A step: it was done within its bound."""
    share: str | None = None
    """`R211.items`: the part of its rows in which `where` is filled, `at_least` percent."""
    where: str | None = None
    at_least: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Node):
    """检查要点: what an inspection asks, and how to see it on paper."""

    id: str
    kind: CriterionKind
    statement: str
    measure: Measure
    by_hand: str
    weight: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard(Node):
    """One work item, answered step by step."""

    code: str
    title: str
    group: str
    type: StandardType
    version: str
    status: Status
    issued: dt.date
    effective: dt.date
    origin: str
    goals: tuple[str, ...] = ()
    scope: Scope
    normative: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    stages: tuple[Stage, ...]
    requirements: tuple[Requirement, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    history: tuple[Change, ...] = ()

    @property
    def subject(self) -> str:
        """Its title without its functional type."""
        return self.title.removesuffix(self.type.value)

    @property
    def steps(self) -> Iterator[Step]:
        """All steps, in order."""
        for stage in self.stages:
            yield from stage.steps

    @property
    def citations(self) -> Iterator[Citation]:
        """All citations of steps and requirements, in order; the only source of chapter 4."""
        for step in self.steps:
            yield from step.basis
        for requirement in self.requirements:
            yield from requirement.basis

    @property
    def unread(self) -> Iterator[tuple[str, Place]]:
        """Each regulation that rules on something here in an article not read yet, and where that is said."""
        for step in self.steps:
            yield from ((each.regulation, each.at("regulation")) for each in step.unread)
        for requirement in self.requirements:
            yield from ((name, requirement.at("unread", index)) for index, name in enumerate(requirement.unread))

    @property
    def rests_on(self) -> Iterator[tuple[str, Place]]:
        """Each regulation that is cited, then each that is not read, and where that is said."""
        yield from ((citation.regulation, citation.at("regulation")) for citation in self.citations)
        yield from self.unread


# -- the set ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Node):
    """A goal of the 12345 and its parts."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Node):
    """Something that happens and starts a step."""

    name: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BasedOn(Node):
    """The set that this one was adopted from."""

    set: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class System(Node):
    """catalog.yaml: what the whole set is called, its groups, goals, events and the shape of the unit."""

    format: int
    title: str
    edition: str
    issuer: str
    prefix: str
    year: int
    profile: str
    groups: tuple[str, ...]
    goals: tuple[Goal, ...] = ()
    events: tuple[Event, ...] = ()
    based_on: BasedOn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles(Node):
    """roles.yaml: the controlled vocabulary of who."""

    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Everything that the standards say. Kinds that stand one to a file are keyed by what their file is called."""

    system: System
    vocabulary: Roles
    regulations: Mapping[str, Regulation]
    records: Mapping[str, Record]
    papers: Mapping[str, Paper]
    profiles: Mapping[str, Profile]
    standards: Mapping[str, Standard]

    @property
    def roles(self) -> Mapping[str, Role]:
        """Roles by name, as registered; of two with one name the first."""
        found: dict[str, Role] = {}
        for role in self.vocabulary.roles:
            found.setdefault(role.id, role)
        return found

    def article(self, citation: Citation) -> Article | None:
        """Return the article that `citation` names, or None where it names nothing registered."""
        regulation = self.regulations.get(citation.regulation)
        return regulation.article(citation.article) if regulation else None

    def actor(self, role: str, profile: Profile) -> str | None:
        """Who does the work of `role` in a unit of this shape; None where nobody does."""
        seen: set[str] = set()
        while role not in seen:
            seen.add(role)
            found = self.roles.get(role)
            if found is None or found.needs is None or found.needs in profile.has:
                return role
            if found.absent is None or found.absent.acts is None:
                return None
            role = found.absent.acts
        return None

    def number(self, code: str) -> str:
        """Printed number of a standard, display only: `SLDW DJ 401—2027` from prefix, code and year."""
        letters, digits = code[:2], code[2:]
        return f"{self.system.prefix} {letters} {digits}—{self.system.year}"

    @property
    def nodes(self) -> Iterator[Node]:
        """Every file's root node, in a fixed order."""
        yield self.system
        yield self.vocabulary
        for group in (self.regulations, self.records, self.papers, self.profiles, self.standards):
            yield from group.values()


def texts(node: Node) -> Iterator[tuple[Node, Path, str]]:
    """Yield every text below `node`: its holder, the path there (`holder.at(*path)` is its place), itself."""
    for name, attribute in _names(type(node)):  # type: ignore[arg-type]
        value = getattr(node, attribute)
        for index, item in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if isinstance(item, Node):
                yield from texts(item)
            elif isinstance(item, str) and not isinstance(item, StrEnum):
                yield node, (name,) if index is None else (name, index), item


@functools.cache
def _names(cls: type[Any]) -> tuple[tuple[str, str], ...]:
    """Key and attribute of every field of a node class."""
    names = (each.name for each in dataclasses.fields(cls) if each.name != "anchor")
    return tuple((name.rstrip("_"), name) for name in names)
