"""变更记录写了一处的理由，那一处没有改。

为什么
------
理由照写的那一处认。地方写错了，要说明的那一处就没有理由；改动后来撤回了，理由留着，看的人以为还松着。

反例
----
    # DJ401
    version: 1.1.0
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 列入清单提前, reasons: [{at: asign.when, why: 议定事项不多}]}
    # DJ401 assign.when
    within_workdays: 2

正例
----
    # DJ401
    version: 1.1.0
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 列入清单提前, reasons: [{at: assign.when, why: 议定事项不多}]}
    # DJ401 assign.when
    within_workdays: 2

依据
----
本工具的约定：见 docs/写法.md“改标准”。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.rules.gate import Revision
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.spelling import near

CODE = "DS709"
SEVERITY = Severity.ERROR
MOST_ADDRESSES_NAMED = 4
"""Addresses that are named where none is like the one that is written."""


def check(revision: Revision) -> Iterator[Problem]:
    """Yield each reason of a new entry of a history for which nothing changed."""
    for _, new in revision.kept:
        changed = tuple(dict.fromkeys(each.at for each in revision.of(new.code) if each.at))
        for reason in (each for entry in revision.entries(new.code) for each in entry.reasons):
            if reason.at_ not in changed:
                close = near(reason.at_, list(changed)) or changed[:MOST_ADDRESSES_NAMED]
                yield Problem(
                    place=reason.at("at"),
                    message=f"变更记录给“{reason.at_}”写了理由，这一处没有改",
                    help=f"改了的有：{'、'.join(close)}；写错了的照着改，没有改的删去"
                    if close
                    else "删去这一项理由",
                )
