"""What a unit made of the set that it adopted, in words: how it takes each standard, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.composition import wording
from dangjian_std.document.inline import Line
from dangjian_std.domain import comparison
from dangjian_std.domain.adoption import Adoption, Change
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import Verdict
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.unit_sheet import Stance

OWN = "增补"
"""How a unit takes what the set does not have."""
ADDED, LEFT, STRICTER, WEAKER, OTHER = "增加", "不做", "加严", "放宽", "改动"
VERDICTS = {Verdict.STRICTER: STRICTER, Verdict.WEAKER: WEAKER}
CALLED = {"catalog": "整套", "roles": "岗位"}
"""Files that have no code."""
CHOSEN = "单位定的日子"
KEYS = {
    "who": "谁来做",
    "with": "参加",
    "what": "做什么",
    "how": "怎么做",
    "when": "何时",
    "bounds": "界限",
    "local": "自己定的",
    "basis": "依据",
    "text": "要求",
    "proof": "证实方法",
    "label": "栏目名称",
    "title": "名称",
    "scope": "范围",
    "fixed": "固定",
    "minutes": "填写分钟",
}
LISTS = {
    "steps": "步骤",
    "stages": "阶段",
    "requirements": "要求",
    "terms": "术语",
    "criteria": "检查要点",
    "annexes": "附录",
    "fields": "栏目",
    "groups": "组",
    "events": "事件",
    "cases": "专项工作",
    "roles": "岗位",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How the unit takes a standard, and why."""

    code: str
    title: str
    stance: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A change in words."""

    code: str
    where: str
    kind: str
    before: str
    after: str
    reason: str


def taken(catalog: Catalog, adoption: Adoption) -> Iterator[Taken]:
    """Yield how the unit takes every standard of the set, then those of its own, in order of their codes."""
    stated = {each.standard: each for each in adoption.sheet.adopt}
    more = {each.code for each, said in changes(catalog, adoption) if said.kind in {ADDED, STRICTER}}
    for code, title in sorted(adoption.titles.items()):
        entry = stated.get(code)
        stance = Stance.EXTENDED if code in more else Stance.ADOPTED
        if entry and entry.stance is not Stance.ADOPTED:
            stance = entry.stance
        yield Taken(code=code, title=title, stance=str(stance), reason=(entry and entry.reason) or "")
    for code in adoption.own:
        if standard := catalog.standards.get(code):
            yield Taken(code=code, title=standard.title, stance=OWN, reason="")


def changes(catalog: Catalog, adoption: Adoption) -> Iterator[tuple[Change, Said]]:
    """Yield each change, and it in words, file by file."""
    for each in sorted(adoption.changes, key=lambda each: each.code):
        old, new = adoption.before.get(each.code), catalog.standards.get(each.code)
        times = _times(each, old, new) if old and new else None
        said = Said(
            code=CALLED.get(each.code, each.code),
            where=_where(each, new),
            kind=_kind(each, old, new),
            before=times[0] if times else _plain(each.before),
            after=times[1] if times else _plain(each.after),
            reason=each.reason or CHOSEN,
        )
        yield each, said


def _kind(each: Change, old: Standard | None, new: Standard | None) -> str:
    if each.before is None and not each.key.startswith("when"):
        return ADDED
    if each.after is None:
        return LEFT
    before, after = (_step(standard, each.node) for standard in (old, new))
    if before and after and each.key.startswith("when"):
        verdict = comparison.together(found.verdict for found in comparison.times(after.when, before.when))
        return VERDICTS.get(verdict, OTHER)
    return OTHER


def _times(each: Change, old: Standard, new: Standard) -> tuple[str, str] | None:
    """Return a time as it was and as it is."""
    before, after = _step(old, each.node), _step(new, each.node)
    if not before or not after or not each.key.startswith("when"):
        return None
    return _said(old, before), _said(new, after)


def _said(standard: Standard, step: Step) -> str:
    called = {each.id: each.what for each in standard.steps}
    return _text(wording.when(step.when, lambda target: called.get(getattr(target, "step", ""), str(target))))


def _where(each: Change, standard: Standard | None) -> str:
    step = _step(standard, each.node)
    first, *rest = each.key.split(".")
    name = KEYS.get(first) or LISTS.get(first) or first
    if first == "how" and rest:
        name = f"{name}第{rest[0]}项"
    if each.after is None:
        return f"“{step.what}”" if step else each.node
    return f"“{step.what}”的{name}" if step else f"{each.node}的{name}" if each.node and not standard else name


def _step(standard: Standard | None, name: str) -> Step | None:
    return next((each for each in standard.steps if each.id == name), None) if standard else None


def _plain(value: object) -> str:
    """Say a value as it stands in the file; of an item with many keys, what it is called or says."""
    match value:
        case None:
            return ""
        case dict():
            keys = ("what", "text", "term", "label", "title", "name", "statement", "id")
            return next((str(value[key]) for key in keys if key in value), "、".join(map(_plain, value.values())))
        case list():
            return "；".join(map(_plain, value))
        case bool():
            return "是" if value else "否"
        case _:
            return str(value)


def _text(line: Line) -> str:
    return "".join(map(str, line))
