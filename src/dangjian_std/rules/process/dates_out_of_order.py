"""日期或版本前后不合。

为什么
------
实施不能早于发布，废止不能早于实施；变更记录从旧到新排；最后一条的版本就是现在的版本。对不上，就不知道哪一版管用。

反例
----
    # DJ401
    effective: 2026-11-01

正例
----
    # DJ401
    effective: 2027-01-01

依据
----
GB/T 1.1—2020 8.1、8.3：封面写明发布日期和实施日期，前言说明历次版本。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.regulation import Regulation
from dangjian_std.domain.standard import Standard
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS205"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield dates and versions that contradict each other."""
    for standard in catalog.standards.values():
        yield from _effective(standard)
        yield from _history(standard)
    for regulation in catalog.regulations.values():
        yield from _effective(regulation)
    for record in catalog.records.values():
        yield from _history(record)
    for paper in catalog.papers.values():
        yield from _history(paper)


def _effective(node: Standard | Regulation) -> Iterator[Problem]:
    if node.issued and node.effective < node.issued:
        yield Problem(
            place=node.at("effective"),
            message=f"实施日期 {node.effective} 早于发布日期 {node.issued}",
            help="改正其中一个",
            related=(Related(node.at("issued"), "发布日期"),),
        )
    if isinstance(node, Standard) and node.withdrawn and node.withdrawn <= node.effective:
        yield Problem(
            place=node.at("withdrawn"),
            message=f"废止日期 {node.withdrawn} 不晚于实施日期 {node.effective}",
            help="废止日期是不再实施的第一天，应在实施以后",
            related=(Related(node.at("effective"), "实施日期"),),
        )


def _history(node: Standard | Record | Paper) -> Iterator[Problem]:
    for earlier, later in pairwise(node.history):
        if later.on < earlier.on:
            yield Problem(
                place=later.at("on"),
                message=f"{later.on} 早于上一条的 {earlier.on}",
                help="变更记录从旧到新排列",
                related=(Related(earlier.at("on"), "上一条"),),
            )
    if node.history and (last := node.history[-1]).version != node.version:
        yield Problem(
            place=node.at("version"),
            message=f"版本是 {node.version}，变更记录的最后一条却是 {last.version}",
            help="改了内容的，在 history 末尾加一条；没有改的，改正版本",
            related=(Related(last.at("version"), "最后一条"),),
        )
