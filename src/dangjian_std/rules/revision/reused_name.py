"""标识或者代号给了另一样东西。

为什么
------
别处照标识引用它，填好的电子表照标识读，档案照代号查。标识没有变，东西换了，这些都悄悄指到别的上面，一个错误也不报。

反例
----
    # DJ401
    version: 1.1.0
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 加收集意见建议, reasons: [{at: one-record.text, why: 写在别处}]}
    # DJ401 one-record
    text: 会后应收集党员的意见建议。
    proof: 向党员了解。

正例
----
    # DJ401
    version: 1.1.0
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 加收集意见建议, reasons: [{at: one-record, why: 写在别处}]}
    # DJ401 one-record
    id: opinions
    text: 会后应收集党员的意见建议。
    proof: 向党员了解。

依据
----
本工具的约定：标识、代号定了就不改，见 docs/写法.md。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from dangjian_std.domain.measures import Criterion
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import Field, Record
from dangjian_std.domain.standard import Requirement, Standard, Step
from dangjian_std.rules.gate import Coded, Revision
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS704"
SEVERITY = Severity.ERROR
LEAST_LIKENESS = 0.4
"""From which likeness on a sentence is the old one, reworded."""
LEAST_SHARED_FILE_PARTS = 0.5
"""Share of the parts of a file that are still there if it is the same file."""
NODES: Mapping[type[Node], tuple[str, str, tuple[str, ...], int]] = {
    Step: ("步骤", "what", ("who", "when", "form", "basis"), 2),
    Requirement: ("要求", "text", ("proof", "basis"), 1),
    Criterion: ("检查要点", "statement", ("by_hand", "measure", "kind"), 2),
    Field: ("栏目", "label", ("type", "options", "columns"), 1),
}
"""What is known by an id: what it is, what it says, what else it has, and how much of that is another's."""


def check(revision: Revision) -> Iterator[Problem]:
    """Yield each code and each id under which something else stands than stood."""
    for old, new in revision.kept:
        if not _alike(old.title, new.title) and _share(_parts(old), _parts(new)) < LEAST_SHARED_FILE_PARTS:
            yield Problem(
                place=new.at("code"),
                message=f"{new.code} 原来是《{old.title}》，现在是《{new.title}》，是另一样东西",
                help="用一个没有用过的代号；原来的登记废止",
            )
            continue
        before = {(type(each), _id(each)): each for each in _nodes(old)}
        for each in _nodes(new):
            was = before.get((type(each), _id(each)))
            if was is not None and _another(was, each):
                noun, key, *_ = NODES[type(each)]
                yield Problem(
                    place=each.at("id"),
                    message=f"{noun} {_id(each)} 原来是“{getattr(was, key)}”，现在是“{getattr(each, key)}”，"
                    "是另一样东西",
                    help="新的用新的 id；只改说法的，意思不变就不会报",
                )


def _another(old: Node, new: Node) -> bool:
    """Whether what stands under an id is no longer what stood there."""
    _, key, others, enough = NODES[type(new)]
    different = sum(getattr(old, each) != getattr(new, each) for each in others)
    return different >= enough and not _alike(getattr(old, key), getattr(new, key))


def _nodes(each: Coded) -> Iterator[Node]:
    if isinstance(each, Standard):
        yield from (*each.steps, *each.requirements, *each.criteria)
    elif isinstance(each, Record):
        yield from each.fields


def _id(each: Node) -> str:
    return str(getattr(each, "id", ""))


def _parts(each: Coded) -> frozenset[str]:
    """Return what a file consists of, in its words."""
    if isinstance(each, Standard):
        return frozenset(step.what for step in each.steps)
    if isinstance(each, Record):
        return frozenset(field.label for field in each.fields)
    return frozenset(each.body)


def _share(old: Iterable[str], new: Iterable[str]) -> float:
    before, after = set(old), set(new)
    return len(before & after) / max(len(before), 1)


def _alike(old: str, new: str) -> bool:
    first, second = sorted((old, new))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= LEAST_LIKENESS
