"""合规要点带了分值。

为什么
------
做到规定动作是本分，只答是、否、不适用，不打分。打了分，就成了攒会议、攒材料换分数。

反例
----
    # DJ401 monthly
    weight: 5

正例
----
    # DJ401 monthly
    kind: 合规

依据
----
本工具的约定：数会议、数材料、数照片不算成效。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import CriterionKind
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS501"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each weight on a criterion of compliance."""
    for standard in catalog.standards.values():
        for criterion in standard.criteria:
            if criterion.kind is CriterionKind.COMPLIANCE and criterion.weight is not None:
                yield Problem(
                    place=criterion.key("weight"),
                    message="合规要点不带分值",
                    help="删去 weight",
                    related=(Related(criterion.at("kind"), "这一条是合规"),),
                )
