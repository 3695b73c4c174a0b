"""几步的时间合在一起，排不出日子。

为什么
------
每一步单看都办得到，合起来却不行：要先办完的最迟一天比后办的还晚，要合并的会不在能办的日子里。
发下去没有人做得到。列出来的是互相矛盾的最少几步：改其中任何一步，这几步就排得开。
照体系的年份，逐种单位排一遍。接着实施以前的事办的，那次会哪天开还要单位定的，不算。

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

from collections.abc import Iterator

from dangjian_std.domain.agenda import year_plan
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due import Due
from dangjian_std.domain.due_dates import Bound
from dangjian_std.domain.unit import Unit
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS224"
SEVERITY = Severity.ERROR
REQUIRES = ("names", "malformed-when", "circular-when", "no-meeting", "mistaken-holidays")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each set of steps that contradict one another, once for all months and all shapes of a unit."""
    said: set[frozenset[str]] = set()
    for unit in Unit.all(catalog):
        for dues in year_plan(unit, catalog.system.year).contradictions:
            steps = tuple({due.key: due for due in dues}.values())
            names = frozenset(due.key for due in steps)
            if names not in said and all(map(_asked, dues)):
                said.add(names)
                first, *others = steps
                together = "、".join(f"“{due.step.what}”" for due in steps)
                yield Problem(
                    place=_place(first),
                    message=f"{together}{'合在一起' if others else '的时间'}排不出日子（{unit.profile.title}）",
                    help="改其中一步的时间、先后或者在哪次会上办",
                    related=tuple(Related(_place(due), f"“{due.step.what}”") for due in others),
                )


def _asked(due: Due) -> bool:
    """Whether a step has days to keep: what it follows was asked for as well, and each meeting has a day."""
    while True:
        meetings = (each for each in (due.host, due.hangs_on) if each and each.step.meeting)
        if any((each.limits or each.dates).bound is Bound.SPAN for each in meetings):
            return False
        if due.hangs_on is None:
            return due.in_force
        due = due.hangs_on


def _place(due: Due) -> Place:
    step = due.step
    keys = (("joins", step.joins), ("at", step.at_), ("after", step.after))
    return next((step.key(key) for key, named in keys if named), step.key("when"))
