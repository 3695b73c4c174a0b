"""Duties that hang on one another: which stand together, and what their times say there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from dangjian_std.composition import wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.role_duties import Duty
from dangjian_std.domain.rates import period_in_words
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import After, Every, reference

TIME_JOINT = re.compile("([前后时的])，?(.*)")
"""What joins the name of a step or an event to how long before or after it something is done, and the latter."""
FIRST_DUTY_NAME = "办"
"""What the first duty of a sentence is called in the times of the others."""
PREVIOUS_DUTY_NAME = "其"
"""What the duty just before is called in the time of the next."""


def groups(own: Sequence[Duty]) -> Iterator[tuple[Duty, ...]]:
    """Yield each duty that has a date with those of its standard that hang on it; then the others by stage."""
    left = [duty for duty in own if not isinstance(duty[1].when, Every)]
    for book, step in own:
        if isinstance(step.when, Every):
            kin = tuple(_kin(book, step, left))
            left = [duty for duty in left if duty not in kin]
            yield ((book, step), *kin)
    for _, members in groupby(left, stage):
        yield tuple(members)


def _kin(book: Clauses, step: Step, left: Sequence[Duty]) -> Iterator[Duty]:
    """Yield what hangs on a step, or on what does so, in the order of the standard."""
    near, count = {StepRef("", step.id)}, 0
    own = [duty for duty in left if duty[0].code == book.code]
    while count != len(near):
        count = len(near)
        near |= {StepRef("", each.id) for _, each in own if reference(each.when) in near}
    yield from (duty for duty in own if StepRef("", duty[1].id) in near)


def head(duty: Duty) -> str:
    """Say what a duty stands under: its month or date; of one without a date, its standard."""
    book, step = duty
    if not isinstance(step.when, Every):
        return f"{book.code} {book.standard.short_title}"
    return f"{step.when.months[0]}月" if step.when.months else time(book, step)


def stage(duty: Duty) -> str:
    """Return the number of the stage that a step stands in: DJ401 6.1."""
    book, step = duty
    return next(f"{book.code} {book.clauses[each.id]}" for each in book.standard.stages if step in each.steps)


def times(own: Sequence[Duty]) -> Iterator[tuple[str, str]]:
    """Yield of each duty of a group what brings it, and how long before or after that; either may be empty.

    收到入党申请后, 3个工作日内; of what hangs on the first of them: 办前, 至少3个工作日; of what comes after the
    duty just before it: nothing, 其后3个工作日内.
    """
    _, first = own[0]
    before = ""
    for book, step in own:
        target = reference(step.when)
        if isinstance(step.when, Every):
            under = head((book, step)) if len(step.when.months) <= 1 else ""
            yield time(book, step).removeprefix(under), ""
        elif target is None or (isinstance(step.when, After) and step.when.also):
            yield "", time(book, step)
        elif target == StepRef("", before) and not (isinstance(first.when, Every) and before == first.id):
            yield "", time(book, step, PREVIOUS_DUTY_NAME).removeprefix(f"{PREVIOUS_DUTY_NAME}后，")
        elif target == StepRef("", first.id):
            yield _divided(time(book, step, FIRST_DUTY_NAME), FIRST_DUTY_NAME)
        else:
            yield _divided(time(book, step), str(book.told(target)))
        before = step.id


def _divided(said: str, name: str) -> tuple[str, str]:
    """Divide a time into what brings the duty and how long before or after that; not where it begins otherwise."""
    found = TIME_JOINT.fullmatch(said.removeprefix(name)) if said.startswith(name) else None
    if not found:
        return "", said
    bare = name[1:-1] if name.startswith("“") and name.endswith("”") else name
    joint, bound = found.groups()
    if (joint, bound) == ("的", wording.ON_THAT_DAY):
        return f"{bare}{bound}", ""
    return f"{bare}{joint}", bound


def time(book: Clauses, step: Step, name: str = "") -> str:
    """Return the time of a step within its period; what it hangs on by this name."""
    line = wording.when(step.when, (lambda _: name) if name else book.told)
    said = "".join(map(str, line))
    return said.removeprefix(period_in_words(step.when)) if isinstance(step.when, Every) else said
