"""What is marked ▲ or ◇: which places are our own rules, which rest on articles not read yet, which change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dangjian_std.changes import value_words
from dangjian_std.changes.change import Change, ChangeKind, ChangeSite, moved
from dangjian_std.changes.pairs import aligned
from dangjian_std.composition.marks import LOCAL_MARK, UNREAD_MARK
from dangjian_std.domain.standard import Requirement, Step
from dangjian_std.domain.step_places import PLACES
from dangjian_std.reading import bind

TO_UNREAD, TO_LOCAL = f"{LOCAL_MARK}→{UNREAD_MARK}", f"{UNREAD_MARK}→{LOCAL_MARK}"
SWITCHED_MARKS = frozenset({TO_UNREAD, TO_LOCAL})
"""Aspects of what has another mark than it had."""
WHOLE_STEP = "step"


@dataclass(frozen=True, slots=True)
class Marks:
    """Places of a step, or a whole requirement (`step`), by their mark."""

    local: tuple[str, ...]
    unread: tuple[tuple[str, tuple[str, ...]], ...]
    """Regulation and places."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every marked place."""
        return (*self.local, *(place for _, places in self.unread for place in places))

    def regulations(self, place: str) -> list[str]:
        """Return the regulations that rule on a place, in articles not read yet."""
        return [name for name, places in self.unread if _covered(place, places)]


def changes(site: ChangeSite, old: Step | Requirement, new: Step | Requirement) -> Iterator[Change]:
    """Yield which places get a mark, lose one, or change it for the other."""
    was, now = _marks(old, new)
    leaves = _leaves(was, now, (old, new))
    to_unread: list[tuple[str, list[str]]] = []
    to_local: list[tuple[str, list[str]]] = []
    lost: list[str] = []
    gained: list[str] = []
    lost_unread: dict[str, list[str]] = {}
    gained_unread: dict[str, list[str]] = {}
    silent = False
    for place in leaves:
        had, has = _covered(place, was.local), _covered(place, now.local)
        before = [name for name in was.regulations(place) if name not in now.regulations(place)]
        after = [name for name in now.regulations(place) if name not in was.regulations(place)]
        if had and not has and after:
            to_unread.append((place, after))
        elif has and not had and before:
            to_local.append((place, before))
        elif not (has or after or _left(place, new)):
            silent = True
        else:
            (lost if had else gained).extend([place] if had is not has else [])
            for name in before:
                lost_unread.setdefault(name, []).append(place)
            for name in after:
                gained_unread.setdefault(name, []).append(place)
    found = [
        *_crossed(site, new, TO_UNREAD, to_unread),
        *_crossed(site, new, TO_LOCAL, to_local),
        *_set(site, new, LOCAL_MARK, lost, gained),
    ]
    for name in dict.fromkeys((*lost_unread, *gained_unread)):
        found += _set(site, new, f"{UNREAD_MARK} {name}", lost_unread.get(name, []), gained_unread.get(name, []))
    if not found and not silent and was != now:
        found.append(moved(site, new, f"{LOCAL_MARK}{UNREAD_MARK}的写法", _say(was), _say(now)))
    yield from found


def _marks(old: Step | Requirement, new: Step | Requirement) -> tuple[Marks, Marks]:
    """Return the marks of either state; sentences are called by their new numbers, and a new ▲ is no news."""
    if not (isinstance(old, Step) and isinstance(new, Step)):
        return _whole(old), _whole(new)
    numbers = _numbers(old.how, new.how)
    inserted = {
        f"how.{index}" for index in range(1, max(len(old.how), len(new.how)) + 1) if index not in numbers.values()
    }

    def kept(places: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for each in places if (name := _renumbered(each, numbers)))

    def known(places: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in places if each not in inserted)

    return (
        Marks(kept(old.local), tuple((each.regulation, kept(each.places)) for each in old.unread)),
        Marks(known(new.local), tuple((each.regulation, each.places) for each in new.unread)),
    )


def _whole(each: Step | Requirement) -> Marks:
    local = (WHOLE_STEP,) if each.local else ()
    return Marks(local, tuple((name, (WHOLE_STEP,)) for name in each.unread if isinstance(name, str)))


