"""句子里的数，所引的条文里没有。

为什么
------
没有标▲的句子，印出来就是条文的话。“培养满1年”改成“半年”，“不超过5个”改成10个，条文还引在那里，谁也看不出来。
所以没有标为自己定的做法、要求里的人数、次数、天数、年数，要在所引条文的大意里，或者在这一步自己的 when、bounds 里；
阶段的进入条件没有依据，照这个阶段和上一个阶段的步骤所引的条文，和它们的 when 比。
“一个”“两个”这样不计多少的话，“例：”和“应到20名的”这样的算例，日期，都不比。

反例
----
    # DJ401 notify
    how:
      - 写明时间、地点、主题和需要准备的内容。
      - 对外出3个月以上的流动党员，说明参加方式。

正例
----
    # DJ401 notify
    how:
      - 写明时间、地点、主题和需要准备的内容。
      - 对外出6个月以上的流动党员，说明参加方式。

依据
----
本工具的约定：条文号下面不添加条文没有的内容。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.regulation import Citation
from dangjian_std.domain.standard import Standard, Step, overlap
from dangjian_std.domain.timing import Every
from dangjian_std.domain.vocabulary import Period
from dangjian_std.rules.figures import COUNTS, EXAMPLE, SAID, counts
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Path

CODE = "DS315"
SEVERITY = Severity.ERROR
TIMES = {"times": "次", **{str(unit): word for unit, word in SAID.items()}}
AMOUNTS = {"headcount": "人", "term_years": "年", "hours": "学时"}
PERIODS = {Period.HALF_YEAR: "半年", Period.YEAR: "1年", Period.QUARTER: "3个月", Period.MONTH: "1个月"}
REQUIRES = ("names", "malformed-when", "malformed-bounds", "weaker-than-floor", "contradicted-gate")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield the first number of each sentence that passes for an article's and is not."""
    for standard in catalog.standards.values():
        for step in standard.steps:
            marks = (*step.local, *step.unread_places)
            for index, text in enumerate(step.how):
                if step.basis and not any(overlap(mark, f"how.{index + 1}") for mark in marks):
                    yield from _foreign(catalog, step, ("how", index), text, step.basis, _data(step))
        for requirement in standard.requirements:
            if requirement.basis and not requirement.local and not requirement.unread:
                yield from _foreign(catalog, requirement, ("text",), requirement.text, requirement.basis, "")
        yield from _gates(catalog, standard)


def _gates(catalog: Catalog, standard: Standard) -> Iterator[Problem]:
    before: tuple[Step, ...] = ()
    for stage in standard.stages:
        steps = (*before, *stage.steps)
        cited = tuple(citation for step in steps for citation in step.basis)
        said = "".join((*map(_data, steps), *(text for step in steps for text in (step.what, *step.how))))
        if stage.gate and cited:
            yield from _foreign(catalog, stage, ("gate",), stage.gate, cited, said)
        before = stage.steps


def _foreign(
    catalog: Catalog, holder: Node, path: Path, text: str, basis: Iterable[Citation], data: str
) -> Iterator[Problem]:
    """Yield the first number of a sentence that none of its articles has, nor the data beside it."""
    articles = {f"{each.regulation}{each.article}": found for each in basis if (found := catalog.article(each))}
    known = counts("。".join((data, *(each.gist for each in articles.values()))))
    for found in COUNTS.finditer(EXAMPLE.sub(lambda each: "□" * len(each[0]), text)):
        if found["unit"] != "个" and not counts(found[0]) <= known:
            yield Problem(
                place=holder.part(path, text, found.span()),
                message=f"“{found[0]}”不是{'、'.join(list(articles)[:3])}写的数",
                help="照条文改；自己定的，标为自己定的（local）；由这一步的 when、bounds 来的，两处写成一样",
                related=tuple(Related(each.at("gist"), name) for name, each in list(articles.items())[:3]),
            )
            return


def _data(step: Step) -> str:
    """Say the numbers of a step's time and bounds, as a sentence does."""
    said = [PERIODS.get(step.when.every, "")] if isinstance(step.when, Every) else []
    for key, value in step.when.stated():
        unit = "times" if key == "times" else key.partition("within_")[2] or key.partition("at_least_")[2]
        said += [f"{value}{TIMES[unit]}"] if unit in TIMES else []
    for name, unit in AMOUNTS.items():
        amount = getattr(step.bounds, name, None)
        limits = (amount.at_least, amount.at_most) if amount else ()
        said += [f"{number:g}{unit}" for number in limits if number]
    return "，".join(said)
