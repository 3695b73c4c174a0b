"""Entries of the ledger: 收取 (a filing), 报到 (complete up to a day), 撤回 (taken back), 翻看 (what was seen)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dangjian_std.assessment import facts
from dangjian_std.assessment.filings import Filing

FILING_KIND, COVER_KIND, WITHDRAWAL_KIND, LOOK_KIND = "filing", "cover", "withdrawal", "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessEntry:
    """报到: what a branch has written down up to this day is handed in. What is missing then is not there."""

    branch: str
    until: dt.date
    taken: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalEntry:
    """A filing that was taken by mistake: it counts no more."""

    identity: tuple[str, str, str, str]
    taken: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class LookEntry:
    """翻看: what somebody saw who looked at a criterion in a branch. It stands beside what a machine answers."""

    criterion: str
    branch: str
    seen: str
    """是, 否 or 不适用."""
    post: str
    """The registered post of whoever looked; never a name."""
    on: dt.date
    taken: dt.date
    source: str = ""
    """Sha256 of its file."""
    reason: str = ""
    """Why an earlier look of the day was put right."""

    @property
    def identity(self) -> tuple[str, str, dt.date]:
        """What stays the same when a look is put right."""
        return (self.criterion, self.branch, self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherEntry:
    """An entry of a kind that is not read here."""

    kind: str
    data: Mapping[str, Any]


LedgerEntry = Filing | CompletenessEntry | WithdrawalEntry | LookEntry | OtherEntry


def plain(entry: Filing | CompletenessEntry | WithdrawalEntry | LookEntry) -> dict[str, Any]:
    """Return an entry as plain data, of which `of` makes it again; its number and the chain are not its own."""
    match entry:
        case Filing():
            return _filing(entry)
        case CompletenessEntry():
            said: dict[str, Any] = {"kind": COVER_KIND, "branch": entry.branch, "until": entry.until.isoformat()}
        case WithdrawalEntry():
            said = {"kind": WITHDRAWAL_KIND, "filing": list(entry.identity)}
        case LookEntry():
            said = {
                "kind": LOOK_KIND,
                "criterion": entry.criterion,
                "branch": entry.branch,
                "seen": entry.seen,
                "post": entry.post,
                "on": entry.on.isoformat(),
                "source": entry.source,
                "reason": entry.reason,
            }
    return {**said, "taken": entry.taken.isoformat()}


def _filing(filing: Filing) -> dict[str, Any]:
    return {
        "kind": FILING_KIND,
        "form": filing.form,
        "version": filing.version,
        "branch": filing.branch,
        "group": filing.group,
        "key": filing.key,
        "number": filing.number,
        "taken": filing.taken.isoformat(),
        "source": filing.source,
        "reason": filing.reason,
        "asked": sorted(filing.asked),
        "fields": {name: facts.plain(each) for name, each in filing.fields.items()},
        "rows": {
            name: [{column: facts.plain(each) for column, each in row.items()} for row in rows]
            for name, rows in filing.rows.items()
        },
    }


def of(data: Mapping[str, Any]) -> LedgerEntry:
    """Return the entry that was made plain data; raise ValueError where it is none."""
    try:
        return _of(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no entry") from error


def _of(data: Mapping[str, Any]) -> LedgerEntry:
    match data["kind"]:
        case "filing":
            return Filing(
                form=data["form"],
                version=data["version"],
                branch=data["branch"],
                group=data["group"],
                key=data["key"],
                number=data["number"],
                taken=dt.date.fromisoformat(data["taken"]),
                source=data["source"],
                reason=data["reason"],
                asked=frozenset(data["asked"]),
                fields={name: facts.of(each) for name, each in data["fields"].items()},
                rows={
                    name: tuple({column: facts.of(each) for column, each in row.items()} for row in rows)
                    for name, rows in data["rows"].items()
                },
                line=data["n"],
            )
        case "cover":
            until, taken = map(dt.date.fromisoformat, (data["until"], data["taken"]))
            return CompletenessEntry(branch=data["branch"], until=until, taken=taken)
        case "withdrawal":
            form, branch, group, key = data["filing"]
            taken = dt.date.fromisoformat(data["taken"])
            return WithdrawalEntry(identity=(form, branch, group, key), taken=taken)
        case "look":
            on, taken = map(dt.date.fromisoformat, (data["on"], data["taken"]))
            names = ("criterion", "branch", "seen", "post", "source", "reason")
            return LookEntry(**{name: str(data[name]) for name in names}, on=on, taken=taken)
        case str(kind):
            return OtherEntry(kind=kind, data=data)
        case _:
            raise ValueError("no kind")


@dataclass(frozen=True)
class Facts:
    """What is known of a unit on a day: its filings in force, and up to when each branch has handed in."""

    filings: tuple[Filing, ...] = ()
    covered: Mapping[str, dt.date] | None = None
    """The last day of 报到, by branch."""
    lines: int = 0
    head: str = ""
    """The head of the ledger that this was read from, 64 digits, and its length."""
    others: tuple[OtherEntry, ...] = ()
    looks: tuple[LookEntry, ...] = ()

    def of(self, form: str, branch: str = "", group: str = "") -> Iterator[Filing]:
        """Yield the filings of a form; of all branches and groups where none is named."""
        for each in self._by_form.get(form, ()):
            if branch in {"", each.branch} and group in {"", each.group}:
                yield each

    @cached_property
    def _by_form(self) -> Mapping[str, list[Filing]]:
        found: dict[str, list[Filing]] = {}
        for each in self.filings:
            found.setdefault(each.form, []).append(each)
        return found

    def looked(self, criterion: str, branch: str, as_of: dt.date) -> LookEntry | None:
        """Return the last look at a criterion in a branch in the year of a day, up to it."""
        of_year = (
            each
            for each in self.looks
            if (each.criterion, each.branch, each.on.year) == (criterion, branch, as_of.year) and each.on <= as_of
        )
        return max(of_year, key=lambda each: each.on, default=None)

    def complete(self, branch: str, day: dt.date) -> bool:
        """Whether a branch has handed in what it wrote down up to a day: then what is missing is not there."""
        until = (self.covered or {}).get(branch)
        return until is not None and day <= until


def known(entries: Iterable[LedgerEntry], day: dt.date | None = None, *, head: str = "") -> Facts:
    """Return what was known on a day, or what is known: of each filing the last, without those withdrawn."""
    filings: dict[tuple[str, str, str, str], Filing] = {}
    covered: dict[str, dt.date] = {}
    others: list[OtherEntry] = []
    looks: dict[tuple[str, str, dt.date], LookEntry] = {}
    lines = 0
    for entry in entries:
        lines += 1
        if isinstance(entry, OtherEntry):
            others.append(entry)
        elif day is not None and entry.taken > day:
            continue
        elif isinstance(entry, Filing):
            filings[entry.identity] = entry
        elif isinstance(entry, LookEntry):
            looks[entry.identity] = entry
        elif isinstance(entry, WithdrawalEntry):
            filings.pop(entry.identity, None)
        else:
            covered[entry.branch] = max(entry.until, covered.get(entry.branch, entry.until))
    return Facts(tuple(filings.values()), covered, lines, head, tuple(others), tuple(looks.values()))
