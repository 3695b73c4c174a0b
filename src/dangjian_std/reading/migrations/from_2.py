"""第2版到第3版：程序原来从名称和句子里猜的，现在写成键。

新的键：事件的 calendar，岗位的 everyone，标准的 short，步骤的 kinds、into、leaves、clear，
栏目的 fill、other、continues，文书的 filed。已经照原来猜的加上，请逐处看一遍；从此名称和句子可以随便改。
条文的 floor 是一张单子，一件事一项，可以写明谁来做、谁参加；没有可以比较的，写 floorless 和理由。
条文的 checked 多了封签（seal）。升级不写封签：对照原文看过一条，用 dstd seal 封一条。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dangjian_std.reading.migrations import FileChange, Trees, every
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.yaml_editing.operations import Add, Replace
from dangjian_std.text.places import Path

FROM = 2

Data = Mapping[str, Any]

SPRING, MEMBERS = "春节后首个工作日", "党员"
NAME_COLUMN_HEAD, CONTINUED_COLUMN, OTHER_COLUMN = "姓名", "（续）", "其他"
FILLS = {"年度": ("year", "text", "number"), "年度和季度": ("quarter", "text"), "党小组": ("group", "text")}
"""What was written into a field beforehand, and the types of field that take it, by the label of the field."""
BALLOT = "无记名纸票"
KEPT_PAPER_TITLE = re.compile("决议|纪要|计划|总结|方案|报告|通报")
"""What made a paper one to keep although it bears no seal."""
TICKED_OPTIONS = re.compile(r"勾选((?:[、和]?“[^”]*”)+)(?!或者)")
COUNTED_BALLOTS = re.compile("清点(.+?)等?。")
TITLE_ENDING = re.compile(r"(实施|工作|管理|行动|建设与使用|收缴使用管理)?(规范|规程)$")
COMMON_TITLE_WORDS = frozenset(
    {"党员", "支部", "工作", "组织", "管理", "党建", "活动", "建设", "委员", "使用", "信息", "处置"}
)
"""Words that stand in many titles, so that they told none."""
MEETINGS = ("主题党日", "党员大会", "支委会", "党小组会", "党课", "组织生活会")
LEAST_TELLING_CHARACTERS, LONGEST_SHORT_TITLE = 17, 20
"""Characters from which on an act told by itself what it is about; those that a short title may have."""
FIELD = ("type", "hint", "width", "rows", "options", "columns", "overleaf")
KEYS_BEFORE_NEW = ("when", "bounds", "opens", "record", "papers")
"""Keys that stand before the new ones."""


@dataclass(frozen=True, slots=True)
class Act:
    """A step, and where it stands."""

    file: str
    at: Path
    code: str
    data: Data

    @property
    def name(self) -> str:
        """Name in the whole set, as DJ401.hold."""
        return f"{self.code}.{_text(self.data, 'id')}"

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is done, and how."""
        return (_text(self.data, "what"), *_texts(self.data, "how"))


def changes(trees: Trees) -> Iterator[FileChange]:
    """Yield every key that says what the program used to guess."""
    acts = tuple(_acts(trees))
    for path, tree in trees.items():
        for at, key, value, after in (*_lists(tree), *_record(tree), *_paper(tree), *_standard(tree)):
            yield FileChange(path, Add(at, key, value, after))
        yield from (FileChange(path, Replace(at, [floor])) for at, floor in _dicts(tree, "articles", "*", "floor"))
    for act in acts:
        guessed = (_kinds(trees, act), _into(acts, act), _leaves(trees, acts, act), _clear(trees, acts, act))
        for key, value in zip(("kinds", "into", "leaves", "clear"), guessed, strict=True):
            if value:
                yield FileChange(act.file, Add(act.at, key, value, KEYS_BEFORE_NEW))


Added = tuple[Path, str, Any, tuple[str, ...]]
"""Where, which key, its value, and the keys that it stands behind."""


def _lists(tree: Tree) -> Iterator[Added]:
    """Yield the event whose day the calendar knows, and the role that all members have."""
    for at, event in _dicts(tree, "events", "*"):
        if event.get("name") == SPRING:
            yield at, "calendar", "after-spring-festival", ("name", "note")
    for at, role in _dicts(tree, "roles", "*"):
        if role.get("id") == MEMBERS:
            yield at, "everyone", True, ("id", "kind", "level", "needs", "convener")


# -- forms and papers ------------------------------------------------------------------------------------


def _record(tree: Tree) -> Iterator[Added]:
    if tree.data.get("kind") != "record":
        return
    fields = list(_dicts(tree, "fields", "*"))
    for at, field in fields:
        fill = _fill(tree.data, fields, field)
        if fill:
            yield at, "fill", fill, FIELD
        if fill == "kinds" and OTHER_COLUMN in _texts(field, "options"):
            yield at, "other", OTHER_COLUMN, FIELD
        for _, first in fields:
            if _continues(first, field) and _text(first, "id"):
                yield at, "continues", first["id"], FIELD


def _fill(record: Data, fields: list[tuple[Path, Data]], field: Data) -> str | None:
    """Return what a field was filled with: by its label, by its place on a common form, or by its first column."""
    ballot = record.get("medium") == BALLOT
    word, *types = FILLS.get(_text(field, "label"), ("",))
    if field.get("type") in types and not ballot:
        return word
    if record.get("common") is True and not ballot:
        for kind, filled in (("choices", "kinds"), ("date", "date")):
            face = (each for _, each in fields if each.get("type") == kind and not each.get("overleaf"))
            if next(face, None) is field:
                return filled
    first = next(iter(_columns(field)), {})
    goes_on = any(_continues(field, more) for _, more in fields)
    return "members" if first.get("label") == NAME_COLUMN_HEAD and goes_on else None


