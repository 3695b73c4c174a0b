"""引用了已修订、已废止，或者还没有施行的依据。

为什么
------
依据换了新的，照旧条文办事就可能做错。引用处要逐条改到新的依据上。
标准实施那天依据还没有施行的，也没有条文可依。

反例
----
    # 支部条例
    status: 已修订

正例
----
    # 支部条例
    status: 试行

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Regulation
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.vocabulary import RegulationStatus
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS301"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each superseded regulation once for each standard that cites it."""
    for standard in catalog.standards.values():
        cited: dict[str, list[Place]] = {}
        for name, place in standard.rests_on:
            cited.setdefault(name, []).append(place)
        for name, (first, *more) in cited.items():
            regulation = catalog.regulations.get(name)
            if regulation and standard.effective < regulation.effective:
                yield _early(standard, regulation, first)
            if regulation is None or regulation.status not in {
                RegulationStatus.REVISED,
                RegulationStatus.REPEALED,
            }:
                continue
            successor = regulation.replaced_by
            yield Problem(
                place=first,
                message=f"“{name}”{regulation.status}",
                help=f"改为引用“{successor}”的相应条文" if successor else "改为引用现行的依据，或删去这条依据",
                related=(
                    Related(regulation.at("status"), f"登记为{regulation.status}"),
                    *(Related(place, "这里也引用") for place in more),
                ),
            )


def _early(standard: Standard, regulation: Regulation, place: Place) -> Problem:
    return Problem(
        place=place,
        message=f"“{regulation.name}”{regulation.effective} 才施行，{standard.code} {standard.effective} 就实施",
        help="改引那天施行的依据，或者改标准的 effective",
        related=(
            Related(regulation.at("effective"), "从这天起施行"),
            Related(standard.at("effective"), "从这天起实施"),
        ),
    )
