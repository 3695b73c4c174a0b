"""What a change comes to, in words and as JSON: burden, roles, outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dangjian_std.changes.change import Change, ChangeKind
from dangjian_std.output.effects import Effects, Load, Reach
from dangjian_std.text.characters import visible

NOT_COMPARABLE_NOTE = "两版里有一版照现在的规则有错误，没有算负担和成品。"
MOST_OUTPUTS_NAMED = 6
"""Outputs of one publication that are named; of more only the number is told."""


def lines(changes: Iterable[Change], effects: Effects | None) -> Iterator[str]:
    """Yield what a reviewer asks next: whom it concerns, how much more is filled in, what is printed anew."""
    if found := roles(changes):
        yield f"岗位：{visible('、'.join(found))}"
    if effects is None:
        yield NOT_COMPARABLE_NOTE
        return
    yield f"填表负担：{visible('；'.join(_loads(effects)) or '没有变')}"
    printed = "；".join(filter(None, map(_reach, effects.outputs)))
    yield f"成品：{visible(printed or '没有要重做的')}"


def roles(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return whom the changes of duties concern."""
    duties = (each.site for each in changes if each.kind is not ChangeKind.WORDING and not each.filed)
    return tuple(dict.fromkeys(role for site in duties for role in site.affected))


def _loads(effects: Effects) -> Iterator[str]:
    """Say each number that is another one, by the shape of unit."""
    for name, (old, new) in effects.loads.items():
        if old != new:
            yield f"{name}一年" + "，".join(_numbers(old, new))


def _numbers(old: Load, new: Load) -> Iterator[str]:
    for noun, was, now in (
        ("填", f"{old.filings}份", f"{new.filings}份"),
        ("签名", f"{old.signatures}处", f"{new.signatures}处"),
        ("用", f"{old.minutes}分钟", f"{new.minutes}分钟"),
    ):
        if was != now:
            yield f"{noun}{was}→{now}"


def _reach(reach: Reach) -> str:
    words = (("", reach.changed), ("新增", reach.added), ("不再有", reach.gone))
    said = "，".join(f"{word}{_names(names)}" for word, names in words if names)
    return f"{reach.publication}（{said}）"


def _names(names: Sequence[str]) -> str:
    return "、".join(names) if len(names) <= MOST_OUTPUTS_NAMED else f"{len(names)}份"


def plain(effects: Effects | None) -> dict[str, Any]:
    """Return the effects as JSON has them."""
    counted = effects is not None
    effects = effects or Effects()
    return {
        "counted": counted,
        "burden": [
            {"profile": visible(name), "before": _load(old), "after": _load(new)}
            for name, (old, new) in effects.loads.items()
        ],
        "outputs": [
            {
                "publication": visible(each.publication),
                "changed": list(map(visible, each.changed)),
                "added": list(map(visible, each.added)),
                "gone": list(map(visible, each.gone)),
            }
            for each in effects.outputs
        ],
    }


def _load(load: Load) -> dict[str, int]:
    return {"filings": load.filings, "signatures": load.signatures, "minutes": load.minutes}
