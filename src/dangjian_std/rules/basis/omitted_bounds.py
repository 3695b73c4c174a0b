"""所依据的条文写了多少，标准没有写成数据。

为什么
------
条文写明多少人到会、多少人赞成、几个人、几年、几学时的，标准也要写成数据（bounds）：印出来才有界限，松了才比得出来。
一项标准引了这样的条文，要有一个步骤写明同样的界限，或者有一条要求写出同样的数；引它只为条文里的另一件事的除外。
条文写明是哪一种会的，这种会上的每一次表决（填记录、不是定期开的那一步）都要写。

反例
----
    # DJ401 删去 vote.bounds.majority

正例
----
    # DJ401 vote.bounds
    majority: {of: 应到, more_than: 1/2}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dangjian_std.composition import wording
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.comparison.acts import missing, numbered
from dangjian_std.domain.comparison.floors import ArticleDuty, ArticleUse
from dangjian_std.domain.comparison.numbers import SHARES
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Bounds, Every
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS311"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield, for each standard that cites an article with numbers and states them nowhere, the nearest step."""
    for duty in floors.duties(catalog):
        for code in dict.fromkeys(use.standard.code for use in duty.uses):
            own = [use for use in duty.uses if use.standard.code == code]
            steps = [use for use in own if isinstance(use.user, Step)]
            if (
                duty.floor.bounds
                and steps
                and not any(_states(use, duty.floor.bounds) or _other(use, duty) for use in own)
            ):
                yield _problem(steps, duty)
            elif bare := [use for use in steps if _votes(use, duty) and not _states_shares(use, duty)]:
                yield _problem(bare, duty)


def _votes(use: ArticleUse, duty: ArticleDuty) -> bool:
    """Whether a step is a vote at a meeting of which the article speaks, not the meeting, which recurs."""
    step = use.user
    if not isinstance(step, Step) or isinstance(step.when, Every) or not duty.floor.kinds:
        return False
    own = {"what", "step"}.isdisjoint((*step.local, *step.unread_places))
    return own and step.record is not None and duty.floor.speaks_of(step.kinds)


def _states_shares(use: ArticleUse, duty: ArticleDuty) -> bool:
    bounds = use.user.bounds if isinstance(use.user, Step) else None
    return all(getattr(bounds, name, None) for name in SHARES if getattr(duty.floor.bounds, name, None))


def _states(use: ArticleUse, asked: Bounds) -> bool:
    """Whether a user states the numbers, lower or not, as data or (but for shares) in a sentence."""
    if not isinstance(use.user, Step):
        return numbered(use.user.text, asked)
    stated = all(each.stated for each in missing(use.user.bounds, asked))
    return stated or any(numbered(text, asked) for text in use.user.how)


def _other(use: ArticleUse, duty: ArticleDuty) -> bool:
    """Whether a user has to do with another act of the article, which has no numbers."""
    if not isinstance(use.user, Step):
        return False
    concerned = {use.user.who, *use.user.with_}
    others = (each for each in duty.article.floor if not each.bounds)
    return any(concerned & {*each.who, *each.with_} for each in others)


def _problem(steps: list[ArticleUse], duty: ArticleDuty) -> Problem:
    """Point at the step that is nearest to what is asked."""
    use = min(steps, key=lambda each: each.distance)
    lack = next(each for each in use.lacks if each.key == "bounds")
    asked = wording.floor(replace(duty.floor, needs=None, who=(), with_=(), when=None))
    return Problem(
        place=use.user.at(*lack.path),
        message=f"{duty.name}写了“{asked}”，{use.standard.code} 没有写成数据",
        help="在做这件事的步骤里写 bounds；引这一条不为这件事的，不引它",
        related=(Related(duty.floor.at("bounds"), duty.name),),
    )
