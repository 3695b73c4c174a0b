"""For whom something is judged, and up to which day: a branch or the unit, with what is known of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.assessment.answers import Item, State
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.ledger_entries import Facts
from dangjian_std.domain.bodies import Body
from dangjian_std.domain.unit import Unit

NOT_HANDED_IN = "没有报到这一天，不知道有没有"


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchScope:
    """A branch on a day, as the standard `code` looks at it; the unit as a whole where no body is named."""

    unit: Unit
    facts: Facts
    code: str
    body: Body | None
    branches: tuple[str, ...]
    """All branches of the unit."""
    as_of: dt.date

    @property
    def branch(self) -> str:
        """The name of the branch; nothing for the unit."""
        return self.body.branch if self.body else ""

    @property
    def year(self) -> int:
        """The year that is judged: up to the day."""
        return self.as_of.year

    def filings(self, form: str) -> Iterator[Filing]:
        """Yield what was handed in of a form."""
        yield from self.facts.of(form, self.branch)

    def filings_of(self, form: str, year: int) -> Iterator[Filing]:
        """Yield those of a year, which their key begins with; one kept from year to year is of every one."""
        for each in self.filings(form):
            head = each.key[:4]
            if not head.isdecimal() or int(head) == year:
                yield each

    def lives(self, first: dt.date, last: dt.date) -> bool:
        """Whether there was such a branch all the time."""
        return self.body is None or (self.body.lives(first, first) and self.body.lives(last, last))

    def complete(self, day: dt.date) -> bool:
        """Whether all that was written down up to a day is handed in."""
        if self.body:
            return self.facts.complete(self.branch, day)
        return all(self.facts.complete(branch, day) for branch in self.branches)

    @property
    def covered(self) -> bool:
        """Whether anything was declared complete at all."""
        covered = self.facts.covered or {}
        return self.branch in covered if self.body else all(branch in covered for branch in self.branches)

    def lacking(self, subject: str, last: dt.date) -> Item:
        """Return what is not there: missing only where all up to that day is handed in."""
        if self.complete(last):
            return Item(subject=subject, state=State.MISSING, limit=last)
        return Item(subject=subject, state=State.UNSURE, limit=last, note=NOT_HANDED_IN)
