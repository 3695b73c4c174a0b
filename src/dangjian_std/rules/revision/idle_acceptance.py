"""已接受.yaml 里的一条对不上任何问题。

为什么
------
问题改好了，或者改得同当时商定的不一样了，那一条就不管用了。留着它，看的人以为还有一处没有改。

反例
----
    # 文件 standards/已接受.yaml
    kind: acceptances
    accepted:
      - {finding: 3f2a9c01b7de, rule: DS705, on: 2026-12-20, reason: 支委会议定}

正例
----
    # 文件 standards/已接受.yaml
    kind: acceptances
    accepted:
      - {finding: 3c2a552b9e59, rule: DS701, on: 2026-12-20, reason: 支委会议定随下一版一起升}
    # DJ401 hold
    what: 主持召开主题党日

依据
----
本工具的约定：见 docs/写法.md“改标准”。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.rules.gate import Revision
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS708"
SEVERITY = Severity.WARNING


def check(revision: Revision) -> Iterator[Problem]:
    """Yield each acceptance of something that no gate says."""
    for each in revision.new.acceptances.accepted if revision.new.acceptances else ():
        key = each.rule, each.finding
        if key in revision.found:
            continue
        if now := revision.marked_before.get(key):
            yield Problem(
                place=each.at("finding"),
                message=f"{each.rule} 的标记 {each.finding} 是照旧算法算的，不再认",
                help=f"看过是同一处的，换成新的标记：{'、'.join(now)}",
            )
        else:
            yield Problem(
                place=each.at("finding"),
                message=f"{each.rule} 没有标记是 {each.finding} 的问题",
                help="删去这一条；问题还在、改得同商定时不一样了的，看过以后换成新的标记",
            )
