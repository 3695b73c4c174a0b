"""检查要点看一步按时没有，期限从哪天起算却没有记下来。

为什么
------
“收到后10个工作日内”，表上只有做完的日期，没有收到的日期，就算不出晚没晚。步骤写 since（从哪一栏的日期起算）；
从前一步起算的，那一步的日子要记在同一张表上：记在两张表上的，机器不知道哪一份对哪一份。
定期做的不用，期限写在 when 里；从日历上的事件（写了 calendar 的）起算的也不用。

反例
----
    # DJ401 close
    writes: {on: closed-on}
    # DJ401 told
    measure: {on_time: close}
    statement: 列入清单后1个月内核销。

正例
----
    # DJ401 close
    writes: {since: listed-on, on: closed-on}
    # DJ401 told
    measure: {on_time: close}
    statement: 列入清单后1个月内核销。

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every, On, reference
from dangjian_std.rules import measured_steps
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS508"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "undated-step", "malformed-when")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each step that is to be on time and whose time starts on a day that stands nowhere."""
    for each in measured_steps.asked(catalog):
        step = each.step
        if each.key not in {"on_time", "also_on_time"} or isinstance(step.when, Every):
            continue
        start = reference(step.when)
        of = start.qualified(each.name.standard) if isinstance(start, StepRef) else None
        first = measured_steps.step(catalog, of) if of else None
        named = reference(first.when) if first and isinstance(first.when, On) else start
        if named in catalog.calendar_days or (step.writes and step.writes.since):
            continue
        if not _together(first, step):
            yield Problem(
                place=each.place,
                message=f"“{each.name.step}”的期限从“{start}”起算，{step.written_in} 上没有写是哪一栏",
                help="给这一步的 writes 写 since；没有这样一栏的，换成 hand",
                related=(Related(step.key("when"), "期限在这里"),),
            )


def _together(first: Step | None, step: Step) -> bool:
    """Whether the step from which the time counts has its day in the same form."""
    return bool(first and first.writes and first.writes.on and first.written_in == step.written_in)
