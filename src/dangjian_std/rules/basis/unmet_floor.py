"""条文要求的事，没有步骤或者要求去做。

为什么
------
引了条文，不等于照办了：把时间标成自己定的、删去界限、删去步骤、换了人、写成不适用，条文还引在那里，事没有人做。
所以从条文这一边看：读过原文的每一条，最低要求（floor）的每一件事，在每一种单位都要有正在施行的步骤或者要求做到。
标为自己定的（▲）、没有读到条文的（◇），不算做到。每月、每季度这样重复要求的，每一期都要有：
标准晚实施、早废止的那几期，也要有别的标准接上。单位没有条文写的那个机构、岗位的，不要求。
确实不做的，在单位情况的 not_done 写明哪一条、为什么，印在手册的编制说明里；
步骤的不适用（not_applicable）代替不了它；条文写了多少人到会、多少人赞成的，别的事照它表决，也代替不了这一件。

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

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangjian_std.composition import wording
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.comparison.acts import Lack, lacks
from dangjian_std.domain.comparison.floors import ArticleDuty, ArticleUse
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.regulation import Floor
from dangjian_std.domain.standard import Requirement, Standard, Step
from dangjian_std.domain.unit import Unit
from dangjian_std.reading import layers
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
    "omitted-party",
    "mistaken-shape",
)

NOT_DONE_HELP = "确实不做的，在单位情况的 not_done 写明这一条和理由"
"""Said to who writes a set: the sheet of a unit cannot say that it leaves undone what an article asks."""
NAMES_OF_FLOOR_KEYS = {
    "kinds": "哪种会",
    "who": "谁来做",
    "with": "参加",
    "what": "做什么",
    "when": "何时",
    "modal": "程度",
    "bounds": "界限",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """What an article asks and nobody does, in some units, and the nearest cause."""

    duty: ArticleDuty
    place: Place
    cause: str
    """What is to be done about it."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each nearest cause of which some unit does not do what an article asks, once, then idle excuses."""
    if not floors.in_force(catalog):
        return
    units, idle = Unit.all(catalog), _excuses(Unit.all(catalog))
    gaps: dict[Place, dict[Place, tuple[Gap, list[Unit]]]] = {}
    for duty in floors.duties(catalog):
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
    answered = {
        (unit.profile.name, regulation.name, article.number)
        for unit in units
        for regulation, article, _ in floors.unset(unit.catalog, unit.profile)
    }
    return {
        (unit.profile.name, each.regulation, each.article): Problem(
            place=each.at("article"),
            message=f"{each.regulation}{each.article}要求的都有人做，这里写成不做",
            help="从 not_done 删去",
        )
        for unit in units
        for each in unit.profile.not_done
        if (unit.profile.name, each.regulation, each.article) not in answered
    }


def _gap(unit: Unit, duty: ArticleDuty) -> Gap:
    """Find the nearest cause: an excuse, a standard not in force, what falls short in one point, or nobody."""
    day = floors.missed(duty, duty.carriers)
    if day is None:
        left = floors.forsaken(unit, duty) or duty.carriers[0]
        return Gap(duty, _entry(unit, left), "不是真的不适用，就删去这一项")
    whole = [use.standard for use in duty.uses if not use.lacks]
    if whole:
        return _out(duty, next((each for each in whole if each.status.binding), whole[0]), day)
    near = min(duty.uses, key=lambda use: _far(use, duty.floor), default=None)
    if near is None or near.distance > 1:
        return Gap(duty, duty.floor.at(), "在做这件事的步骤里引这一条，或者加一个步骤")
    lack = near.lacks[0]
    step = _bare(unit, duty, near.standard) if lack.marked else None
    if step:
        return Gap(duty, step.key("basis"), f"这一步做的是{duty.article.number}的事，就引这一条")
    return Gap(duty, near.user.at(*lack.path), _mend(lack))


def _out(duty: ArticleDuty, standard: Standard, day: dt.date) -> Gap:
    """Say why a standard that does it does not do it on a day."""
    if not standard.status.binding:
        return Gap(duty, standard.at("status"), "做这件事的标准没有施行")
    if standard.effective > day:
        return Gap(duty, standard.at("effective"), f"做这件事的标准到 {day} 还没有实施")
    return Gap(duty, standard.at("withdrawn"), f"做这件事的标准到 {day} 已经废止，没有别的接着做")


def _bare(unit: Unit, duty: ArticleDuty, standard: Standard) -> Step | None:
    """Return the step that cites another paragraph of the article only, and lacks next to nothing."""
    article = duty.article.number.partition("条")[0]
    for step in standard.steps:
        cited = [each.article for each in step.basis if each.regulation == duty.regulation.name]
        beside = duty.article.number not in cited and any(each.partition("条")[0] == article for each in cited)
        if beside and not _other_kind(step, duty.floor):
            every = unit.recurrence(standard.code, step)
            if len({lack.key for lack in lacks(step, duty.floor, every, unit.catalog.roles)}) <= 1:
                return step
    return None


def _other_kind(user: Step | Requirement, floor: Floor) -> bool:
    """Whether the time of a step is of another kind than the one asked: most likely it is another act."""
    return isinstance(user, Step) and floor.when is not None and type(user.when) is not type(floor.when)


def _far(use: ArticleUse, floor: Floor) -> tuple[int, bool, bool, bool]:
    """Order by in how many keys a user falls short; then its kind of time, a mark or too little said decide."""
    other = _other_kind(use.user, floor)
    return (
        use.distance,
        other,
        not any(each.marked for each in use.lacks),
        not any(each.stated for each in use.lacks),
    )


def _entry(unit: Unit, use: ArticleUse) -> Place:
    name = StepRef(use.standard.code, use.user.id)
    profile = unit.profile
    steps = (each.at("step") for each in profile.excused if each.step == name)
    return next(steps, None) or next(
        each.at("standard") for each in profile.without if each.standard == name.standard
    )


def _mend(lack: Lack) -> str:
    if lack.marked:
        mark = f"“{lack.stated}”" if lack.stated else "整条"
        return f"{mark}是条文写的，不标为自己定的"
    return f"“{NAMES_OF_FLOOR_KEYS[lack.key]}”改成不低于条文的{f'，这里是“{lack.stated}”' if lack.stated else ''}"


def _problem(found: list[tuple[Gap, list[Unit]]], shapes: int) -> Problem:
    gap = found[0][0]
    names = dict.fromkeys(unit.profile.name for _, each in found for unit in each)
    where = f"（{'、'.join(names)}）" if len(names) < shapes else ""
    more = f"等{len(found)}件" if len(found) > 1 else ""
    return Problem(
        place=gap.place,
        message=f"{gap.duty.name}要求的“{wording.floor(gap.duty.floor)}”{more}没有做到{where}",
        help=gap.cause if layers.own(gap.place.span.file) else f"{gap.cause}；{NOT_DONE_HELP}",
        related=tuple(
            Related(each.duty.floor.at(), each.duty.name) for each, _ in found if each.duty.floor.at() != gap.place
        ),
    )
