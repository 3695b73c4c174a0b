"""废止登记里写的“改用”不存在，或者不能代替。

为什么
------
拿着旧表的人照“改用”去找新表；找不到，就只好接着用旧的。改用的后来也废止了，这里要跟着改。
标准由标准代替，表格由表格代替，文书由文书代替；不能改用自己。

反例
----
    # 文件 standards/废止.yaml
    kind: withdrawals
    withdrawals:
      - code: R202
        title: 党员大会记录
        on: 2026-11-01
        reason: 几种会议合用一张会议活动记录。
        replaced_by: R299
        papers: 已经填的照原保管期限归档。

正例
----
    # 文件 standards/废止.yaml
    kind: withdrawals
    withdrawals:
      - code: R202
        title: 党员大会记录
        on: 2026-11-01
        reason: 几种会议合用一张会议活动记录。
        replaced_by: R201
        papers: 已经填的照原保管期限归档。

依据
----
GB/T 1.1—2020 8.3：前言说明代替、废除了哪些文件。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.withdrawal import Withdrawal
from dangjian_std.rules.references import dangling, registered_places
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS126"
SEVERITY = Severity.ERROR

NO_REPLACEMENT_HELP = "没有代替的，删去 replaced_by"
NOUN_OF_FIRST_LETTER = {"D": "标准", "R": "表格", "W": "文书"}
"""What the first letter of a code stands for."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each code that is to be used instead of a withdrawn one, and cannot be."""
    if not catalog.withdrawn:
        return
    groups = (catalog.standards, catalog.records, catalog.papers)
    known = {code: place for group in groups for code, place in registered_places(group, "code").items()}
    uses = []
    for each in catalog.withdrawn.values():
        if each.replaced_by and (problem := _misfit(catalog, each, each.replaced_by)):
            yield problem
        elif each.replaced_by:
            uses.append((each.replaced_by, each.at("replaced_by")))
    yield from dangling(uses, known, what="改用的", register="standards/")


def _misfit(catalog: Catalog, gone: Withdrawal, code: str) -> Problem | None:
    """Return what is wrong with a code that stands for something, but not for what can be used instead."""
    place, kind = gone.at("replaced_by"), _kind(gone.code)
    if code == gone.code:
        return Problem(place=place, message=f"{code} 不能改用自己", help=f"写代替它的；{NO_REPLACEMENT_HELP}")
    if _kind(code) != kind:
        return Problem(
            place=place,
            message=f"{gone.code} 是{kind}，不能改用{_kind(code)} {code}",
            help=f"写代替它的{kind}；{NO_REPLACEMENT_HELP}",
        )
    if later := catalog.withdrawn.get(code):
        return Problem(
            place=place,
            message=f"{gone.code} 改用的 {code} 也废止了",
            help=later.instead if later.replaced_by else NO_REPLACEMENT_HELP,
            related=(Related(later.at("code"), "登记为废止"),),
        )
    return None


def _kind(code: str) -> str:
    return NOUN_OF_FIRST_LETTER[code[0]]
