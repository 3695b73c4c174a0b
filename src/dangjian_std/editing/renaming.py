"""A thing gets another name, and everything that names it follows.

What a key names is it. Of sentences only those are edited in which a rule looks the name up; where else one uses
the word, a person has to say whether it is the name.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import TypeVar

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.references import CODE_IN_TEXT, StepRef
from dangjian_std.domain.standard import Standard
from dangjian_std.editing import uses
from dangjian_std.editing.edits import Edit, Edited, Mention, applied
from dangjian_std.reading.load import file_name
from dangjian_std.reading.project import RawSource
from dangjian_std.rules.prose import Sentence, sentences
from dangjian_std.rules.wording import unknown_label, unknown_post, unknown_title
from dangjian_std.text.errors import DstdError
from dangjian_std.text.spelling import nearest

CHARACTERS_AROUND = 12
"""Characters that are shown on either side of a mention."""
Coded = Standard | Record | Paper
Raws = Iterable[RawSource]
T = TypeVar("T", bound=Node)
Renaming = Callable[[Raws, Catalog, str, str], Edited]


def _name(node: Node, key: str, old: str, new: str) -> Edit:
    """Return the edit of the key under which a thing names itself."""
    return Edit.of(node, (key,), (0, len(old)), new)


def _followed(found: Iterable[uses.TextUse], new: str) -> Iterator[Edit]:
    yield from (Edit.of(each.holder, each.path, each.span, new) for each in found)


def _mentions(
    catalog: Catalog, old: str, edits: Collection[Edit], others: Collection[str] = ()
) -> Iterator[Mention]:
    """Yield where else sentences use a word."""
    done = {(each.file, each.path, each.start) for each in edits}
    for sentence, found in uses.in_sentences(catalog, old, others):
        anchor = sentence.holder.anchor
        if (anchor.outline.file.path, anchor.path + sentence.path, found.start()) not in done:
            yield _mention(sentence, found)


def _mention(sentence: Sentence, found: re.Match[str]) -> Mention:
    start, stop = found.span()
    return Mention(
        sentence.place(found), sentence.text[max(start - CHARACTERS_AROUND, 0) : stop + CHARACTERS_AROUND]
    )


def _refuse(what: str, old: str, new: str, known: Collection[str]) -> None:
    """Refuse a name that nothing has, and one that another thing has."""
    if old not in known:
        raise DstdError(nearest(what, old, known))
    if new in known:
        raise DstdError(f"已经有“{new}”这个{what}，换一个名称。")


def _owner(what: str, old: str, like: str, nodes: Mapping[str, T]) -> tuple[T, str]:
    """Split `DJ401.hold` into what has the code and what is named in it, or refuse a code that nothing has."""
    code, dot, name = old.partition(".")
    if not dot:
        raise DstdError(f"{what}写成 {like} 这样，这里是“{old}”。")
    if code not in nodes:
        raise DstdError(nearest("代号", code, nodes))
    return nodes[code], name


# -- roles and events ------------------------------------------------------------------------------------


def _role(raws: Raws, catalog: Catalog, old: str, new: str) -> Edited:
    _refuse("岗位", old, new, catalog.roles)
    edits = [_name(role, "id", old, new) for role in catalog.vocabulary.roles if role.id == old]
    edits += _followed(uses.of_role(catalog, old), new)
    for sentence, found, group in unknown_post.told(catalog, old):
        if found[group] == old:
            edits.append(Edit.of(sentence.holder, sentence.path, found.span(group), new))
    mentions = tuple(_mentions(catalog, old, edits, catalog.roles))
    return dataclasses.replace(applied(raws, edits), mentions=mentions)


def _event(raws: Raws, catalog: Catalog, old: str, new: str) -> Edited:
    known = {event.name: event for event in catalog.system.events}
    _refuse("事件", old, new, known)
    edits = [_name(known[old], "name", old, new), *_followed(uses.of_event(catalog, old), new)]
    return dataclasses.replace(applied(raws, edits), mentions=tuple(_mentions(catalog, old, edits, known)))


# -- standards, forms and papers: a code or a title -------------------------------------------------------


def _coded(what: str, group: Callable[[Catalog], Mapping[str, Coded]]) -> Renaming:
    def rename(raws: Raws, catalog: Catalog, old: str, new: str) -> Edited:
        nodes = group(catalog)
        titles = {each.title: code for code, each in nodes.items()}
        _refuse(what, old, new, [*nodes, *titles])
        code = titles.get(old, old)
        path = nodes[code].anchor.outline.file.path
        if CODE_IN_TEXT.fullmatch(new):
            _refuse_code(catalog, code, new)
            edits = list(_followed(uses.of_code(catalog, code), new))
            called = PurePosixPath(path).name.replace(code, new, 1)
            made = applied(raws, edits, names={path: str(PurePosixPath(path).with_name(called))})
            note = f"{code} 印在以前的材料上：用过的，在 standards/废止.yaml 登记，别的不再用这个代号。"
            return dataclasses.replace(made, notes=(note,))
        title = nodes[code].title
        edits = [_name(nodes[code], "title", title, new)]
        names = {path: str(PurePosixPath(path).with_name(file_name(code, new)))}
        mentions = tuple(_mentions(catalog, title, edits, titles))
        return dataclasses.replace(applied(raws, edits, names=names), mentions=mentions)

    return rename


def _refuse_code(catalog: Catalog, old: str, new: str) -> None:
    """Refuse a code that belongs, or once belonged, to something else, or that is of another kind or group."""
    if new in {*catalog.standards, *catalog.records, *catalog.papers}:
        raise DstdError(f"已经有 {new}，换一个代号。")
    if new in catalog.withdrawn:
        raise DstdError(f"{new} 是废止了的“{catalog.withdrawn[new].title}”的代号，不再给别的用，换一个。")
    letters, digits = old.rstrip("0123456789"), new.lstrip("DJRW")
    if new != f"{letters}{digits}":
        raise DstdError(f"{old} 的代号以 {letters} 开头，{new} 不是。")
    if old in catalog.standards and digits[0] != old[2]:
        raise DstdError(
            f"{old} 在第{old[2]}组，代号以 DJ{old[2]} 开头；要换组，照 docs/写法.md 先改 group、移动文件。"
        )


# -- inside a standard or a form --------------------------------------------------------------------------


def _step(raws: Raws, catalog: Catalog, old: str, new: str) -> Edited:
    standard, step = _owner("步骤", old, "DJ401.hold", catalog.standards)
    code = standard.code
    new = new.removeprefix(f"{code}.")
    _refuse(f"{code} 的步骤", step, new, standard.steps_by_id)
    edits = [_name(each, "id", step, new) for each in standard.steps if each.id == step]
    for use, _ in uses.of_step(catalog, StepRef(code, step)):
        edits.append(Edit.of(use.holder, use.path, (use.span[1] - len(step), use.span[1]), new))
    return applied(raws, edits)


def _label(raws: Raws, catalog: Catalog, old: str, new: str) -> Edited:
    record, name = _owner("栏目", old, "R201.主题和议题", catalog.records)
    cells = record.cells
    labels = [each.label for each in cells.values()]
    _refuse(f"{record.code} 的栏目", name, new, [*cells, *labels])
    called = [path for path, each in cells.items() if name in {path, each.label}]
    if len(called) > 1:
        paths = "、".join(f"{record.code}.{path}" for path in called)
        raise DstdError(f"{record.code} 有 {len(called)} 处叫“{name}”，写标识：{paths}。")
    cell = cells[called[0]]
    edits = [_name(cell, "label", cell.label, new)]
    mentions: list[Mention] = []
    for owner, sentence, found in unknown_label.named(catalog):
        meant = next((label for label in labels if found[0] in label), None)
        if owner is not record or meant != cell.label or found[0] in new:
            continue
        if labels.count(meant) == 1:
            edits.append(Edit.of(sentence.holder, sentence.path, found.span(), new))
        else:
            mentions.append(_mention(sentence, found))
    return dataclasses.replace(applied(raws, edits), mentions=tuple(mentions))


def _term(raws: Raws, catalog: Catalog, old: str, new: str) -> Edited:
    standard, name = _owner("术语", old, "DJ401.主题党日", catalog.standards)
    code = standard.code
    terms = {key: each for each in standard.terms for key in (each.id, each.term)}
    _refuse(f"{code} 的术语", name, new, terms)
    term = terms[name].term
    edits = [_name(terms[name], "term", term, new)]
    edits += (
        Edit.of(sentence.holder, sentence.path, found.span("title"), new)
        for sentence in sentences(catalog)
        for found in unknown_title.QUOTED_TITLE.finditer(sentence.text)
        if found["code"].replace(" ", "") == code and found["title"] == term
    )
    return dataclasses.replace(applied(raws, edits), mentions=tuple(_mentions(catalog, term, edits)))


RENAMERS: Mapping[str, Renaming] = {
    "role": _role,
    "event": _event,
    "standard": _coded("标准", lambda catalog: catalog.standards),
    "record": _coded("记录表", lambda catalog: catalog.records),
    "paper": _coded("文书", lambda catalog: catalog.papers),
    "step": _step,
    "label": _label,
    "term": _term,
}
"""What can be renamed, and how."""
