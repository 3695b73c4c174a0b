"""一步里既启用新表（opens），又续填旧表（record）。

为什么
------
一步只做一件事：要么新填一份，要么在已有的那份上接着填。两个都写，就数不清一年填几份。

反例
----
    # DJ401 assign
    opens: R211
    record: R201

正例
----
    # DJ401 assign
    opens: R211

依据
----
GB/T 20001.6—2017 6.5.3.2：过程记录要写明何时记录、记录在哪里。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS203"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each step that has both keys."""
    for standard in catalog.standards.values():
        for step in standard.steps:
            if step.opens and step.record:
                yield Problem(
                    place=step.key("record"),
                    message=f"这一步已经启用 {step.opens}，不能同时续填 {step.record}",
                    help="只留一个；确要填两张的，拆成两步",
                    related=(Related(step.at("opens"), "启用写在这里"),),
                )
