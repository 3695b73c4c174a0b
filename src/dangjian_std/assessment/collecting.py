"""收表 of many files: which forms are not taken, whose each is, what is new, and what needs a reason."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from dangjian_std.assessment import differences, examined_cells, taking
from dangjian_std.assessment.differences import GROWTH, FormDifference
from dangjian_std.assessment.doubts import Doubt
from dangjian_std.assessment.examined_cells import ExaminedCells
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.ledger_entries import Facts, LookEntry
from dangjian_std.assessment.taking import Hands
from dangjian_std.domain.bodies import Body
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.vocabulary import CountedPer, Fill, Medium, Sensitivity
from dangjian_std.reading.handed_forms import HandedForm
from dangjian_std.text.spelling import nearest

Identity = tuple[str, str, str, str]


class NotTakenError(ValueError):
    """A form that is not taken at all: why, and what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """A file that is handed in: what it is called, where it lies, and whose it is said to be."""

    name: str
    folders: tuple[str, ...] = ()
    branch: str = ""
    group: str = ""
    source: str = ""
    """Its sha256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFiling:
    """A filing that is not as it was: what differs."""

    old: Filing
    new: Filing
    differences: tuple[FormDifference, ...]

    @property
    def needs_reason(self) -> bool:
        """Whether something that was known is not said any more, or is said otherwise."""
        return any(each.kind not in GROWTH for each in self.differences)


@dataclass(slots=True, kw_only=True)
class Collected:
    """What comes of the forms of all files."""

    new: list[Filing] = field(default_factory=list)
    changed: list[ChangedFiling] = field(default_factory=list)
    contrary: list[ChangedFiling] = field(default_factory=list)
    """What would have been changed without a reason, and was not."""
    replaced: list[Filing] = field(default_factory=list)
    """Filings that count no more: another one has their number."""
    known: list[Filing] = field(default_factory=list)
    """Filings that say nothing new."""
    needless: list[tuple[str, str]] = field(default_factory=list)
    """File and form of which a machine looks at nothing."""
    looks: list[LookEntry] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    """File, and why nothing of it was taken."""
    failed: set[str] = field(default_factory=set)
    """Branches of whose files something was not taken; nothing for one of which nobody knows whose it is."""

    @property
    def branches(self) -> frozenset[str]:
        """Whose filings were taken."""
        return frozenset(each.branch for each in (*self.new, *self.known, *(each.new for each in self.changed)))

    @property
    def fails(self) -> bool:
        """Whether something was not taken that ought to be."""
        return bool(self.doubts or self.refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Takes forms for one unit, by one edition of its standards."""

    catalog: Catalog
    facts: Facts
    bodies: tuple[Body, ...]
    today: dt.date
    asked: Mapping[str, ExaminedCells]
    reason: str = ""
    found: Collected = field(default_factory=Collected)
    _seen: dict[Identity, Filing] = field(default_factory=dict)

    @classmethod
    def of(
        cls, catalog: Catalog, facts: Facts, bodies: tuple[Body, ...], today: dt.date, reason: str = ""
    ) -> Collection:
        """Return a collection that looks for what the standards of a catalogue ask of a machine."""
        looked = examined_cells.looked_for(catalog)
        return cls(catalog=catalog, facts=facts, bodies=bodies, today=today, asked=looked, reason=reason)

    @property
    def branches(self) -> frozenset[str]:
        """The branches that the list names."""
        return frozenset(each.branch for each in self.bodies)

    def branch(self, named: str, folders: tuple[str, ...]) -> str:
        """Return the branch whose file it is: the one that is named, or the innermost folder that is called so."""
        if not self.bodies:
            if named:
                raise NotTakenError(
                    f"没有登记过党支部，认不出“{named}”；写在单位表里，没有单位表的写在台账里的 党支部.csv"
                )
            return ""
        if named and named not in self.branches:
            raise NotTakenError(nearest("党支部", named, sorted(self.branches)).rstrip("。"))
        found = named or next((each for each in reversed(folders) if each in self.branches), "")
        if not found and len(self.branches) > 1:
            raise NotTakenError("不知道是哪个党支部的；放进以党支部名称为名的文件夹，或者用 --branch 写明")
        return found or next(iter(self.branches))

    def add(self, file: HandedIn, forms: tuple[HandedForm, ...]) -> None:
        """Take the forms of one file: all of them, or none where one is in doubt."""
        taken: list[Filing] = []
        doubts: list[Doubt] = []
        for each in forms:
            record = self._record(each)
            if record.code not in self.asked:
                self.found.needless.append((file.name, f"{record.code} {record.title}"))
                continue
            made = taking.take(each, record, self.asked[record.code], self._hands(file, record))
            if isinstance(made, Filing):
                taken.append(made)
            else:
                doubts += made
        if doubts:
            self.found.doubts += doubts
            self.found.failed.add(self.whose(file))
            return
        self._require_one(taken)
        replaced = [self._replaced(filing) for filing in taken]
        changes = [self._judged(filing) for filing in taken]
        self.found.replaced += filter(None, replaced)
        for filing, change in zip(taken, changes, strict=True):
            self._keep(filing, change)

    def refuse(self, file: HandedIn, why: str) -> None:
        """Note a file of which nothing is taken."""
        self.found.refused.append((file.name, why))
        self.found.failed.add(self.whose(file))

    def whose(self, file: HandedIn) -> str:
        """Return the branch of a file; nothing where it is not known."""
        with contextlib.suppress(NotTakenError):
            return self.branch(file.branch, file.folders)
        return ""

    def _hands(self, file: HandedIn, record: Record) -> Hands:
        """Return who hands in a form: what the whole unit keeps belongs to no branch."""
        if record.per is CountedPer.UNIT:
            return Hands(today=self.today, source=file.source)
        branch = self.branch(file.branch, file.folders)
        groups = frozenset(each.group for each in self.bodies if each.branch == branch and each.group)
        return Hands(
            branch=branch,
            group=self._group(file, record, groups) if record.per is CountedPer.GROUP else "",
            branches=self.branches,
            groups=groups,
            bodies=tuple(each for each in self.bodies if each.branch == branch),
            today=self.today,
            source=file.source,
        )

    @staticmethod
    def _group(file: HandedIn, record: Record, groups: frozenset[str]) -> str:
        """Return the group whose form it is; nothing where the form itself says it."""
        if file.group and file.group not in groups:
            raise NotTakenError(nearest("党小组", file.group, sorted(groups)).rstrip("。"))
        found = file.group or next((each for each in reversed(file.folders) if each in groups), "")
        if not found and not record.fields_filled(Fill.GROUP):
            raise NotTakenError("不知道是哪个党小组的；放进以党小组名称为名的文件夹，或者用 --group 写明")
        return found

    def _record(self, form: HandedForm) -> Record:
        """Return the form as the catalogue has it, or refuse it."""
        record = self.catalog.records.get(form.code)
        if record is None:
            raise NotTakenError(f"{form.code} 不是现在这一套标准里的记录表；用现在的空表填")
        name = f"{record.code} {record.title}"
        if record.medium is Medium.BALLOT:
            raise NotTakenError(f"{name}是无记名票，不收；只把计票的总数记在结果单上")
        if record.medium in {Medium.ISSUED_ABOVE, Medium.SYSTEM}:
            raise NotTakenError(f"{name}由上级印制或者在系统里办，不收；要看的由人翻看，写在核查清单上")
        if record.sensitivity is Sensitivity.NOT_STORED:
            raise NotTakenError(f"{name}不入库，不收；由人翻看，只把看到了没有写在核查清单上")
        if record.per is CountedPer.MEMBER:
            raise NotTakenError(f"{name}每人一张，不收；由人翻看，写在核查清单上")
        return record

    def _judged(self, filing: Filing) -> ChangedFiling | None:
        """Return what changed since this filing was last taken; refuse what needs a reason that is not there."""
        old = self._old(filing.identity)
        if old is None or differences.same(old, filing):
            return None
        sums = frozenset(self.catalog.records[filing.form].computed)
        change = ChangedFiling(old=old, new=filing, differences=differences.between(old, filing, sums))
        if change.needs_reason and not self.reason:
            self.found.contrary.append(change)
            raise NotTakenError(f"{filing.name} 同台账第 {old.line} 行不一样，没有登记；确实要改的，写 --reason")
        return change

    def _replaced(self, filing: Filing) -> Filing | None:
        """Return the filing that has its number and gives way to it; without a reason none does."""
        other = next((each for each in self.facts.filings if _numbered_alike(each, filing)), None)
        if other and not self.reason:
            raise NotTakenError(
                f"{filing.name} 的编号 {filing.number} 是台账第 {other.line} 行 {other.name} 的；"
                "改了日期、种类的，写 --reason，原来的就不算了；另一份的，改编号"
            )
        return other

    def _require_one(self, taken: list[Filing]) -> None:
        """Refuse two filings of one identity that do not say the same."""
        seen = dict(self._seen)
        for each in taken:
            before = seen.setdefault(each.identity, each)
            if any(_numbered_alike(other, each) for other in seen.values()):
                raise NotTakenError(f"这次有两份 {each.form} 的编号都是 {each.number}；改对编号")
            if differences.between(before, each):
                raise NotTakenError(f"{each.name} 这次有两份，写的不一样；留下对的一份，另一份改编号或者删去")

    def _old(self, identity: Identity) -> Filing | None:
        return next((each for each in self.facts.filings if each.identity == identity), None)

    def _keep(self, filing: Filing, change: ChangedFiling | None) -> None:
        if filing.identity in self._seen:
            return
        self._seen[filing.identity] = filing
        if change:
            told = dataclasses.replace(filing, reason=self.reason if change.needs_reason else "")
            self.found.changed.append(dataclasses.replace(change, new=told))
        elif self._old(filing.identity):
            self.found.known.append(filing)
        else:
            self.found.new.append(filing)


def _numbered_alike(one: Filing, other: Filing) -> bool:
    """Whether two filings have one number and are not the same."""
    whose = (one.form, one.branch, one.group) == (other.form, other.branch, other.group)
    return whose and bool(one.number) and one.number == other.number and one.key != other.key
