"""文件里写的代号（或名称）与文件名不一致。

为什么
------
找一项标准、一张表，先看文件名。文件名叫 DJ401，里面写 DJ402，引用的人就会找错。
文件名里第一个 - 之前的部分就是代号；依据和单位画像没有代号，用名称；放假安排用年份。

反例
----
    # R211
    code: R212

正例
----
    # R211
    code: R211

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node
from dangjian_std.reading.load import file_code
from dangjian_std.text.diagnostic import Problem, Refile, Repair, Severity
from dangjian_std.text.places import Place

CODE = "DS101"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each file whose own code is not the one it is called by."""
    coded = tuple(_coded(catalog))
    for node, key, code in coded:
        path = node.anchor.outline.file.path
        called = file_code(path)
        if code != called:
            others = {name for other, _, own in coded if other is not node for name in (own, _called(other))}
            yield Problem(
                place=node.at(key),
                message=f"文件名是 {path.rpartition('/')[2]}，这里却写“{code}”",
                help=f"把这里改成 {called}，或把文件名改成 {code} 开头",
                repair=_repair(node.at(key), code, called, others),
            )


def _called(node: Node) -> str:
    return file_code(node.anchor.outline.file.path)


def _repair(place: Place, code: str, called: str, others: Collection[str]) -> Repair | Refile | None:
    """Return the way that is left where one of the two names belongs to another file: a copy was made of it."""
    path = PurePosixPath(place.span.path)
    if code in others and called not in others:
        return Repair((place,), code, called)
    if called in others and code not in others:
        return Refile(str(path), str(path.with_name(path.name.replace(called, code, 1))))
    return None


def _coded(catalog: Catalog) -> Iterator[tuple[Node, str, str]]:
    for group in (catalog.standards, catalog.records, catalog.papers):
        yield from ((node, "code", node.code) for node in group.values())
    for named in (catalog.regulations, catalog.profiles):
        yield from ((node, "name", node.name) for node in named.values())
    for yearly in (catalog.holidays, catalog.dates):
        yield from ((node, "year", str(node.year)) for node in yearly.values())
