"""认作一份的栏目，是签名、表格或者几行文字，或者写了两遍。

为什么
------
key 的几栏都一样的，是同一份表：后交的是更正，不算另一份。签名和盖章不打字，姓名不留存，几行文字每次写得不一样，
表格有许多行，都认不出是不是同一份。用日期、种类、事项、年度季度这样的栏目。

反例
----
    # R201
    key: [points]

正例
----
    # R201
    key: [held-on, kinds]

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS411"
SEVERITY = Severity.ERROR
ALONE = True
VAGUE = frozenset(
    {FieldType.SIGNATURE, FieldType.SEAL, FieldType.ROSTER, FieldType.TABLE, FieldType.LINES, FieldType.PERSON}
)


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each field of a key by which no filing can be known again."""
    for record in catalog.records.values():
        for index, name in enumerate(record.key_):
            if name in record.key_[:index]:
                message = f"“{record.cells[name].label}”写了两遍"
                yield Problem(place=record.at("key", index), message=message, help="删去一遍，或换成另一栏")
            elif record.cells[name].type in VAGUE:
                cell = record.cells[name]
                message = f"“{cell.label}”的填写方式是 {cell.type}，认不出是不是同一份"
                yield Problem(
                    place=record.at("key", index), message=message, help="换成日期、选项、年度季度这样的栏目"
                )
