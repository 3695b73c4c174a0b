"""登记了的条文没有标准引用。

为什么
------
登记了条文，就是说有标准照它办。没有标准引用，多半是删了步骤，或者引用错了条；留着，查依据的人以为已经落实了。
依据清单已经列出来的，这里不说：写了 length 的法规，没有引用的条文是缺口；待核的条文在等着核对；
已修订、已废止的法规要换成新的。

反例
----
    # DJ401 choose
    basis:
      - {regulation: 支部条例, article: 第十六条第四款}

正例
----
    # DJ401 choose
    basis:
      - {regulation: 支部条例, article: 第十六条第四款}
      - {regulation: 支部条例, article: 第十二条第二款}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import RegulationStatus, Trust
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS307"
SEVERITY = Severity.WARNING

IN_FORCE = frozenset({RegulationStatus.IN_FORCE, RegulationStatus.TRIAL})


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each checked article that no standard cites, of a regulation of which no account is given."""
    cited = {
        (each.regulation, each.article) for standard in catalog.standards.values() for each in standard.citations
    }
    for name, regulation in catalog.regulations.items() if catalog.standards else ():
        if regulation.length is not None or regulation.status not in IN_FORCE:
            continue
        for article in regulation.articles:
            if (name, article.number) not in cited and article.checked.level is not Trust.UNCHECKED:
                message = f"没有标准引用{name}{article.number}"
                help_ = "写进照它办的步骤的 basis；不再要的，删去这一条"
                yield Problem(place=article.at("number"), message=message, help=help_)
