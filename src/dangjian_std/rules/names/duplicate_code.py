"""两个文件用了同一个代号（或名称）。

为什么
------
一个代号只指一样东西，用过的也不再用。两个文件抢一个代号，别处的引用就不知道指谁。

反例
----
    # 文件 standards/regulations/支部条例-旧稿.yaml
    kind: regulation
    name: 支部条例
    title: 支部工作条例旧稿
    issuer: 示例单位
    issued: 2018-01-01
    effective: 2018-01-01
    status: 已修订
    articles:
      - {number: 第一条, gist: 示例。, checked: {level: 待核, on: 2026-11-22, source: 示例}}

正例
----
    # 文件 standards/regulations/支部条例旧稿.yaml
    kind: regulation
    name: 支部条例旧稿
    title: 支部工作条例旧稿
    issuer: 示例单位
    issued: 2018-01-01
    effective: 2018-01-01
    status: 已修订
    articles:
      - {number: 第一条, gist: 示例。, checked: {level: 待核, on: 2026-11-22, source: 示例}}

依据
----
GB/T 1.1—2020 8.1：文件编号由代号、顺序号和年份组成，用来认定一个文件。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dangjian_std.domain.catalog import Catalog
from dangjian_std.reading.load import file_code
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS111"
SEVERITY = Severity.ERROR
REQUIRES = ()


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each further file with a code that is taken; a code that its own file name denies does not count."""
    for group in (catalog.standards, catalog.records, catalog.papers):
        yield from _repeated([(node.code, node.at("code")) for node in group.values()])
    for named in (catalog.regulations, catalog.profiles):
        yield from _repeated([(node.name, node.at("name")) for node in named.values()])
    for yearly in (catalog.holidays, catalog.dates):
        yield from _repeated([(str(node.year), node.at("year")) for node in yearly.values()])


def _repeated(codes: Sequence[tuple[str, Place]]) -> Iterator[Problem]:
    uses = Counter(code for code, _ in codes)
    first: dict[str, Place] = {}
    for code, place in codes:
        alone = uses[code] == 1 or code != file_code(place.span.path)
        if alone or first.setdefault(code, place) == place:
            continue
        yield Problem(
            place=place,
            message=f"“{code}”已经用在 {first[code].span.path}",
            help="换一个没有用过的，文件名也跟着改；若是同一个文件的两稿，删去一个",
            related=(Related(first[code], "先用在这里"),),
        )
