"""放宽、取消或者换了人，变更记录没有写那一处的理由。

为什么
------
改松一处，一个字就够，没有人看得出是有意还是写错。写了理由，审的人才能判断；三年以后也知道当时为什么。一处一句：一处有理由，不管别处。
松了还是严了，同条文的下限用同一个比法。删去一句做法、一条要求，换了责任人、参加的人、签名的人，也要理由；一句话改了说法、并进另一句的，不算删去。
整个阶段取消的，写一句管它里面的各步。少填一栏、少发一件文书、少留一样材料是减负，不要理由；少一处签名、盖章，一步不再写依据，要理由。

反例
----
    # DJ401
    version: 1.1.0
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 改通知的时间}
    # DJ401 notify.when
    at_least_workdays: 1

正例
----
    # DJ401
    version: 1.1.0
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 改通知的时间, reasons: [{at: notify.when, why: 同在一处上班}]}
    # DJ401 notify.when
    at_least_workdays: 1

依据
----
本工具的约定：见 docs/写法.md“改标准”。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dangjian_std.changes.change import Change, ChangeKind
from dangjian_std.changes.losses import SENTENCE_LOST, is_handed_over
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Requirement, Standard, Step
from dangjian_std.rules.gate import Coded, Revision, ask_for_reason, mark
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Path, Place

CODE = "DS705"
SEVERITY = Severity.ERROR
LONGEST_QUOTATION = 60
"""Characters of what was and what is that a message repeats."""


def check(revision: Revision) -> Iterator[Problem]:
    """Yield each duty that asks for less, of somebody else, or is gone, where no new history says why.

    What was taken out with the whole that held it is said of the whole.
    """
    for _, new in revision.kept:
        bare = _bare(new)
        for change in revision.of(new.code):
            duty = _duty(change.place.path)
            unfounded = change.key == "basis" and not change.after and duty in bare
            bare -= {duty} if unfounded else set()  # of several articles that are gone one is enough to say
            if change.owed or (unfounded and not change.why):
                yield Problem(
                    place=_place(new, change),
                    message=f"{_said(change)}{'，不再有依据' if unfounded else ''}，变更记录没有写理由",
                    help=ask_for_reason(change.at),
                    about=change.known_by,
                )


def settled(new: Catalog, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes; those that the office agreed to let stand owe no reason any more, and have its own."""
    listed = new.acceptances.accepted if new.acceptances else ()
    agreed = {each.finding: each.reason for each in listed if each.rule == CODE}
    for each in changes:
        found = mark(CODE, Problem(place=each.place, message="", about=each.known_by)) if agreed else ""
        yield replace(each, why=f"{agreed[found]}（已接受）", owed=False) if found in agreed else each


def _bare(new: Coded) -> frozenset[Path]:
    """Return where a standard has a step or a requirement that rests on nothing."""
    duties: list[Step | Requirement] = [*new.steps, *new.requirements] if isinstance(new, Standard) else []
    return frozenset(each.anchor.path for each in duties if not each.basis)


def _duty(path: Path) -> Path:
    """Return the step or the requirement that a path leads into."""
    return path[:4] if path[:1] == ("stages",) else path[:2]


def _place(new: Coded, change: Change) -> Place:
    """Return where a change stands; what is gone, where it stood: at what comes there now, or at its list."""
    if not change.old:
        return change.place
    known, (*holder, last) = new.anchor.outline.values, change.place.path or ("",)
    places = [(*holder, number) for number in range(last, -1, -1)] if isinstance(last, int) else []
    place = next((each for each in (*places, tuple(holder)) if each and each in known), ("version",))
    return new.at(*place)


def _said(change: Change) -> str:
    item = f"“{_brief(change.site.item)}”" if change.site.item else change.site.clause or change.site.subject
    if change.kind is ChangeKind.GONE:
        if change.key and not (change.old or change.after):  # a sentence, of what is still there
            return f"{item}的{change.aspect}删去了：{_brief(change.before.removesuffix('。'))}"
        return f"取消了{change.aspect}{item}" if change.site.item else f"取消了{item}"
    if SENTENCE_LOST in change.note:
        return f"{item}的{change.aspect}{change.note}"
    weaker, replaced = change.kind is ChangeKind.WEAKER, is_handed_over(change)
    verb = "放宽了" if weaker else "换了" if replaced else "不再同条文比较"
    states = " → ".join(_brief(said) or "没有" for said in (change.before, change.after))
    return f"{item}的{change.aspect}{verb}：{states}"


def _brief(said: str) -> str:
    line = said.replace("\n", "；")
    return line if len(line) <= LONGEST_QUOTATION else f"{line[:LONGEST_QUOTATION]}……"
