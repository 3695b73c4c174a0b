"""A step or a form gets another place, and everything that names it follows."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import texts
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.editing import uses
from dangjian_std.editing.edits import Edit, Edited, applied
from dangjian_std.reading.migrations import File
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.yaml_editing import items
from dangjian_std.rules.prose import sentences
from dangjian_std.rules.wording import unknown_title
from dangjian_std.text.errors import DstdError
from dangjian_std.text.spelling import nearest


@dataclass(frozen=True, slots=True)
class Beside:
    """The step that another one comes to stand before or behind."""

    step: str
    after: bool


def form(raws: Iterable[RawSource], catalog: Catalog, code: str, home: str) -> Edited:
    """Move a form or a paper to another standard: that is where it is printed."""
    nodes: dict[str, Record | Paper] = {**catalog.records, **catalog.papers}
    if code not in nodes:
        raise DstdError(nearest("记录表、文书", code, nodes))
    if home not in catalog.standards:
        raise DstdError(nearest("标准", home, catalog.standards))
    if nodes[code].home == home:
        raise DstdError(f"{code} 已经印在 {home} 后面。")
    return applied(raws, [Edit.of(nodes[code], ("home",), (0, len(nodes[code].home)), home)])


def step(raws: Iterable[RawSource], catalog: Catalog, name: str, beside: Beside) -> Edited:
    """Move a step before or behind another one, of its own standard or of another."""
    source, moving = _step(catalog, name)
    target, mark = _step(catalog, beside.step)
    if moving is mark:
        raise DstdError(f"{name} 不能挪到自己的前面或者后面。")
    stage = next(each for each in source.stages if moving in each.steps)
    if len(stage.steps) == 1:
        raise DstdError(
            f"阶段“{stage.title}”里只有 {name} 这一步，挪走就空了。先在这个阶段里加一步，或者删去这个阶段。"
        )
    if source is not target:
        _refuse_set_by_units(source, moving)
    raws = tuple(raws)
    edits = list(_followed(catalog, source, moving, target)) if source is not target else []
    edited = applied(raws, edits)
    files = {file.old.path: file.new for file in edited.changed}
    current = {raw.path: files.get(raw.path, raw) for raw in raws}
    paths = [each.anchor.outline.file.path for each in (source, target)]
    new = items.moved(
        current[paths[0]], moving.anchor.path, current[paths[1]], mark.anchor.path, after=beside.after
    )
    current |= {raw.path: raw for raw in new}
    said = {file.old.path: file.said for file in edited.changed}
    changed = tuple(
        File(raw, current[raw.path], said.get(raw.path, ())) for raw in raws if current[raw.path] != raw
    )
    return dataclasses.replace(edited, changed=changed)


def _step(catalog: Catalog, name: str) -> tuple[Standard, Step]:
    code, dot, step_ = name.partition(".")
    if not dot:
        raise DstdError(f"步骤写成 DJ401.hold 这样，这里是“{name}”。")
    if code not in catalog.standards:
        raise DstdError(nearest("标准", code, catalog.standards))
    standard = catalog.standards[code]
    if step_ not in standard.steps_by_id:
        raise DstdError(nearest(f"{code} 的步骤", step_, standard.steps_by_id))
    return standard, standard.steps_by_id[step_]


def _refuse_set_by_units(source: Standard, moving: Step) -> None:
    """Refuse to take a step from the standard whose parameters name numbers or sentences of it."""
    for each in source.parameters:
        if any(address.partition(".")[0] == moving.id for address in (*each.at_, *each.said)):
            raise DstdError(
                f"{source.code} 准许单位定的时限“{each.title}”（parameters 的 {each.id}）写着 {moving.id}。"
                f"先在 {source.code} 里删去这一项或者改它的地址，再挪；挪过去还要准许单位定的，在那边另写。"
            )


def _followed(catalog: Catalog, source: Standard, moving: Step, target: Standard) -> Iterator[Edit]:
    """Yield what names a step that goes to another standard, what it names, and the forms that go with it."""
    own = moving.anchor.path
    for use, home in uses.of_step(catalog, StepRef(source.code, moving.id)):
        inside = home == source.code and use.holder.anchor.path[: len(own)] == own
        short = home == target.code or inside
        yield Edit.of(use.holder, use.path, use.span, moving.id if short else f"{target.code}.{moving.id}")
    for holder, path, text in texts(moving):
        ref = uses.step_named(holder, path)
        if ref and (other := ref.qualified(source.code)) != StepRef(source.code, moving.id):
            word = other.step if other.standard == target.code else str(other)
            yield Edit.of(holder, path, (0, len(text)), word)
    yield from _titles(catalog, source, moving, target)
    rest = {
        code
        for each in source.steps
        if each is not moving
        for code in (each.opens, each.record, each.into, *each.papers)
    }
    for code in {moving.opens, moving.record, *moving.papers} - rest - {None}:
        taken = catalog.records.get(str(code)) or catalog.papers.get(str(code))
        if taken and taken.home == source.code:
            yield Edit.of(taken, ("home",), (0, len(taken.home)), target.code)


def _titles(catalog: Catalog, source: Standard, moving: Step, target: Standard) -> Iterator[Edit]:
    """Yield the code before each quoted title of a step that moves."""
    titles = [*unknown_title.titles(source)]
    for sentence in sentences(catalog):
        for found in unknown_title.QUOTED_TITLE.finditer(sentence.text):
            named = next((title for title in titles if found["title"] in title), "")
            if found["code"].replace(" ", "") == source.code and named == moving.what:
                yield Edit.of(sentence.holder, sentence.path, found.span("code"), target.code)
