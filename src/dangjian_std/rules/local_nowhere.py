"""local 指的那一处，这一步里没有。

为什么
------
local 说明哪些内容是自己定的，印出来带 ▲。指错了地方，自己定的就会被当成上级的规定。
写键的名称，下一层用点隔开：when.day；怎么做的第2项写 how.2；整步都是自己定的写 step。

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

from dangjian_std.diagnostic import Problem, Severity
from dangjian_std.model import Catalog, Step
from dangjian_std.naming import near

CODE = "DS204"
SEVERITY = Severity.ERROR

HEADS = ("who", "with", "what", "how", "when", "bounds", "opens", "record", "papers")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each entry of `local` that points at nothing."""
    for standard in catalog.standards.values():
        for step in standard.steps:
            known = list(places(step)) if step.local else []
            for index, name in enumerate(step.local):
                if name not in known:
                    close = near(name, known)
                    yield Problem(
                        place=step.at("local", index),
                        message=f"这一步里没有“{name}”",
                        help=f"可以写：{'、'.join(close or known)}",
                    )


def places(step: Step) -> Iterator[str]:
    """Yield every place of a step that `local` may name: `step`, `when`, `when.day`, `how.2` (counted from 1)."""
    yield "step"
    start = len(step.anchor.path)
    for path in step.anchor.outline.values:
        below = path[start:]
        if path[:start] == step.anchor.path and below and below[0] in HEADS:
            yield ".".join(str(part + 1) if isinstance(part, int) else part for part in below)
