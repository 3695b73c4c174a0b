"""已发布的标准引用了待核的条文。

为什么
------
待核，是说条文只凭记忆或转述，条款号也没有对过。发布的标准照它办事，出了差错没有依据。
知道上位规定有要求、没有读到条文的，标 unread：印出来带 ◇，写明以原文为准，不冒充有条文，所以可以发布。

反例
----
    # 支部条例 删去 第十一条第四款.checked.seal
    # 支部条例 第十一条第四款.checked
    level: 待核

正例
----
    # 支部条例 第十一条第四款.checked
    level: 原文

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Citation
from dangjian_std.domain.vocabulary import Status, Trust
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS303"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each unchecked article once for each issued standard that cites it."""
    for standard in catalog.standards.values():
        if standard.status is not Status.ISSUED:
            continue
        cited: dict[Citation, list[Citation]] = {}
        for citation in standard.citations:
            cited.setdefault(citation, []).append(citation)
        for citation, (_, *more) in cited.items():
            article = catalog.article(citation)
            if article and article.checked.level is Trust.UNCHECKED:
                yield Problem(
                    place=citation.at("article"),
                    message=f"{citation.regulation}{citation.article}还是待核，标准却已发布",
                    help="对照原文核对条文，改登记的核对程度；核不了的，不引这一条，把内容标为没有读到条文的（unread）",
                    related=(
                        Related(article.checked.at("level"), "登记为待核"),
                        *(Related(other.at("article"), "这里也引用") for other in more),
                    ),
                )
