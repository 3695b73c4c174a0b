"""记录表或文书所属的标准不存在。

为什么
------
每张表、每份文书印在一项标准后面，别的标准只引用它。所属的标准不存在，它就没有地方印。

反例
----
    # R211
    home: DJ402

正例
----
    # R211
    home: DJ401

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules.references import coded_places, dangling
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS114"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each home of a form or a paper that is no standard."""
    uses = [(record.home, record.at("home")) for record in catalog.records.values()]
    uses += [(paper.home, paper.at("home")) for paper in catalog.papers.values()]
    known = coded_places(catalog, catalog.standards)
    yield from dangling(uses, known, what="标准", register="standards/ 下它那一组的文件夹")
