"""What of a step superiors ask, in the fewest words: nothing where all of it, else which places, or which not."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import step_items
from dangjian_std.composition.marks import LOCAL_MARK, UNREAD_MARK
from dangjian_std.domain.standard import Requirement, Step
from dangjian_std.domain.step_places import overlap
from dangjian_std.domain.timing import Every

WORDS_FOR_TIME_PARTS = {
    "months": "月份",
    "modal": "‘应’",
    "per": "逐人",
    "within_workdays": "天数",
    "at_least_days": "天数",
}
"""Words for what of a time may be the unit's own; any other part of it is a date."""
WORDS_FOR_LONE_ITEM = {"bounds": "界限"}
"""Words for a lone item of 怎么做, which has no number, where it is not called so."""


def extent(step: Step) -> str:
    """Say in brackets to which places of a step its basis is confined, or which it leaves to the unit.

    What rests on articles that nobody has read is neither: it has a mark of its own.
    """
    ours, theirs = list[str](), list[str]()
    for key, word in _places(step):
        if step_items.mark(step, key):
            continue
        local = [place for place in step.local if overlap(place, key)]
        partly = bool(local) and all(place.startswith(f"{key}.") for place in local)
        if local:
            ours.append(f"{word}的{_parts(local)}" if partly else word)
        if not local or partly:
            theirs.append(f"{word}的{'次数' if isinstance(step.when, Every) else '先后'}" if partly else word)
    if not ours:
        return ""
    if "step" in step.local or not theirs:
        return "（办法是本单位的规定）"
    return f"（除{'、'.join(ours)}）" if len(ours) < len(theirs) else f"（只限{'、'.join(theirs)}）"


def mark(requirement: Requirement) -> str:
    """Mark a requirement that says more than its articles, and one whose articles are unread.

    Of the others what has a basis is superiors', what has none is the unit's own.
    """
    local = LOCAL_MARK if requirement.local and (requirement.basis or requirement.unread) else ""
    return f"{local}{UNREAD_MARK if requirement.unread else ''}"


def _parts(places: list[str]) -> str:
    """Name the parts of a time: 月份和日期."""
    return "和".join(dict.fromkeys(WORDS_FOR_TIME_PARTS.get(place.rpartition(".")[2], "日期") for place in places))


def _places(step: Step) -> Iterator[tuple[str, str]]:
    """Yield the keys of a step that say something, each with the word for it; items of 怎么做 have numbers."""
    yield "who", "谁来做"
    if step.with_:
        yield "with", "参加"
    yield "what", "做什么"
    items = step_items.keys(step)
    for index, key in enumerate(items, 1):
        yield key, str(index) if len(items) > 1 else WORDS_FOR_LONE_ITEM.get(key, "怎么做")
    yield "when", "何时"
    for key, word, code in (
        ("opens", "填表", step.opens),
        ("record", "记录", step.record),
        ("papers", "发文", step.papers),
    ):
        if code:
            yield key, word
