"""附录是空的，表的各行同表头对不上，或者要照办的写成了只供参考。

为什么
------
少一格，后面的就都错到别的列上去了，印出来谁也看不出。表要单独看得懂：不写“同上”，没有内容的一格写“—”。
引着条文的要求说“应按〔附录〕”的，附录不能写成只供参考：那等于把要照办的改成了可以不看。

反例
----
    # DJ401 assign
    how:
      - 一事一行，时限照〔limits〕。
    # DJ401
    annexes:
      - id: limits
        title: 办理时限
        columns: [事项, 由谁督办, 时限]
        rows:
          - [本支部办的, 支部书记, 1个月]
          - [请示上级的, 批复后1个月]

正例
----
    # DJ401 assign
    how:
      - 一事一行，时限照〔limits〕。
    # DJ401
    annexes:
      - id: limits
        title: 办理时限
        columns: [事项, 由谁督办, 时限]
        rows:
          - [本支部办的, 支部书记, 1个月]
          - [请示上级的, —, 批复后1个月]

依据
----
GB/T 1.1—2020 9.8、10.4.2：表有表头，空的一格画“—”，不写“同上”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Annex, Standard
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS214"
SEVERITY = Severity.ERROR
ALONE = True
DITTO = frozenset({"同上", "同前", "〃"})
LEAST_TABLE_COLUMNS = 2
"""Columns of a table; a list of one column is text."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each annex that says nothing, and each row that does not fit its head."""
    for standard in catalog.standards.values():
        for annex in standard.annexes:
            yield from _whole(annex)
            yield from _rows(annex)
            yield from _binding(standard, annex)


def _binding(standard: Standard, annex: Annex) -> Iterator[Problem]:
    """Yield an annex that is only to inform and that a requirement of an article demands to follow."""
    for each in standard.requirements:
        if (
            annex.informative
            and each.basis
            and not each.local
            and re.search(rf"应[^。；]*〔{annex.id}〕", each.text)
        ):
            yield Problem(
                place=annex.at("informative"),
                message="这个附录要照办，不是只供参考",
                help="删去 informative",
                related=(Related(each.at("text"), "这里说应照它办"),),
            )
            return


def _whole(annex: Annex) -> Iterator[Problem]:
    if not (annex.text or annex.columns or annex.rows):
        yield Problem(
            place=annex.at("id"),
            message="这个附录里什么也没有",
            help="写 text（文字），或者 columns 和 rows（表）",
        )
    elif bool(annex.columns) != bool(annex.rows):
        there, lacking = ("columns", "rows（表的各行）") if annex.columns else ("rows", "columns（表头）")
        yield Problem(place=annex.key(there), message="表只写了一半", help=f"加上 {lacking}")
    elif len(annex.columns) == 1:
        yield Problem(
            place=annex.at("columns"),
            message="表只有一列",
            help=f"至少 {LEAST_TABLE_COLUMNS} 列；只有一列的，写成 text",
        )


def _rows(annex: Annex) -> Iterator[Problem]:
    heads = len(annex.columns)
    for index, row in enumerate(annex.rows):
        if heads >= LEAST_TABLE_COLUMNS and len(row) != heads:
            yield Problem(
                place=annex.at("rows", index),
                message=f"这一行有{len(row)}格，表头有{heads}列",
                help="补上缺的格，没有内容的写“—”；文字里有逗号的，给整格加英文引号",
            )
        for number, text in enumerate(row):
            if text in DITTO:
                place, help_ = annex.at("rows", index, number), "写出内容，没有内容的写“—”"
                yield Problem(place=place, message=f"表里不写“{text}”", help=help_)
