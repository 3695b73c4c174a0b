"""The swim-lane chart of a standard: who acts one after the other, where that is no straight line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from enum import Enum, auto

from dangjian_std.composition import actors, outcomes
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.charts import Flow, FlowStage, FlowStep, Lane
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Stage, Standard, Step
from dangjian_std.domain.timing import After, Before, references
from dangjian_std.domain.unit import Unit

MOST_LANES, SHARED_LANE = 5, "其他"
"""How many lanes a chart has at most, and what the last is called where actors share it."""
TAIL = re.compile("(?:（.+）|委员会|党组织|组长|书记|委员|.{2}(?:人|(?<!委)员))$")
"""The word that the name of a post or an organ ends in."""


def of_unit(unit: Unit, standard: Standard) -> Standard:
    """Return the standard as its chart is drawn: a book of a unit's own shows no step that the unit does not do.

    The set as it is issued shows all. What waits for a step that is left out waits for what that one waited for.
    """
    left_out = {step.id for step in standard.steps if unit.excuse(standard.code, step)}
    if actors.issued(unit) or not left_out:
        return standard
    stages = (
        replace(stage, steps=tuple(step for step in stage.steps if step.id not in left_out))
        for stage in standard.stages
    )
    return replace(standard, stages=tuple(stage for stage in stages if stage.steps))


def is_drawn(unit: Unit, standard: Standard) -> bool:
    """Whether a chart says more than the table: it branches, and arrows lead to more than half of its boxes."""
    shown = of_unit(unit, standard)
    leading, _ = _shown(standard, {step.id for step in shown.steps})
    return branches(shown) and 2 * sum(map(bool, leading.values())) > len(shown.steps)


def branches(standard: Standard) -> bool:
    """Whether the steps are no straight line: one has outcomes, or waits for another than the one before."""
    before, own = "", {step.id for step in standard.steps}
    for step in standard.steps:
        if step.outcomes or (_awaited(step) & own) - {before}:
            return True
        before = step.id
    return False


def flow(unit: Unit, numbering: Clauses, title: str, anchor: str) -> Flow:
    """Draw the steps as a swim-lane chart: a lane for each actor, in order of first appearance.

    Of too many actors those who do least share the last lane, and their boxes say who acts.
    """
    standard = of_unit(unit, numbering.standard)
    doers = {step.id: actors.doer(unit, numbering.code, step) for step in standard.steps}
    lanes = _lanes(tuple(doers.values()))
    leading, opening = _shown(numbering.standard, doers)

    def box(step: Step) -> FlowStep:
        who = doers[step.id]
        own = who in lanes
        return FlowStep(
            lane=lanes.index(who if own else SHARED_LANE),
            number=numbering.clauses[step.id],
            text=step.what if own else f"{who}：{step.what}",
            target=numbering.anchor(step.id),
            after=tuple(numbering.clauses[each] for each in leading[step.id]),
            opens=step.id in opening and not leading[step.id],
            outcomes=tuple(outcomes.labels(numbering, step)),
        )

    stages = tuple(
        FlowStage(
            title=f"{numbering.clauses[stage.id]}　{stage.title}",
            steps=tuple(map(box, stage.steps)),
        )
        for stage in standard.stages
    )
    names = tuple(map(_lane, lanes))
    return Flow(number="图1", title=title, anchor=anchor, lanes=names, stages=stages)


def _lanes(actors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the lanes: of all actors, or of those who do most and the shared one."""
    found = tuple(dict.fromkeys(actors))
    if len(found) <= MOST_LANES:
        return found
    most = [name for name, _ in Counter(actors).most_common(MOST_LANES - 1)]
    return (*(name for name in found if name in most), SHARED_LANE)


def _lane(name: str) -> Lane:
    """Divide the name of a post or an organ before the word that says what it is."""
    tail = TAIL.search(name)
    return (name[: tail.start()], tail[0]) if tail and tail.start() else (name,)


