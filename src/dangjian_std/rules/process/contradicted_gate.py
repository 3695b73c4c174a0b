"""句子里的天数，同通知、公示的步骤不一致。

为什么
------
“提前3个工作日告知”改成了5个，下一阶段的进入条件还写“有3个工作日准备”，照哪一个做？
比较两处：阶段的进入条件（gate）里准备几天、满几天，同写着“在这个阶段某一步之前几天做”的步骤比；
这样的步骤自己的做法里，“提前”“公示不少于”后面的期限，同它的 when 比。别的句子不比较。

反例
----
    # DJ401 session
    gate: 主题已经确定、党员有5个工作日准备

正例
----
    # DJ401 session
    gate: 主题已经确定、党员有3个工作日准备

依据
----
本工具的约定：数只有一处说了算，就是 when 和 bounds。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.timing import Before, Offset
from dangjian_std.rules.figures import figures, said
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS211"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "malformed-when", "weaker-than-floor")

READINESS = re.compile("的?(?:准备|时间)")
NOTICE = re.compile("(?:提前|(?:公示|通知)[^，。；]{0,4}(?:不少于|至少))$")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each number of days in a gate or in the words of a notice that the data state otherwise."""
    for standard in catalog.standards.values():
        notices = [(step, step.when.at_least) for step in standard.steps if isinstance(step.when, Before)]
        asked = [(step, offset) for step, offset in notices if offset and offset.number]
        yield from _gates(standard, asked)
        for step, offset in asked:
            yield from _words(step, offset)


def _gates(standard: Standard, asked: list[tuple[Step, Offset]]) -> Iterator[Problem]:
    for stage in standard.stages:
        entered = {StepRef("", step.id) for step in stage.steps}
        before = [
            (step, offset)
            for step, offset in asked
            if isinstance(step.when, Before) and step.when.before in entered
        ]
        for figure in figures(stage.gate or ""):
            same = [(step, offset) for step, offset in before if offset.unit is figure.offset.unit]
            ready = figure.limit or READINESS.match(stage.gate or "", figure.found.end())
            if ready and same and all(offset != figure.offset for _, offset in same):
                step, offset = same[0]
                yield Problem(
                    place=stage.part(("gate",), stage.gate or "", figure.found.span()),
                    message=f"进入条件写“{figure.found[0]}”，“{step.what}”提前{said(offset)}",
                    help="改成一样的",
                    related=(Related(step.key("when"), f"这里写的是{said(offset)}"),),
                )


def _words(step: Step, asked: Offset) -> Iterator[Problem]:
    for index, text in enumerate(step.how):
        for figure in figures(text):
            if NOTICE.search(text, 0, figure.found.start()) and figure.offset != asked:
                yield Problem(
                    place=step.part(("how", index), text, figure.found.span()),
                    message=f"做法写“{figure.found[0]}”，这一步的 when 是{said(asked)}",
                    help="改成一样的",
                    related=(Related(step.key("when"), f"这里写的是{said(asked)}"),),
                )
