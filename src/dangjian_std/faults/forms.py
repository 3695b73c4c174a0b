"""Forms and their samples."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.faults.fault import Draft, Given, kind
from dangjian_std.reading.yaml_editing.operations import Remove, Replace


@kind("不入库的表写成公开")
def exposed(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("record"):
        if tree.data["sensitivity"] == "不入库":
            yield given.edited(tree, "sensitivity 写成公开", Replace(("sensitivity",), "公开"))


@kind("保管期限删去")
def archive_dropped(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("record"):
        if "archive" in tree.data:
            yield given.edited(tree, "archive 删去", Remove(("archive",)))


@kind("保管期限改短")
def archive_shorter(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("record"):
        if tree.data.get("archive") in {"永久", "30年"}:
            yield given.edited(tree, f"{tree.data['archive']}写成10年", Replace(("archive",), "10年"))


@kind("用时写少")
def minutes_fewer(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("record"):
        if tree.data["minutes"] > 1:
            yield given.edited(tree, f"{tree.data['minutes']}分钟写成1分钟", Replace(("minutes",), 1))


@kind("用时写多")
def minutes_more(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("record"):
        new = tree.data["minutes"] * 4 + 30
        yield given.edited(tree, f"{tree.data['minutes']}分钟写成{new}分钟", Replace(("minutes",), new))


@kind("表长得一面放不下")
def too_tall(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("record"):
        for number, each in enumerate(tree.data["fields"]):
            if each["type"] == "lines":
                yield given.edited(
                    tree, "rows 写成60", Replace(("fields", number, "rows"), 60), names=(tree.data["code"],)
                )


@kind("删去签名栏")
def signature_dropped(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("record"):
        for number, each in enumerate(tree.data["fields"]):
            if each["type"] == "signature":
                names = (each["id"], "signed_by")
                yield given.edited(tree, f"删去{each['label']}", Remove(("fields", number)), names=names)


@kind("示例的日期写成没有的一天")
def impossible_day(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("record"):
        for number, each in enumerate(tree.data["fields"]):
            if each["type"] == "date" and each.get("sample"):
                path = ("fields", number, "sample", 0)
                yield given.edited(tree, "写成2027年2月30日", Replace(path, "2027年2月30日"))


@kind("示例过了时限")
def late_sample(given: Given) -> Iterator[Draft]:
    dated = {
        (step.get("record") or step.get("opens"), step["writes"]["on"])
        for _, _, step in given.steps()
        if isinstance(step.get("writes", {}).get("on"), str)
        and set(step["when"]) & {"within_workdays", "within_days"}
    }
    for tree in given.of_kind("record"):
        for number, each in enumerate(tree.data["fields"]):
            if (tree.data["code"], each["id"]) in dated and each["type"] == "date" and each.get("sample"):
                path = ("fields", number, "sample", 0)
                yield given.edited(tree, "写成2027年12月30日", Replace(path, "2027年12月30日"))


@kind("示例选了没有的选项")
def unknown_option(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("record"):
        for number, each in enumerate(tree.data["fields"]):
            if each.get("options") and each.get("sample"):
                yield given.edited(tree, "选了“其他的”", Replace(("fields", number, "sample", 0), "其他的"))


@kind("栏目的类型写错")
def wrong_type(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("record"):
        for number, each in enumerate(tree.data["fields"]):
            if each["type"] == "date":
                yield given.edited(
                    tree,
                    f"{each['label']}写成 text",
                    Replace(("fields", number, "type"), "text"),
                    names=(each["id"],),
                )


@kind("文书里的填空没有登记")
def unknown_slot(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("paper"):
        for number, each in enumerate(tree.data.get("slots", ())):
            path = ("slots", number, "id")
            yield given.edited(
                tree, f"〔{each['id']}〕改名", Replace(path, f"{each['id']}-x"), names=(each["id"],)
            )
