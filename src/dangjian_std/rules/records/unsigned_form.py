"""写了由几个人签名，表上没有那么多签名的地方。

为什么
------
signed_by 写主持人、记录人都签，表上只剩一个签名栏，谁签谁不签就说不清，归档时也查不出少了谁。
签名栏和表格里的签名列、盖章都算；签到不算。上级统一印制、系统办理的不画，不比。

反例
----
    # R211
    signed_by: [支部书记, 组织委员]

正例
----
    # R211
    signed_by: [支部书记]

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS412"
SEVERITY = Severity.ERROR
ALONE = True
SIGNATURE_TYPES = frozenset({FieldType.SIGNATURE, FieldType.SEAL})


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each form that more people sign than it has places for."""
    for record in catalog.records.values():
        places = sum(cell.type in SIGNATURE_TYPES for cell in record.cells.values())
        if record.fields and places < len(record.signed_by):
            yield Problem(
                place=record.at("signed_by"),
                message=f"《{record.title}》由{'、'.join(record.signed_by)}签名，表上只有{places}处签名",
                help="加上签名栏；不用签的，从 signed_by 删去",
            )
