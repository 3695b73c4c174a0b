"""Names that lead nowhere, or somewhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.faults.fault import Draft, Given, kind
from dangjian_std.reading.yaml_editing.operations import Remove, Replace

FORM_KEYS = ("opens", "record", "into")
"""Keys of a step that name a form."""


@kind("岗位名写错")
def unknown_role(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        yield given.edited(tree, f"{step['who']}写错一个字", Replace((*at, "who"), f"{step['who'][:-1]}元"))


@kind("表的编号写错")
def unknown_record(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        for key in FORM_KEYS:
            if key in step:
                yield given.edited(tree, f"{step[key]} 写成 R999", Replace((*at, key), "R999"))


@kind("写成另一张表")
def another_record(given: Given) -> Iterator[Draft]:
    codes = sorted(given.catalog.records)
    for tree, at, step in given.steps():
        if "record" in step:
            other = codes[codes.index(step["record"]) - 1]
            yield given.edited(tree, f"{step['record']} 写成 {other}", Replace((*at, "record"), other), around=at)


@kind("文书的编号写错")
def unknown_paper(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        for number, code in enumerate(step.get("papers", ())):
            yield given.edited(tree, f"{code} 写成 W999", Replace((*at, "papers", number), "W999"))


@kind("前后关系里的步骤写错")
def unknown_step(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        for key in ("after", "before"):
            if isinstance(step["when"].get(key), str):
                wrong = step["when"][key] + "s"
                yield given.edited(tree, f"{step['when'][key]} 写成 {wrong}", Replace((*at, "when", key), wrong))


@kind("条号写错")
def unknown_article(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        for number, cited in enumerate(step.get("basis", ())):
            said = f"{cited['article']}写成第九十九条"
            yield given.edited(tree, said, Replace((*at, "basis", number, "article"), "第九十九条"))


@kind("条号写成同一法规的另一条")
def another_article(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        for number, cited in enumerate(step.get("basis", ())):
            numbers = [each.number for each in given.catalog.regulations[cited["regulation"]].articles]
            if len(numbers) > 1:
                other = numbers[numbers.index(cited["article"]) - 1]
                said = f"{cited['article']}写成{other}"
                yield given.edited(tree, said, Replace((*at, "basis", number, "article"), other), around=at)


@kind("法规的简称写错")
def unknown_regulation(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        for number, cited in enumerate(step.get("basis", ())):
            wrong = f"{cited['regulation']}（修订）"
            yield given.edited(tree, f"写成{wrong}", Replace((*at, "basis", number, "regulation"), wrong))


@kind("句子里写了没有的编号")
def unknown_code_in_a_sentence(given: Given) -> Iterator[Draft]:
    for tree, path, sentence in given.sentences():
        if found := re.search(r"\b(DJ|R|W)\d{3}\b", sentence):
            wrong = f"{found[1]}999"
            made = sentence.replace(found[0], wrong, 1)
            yield given.edited(tree, f"{found[0]} 写成 {wrong}", Replace(path, made))


@kind("句子里引的步骤改了名")
def stale_step_in_a_sentence(given: Given) -> Iterator[Draft]:
    for tree, path, sentence in given.sentences():
        if found := re.search(r"((?:DJ)\d{3}) 的“([^”]+)”", sentence):
            made = sentence.replace(f"“{found[2]}”", f"“重新{found[2]}”", 1)
            yield given.edited(tree, f"“{found[2]}”写成“重新{found[2]}”", Replace(path, made))


@kind("删去一个步骤")
def removed_step(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        yield given.edited(tree, f"删去{step['what']}", Remove(at), names=(step["id"],))


@kind("删去一个要点所用的步骤")
def removed_measured_step(given: Given) -> Iterator[Draft]:
    for tree, at, step in given.steps():
        measured = [value for each in tree.data["criteria"] for value in (each.get("measure") or {}).values()]
        if step["id"] in measured:
            yield given.edited(tree, f"删去{step['what']}", Remove(at), names=(step["id"],))


@kind("删去一张表")
def removed_record(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("record", "paper"):
        path, code = tree.source.path, tree.data["code"]
        span = tree.outline.value(("code",)).span
        yield Draft(span=span, said=f"删去 {code}", change=lambda path=path: {path: None}, names=(code,))  # type: ignore[misc]


@kind("删去一项标准")
def removed_standard(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("standard"):
        path, code = tree.source.path, tree.data["code"]
        span = tree.outline.value(("code",)).span
        yield Draft(span=span, said=f"删去 {code}", change=lambda path=path: {path: None}, names=(code,))  # type: ignore[misc]


@kind("只在岗位名册里改了名")
def renamed_role(given: Given) -> Iterator[Draft]:
    for tree in given.of_kind("roles"):
        for number, role in enumerate(tree.data["roles"]):
            if any(role["id"] == step["who"] for _, _, step in given.steps()):
                new, path = f"新{role['id']}", ("roles", number, "id")
                yield given.edited(tree, f"{role['id']}改名{new}", Replace(path, new), names=(role["id"],))


@kind("改了栏目的代号")
def renamed_field(given: Given) -> Iterator[Draft]:
    written = {
        (step.get("opens") or step.get("record"), value)
        for _, _, step in given.steps()
        for value in (step.get("writes") or {}).values()
        if isinstance(value, str)
    }
    for tree in given.of_kind("record"):
        for number, each in enumerate(tree.data["fields"]):
            if (tree.data["code"], each["id"]) in written:
                path = ("fields", number, "id")
                yield given.edited(tree, "栏目代号改了", Replace(path, f"{each['id']}-x"), names=(each["id"],))


@kind("改了句子里说到的栏目名称")
def renamed_label(given: Given) -> Iterator[Draft]:
    said = "\n".join(given.texts[tree.source.path] for tree in given.of_kind("standard"))
    for tree in given.of_kind("record"):
        for number, each in enumerate(tree.data["fields"]):
            if re.search(rf"{tree.data['code']} 的{re.escape(each['label'])}栏", said):
                new = f"另{each['label'][1:]}"
                names = (tree.data["code"],)
                yield given.edited(tree, f"改成“{new}”", Replace(("fields", number, "label"), new), names=names)


@kind("两项标准用一个编号")
def code_twice(given: Given) -> Iterator[Draft]:
    codes = sorted(given.catalog.standards)
    for tree in given.of_kind("standard"):
        other = codes[codes.index(tree.data["code"]) - 1]
        yield given.edited(tree, f"编号写成 {other}", Replace(("code",), other), names=(other,))
