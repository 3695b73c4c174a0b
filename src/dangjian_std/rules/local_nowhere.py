"""local 或者 unread 指的那一处，这一步里没有，或者两边都写了。

为什么
------
local 说明哪些内容是自己定的，印出来带 ▲；unread 说明哪些内容上位规定有要求、条文还没有读到，印出来带 ◇。
指错了地方，自己定的就会被当成上级的规定；一处两边都写，读的人不知道能不能改。
写键的名称，下一层用点隔开：when.day；怎么做的第2项写 how.2；整步都是的写 step。
要求不分处，local 和 unread 只写一个。

反例
----
    # DJ401 choose
    local: [when.day, how.1]

正例
----
    # DJ401 choose
    local: [when.by_day, how.1]

依据
----
本工具的约定：条文号下面不添加条文没有的内容。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.diagnostic import Problem, Related, Severity
from dangjian_std.model import Catalog, Requirement, Step, overlap
from dangjian_std.naming import near
from dangjian_std.source import Place

CODE = "DS204"
SEVERITY = Severity.ERROR

HEADS = ("who", "with", "what", "how", "when", "bounds", "opens", "record", "papers")
TWICE = "一处只写一边：自己定的写 local，上位规定有、没有读到条文的写 unread"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each entry of `local` and `unread` that points at nothing, or where the other points too."""
    for standard in catalog.standards.values():
        for step in standard.steps:
            yield from _nowhere(step)
            yield from _twice(step)
        yield from filter(None, map(_both, standard.requirements))


def _nowhere(step: Step) -> Iterator[Problem]:
    named = [*_local(step), *_unread(step)]
    known = list(places(step)) if named else []
    for name, place in named:
        if name not in known:
            close = near(name, known)
            yield Problem(
                place=place,
                message=f"这一步里没有“{name}”",
                help=f"可以写：{'、'.join(close or known)}",
            )


def _twice(step: Step) -> Iterator[Problem]:
    for name, place in _unread(step):
        for other, there in _local(step):
            if overlap(name, other):
                yield Problem(
                    place=place,
                    message=f"“{name}”写成了没有读到条文，“{other}”又写成了自己定的",
                    help=TWICE,
                    related=(Related(there, "写在这里"),),
                )


def _both(requirement: Requirement) -> Problem | None:
    if not requirement.local or not requirement.unread:
        return None
    return Problem(
        place=requirement.at("unread"),
        message="这条要求又写成自己定的，又写成没有读到条文",
        help=f"{TWICE}；两样都有的，分成两条要求",
        related=(Related(requirement.at("local"), "写在这里"),),
    )


def _local(step: Step) -> Iterator[tuple[str, Place]]:
    yield from ((name, step.at("local", index)) for index, name in enumerate(step.local))


def _unread(step: Step) -> Iterator[tuple[str, Place]]:
    for each in step.unread:
        yield from ((name, each.at("places", index)) for index, name in enumerate(each.places))


def places(step: Step) -> Iterator[str]:
    """Yield every place of a step that may be named: `step`, `when`, `when.day`, `how.2` (counted from 1)."""
    yield "step"
    start = len(step.anchor.path)
    for path in step.anchor.outline.values:
        below = path[start:]
        if path[:start] == step.anchor.path and below and below[0] in HEADS:
            yield ".".join(str(part + 1) if isinstance(part, int) else part for part in below)
