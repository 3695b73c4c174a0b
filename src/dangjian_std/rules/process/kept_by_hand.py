"""在哪次会上办，句子里又说了一遍。

为什么
------
“与主题党日合并，不另开会”“在下次主题党日上说明”写成句子，程序看不见，日子就排到别处去；写成 joins、at，
句子由程序印出来。又写一遍，改了一处忘了另一处，印出来前后不一样。
写了 joins、at 的，做法里没有以“在……上”“与……合并”开头的分句；没有写的，第一条不这样开头。
会议照开会那一步的 meeting 称呼；“与……合并的，……”说的是一种情形，不算。

反例
----
    # DJ401 hold
    meeting: 主题党日
    # DJ401 close
    how:
      - 在下次主题党日上通报办理结果，办结一项核销一项。
      - 没有办结的，写明原因和新的时限。

正例
----
    # DJ401 hold
    meeting: 主题党日
    # DJ401 close
    at: [hold]
    how:
      - 通报办理结果，办结一项核销一项。
      - 没有办结的，写明原因和新的时限。

依据
----
本工具的约定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Step
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS223"
SEVERITY = Severity.ERROR
PERIOD_BEFORE_MEETING = "(?:下一?次|当次|当月|当季|第.季度|[0-9]{1,2}月)?的?"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each sentence that says at which meeting a step is done."""
    steps = [step for standard in catalog.standards.values() for step in standard.steps]
    names = {step.meeting for step in steps if step.meeting}
    if not names:
        return
    name = "|".join(map(re.escape, sorted(names, key=lambda each: (-len(each), each))))
    one = f"{PERIOD_BEFORE_MEETING}(?:{name})(?:(?:、|或者){PERIOD_BEFORE_MEETING}(?:{name}))*"
    merged = f"(?:与|同){one}(?:等[^，。；]*)?合并(?:召开|进行|开展)?(?=[，。；])"
    said = re.compile(f"(?:^|[，。；])(?P<said>(?:放?在){one}上(?!的)|{merged})")
    for step in steps:
        yield from _said(step, said)


def _said(step: Step, pattern: re.Pattern[str]) -> Iterator[Problem]:
    keyed = step.joins or step.at_
    for index, text in enumerate(step.how):
        found = pattern.search(text) if keyed else pattern.match(text) if index == 0 else None
        if found:
            yield Problem(
                place=step.part(("how", index), text, found.span("said")),
                message=f"“{found['said']}”应由 joins、at 印出来",
                help="删去这几个字" if keyed else "合并开会的写 joins，在会上办的写 at，再删去这几个字",
            )
