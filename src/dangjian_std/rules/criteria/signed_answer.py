"""机器要看的是签名、盖章。

为什么
------
签名和盖章是手写、手盖的，从来不打字；机器去读，永远是空的，答出来永远是“没有做”。看日期栏，或者由人翻看。

反例
----
    # DJ401 hold
    writes: {on: chair-sign, ticked: [主题党日]}

正例
----
    # DJ401 hold
    writes: {on: held-on, ticked: [主题党日]}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules import measured_steps
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS505"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "malformed-measure")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each signature or seal that a step or a measure has a machine read."""
    for key, cell, place in measured_steps.named_cells(catalog):
        if cell.type in measured_steps.NEVER_TYPED:
            yield Problem(
                place=place,
                message=f"{key} 写的“{cell.label}”是手写、手盖的，机器读到的总是空",
                help="换成日期栏；只有签名的，measure 写 {hand: 翻看}",
            )
