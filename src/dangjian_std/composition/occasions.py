"""Words for where a step is done: with which meeting it is one, at which it is done, and after what."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.wording import Name
from dangjian_std.document.inline import Line, joined
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import After, Every, On, When
from dangjian_std.domain.vocabulary import Period

OWN_PERIOD_WORDS = {Period.WEEK: "当周的", Period.MONTH: "当月的", Period.QUARTER: "当季的"}
"""The meeting of its own period at which something is done, where no months are named."""


def keys(step: Step) -> tuple[str, ...]:
    """Return the keys of a step that say where it is done, in the order in which they are told."""
    said = (("joins", step.joins), ("at", step.at_), ("prefers", step.prefers), ("after", step.after))
    return tuple(key for key, targets in said if targets)


def sentences(numbering: Clauses, step: Step, name: Name | None = None) -> Iterator[Line]:
    """Yield what each of these keys says, as a sentence.

    `name` says how other steps are called; without one, by their clause numbers.
    """
    yield from (sentence(numbering, step, key, name) for key in keys(step))


def sentence(numbering: Clauses, step: Step, key: str, name: Name | None = None) -> Line:
    """Say what one of these keys says."""
    match key:
        case "joins":
            return (f"与{_which(step.when)}{_either(numbering, step.joins)}合并，不另开会。",)
        case "at":
            return (_at(numbering, step),)
        case "prefers":
            return _preferred(numbering, step, name or numbering.name)
        case _:
            return _later(step, name or numbering.name)


def _later(step: Step, name: Name) -> Line:
    return joined(("在", *wording.listed(map(name, step.after)), "之后办。"))


def _preferred(numbering: Clauses, step: Step, name: Name) -> Line:
    """Say on the day of which meeting, or together with which step that is none."""
    found = _step(numbering, step.prefers[0])
    if found and found.meeting:
        return (f"宜在{_which(step.when)}{_either(numbering, step.prefers)}那天办。",)
    return joined(("宜同", name(step.prefers[0]), "在同一天办。"))


def _at(numbering: Clauses, step: Step) -> str:
    """Say at which meeting: what an organ meets for is done elsewhere where there is no such organ."""
    which = "下次" if isinstance(step.when, After | On) else _which(step.when)
    first, *others = step.at_
    organ = _organ(numbering, first)
    if organ and others:
        return (
            f"在{which}{_called(numbering, first)}上办；"
            f"不设{organ}的，在{which}{_either(numbering, tuple(others))}上办。"
        )
    return f"在{which}{_either(numbering, step.at_)}上办。"


def _which(when: When) -> str:
    """Say which of the meetings that come again and again."""
    if not isinstance(when, Every):
        return ""
    return f"{wording.months_in_words(when.months)}的" if when.months else OWN_PERIOD_WORDS.get(when.every, "")


def _either(numbering: Clauses, targets: tuple[StepRef, ...]) -> str:
    *some, last = (_called(numbering, each) for each in targets)
    return f"{'、'.join(some)}或者{last}" if some else last


def _step(numbering: Clauses, target: StepRef) -> Step | None:
    name = target.qualified(numbering.code)
    standard = numbering.catalog.standards.get(name.standard)
    return next((each for each in standard.steps if each.id == name.step), None) if standard else None


def _called(numbering: Clauses, target: StepRef) -> str:
    found = _step(numbering, target)
    return found.meeting or found.what if found else str(target)


def _organ(numbering: Clauses, target: StepRef) -> str:
    """Return the organ that a unit must have for the form of a meeting; nothing where every unit fills it."""
    found = _step(numbering, target)
    record = numbering.catalog.records.get(found.opens or "") if found else None
    return record.needs or "" if record else ""
