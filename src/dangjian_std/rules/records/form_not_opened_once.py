"""记录表没有哪一步启用，或者一项标准里启用了两次。

为什么
------
一张表由哪一步启用，就由哪一步决定一年填几份。没有人启用的表是多余的表；
两步都启用，同一件事就要填两份。

反例
----
    # DJ401 删去 assign.opens
    # DJ401 assign
    local: [who, when.within_workdays, how.1]

正例
----
    # DJ401 assign
    opens: R211
    local: [who, when.within_workdays, how.1, opens]

依据
----
GB/T 20001.6—2017 6.5.3.2：过程记录要写明由谁记录、何时或者多久记录一次。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Step
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS401"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each form that nobody opens, and each further opener of a form in one standard."""
    openers: dict[str, list[Step]] = {}
    writers: dict[str, list[Step]] = {}
    for standard in catalog.standards.values():
        first: dict[str, Step] = {}
        for step in standard.steps:
            if step.record:
                writers.setdefault(step.record, []).append(step)
            if step.opens:
                openers.setdefault(step.opens, []).append(step)
                shared = step.opens in catalog.records and catalog.records[step.opens].common
                if first.setdefault(step.opens, step) is not step and not shared:
                    yield Problem(
                        place=step.at("opens"),
                        message=f"{step.opens} 在本标准里已经启用过",
                        help="接着填同一份的，把 opens 改为 record",
                        related=(Related(first[step.opens].at("opens"), "先在这里启用"),),
                    )
    for code, record in catalog.records.items():
        if code in openers:
            continue
        places = [step.at("record") for step in writers.get(code, ())]
        here, *more = [*places, record.at("code")]
        yield Problem(
            place=here,
            message=f"{code} 没有哪一步启用",
            help=f"在开始填它的那一步写 opens: {code}；用不着的表，删去文件",
            related=tuple(Related(place, "同一张表") for place in more),
        )
