"""标准的名称、类型和内容不一致。

为什么
------
叫“规范”的讲要求，每条要求都能证实；叫“规程”的讲步骤。名称末尾就写类型，读的人一看便知。

反例
----
    # DJ401
    title: 支部主题党日标准

正例
----
    # DJ401
    title: 支部主题党日规范

依据
----
GB/T 1.1—2020 4.2、6.1.4：名称宜含功能类型的词，不写“……标准”。规范以要求和证实方法为核心。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import StandardType
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS206"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each standard whose title does not end in its type, or whose type wants requirements that it lacks."""
    for standard in catalog.standards.values():
        if not standard.title.endswith(standard.type):
            ending = "名称不能以“标准”结尾" if standard.title.endswith("标准") else "名称的末尾与类型不一致"
            yield Problem(
                place=standard.at("title"),
                message=f"{ending}，类型是{standard.type}",
                help=f"名称以“{standard.type}”结尾，或改正类型",
                related=(Related(standard.at("type"), "类型写在这里"),),
            )
        elif standard.type is StandardType.SPECIFICATION and not standard.requirements:
            yield Problem(
                place=standard.at("type"),
                message="规范里没有一条要求",
                help="加上 requirements，每条写明怎样证实；只讲步骤的，类型和名称改为规程",
            )
