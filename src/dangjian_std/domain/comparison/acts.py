"""A step or a requirement beside one act that an article asks: in which points it falls short.

A place that is marked as our own, or as resting on an article not read yet, stands for nothing that the article
says: a mark must not hide a duty. Roles are compared as they are written, before a unit puts others in place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dangjian_std.domain.comparison.numbers import AMOUNT_KEYS, SHARES, numbers
from dangjian_std.domain.comparison.times import MODALS, times
from dangjian_std.domain.comparison.verdict import Difference, Verdict
from dangjian_std.domain.rates import frequency_asked, frequency_stated
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.regulation import Floor
from dangjian_std.domain.roles import Role
from dangjian_std.domain.standard import Requirement, Step
from dangjian_std.domain.step_places import overlap
from dangjian_std.domain.timing import Bounds, Every, When, reference
from dangjian_std.domain.vocabulary import Modal
from dangjian_std.text.places import Path

UNIT_PATTERNS = {"headcount": "[人名]", "term_years": "年", "hours": "个?学时"}
"""What stands behind a number in a sentence."""
_MODAL = re.compile("[应宜可]")


@dataclass(frozen=True, slots=True)
class Lack:
    """One point in which less stands than an article asks."""

    key: str
    """Which key of the floor it is; `what` where it is unsure whether the act is the one of the article."""
    path: Path
    """Where, below the step or the requirement."""
    stated: str = ""
    """What stands there; empty where nothing does."""
    marked: bool = False
    """Whether it is only marked as something else than what the article says."""


def admits(floor: Floor, who: str, roles: Mapping[str, Role]) -> bool:
    """Whether an act may be done by a role: one that is named, or an organ that such a one convenes."""
    convener = roles[who].convener if who in roles else None
    return not floor.who or who in floor.who or convener in floor.who


def absent(step: Step, floor: Floor) -> tuple[str, ...]:
    """Return who has to take part and is not named."""
    return tuple(role for role in floor.with_ if role not in {*step.with_, step.who})


def missing(bounds: Bounds | None, asked: Bounds | None) -> Iterator[Difference]:
    """Yield each number that is asked and not stated, or stated lower."""
    yield from (each for each in numbers(bounds, asked) if each.asked and each.verdict is not Verdict.STRICTER)


def lacks(
    user: Step | Requirement, floor: Floor, every: Every | None, roles: Mapping[str, Role]
) -> Iterator[Lack]:
    """Yield in what a user falls short; `every` is the recurring time that brings a step, its own or another's."""
    if isinstance(user, Requirement):
        yield from _sentence(user, floor)
        return
    if not admits(floor, user.who, roles):
        yield Lack("who", ("who",), user.who)
    if not floor.speaks_of(user.kinds):
        yield Lack("kinds", ("kinds",) if user.kinds else ("id",), "、".join(user.kinds))
    if absent(user, floor):
        yield Lack("with", ("with",) if user.with_ else ("id",), "、".join(user.with_))
    yield from _time(user, floor, every)
    for each in missing(user.bounds, floor.bounds):
        path = ("bounds", *each.path) if each.stated else ("bounds",) if user.bounds else ("id",)
        yield Lack("bounds", path, each.stated)
    yield from _marked(user, floor)


def _time(step: Step, floor: Floor, every: Every | None) -> Iterator[Lack]:
    asked = floor.when
    if asked is None:
        when = step.when
        weaker = MODALS.index(when.modal) < MODALS.index(floor.modal)
        own = bool({"when", "step"} & {*step.local, *step.unread_places})
        # 可 says that nobody has to; 宜 beside an event, or in a time of our own, speaks of the limit
        if weaker and (when.modal is Modal.MAY or (isinstance(when, Every) and not own)):
            yield Lack("modal", ("when", "modal"), when.modal.value)
        return
    stated, own = step.when, True
    if isinstance(asked, Every) and not isinstance(stated, Every) and every:
        stated, own = replace(every, modal=min(every.modal, stated.modal, key=MODALS.index)), False
    for each in times(stated, asked):
        if each.verdict is Verdict.WEAKER or (each.verdict is Verdict.UNLIKE and _matters(each, stated, asked)):
            yield Lack("when", ("when", *each.path) if own else ("when",), each.stated)


