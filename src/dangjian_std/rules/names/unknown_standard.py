"""提到的标准不存在。

为什么
------
每张表、每份文书印在一项标准后面，所属的标准不存在，它就没有地方印。文字里写“照 DJ402 办”，DJ402 废止了、
改了代号，读的人就找不到照什么办。

反例
----
    # DJ401 assign
    how:
      - 照 DJ402 列入落实清单。

正例
----
    # DJ401 assign
    how:
      - 照 DJ401 列入落实清单。

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules import prose
from dangjian_std.rules.references import dangling, registered_places
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS114"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each home of a form or a paper, and each code in a sentence, that is no standard."""
    uses = [(record.home, record.at("home")) for record in catalog.records.values()]
    uses += [(paper.home, paper.at("home")) for paper in catalog.papers.values()]
    uses += prose.named(catalog, "DJ ?[0-9]+")
    known = registered_places(catalog.standards, "code")
    yield from dangling(uses, known, what="标准", register="standards/ 下它那一组的文件夹")
