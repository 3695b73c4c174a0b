"""记录表没有写保存多久。

为什么
------
填完的表要么归档，要么到期销毁。不写清楚，有的单位年年留着，有的当年就丢了。
上级统一印制、系统办理的表，由上级规定，可以不写。

反例
----
    # R211
    archive: 不归档

正例
----
    # R211
    archive: 不归档
    keep: 保存到下一年度年底

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import Archive, Medium
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS402"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each form of our own whose end nobody has settled."""
    for record in catalog.records.values():
        if record.archive is None and record.medium not in {Medium.ISSUED_ABOVE, Medium.SYSTEM}:
            yield Problem(
                place=record.at("code"),
                message="没有写归档年限",
                help=f"加上 archive：{'、'.join(Archive)}",
            )
        elif record.archive is Archive.NONE and not record.keep:
            yield Problem(
                place=record.at("archive"),
                message="不归档的表，没有写保存到什么时候",
                help="加上 keep，如 keep: 保存到下一年度年底",
            )