def _leading(standard: Standard) -> Mapping[str, tuple[str, ...]]:
    """Return for each step those that lead to it: the one before where it follows, and all that it awaits."""
    own = [step.id for step in standard.steps]
    follows = {step: before for before, step, led in _neighbours(standard.stages) if led is Led.STEP}
    found = {
        step.id: _awaited(step) | ({follows[step.id]} if step.id in follows else set()) for step in standard.steps
    }
    for step in standard.steps:
        for outcome in step.outcomes:
            if outcome.to and not outcome.to.standard:
                found[outcome.to.step].add(step.id)
    return {step: tuple(sorted(each, key=own.index)) for step, each in found.items()}


def _shown(standard: Standard, drawn: Collection[str]) -> tuple[Mapping[str, tuple[str, ...]], set[str]]:
    """Return for each step that is drawn those drawn that lead to it, past those that are not; and what opens."""
    leading, opening = _leading(standard), _opening(standard)
    own = [step.id for step in standard.steps]

    def sources(step: str, passed: frozenset[str]) -> Iterator[tuple[str, bool]]:
        if step in opening and not leading[step]:
            yield step, True
        for before in leading[step]:
            if before in drawn:
                yield before, False
            elif before not in passed:
                yield from sources(before, passed | {before})

    found = {step: tuple(sources(step, frozenset())) for step in own if step in drawn}
    led = {step: {each for each, opens in pairs if not opens} - {step} for step, pairs in found.items()}
    return (
        {step: tuple(sorted(each, key=own.index)) for step, each in led.items()},
        {step for step, pairs in found.items() if any(opens for _, opens in pairs)},
    )


def _opening(standard: Standard) -> set[str]:
    """Return the steps that come when their stage does, whatever the step before them."""
    return {step for _, step, led in _neighbours(standard.stages) if led is Led.STAGE}


def _awaited(step: Step) -> set[str]:
    """Return the steps of its own standard that a step waits for."""
    if isinstance(step.when, Before):
        return set()
    return {each.step for each in references(step.when) if isinstance(each, StepRef) and not each.standard}


class Led(Enum):
    """What leads to a step besides those that it names. Nothing leads to a loose one: it is done in its time."""

    STEP = auto()
    """The step before it."""
    STAGE = auto()
    """The stage in which it is first."""
    NOTHING = auto()


def _neighbours(stages: tuple[Stage, ...]) -> Iterator[tuple[str, str, Led]]:
    """Yield each step but the first with the one before it and what leads to it."""
    own = {StepRef("", step.id) for stage in stages for step in stage.steps}
    before: Step | None = None
    loose = False
    for stage in stages:
        for index, step in enumerate(stage.steps):
            led = Led.NOTHING
            if before and index and _follows(before, step, own, loose=loose):
                led = Led.STEP
            elif before and not index and not stage.parallel:
                loose = loose or bool(before.outcomes)
                led = Led.STAGE if loose and not _is_after(step, before) else Led.STEP
            if before:
                yield before.id, step.id, led
            loose = index > 0 and led is Led.NOTHING
            before = step


def _is_after(step: Step, before: Step) -> bool:
    """Whether a step waits for the one before, or is where one of its outcomes leads."""
    waits = isinstance(step.when, After) and StepRef("", before.id) in references(step.when)
    return waits or StepRef("", step.id) in {outcome.to for outcome in before.outcomes}


def _follows(before: Step, step: Step, own: set[StepRef], *, loose: bool) -> bool:
    """Whether an arrow leads from `before` to `step`.

    It does where an outcome or the time of one names the other, where both come before the same target, and where
    `step` comes before a step of its own standard and an arrow leads to `before` (which is not `loose`).
    """
    if before.outcomes:
        return _is_after(step, before)
    aim = step.when.before if isinstance(step.when, Before) else None
    if isinstance(before.when, Before):
        return before.when.before in {StepRef("", step.id), aim} or _is_after(step, before)
    return _is_after(step, before) or (aim in own and not loose)
