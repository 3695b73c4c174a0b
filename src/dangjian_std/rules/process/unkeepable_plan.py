"""几步的时间合在一起，排不出日子。

为什么
------
每一步单看都办得到，合起来却不行：要先办完的最迟一天比后办的还晚，要合并的会不在能办的日子里。
发下去没有人做得到。列出来的是互相矛盾的最少几步：改其中任何一步，这几步就排得开。
几处矛盾里都有同一步的，多半是这一步写错了，只在这一步说一次。
照体系的年份，当作各项标准都已经实施，逐种单位排一遍；党员哪天开会还没有定的，月初到月末试几天，都排不开才算。

反例
----
    # DJ401 notify
    after: [tell]

正例
----
    # DJ401 notify
    after: [choose]

依据
----
本工具的约定。
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from dangjian_std.domain import due_dates, planned_view
from dangjian_std.domain.agenda import year_plan
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.fixed_dates import FixedDate, FixedDates
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS224"
SEVERITY = Severity.ERROR
TRIED_DAYS_OF_MONTH = (10, 5, 15, 20)
"""Days of a month on which a meeting is tried that has none."""
Names = tuple[StepRef, ...]
Contradictions = tuple[Names, ...]
"""The names of steps that contradict one another."""
Span = tuple[dt.date, dt.date]
REQUIRES = ("names", "malformed-when", "circular-when", "no-meeting", "mistaken-holidays", "weaker-than-floor")

KEYS_OF_STEP_DAY = frozenset({"when", "joins", "at", "after"})
"""Keys of a step that say on which day it can be."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each set of steps that contradict one another, once for all months and all shapes of a unit.

    Several that share a step are one, where that step stands: rather one time is wrong than each of the others.
    Those with a step whose time a unit has changed in the set that it adopts are one, where it did so.
    """
    said: dict[frozenset[StepRef], tuple[Names, str]] = {}
    caused: dict[StepRef, list[StepRef]] = {}
    changes = {
        StepRef(each.code, each.node): each
        for each in (catalog.adoption.changes if catalog.adoption else ())
        if each.key.partition(".")[0] in KEYS_OF_STEP_DAY
    }

    def step(name: StepRef) -> Step:
        return catalog.standards[name.standard].steps_by_id[name.step]

    for unit in Unit.all(planned_view.throughout(catalog)):
        for names in _contradictions(unit, catalog.system.year):
            if cause := next((name for name in names if name in changes), None):
                caused.setdefault(cause, [cause]).extend(name for name in names if name is not cause)
            else:
                said.setdefault(frozenset(names), (names, unit.profile.title))
    least = [each for names, each in said.items() if not any(other < names for other in said)]
    for names, title, several in _together(least, lambda name: _named(step(name)) is None):
        first, *others = map(step, names)
        together = "、".join(f"“{each.what}”" for each in (first, *others))
        yield Problem(
            place=_place(first),
            message=f"“{first.what}”同另外{len(others)}步都排不出日子（{title}）"
            if several
            else f"{together}{'合在一起' if others else '的时间'}排不出日子（{title}）",
            help="改这里；这里没有写错的，改另外几步的时间、先后或者在哪次会上办"
            if several
            else "改其中一步的时间、先后或者在哪次会上办",
            related=tuple(Related(_place(each), f"“{each.what}”") for each in others),
        )
    for cause, (_, *rest) in caused.items():
        with_, what = tuple(map(step, dict.fromkeys(rest))), step(cause).what
        yield Problem(
            place=changes[cause].place,
            message=f"“{what}”这样改了，{f'连带{len(with_)}步' if with_ else '它的时间'}排不出日子",
            help="改这里；要这样改的，把下面各步的时间、在哪次会上办也改了",
            related=tuple(Related(_place(each), f"“{each.what}”") for each in with_),
        )


def _together(
    found: Iterable[tuple[Names, str]], timed: Callable[[StepRef], bool]
) -> Iterator[tuple[Names, str, bool]]:
    """Yield the steps of each contradiction; of several that share a step, that one first, then all the others.

    Of steps that are shared alike it is one that is `timed` by itself: the others follow it.
    """
    left = list(found)
    while left:
        shared = Counter(name for names, _ in left for name in names)
        first = max(shared, key=lambda name: (shared[name], timed(name)))
        if shared[first] == 1:
            yield from ((names, title, False) for names, title in left)
            return
        own = [each for each in left if first in each[0]]
        others = dict.fromkeys(name for names, _ in own for name in names if name != first)
        yield (first, *others), own[0][1], True
        left = [each for each in left if first not in each[0]]


@lru_cache(maxsize=64)
def _contradictions(unit: Unit, year: int) -> Contradictions:
    """Return what contradicts itself; where members meet on a day yet to be chosen, on whatever day that is."""
    found = _planned(unit, year)
    chosen = [entry for entry in _open_meetings(unit, year) if found]
    if not chosen:
        return found
    tried = [_with_days(unit, year, chosen, day) for day in TRIED_DAYS_OF_MONTH]
    return tried[0] if all(tried) else ()


def _planned(unit: Unit, year: int) -> Contradictions:
    """Return the names of the steps that contradict one another in the plan of a year."""
    return tuple(
        tuple(dict.fromkeys(StepRef(due.standard.code, due.step.id) for due in dues))
        for dues in year_plan(unit, year).contradictions
    )


def _open_meetings(unit: Unit, year: int) -> Iterator[tuple[StepRef, Span]]:
    """Yield each time of a meeting of members that has no day, and shares that of no other."""
    for code, standard in unit.catalog.standards.items():
        for step in standard.steps:
            when, called = step.when, not unit.catalog.everyone.isdisjoint(step.with_)
            if not isinstance(when, Every) or when.fixes_day or step.joins or step.at_:
                continue
            if step.meeting and called:
                times = (due_dates.periods(when, each) for each in (year - 1, year, year + 1))
                yield from ((StepRef(code, step.id), time) for time in chain.from_iterable(times))


def _with_days(unit: Unit, year: int, chosen: Iterable[tuple[StepRef, Span]], day: int) -> Contradictions:
    """Return what contradicts itself if open meetings are held on a day of the last month of their time."""
    catalog = unit.catalog
    anchor = catalog.system.anchor
    days = [(step, catalog.calendar.on_or_after(last.replace(day=day))) for step, (_, last) in chosen]
    entries = tuple(FixedDate(anchor=anchor, step=step, on=on) for step, on in days)
    dates = {**catalog.dates, "": FixedDates(anchor=anchor, year=year, dates=entries)}
    held = dataclasses.replace(unit, catalog=dataclasses.replace(catalog, dates=dates))
    return _planned(held, year)


def _place(step: Step) -> Place:
    return step.key(_named(step) or "when")


def _named(step: Step) -> str | None:
    """Return the key by which a step names others that its day depends on."""
    keys = (("joins", step.joins), ("at", step.at_), ("after", step.after))
    return next((key for key, named in keys if named), None)
