"""意见: what units say to a standard that is sent out for comment, and what becomes of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from dangjian_std.domain import clause_numbers
from dangjian_std.domain.standard import Standard
from dangjian_std.text.places import Span

COMMENT_HEADS = ("标识", "条款", "现在的写法", "修改意见", "理由", "提出单位", "处理", "处理理由")
"""Heads of the table of comments; a unit fills in the fourth and the fifth, who drafts the last two."""
OF_UNIT = COMMENT_HEADS[:5]
UNIT_NAME_HEAD = "单位"
"""What stands under the first head in the line where a unit writes its name."""


class CommentVerdict(StrEnum):
    """What becomes of a comment."""

    TAKEN = "采纳"
    PARTLY = "部分采纳"
    LEFT = "不采纳"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What one unit says to one clause."""

    at: str
    """The standard, or a step, requirement or criterion of it: DJ401, DJ401.notify."""
    said: str
    reason: str
    unit: str
    verdict: CommentVerdict | None = None
    why: str = ""
    """Why it is taken, taken in part or left."""
    span: Span
    """Where it stands."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by, however often it is handed in."""
        return self.at, self.unit, self.said

    @property
    def answered(self) -> bool:
        """Whether it is decided, and the unit can be told why: what is taken as it is needs no reason."""
        return self.verdict is CommentVerdict.TAKEN or (self.verdict is not None and bool(self.why))


def gathered(comments: Iterable[Comment]) -> list[Comment]:
    """Return each comment once, with what was decided about it wherever that stands."""
    found: dict[tuple[str, str, str], Comment] = {}
    for each in comments:
        known = found.get(each.key)
        if known is None:
            found[each.key] = each
        elif known.verdict is None and each.verdict is not None:
            found[each.key] = replace(known, verdict=each.verdict, why=each.why)
    return list(found.values())


def clauses(standard: Standard) -> Mapping[str, str]:
    """Return the number of every clause that may be commented on, by its name, in the order of the standard."""
    numbers = clause_numbers.parts(standard)
    ids = [each.id for each in standard.steps]
    ids += [each.id for each in standard.requirements]
    ids += [each.id for each in standard.criteria]
    return {f"{standard.code}.{each}": numbers[each] for each in ids}
