"""由人来看的检查要点，写了机器能答到哪一步。

为什么
------
decides 说的是机器：两判、只判否、只判是。hand 是机器看不出来的，没有哪一步可说。

反例
----
    # DJ401 told
    measure: {hand: 翻看}
    decides: 只判否

正例
----
    # DJ401 told
    measure: {hand: 翻看}
    # DJ401 删去 told.decides

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS509"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each criterion for a person that says how far a machine may go."""
    for standard in catalog.standards.values():
        for criterion in standard.criteria:
            if criterion.decides and criterion.machine is None:
                yield Problem(
                    place=criterion.key("decides"),
                    message="由人来看的，没有机器能答到哪一步",
                    help="删去 decides，或换一种机器能看的 measure",
                )
