"""What is no longer bound: steps whose time or numbers were compared with a floor, and are not now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dangjian_std.changes.change import Change, ChangeKind
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.regulation import Floor
from dangjian_std.domain.standard import Step

NOUN_OF_FLOOR_KEY = {"when": "时间", "bounds": "界限"}

Floors = Mapping[str, tuple[Floor, ...]]
"""What articles ask, by their names."""


def judged(old: tuple[Catalog, Step], new: tuple[Catalog, Step], found: Sequence[Change]) -> Iterator[Change]:
    """Yield the changes of a step; the one that ends a comparison says so.

    It is 放宽 if what is stated now is less than the article asks, and the way back is 加重.
    """
    changed = list(found)
    for key, noun in NOUN_OF_FLOOR_KEY.items():
        was, now = _compared(*old, key), _compared(*new, key)
        if bool(was) is bool(now):
            continue
        ends = bool(was)
        index = next((index for index, each in enumerate(changed) if _decides(each, ends=ends)), None)
        if index is None:  # the numbers themselves are gone or new, which is said already
            continue
        change = changed[index]
        short = _short(new[1], was, key) if ends else _short(old[1], now, key)
        kind = (ChangeKind.WEAKER if ends else ChangeKind.STRICTER) if short else change.kind
        note = f"{noun}从此不再同{'、'.join(was)}比较" if ends else ""
        changed[index] = replace(change, kind=kind, note="；".join(filter(None, (change.note, note))))
    yield from changed


def _decides(change: Change, *, ends: bool) -> bool:
    """Whether a change takes a step from an article, or brings it back: a mark, or another basis."""
    if change.key == "basis":
        return bool(change.before if ends else change.after)
    return change.key in {"local", "unread"} and bool(change.after if ends else change.before)


def _compared(catalog: Catalog, step: Step, key: str) -> Floors:
    """Return the floors with which the time or the numbers of a step are compared."""
    if key == "when" and floors.marks_time(step):
        return {}
    found: dict[str, tuple[Floor, ...]] = {}
    for each, floor in floors.compared(catalog, step) if getattr(step, key) else ():
        if getattr(floor, key):
            name = f"{each.regulation}{each.article}"
            found[name] = (*found.get(name, ()), floor)
    return found


def _short(step: Step, asked: Floors, key: str) -> bool:
    """Whether a step says less than any article asks."""
    return any(
        each.key == key for acts in asked.values() for floor in acts for each in floors.shortfalls(step, floor)
    )
