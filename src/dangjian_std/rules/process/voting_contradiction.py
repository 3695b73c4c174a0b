"""句子里的法定人数、赞成比例同 bounds 里写的不一样。

为什么
------
按应到算和按实到算，结果不同。同一步里数字写了两遍，就可能一处对、一处错，印出来谁也看不出。

反例
----
    # DJ401 vote
    how:
      - 有表决权的党员半数以上到会，开始表决。
      - 赞成人数达到应到人数三分之二的，宣布通过。

正例
----
    # DJ401 vote
    how:
      - 有表决权的党员半数以上到会，开始表决。
      - 赞成人数超过应到人数半数的，宣布通过。

依据
----
本工具的约定：数字写在 bounds，句子里再写的要一致。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import Verdict, floors, numbers
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Bounds, Share
from dangjian_std.domain.vocabulary import ShareBase
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS208"
SEVERITY = Severity.ERROR

PARTS = {
    "半数": Fraction(1, 2),
    "二分之一": Fraction(1, 2),
    "三分之二": Fraction(2, 3),
    "五分之四": Fraction(4, 5),
}
BASES = "|".join(ShareBase)
STATED = re.compile(rf"({BASES})(?:(?!{BASES})[^，。；、]){{0,12}}?({'|'.join(PARTS)})")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each share in a sentence that its step's `bounds` state with another part, or of another base."""
    for standard in catalog.standards.values():
        for step in standard.steps:
            shares = {(share.of, share.at_least or share.more_than) for share in _shares(step.bounds)}
            said = _weaker(catalog, step)  # the bounds are wrong, then, and their own rule has spoken
            for index, text in enumerate(step.how if shares and not said else ()):
                for match in STATED.finditer(text):
                    base, part = ShareBase(match[1]), PARTS[match[2]]
                    related = any(base is of or part == other for of, other in shares)
                    if related and (base, part) not in shares:
                        message = f"句子里的“{match[0]}”同这一步的 bounds 不一致"
                        help_ = "改句子或改 bounds，使两处一样"
                        place = step.part(("how", index), text, match.span())
                        yield Problem(place=place, message=message, help=help_)


def _weaker(catalog: Catalog, step: Step) -> bool:
    """Whether the bounds of a step are weaker than those that a cited article asks."""
    return any(
        difference.verdict is Verdict.WEAKER
        for _, floor in floors.compared(catalog, step)
        for difference in (numbers(step.bounds, floor.bounds) if floor.bounds else ())
    )


def _shares(bounds: Bounds | None) -> Iterator[Share]:
    if bounds:
        yield from (share for share in (bounds.quorum, bounds.majority) if share)
