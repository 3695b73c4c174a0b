"""Versions, dates and places of files."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.faults.fault import Draft, Given, kind
from dangjian_std.reading.yaml_editing.operations import Remove, Replace


@kind("版本改了，变更记录没有写")
def version_without_history(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("standard", "record", "paper"):
        first, _, rest = tree.data["version"].partition(".")
        new = f"{int(first) + 1}.{rest}"
        yield given.edited(tree, f"{tree.data['version']} 写成 {new}", Replace(("version",), new))


@kind("变更记录写了，版本没有改")
def history_without_version(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("standard", "record", "paper"):
        number = len(tree.data["history"]) - 1
        path = ("history", number, "version")
        yield given.edited(tree, "最后一项写成 9.0.0", Replace(path, "9.0.0"))


@kind("变更记录删去一项")
def history_dropped(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("standard", "record", "paper"):
        if len(tree.data["history"]) > 1:
            yield given.edited(tree, "删去最后一项", Remove(("history", len(tree.data["history"]) - 1)))


@kind("还在用的标准写成废止")
def withdrawn_in_use(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("standard"):
        code = tree.data["code"]
        yield given.edited(tree, f"{code} 写成废止", Replace(("status",), "废止"), names=(code,))


@kind("实施日期早于发布日期")
def in_force_before_issued(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("standard"):
        yield given.edited(tree, "effective 写成2020-01-01", Replace(("effective",), "2020-01-01"))


@kind("文件放错了文件夹")
def moved_file(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("record", "paper", "regulation"):
        path = tree.source.path
        new = f"standards/profiles/{path.rpartition('/')[2]}"
        yield Draft(
            span=tree.outline.value(("kind",)).span,
            said=f"移到 {new}",
            change=lambda path=path, new=new: {path: None, new: given.texts[path]},  # type: ignore[misc]
        )


@kind("文件名同编号不合")
def misnamed_file(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("standard", "record", "paper"):
        path, code = tree.source.path, tree.data["code"]
        new = path.replace(code, f"{code[:-1]}{(int(code[-1]) + 1) % 10}")
        if new not in given.texts:
            yield Draft(
                span=tree.outline.value(("code",)).span,
                said=f"文件名写成 {new.rpartition('/')[2]}",
                change=lambda path=path, new=new: {path: None, new: given.texts[path]},  # type: ignore[misc]
            )