def _leaves(was: Marks, now: Marks, nodes: Iterable[Step | Requirement]) -> tuple[str, ...]:
    """Return every place that is marked, the wider ones by their parts where another entry names a part."""
    steps = [each for each in nodes if isinstance(each, Step)]
    named = dict.fromkeys((*was.all, *now.all))
    found: dict[str, None] = {}
    waiting = [each for each in named if each == WHOLE_STEP] + [each for each in named if each != WHOLE_STEP]
    while waiting:
        place = waiting.pop(0)
        parts = _parts(place, steps) if any(_holds(place, each) for each in named) else []
        if parts:
            waiting = [*parts, *waiting]
        else:
            found[place] = None
    return tuple(found)


def _left(place: str, new: Step | Requirement) -> bool:
    """Whether there is anything at a place; the mark of what is gone goes with it and is no change."""
    keys = {key: name for key, (name, _) in bind.fields(Step).items()}
    return not (isinstance(new, Step) and place in keys and not getattr(new, keys[place]))


def _parts(place: str, steps: Iterable[Step]) -> list[str]:
    """Return the parts of a place that are stated in either state."""
    found: dict[str, None] = {}
    for step in steps:
        if place == WHOLE_STEP:
            keys = (key for key, (name, _) in bind.fields(Step).items() if key in PLACES and getattr(step, name))
            found |= dict.fromkeys(keys)
        elif place == "how":
            found |= dict.fromkeys(f"how.{index}" for index in range(1, len(step.how) + 1))
        elif node := {"when": step.when, "bounds": step.bounds}.get(place):
            found |= dict.fromkeys(f"{place}.{key}" for key, _ in node.stated())
    return list(found)


def _holds(place: str, other: str) -> bool:
    """Whether another place is a part of this one."""
    return place != other and (place == WHOLE_STEP or other.startswith(f"{place}."))


def _covered(place: str, places: Iterable[str]) -> bool:
    return any(each == place or _holds(each, place) for each in places)


def _crossed(
    site: ChangeSite, new: Step | Requirement, aspect: str, found: list[tuple[str, list[str]]]
) -> Iterator[Change]:
    """Yield one change for all places that go from one mark to the other by one regulation."""
    by_name: dict[str, list[str]] = {}
    for place, names in found:
        by_name.setdefault("、".join(names), []).append(place)
    for name, places in by_name.items():
        yield Change(
            kind=ChangeKind.CHANGED,
            site=site,
            key="local",
            aspect=aspect,
            after=f"{_named(new, places)}（{name}）",
            place=new.at("local"),
        )


def _set(
    site: ChangeSite, new: Step | Requirement, aspect: str, lost: list[str], gained: list[str]
) -> Iterator[Change]:
    key = "local" if aspect == LOCAL_MARK else "unread"
    for before, after in ((lost, []), ([], gained)):
        if before or after:
            yield Change(
                kind=ChangeKind.CHANGED,
                site=site,
                key=key,
                aspect=aspect,
                before=_named(new, before),
                after=_named(new, after),
                place=new.at(key),
            )


def _named(new: Step | Requirement, places: list[str]) -> str:
    if isinstance(new, Requirement):
        return "整条" if places else ""
    return value_words.places(places)


def _say(marks: Marks) -> str:
    unread = (f"{UNREAD_MARK} {name}：{value_words.places(places)}" for name, places in marks.unread)
    return "；".join((*([f"{LOCAL_MARK} {value_words.places(marks.local)}"] if marks.local else []), *unread))


def _numbers(old: tuple[str, ...], new: tuple[str, ...]) -> Mapping[int, int]:
    """Return the new number of every sentence that is still there, whole or reworded."""
    if sorted(old) == sorted(new):
        return {index: new.index(text) + 1 for index, text in enumerate(old, 1)}
    changed = list(aligned(old, new))
    gone_, came = {was for was, _ in changed}, {is_ for _, is_ in changed}
    same = zip(
        (index for index in range(len(old)) if index not in gone_),
        (index for index in range(len(new)) if index not in came),
        strict=True,
    )
    pairs = [*same, *((was, is_) for was, is_ in changed if was is not None and is_ is not None)]
    return {was + 1: is_ + 1 for was, is_ in pairs}


def _renumbered(name: str, numbers: Mapping[int, int]) -> str:
    """Return a place as it is called now; nothing where its sentence is gone."""
    head, _, rest = name.partition(".")
    if head != "how" or not rest.isdigit():
        return name
    return f"how.{numbers[int(rest)]}" if int(rest) in numbers else ""
