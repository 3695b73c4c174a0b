"""Two places that no longer agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.faults.fault import Draft, Given, kind
from dangjian_std.reading.yaml_editing.operations import Replace

NUMBER_WITH_UNIT = re.compile(r"(\d+)(?=个工作日|个月|天|日内|次|%|人)")


def _more(text: str) -> str:
    return NUMBER_WITH_UNIT.sub(lambda found: str(int(found[1]) * 2 + 1), text, count=1)


@kind("检查要点的数字同时间不合")
def contradicted_statement(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("standard"):
        for number, each in enumerate(tree.data.get("criteria", ())):
            if each.get("measure") and NUMBER_WITH_UNIT.search(each["statement"]):
                path = ("criteria", number, "statement")
                yield given.edited(tree, "要点里的数字改大", Replace(path, _more(each["statement"])))


@kind("句子里的数字写错")
def wrong_number_in_a_sentence(given: Given) -> Iterator[Draft]:
    for tree, path, sentence in given.sentences():
        if NUMBER_WITH_UNIT.search(sentence):
            yield given.edited(tree, "数字改大", Replace(path, _more(sentence)))


@kind("阶段的门槛同步骤不合")
def contradicted_gate(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("standard"):
        for number, stage in enumerate(tree.data["stages"]):
            if NUMBER_WITH_UNIT.search(stage.get("gate", "")):
                yield given.edited(tree, "数字改大", Replace(("stages", number, "gate"), _more(stage["gate"])))


@kind("前后步骤绕成圈")
def circle(given: Given) -> Iterator[Draft]:
    for tree, _, step in given.steps():
        first = step["when"].get("after")
        if isinstance(first, str) and "." not in first:
            for i, stage in enumerate(tree.data["stages"]):
                for j, other in enumerate(stage["steps"]):
                    if other["id"] == first:
                        path = ("stages", i, "steps", j, "when")
                        when = {"after": step["id"], "within_workdays": 3}
                        yield given.edited(tree, f"{first} 写成在 {step['id']} 之后", Replace(path, when))


@kind("每月31日")
def thirty_first(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        if step["when"].get("every") == "month" and "day" in step["when"]:
            yield given.edited(tree, "day 写成31", Replace((*at, "when", "day"), 31))


@kind("记录落在没有的栏")
def unknown_written_field(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        if isinstance(step.get("writes", {}).get("on"), str):
            wrong = f"{step['writes']['on']}x"
            yield given.edited(tree, f"写成 {wrong}", Replace((*at, "writes", "on"), wrong))


@kind("机器判的说成会议种类没有的")
def unknown_ticked_kind(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        for number, each in enumerate(step.get("writes", {}).get("ticked", ())):
            said = f"{each}写成{each}会"
            yield given.edited(tree, said, Replace((*at, "writes", "ticked", number), f"{each}会"))


@kind("看什么里写了没有的栏")
def unknown_column_in_a_proof(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("standard"):
        for number, each in enumerate(tree.data.get("criteria", ())):
            if found := re.search(r"(R\d{3}) 的([^，。、；：]+?)栏", each.get("by_hand", "")):
                new = each["by_hand"].replace(f"{found[2]}栏", f"新{found[2]}栏", 1)
                yield given.edited(
                    tree, f"{found[2]}栏写成新{found[2]}栏", Replace(("criteria", number, "by_hand"), new)
                )
