"""督查: where a set keeps who inspects a branch each month, what was found, and who its leader is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.domain.nodes import Node
from dangjian_std.domain.references import FieldRef, StepRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(Node):
    """The forms that the sheet of all branches reads beside the criteria."""

    checks: FieldRef
    """The table with a row for each month."""
    month: str
    on: str
    """Columns of it: of which month a row is, and on which day the branch was inspected."""
    leader: FieldRef
    """The field that names the leader."""
    leader_by: StepRef | None = None
    """The step that writes it: once its time is over, an empty field is an answer."""
    items: FieldRef
    """The table in which what was found is listed, with what else is to be done."""
    from_: tuple[str, ...]
    """The words of its source by which an item is one of an inspection."""
    due: str
    done: str
    """Columns of it: the limit, and the day on which it was done."""
    refer: StepRef
    """The step that asks for a talk about what stays undone."""

    @property
    def parts(self) -> Iterator[tuple[str, FieldRef]]:
        """Yield each key that names a part of a form, and the part."""
        yield from (("checks", self.checks), ("leader", self.leader), ("items", self.items))

    @property
    def cells(self) -> Iterator[tuple[str, FieldRef]]:
        """Yield each key that names a field or a column, and which it is."""
        yield from (("month", self.checks.below(self.month)), ("on", self.checks.below(self.on)))
        yield "leader", self.leader
        yield from (("due", self.items.below(self.due)), ("done", self.items.below(self.done)))