def _matters(each: Difference, stated: When, asked: When) -> bool:
    """Whether what cannot be ordered is another time: no other unit, no days for none, no step for an event."""
    if isinstance(stated, Every) and isinstance(asked, Every):
        return each.path[0] in {"every", "times", "years"} or bool(asked.months or asked.day)
    if type(stated) is not type(asked):
        return True
    ends = [isinstance(reference(time), StepRef) for time in (stated, asked)]
    return each.path in {(stated.lead,), ("also",)} and ends[0] == ends[1]


def _marked(step: Step, floor: Floor) -> Iterator[Lack]:
    places = dict(_deciding(step, floor))
    marks: list[tuple[str, Path]] = [(name, ("local", index)) for index, name in enumerate(step.local)]
    marks += [(name, ("unread",)) for name in step.unread_places]
    for name, path in marks:
        key = (
            "what"
            if name == "step"
            else next((key for place, key in places.items() if _covers(name, place)), None)
        )
        if key:
            yield Lack(key, path, name, marked=True)


def _covers(mark: str, place: str) -> bool:
    """Whether a mark takes a place; one of a single day or limit leaves the time to be compared as it is."""
    return mark == place or (overlap(mark, place) and not mark.startswith("when."))


def _deciding(step: Step, floor: Floor) -> Iterator[tuple[str, str]]:
    """Yield each place of a step that decides whether it does what is asked, and the key of the floor."""
    if not (floor.bounds or floor.kinds) and (floor.when is None or isinstance(floor.when, Every)):
        yield "what", "what"  # numbers, a kind of meeting, or an event say by themselves which act it is
    if floor.who:
        yield "who", "who"
    if floor.when and isinstance(step.when, type(floor.when)):
        yield "when", "when"
    if floor.bounds:
        yield from (
            (f"bounds.{name}", "bounds") for name in (*SHARES, *AMOUNT_KEYS) if getattr(floor.bounds, name)
        )


def _sentence(user: Requirement, floor: Floor) -> Iterator[Lack]:
    """Judge a sentence by the roles, the one frequency and the numbers that it names."""
    text, where = user.text, ("text",)
    if floor.kinds and not any(kind in text for kind in floor.kinds):
        yield Lack("kinds", where)
    if user.local:
        yield Lack("what", ("local",), marked=True)
    if floor.who and not any(role in text for role in floor.who):
        yield Lack("who", where)
    alone = not (floor.who or floor.when or floor.bounds)
    if alone or any(role not in text for role in floor.with_):
        yield Lack("with", where)
    if floor.when and not _often(text, floor.when):
        yield Lack("when", where)
    if floor.strength is Modal.SHALL and set(_MODAL.findall(text)) and "应" not in text:
        yield Lack("modal", where)
    if floor.bounds and not numbered(text, floor.bounds):
        yield Lack("bounds", where)


def _often(text: str, asked: When) -> bool:
    stated = frequency_stated(text)
    return isinstance(asked, Every) and not asked.months and bool(stated and stated[0] >= frequency_asked(asked))


def numbered(text: str, asked: Bounds) -> bool:
    """Whether a sentence names every number that is asked, no shares among them."""
    amounts = ((name, getattr(asked, name)) for name in AMOUNT_KEYS if getattr(asked, name))
    limits = ((name, number) for name, each in amounts for number in (each.at_least, each.at_most))
    named = (
        re.search(rf"(?<![0-9]){number:g}(至[0-9]+)?{UNIT_PATTERNS[name]}", text)
        for name, number in limits
        if number
    )
    return not (asked.quorum or asked.majority) and all(named)
