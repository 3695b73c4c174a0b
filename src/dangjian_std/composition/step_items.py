"""The items of 怎么做 as they are printed: the only place that says which ones there are, and in which order.

The layout numbers them, ◇ marks them, and 据……（只限1、4） names them by their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import occasions, outcomes, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import UNREAD_MARK
from dangjian_std.composition.wording import Name
from dangjian_std.document.inline import Line, joined
from dangjian_std.domain.standard import Step
from dangjian_std.domain.step_places import covers


def keys(step: Step) -> tuple[str, ...]:
    """Return the place of a step that each item says: how.1, how.2, at, prefers, bounds."""
    last = (("bounds", step.bounds), ("outcomes", step.outcomes))
    return (
        *(f"how.{index}" for index, _ in enumerate(step.how, 1)),
        *occasions.keys(step),
        *(key for key, said in last if said),
    )


def lines(book: Clauses, step: Step, name: Name, next_step: Name) -> Iterator[Line]:
    """Yield the items, each with its mark; `name` calls other steps, `next_step` those that outcomes lead to."""
    for key in keys(step):
        yield joined((*_item(book, step, key, name, next_step), mark(step, key)))


def _item(book: Clauses, step: Step, key: str, name: Name, next_step: Name) -> Line:
    if key == "bounds" and step.bounds:
        return (f"{wording.bounds(step.bounds)}。",)
    if key == "outcomes":
        return outcomes.sentence(book, step, next_step)
    if key.startswith("how."):
        return book.text(step.how[int(key.removeprefix("how.")) - 1])
    return occasions.sentence(book, step, key, name)


def mark(step: Step, key: str) -> str:
    """◇ where a value, or anything inside it, rests on an article not read yet; of a whole step at its number."""
    return UNREAD_MARK if any(covers(place, key) for place in step.unread_places) else ""
