"""翻看: a list of what to look at that somebody filled in, as looks. A post and an answer are kept, no name."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dangjian_std.assessment import days
from dangjian_std.assessment.answers import Answer
from dangjian_std.assessment.days import Around
from dangjian_std.assessment.doubts import Doubt, DoubtError, quoted
from dangjian_std.assessment.ledger_entries import Facts, LookEntry
from dangjian_std.domain.catalog import Catalog
from dangjian_std.reading.roster_rows import CELL_MIDNIGHT, ROWS_TO_HEAD, SheetRow
from dangjian_std.text.places import Span
from dangjian_std.text.spelling import nearest

BRANCH_HEAD, CRITERION_HEAD, SEEN_HEAD, POST_HEAD, DATE_HEAD = (
    "党支部",
    "检查要点",
    "看到的",
    "看的人的岗位",
    "日期",
)
LOOK_HEADS = (BRANCH_HEAD, CRITERION_HEAD, SEEN_HEAD, POST_HEAD, DATE_HEAD)
"""Columns that are read."""
LOOK_ANSWERS = (Answer.YES, Answer.NO, Answer.NOTHING_DUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Reads lists for one unit."""

    catalog: Catalog
    facts: Facts
    branches: frozenset[str]
    """Empty where the unit is one branch."""
    today: dt.date
    reason: str = ""

    def of(
        self, path: str, tables: Sequence[Sequence[SheetRow]], source: str
    ) -> list[LookEntry] | list[Doubt] | None:
        """Return the looks of a list, or what is not certain in it; None where it is no such list."""
        found: list[LookEntry] = []
        doubts: list[Doubt] = []
        listed = [(table, at) for table in tables if (at := _head(table)) is not None]
        if not listed:
            return None
        for table, at in listed:
            columns = {name: table[at].cells.index(name) for name in LOOK_HEADS}
            for row in table[at + 1 :]:
                said = {name: "".join(row.cell(place).split()) for name, place in columns.items()}
                if not said[SEEN_HEAD] and not row.trouble:
                    continue
                try:
                    found.append(_apart(self._look(said, row, source), found))
                except DoubtError as error:
                    span = Span(path, row.line, 1, row.line, 2)
                    doubts.append(Doubt(span, error.name, error.name or "这一行", str(error), error.help))
        return doubts or found

    def new(self, looks: Sequence[LookEntry]) -> Iterator[LookEntry]:
        """Yield those that the ledger does not have."""
        known = {each.identity: (each.seen, each.post) for each in self.facts.looks}
        yield from (each for each in looks if known.get(each.identity) != (each.seen, each.post))

    def _look(self, said: dict[str, str], row: SheetRow, source: str) -> LookEntry:
        if row.trouble:
            raise DoubtError(row.trouble, "改成直接写的字")
        if said[SEEN_HEAD] not in LOOK_ANSWERS:
            raise DoubtError(f"{quoted(said[SEEN_HEAD])}不是看到的", "写 是、否 或者 不适用", SEEN_HEAD)
        criteria = self.catalog.criteria
        if said[CRITERION_HEAD] not in criteria:
            raise DoubtError(
                nearest(CRITERION_HEAD, said[CRITERION_HEAD], sorted(criteria)).rstrip("。"),
                "照清单写",
                CRITERION_HEAD,
            )
        if said[POST_HEAD] not in self.catalog.roles:
            raise DoubtError("不是登记过的岗位，没有留下", "写岗位，如 组织委员，不写姓名", POST_HEAD)
        branch = said[BRANCH_HEAD] if self.branches else ""
        if self.branches and branch not in self.branches:
            raise DoubtError(
                nearest(BRANCH_HEAD, branch, sorted(self.branches)).rstrip("。"), "照清单写", BRANCH_HEAD
            )
        try:
            on = days.day(said[DATE_HEAD].removesuffix(CELL_MIDNIGHT), Around(self.today), past=True)
        except DoubtError as error:
            raise DoubtError(str(error), error.help, DATE_HEAD) from error
        if on > self.today:
            raise DoubtError(f"{on.isoformat()} 还没有到", "改成看的那一天", DATE_HEAD)
        look = LookEntry(
            criterion=said[CRITERION_HEAD],
            branch=branch,
            seen=said[SEEN_HEAD],
            post=said[POST_HEAD],
            on=on,
            taken=self.today,
            source=source,
        )
        return self._put_right(look)

    def _put_right(self, look: LookEntry) -> LookEntry:
        """Return a look with the reason where it changes one that is known."""
        old = next((each for each in self.facts.looks if each.identity == look.identity), None)
        if old is None or (old.seen, old.post) == (look.seen, look.post):
            return look
        if not self.reason:
            raise DoubtError(f"台账里记的是“{old.seen}”（{old.post}）", "确实要改的，写 --reason", SEEN_HEAD)
        return dataclasses.replace(look, reason=self.reason)


def _apart(look: LookEntry, others: Sequence[LookEntry]) -> LookEntry:
    """Return a look of which no other row says otherwise."""
    if any(each.identity == look.identity and each != look for each in others):
        raise DoubtError("同一项同一天写了两行，看到的不一样", "留下对的一行", SEEN_HEAD)
    return look


def _head(table: Sequence[SheetRow]) -> int | None:
    """Return the place of the row that has all heads."""
    return next((at for at, row in enumerate(table[:ROWS_TO_HEAD]) if {*LOOK_HEADS} <= {*row.cells}), None)
