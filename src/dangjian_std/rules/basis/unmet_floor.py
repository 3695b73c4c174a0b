"""条文要求的事，没有步骤或者要求去做。

为什么
------
引了条文，不等于照办了：把时间标成自己定的、删去界限、删去步骤、换了人、写成不适用，条文还引在那里，事没有人做。
所以从条文这一边看：读过原文的每一条，最低要求（floor）的每一件事，在每一种单位都要有正在施行的步骤或者要求做到。
标为自己定的（▲）、没有读到条文的（◇），不算做到。单位没有条文写的那个机构、岗位的，不要求。
确实不做的，在单位情况的 not_done 写明哪一条、为什么，印在手册的编制说明里；
步骤的不适用（not_applicable）代替不了它。

反例
----
    # DJ401 hold
    local: [when, how.3, opens]

正例
----
    # DJ401 hold
    local: [when.day, when.shift, how.3, opens]

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangjian_std.composition import wording
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.comparison.acts import Lack
from dangjian_std.domain.comparison.floors import Duty, Use
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.unit import Unit
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS312"
SEVERITY = Severity.ERROR
REQUIRES = (
    "names",
    "malformed-when",
    "malformed-bounds",
    "circular-when",
    "local-nowhere",
    "unsourced-step",
    "unstated-floor",
    "weaker-than-floor",
    "wrong-actor",
    "omitted-bounds",
)

NOT_DONE = "确实不做的，在单位情况的 not_done 写明这一条和理由"
KEYS = {"who": "谁来做", "with": "参加", "what": "做什么", "when": "何时", "modal": "程度", "bounds": "界限"}


@dataclass(frozen=True, slots=True)
class Gap:
    """What an article asks and nobody does, in some units, and the nearest cause."""

    duty: Duty
    place: Place
    cause: str
    """What is to be done about it."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each nearest cause of which some unit does not do what an article asks, once, then idle excuses."""
    units, idle = catalog.units, _excuses(catalog.units)
    gaps: dict[Place, dict[Place, tuple[Gap, list[Unit]]]] = {}
    for duty in floors.duties(catalog) if floors.in_force(catalog) else ():
        for unit in units:
            if floors.applies(unit, duty.floor) and not floors.carried(unit, duty):
                key = (unit.profile.name, duty.regulation.name, duty.article.number)
                if key in idle:
                    idle[key] = None
                else:
                    gap = _gap(unit, duty)
                    gaps.setdefault(gap.place, {}).setdefault(duty.floor.at(), (gap, []))[1].append(unit)
    for found in gaps.values():
        yield _problem(list(found.values()), len(units))
    yield from filter(None, idle.values())


def _excuses(units: Iterable[Unit]) -> dict[tuple[str, str, str], Problem | None]:
    """Return each entry of `not_done`, as the problem that it is where nothing is left undone."""
    return {
        (unit.profile.name, each.regulation, each.article): Problem(
            place=each.at("article"),
            message=f"{each.regulation}{each.article}要求的都有人做，这里写成不做",
            help="从 not_done 删去",
        )
        for unit in units
        for each in unit.profile.not_done
    }


def _gap(unit: Unit, duty: Duty) -> Gap:
    """Find the nearest cause: an excuse, a standard not in force, what falls short in one point, or nobody."""
    if duty.carriers:
        return Gap(duty, _entry(unit, duty.carriers[0]), f"不是真的不适用，就删去这一项；{NOT_DONE}")
    whole = next((use for use in duty.uses if not use.lacks), None)
    if whole:
        return Gap(duty, whole.standard.at("status"), f"做这件事的标准没有施行；{NOT_DONE}")
    near = min(duty.uses, key=_far, default=None)
    if near is None or near.distance > 1:
        return Gap(duty, duty.floor.at(), f"在做这件事的步骤里引这一条，或者加一个步骤；{NOT_DONE}")
    lack = near.lacks[0]
    return Gap(duty, near.user.at(*lack.path), f"{_mend(lack)}；{NOT_DONE}")


def _far(use: Use) -> tuple[int, bool, bool]:
    """Order by in how many keys a user falls short; a mark or too little said comes before nothing said."""
    return use.distance, not any(each.marked for each in use.lacks), not any(each.stated for each in use.lacks)


def _entry(unit: Unit, use: Use) -> Place:
    name = StepRef(use.standard.code, use.user.id)
    return next(entry.at("step") for entry in unit.profile.not_applicable if entry.step == name)


def _mend(lack: Lack) -> str:
    if lack.marked:
        mark = f"“{lack.stated}”" if lack.stated else "整条"
        return f"{mark}是条文写的，不标为自己定的"
    return f"“{KEYS[lack.key]}”改成不低于条文的{f'，这里是“{lack.stated}”' if lack.stated else ''}"


def _problem(found: list[tuple[Gap, list[Unit]]], shapes: int) -> Problem:
    gap = found[0][0]
    names = dict.fromkeys(unit.profile.name for _, each in found for unit in each)
    where = f"（{'、'.join(names)}）" if len(names) < shapes else ""
    more = f"等{len(found)}件" if len(found) > 1 else ""
    return Problem(
        place=gap.place,
        message=f"{gap.duty.name}要求的“{wording.floor(gap.duty.floor)}”{more}没有做到{where}",
        help=gap.cause,
        related=tuple(
            Related(each.duty.floor.at(), each.duty.name) for each, _ in found if each.duty.floor.at() != gap.place
        ),
    )
