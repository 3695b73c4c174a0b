"""引用的依据没有在依据库登记。

为什么
------
每一步写的依据都要能翻到原条文。依据库里没有的，读的人无处可查，修订了也没有人知道。

反例
----
    # DJ401 fixed-day
    basis:
      - {regulation: 支部工作条例, article: 第十六条第四款}

正例
----
    # DJ401 fixed-day
    basis:
      - {regulation: 支部条例, article: 第十六条第四款}

依据
----
GB/T 1.1—2020 9.5.4.4.3：法律法规和政策文件不作规范性引用。所以依据另立一库，逐条登记。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules.references import dangling, registered_places
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place
from dangjian_std.text.spelling import alike, shortened

CODE = "DS103"
SEVERITY = Severity.ERROR
MOST_REGULATIONS_OFFERED = 3
"""Regulations that are offered."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each regulation that is cited, or named as a successor, and not registered."""
    known = registered_places(catalog.regulations, "name")
    yield from dangling(_uses(catalog), known, what="依据", register="standards/regulations/", meant=_meant)


def _meant(name: str, known: Iterable[str]) -> list[str]:
    """Return which short name another one may mean, which is often the full one."""
    names = list(known)
    return alike(name, names) or [each for each in names if shortened(each, name)][:MOST_REGULATIONS_OFFERED]


def _uses(catalog: Catalog) -> Iterator[tuple[str, Place]]:
    for standard in catalog.standards.values():
        yield from standard.rests_on
    for day in catalog.key_dates.days if catalog.key_dates else ():
        yield from ((each.regulation, each.at("regulation")) for each in day.basis)
    for profile in catalog.profiles.values():
        yield from ((each.regulation, each.at("regulation")) for each in profile.not_done)
    for regulation in catalog.regulations.values():
        if regulation.replaced_by:
            yield regulation.replaced_by, regulation.at("replaced_by")