def _continues(first: Data, more: Data) -> bool:
    ids = [[column.get("id") for column in _columns(each)] for each in (first, more)]
    tables = first.get("type") == more.get("type") == "table"
    return tables and _text(more, "label") == f"{_text(first, 'label')}{CONTINUED_COLUMN}" and ids[0] == ids[1]


def _columns(field: Data) -> list[Data]:
    found = field.get("columns")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _paper(tree: Tree) -> Iterator[Added]:
    paper = tree.data
    if paper.get("kind") == "paper" and (
        paper.get("seal") is True or KEPT_PAPER_TITLE.search(_text(paper, "title"))
    ):
        yield (), "filed", True, ("body", "slots", "attachments", "signature", "dated", "seal")


# -- standards -------------------------------------------------------------------------------------------


def _standard(tree: Tree) -> Iterator[Added]:
    title = _text(tree.data, "title")
    short = re.split("[、与和]", TITLE_ENDING.sub("", title))[0]
    if (
        tree.data.get("kind") == "standard"
        and short[:LONGEST_SHORT_TITLE]
        and short != re.sub("(规范|规程)$", "", title)
    ):
        yield (), "short", short[:LONGEST_SHORT_TITLE], ("code", "title")


def _kinds(trees: Trees, act: Act) -> list[str]:
    """Return the boxes that the words of a step named, or told to tick, on the common form that it fills."""
    code = act.data.get("opens") or act.data.get("record")
    forms = (tree.data for tree in trees.values() if code and tree.data.get("code") == code)
    form: Data = next(forms, {})
    if form.get("common") is not True or not (act.data.get("opens") or MEMBERS in _texts(act.data, "with")):
        return []
    what, *how = act.sentences
    told = "".join(found for text in how for found in TICKED_OPTIONS.findall(text))
    fields = form.get("fields")
    choices = (each for each in fields if isinstance(each, dict)) if isinstance(fields, list) else ()
    options = next((_texts(each, "options") for each in choices if each.get("type") == "choices"), [])
    return [each for each in options if (each != OTHER_COLUMN and each in what) or f"“{each}”" in told]


def _into(acts: tuple[Act, ...], act: Act) -> str | None:
    """Return the paper of the same person that a step without one names in its words."""
    if _texts(act.data, "papers"):
        return None
    own = [each for each in acts if each.data.get("who") == act.data.get("who")]
    sent = {code for each in own for code in _texts(each.data, "papers")}
    named = re.findall("W[0-9]{3}", "".join(_texts(act.data, "how")))
    notice = isinstance(act.data.get("when"), dict) and "before" in act.data["when"]
    return next((code for code in named if notice and code in sent), None)


def _leaves(trees: Trees, acts: tuple[Act, ...], act: Act) -> list[str]:
    """Return the materials that a step was the first to name, of those that the last step of a 规程 counted."""
    own = [each for each in acts if each.file == act.file]
    if trees[act.file].data.get("type") != "规程":
        return []
    found = COUNTED_BALLOTS.fullmatch("".join(own[-1].sentences[1:2]))
    codes = {_text(each.data, key) for each in own for key in ("opens", "record")} - {""}
    titles = [_text(tree.data, "title") for tree in trees.values() if _text(tree.data, "code") in codes]
    names = found[1].split("、") if found else []
    return [
        name
        for name in names
        if not any(name in title for title in titles)
        and next(each for each in own if any(name in text for text in each.sentences)) is act
    ]


def _clear(trees: Trees, acts: tuple[Act, ...], act: Act) -> bool:
    """Whether the words of an act that stands in a list by date told what it is about."""
    what = _text(act.data, "what")
    title = re.sub("[“”]", "", TITLE_ENDING.sub("", _text(trees[act.file].data, "title")))
    words = {title[start : start + 2] for start in range(len(title) - 1)} - COMMON_TITLE_WORDS
    return _recurs(acts, act) and (
        len(what) >= LEAST_TELLING_CHARACTERS or any(word in what for word in (*words, *MEETINGS))
    )


def _recurs(acts: tuple[Act, ...], act: Act, seen: frozenset[str] = frozenset()) -> bool:
    """Whether time brings a step, or one that it waits for."""
    when = act.data.get("when")
    if not isinstance(when, dict) or act.name in seen:
        return False
    targets = {_text(when, key) for key in ("on", "before", "after")}
    names = {target if "." in target else f"{act.code}.{target}" for target in targets}
    found = (each for each in acts if each.name in names)
    return "every" in when or SPRING in targets or any(_recurs(acts, each, seen | {act.name}) for each in found)


# -- what has the shape ----------------------------------------------------------------------------------


def _acts(trees: Trees) -> Iterator[Act]:
    for path, tree in trees.items():
        for at, step in _dicts(tree, "stages", "*", "steps", "*"):
            yield Act(path, at, _text(tree.data, "code"), step)


def _dicts(tree: Tree, *way: str) -> Iterator[tuple[Path, Data]]:
    return ((path, value) for path, value in every(tree, *way) if isinstance(value, dict))


def _text(data: Data, key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _texts(data: Data, key: str) -> list[str]:
    value = data.get(key)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
