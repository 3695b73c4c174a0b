"""The law as it was written down, changed under the hands of somebody who edits the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dangjian_std.faults.fault import Draft, Given, kind
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.yaml_editing.operations import Remove, Replace


def _articles(given: Given) -> Iterator[tuple[Tree, int, Mapping[str, Any]]]:
    for tree in given.of_kind("regulation"):
        yield from ((tree, number, each) for number, each in enumerate(tree.data["articles"]))


@kind("条文大意改了几个字")
def altered_gist(given: Given) -> Iterator[Draft]:
    for tree, number, each in _articles(given):
        new = each["gist"].replace("应当", "可以", 1) if "应当" in each["gist"] else each["gist"][2:]
        yield given.edited(tree, "大意改了", Replace(("articles", number, "gist"), new))


@kind("摘引改成原文")
def raised_level(given: Given) -> Iterator[Draft]:
    for tree, number, each in _articles(given):
        if each["checked"]["level"] != "原文":
            path = ("articles", number, "checked", "level")
            yield given.edited(tree, f"{each['checked']['level']}改成原文", Replace(path, "原文"))


@kind("条文的界限删去")
def dropped_floor(given: Given) -> Iterator[Draft]:
    for tree, number, each in _articles(given):
        if each.get("floor"):
            yield given.edited(tree, "floor 删去", Remove(("articles", number, "floor")))


@kind("条文的频次改少")
def rarer_floor(given: Given) -> Iterator[Draft]:
    for tree, number, each in _articles(given):
        for index, floor in enumerate(each.get("floor") or ()):
            every = floor.get("when", {}).get("every")
            if every in {"month", "quarter"}:
                path = ("articles", number, "floor", index, "when", "every")
                yield given.edited(tree, f"{every} 改成 year", Replace(path, "year"))


@kind("删去一条条文")
def dropped_article(given: Given) -> Iterator[Draft]:
    for tree, number, each in _articles(given):
        yield given.edited(tree, f"删去{each['number']}", Remove(("articles", number)), names=(each["number"],))


@kind("法规写成已经被代替")
def superseded(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("regulation"):
        if tree.data["status"] == "现行有效":
            names = (tree.data["name"],)
            yield given.edited(tree, "状态写成已废止", Replace(("status",), "已废止"), names=names)
