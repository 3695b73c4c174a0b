"""一步或一条要求既没有写依据，也没有写是自己定的。

为什么
------
基层要分得清哪些是上级的规定、哪些是本单位自己定的。都不写，自己定的也会被当成规定。
整步是自己定的，写 local: [step]；一条要求是自己定的，写 local: true。

反例
----
    # DJ401 删去 count.local

正例
----
    # DJ401 count
    local: [step]

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.diagnostic import Problem, Severity
from dangjian_std.model import Catalog
from dangjian_std.rules.local_nowhere import places

CODE = "DS304"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each step and requirement of unknown source; a step whose `local` cannot be read is not judged."""
    for standard in catalog.standards.values():
        for step in standard.steps:
            if not step.basis and "step" not in step.local and set(step.local) <= set(places(step)):
                yield Problem(
                    place=step.at("id"),
                    message=f"步骤“{step.what}”没有写依据",
                    help="写 basis；整步都是自己定的，写 local: [step]",
                )
        for requirement in standard.requirements:
            if not requirement.basis and not requirement.local:
                yield Problem(
                    place=requirement.at("id"),
                    message="这条要求没有写依据",
                    help="写 basis；自己定的，写 local: true",
                )
