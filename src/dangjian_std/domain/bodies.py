"""The branches and party groups of a unit, and while they are there: bodies, never people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangjian_std.domain.unit_sheet import Branch


@dataclass(frozen=True, slots=True)
class Body:
    """A branch, or one of its groups, and the days from which and to which there is one."""

    branch: str
    group: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    def lives(self, first: dt.date, last: dt.date) -> bool:
        """Whether there is one on some day of these."""
        return (self.since or first) <= last and first <= (self.until or last)


def of(branches: Iterable[Branch]) -> Iterator[Body]:
    """Yield the bodies that the sheet of a unit names."""
    for each in branches:
        yield from (Body(each.name, group, each.from_, each.until) for group in ("", *each.groups))
