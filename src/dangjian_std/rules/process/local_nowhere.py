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
    local: [who, when.day, how.1]

正例
----
    # DJ401 choose
    local: [who, when.by_day, how.1]

依据
----
本工具的约定：条文号下面不添加条文没有的内容。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Requirement, Step
from dangjian_std.domain.step_places import overlap
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place
from dangjian_std.text.spelling import near

CODE = "DS204"
SEVERITY = Severity.ERROR
ALONE = True

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
    known = list(step.places) if named else []
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
