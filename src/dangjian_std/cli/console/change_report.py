"""A comparison as a reviewer reads it, and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dangjian_std.changes import subjects
from dangjian_std.changes.change import WORDS_FOR_KINDS, Change, ChangeKind, ChangeSite, counts, summary
from dangjian_std.changes.marks import SWITCHED_MARKS
from dangjian_std.changes.topics import topic
from dangjian_std.cli.console import change_effects
from dangjian_std.cli.console.reporters import spot
from dangjian_std.output.effects import Effects
from dangjian_std.text.characters import visible, width

TERMINAL_COLUMNS = 100
"""Columns of a line; what is longer stands in two."""
HEADING = TERMINAL_COLUMNS // 2
"""Characters of the line that names a clause."""
LONGEST_TEXT_SHOWN = 400
"""Characters of a text that are shown."""
LONGEST_JSON = 2000
NO_REASON_WRITTEN = "没有写"
MOST_CHANGES_LISTED = 5
"""Changes on which no duty hangs that text tells one by one; of more it tells the number, JSON tells each."""


def text(changes: Sequence[Change], old: str, new: str, errors: int = 0, coming: Sequence[str] = ()) -> str:
    """Print what changed: a line that sums up, then file by file, clause by clause; no reader compares seals.

    `coming` are lines that say what the changes come to.
    """
    against = f"{visible(new)} 同 {visible(old)} 比" if new else f"同 {visible(old)} 比"
    closing = f"新版通不过 dstd validate（{errors}个错误）。" if errors else ""
    if not changes:
        return "\n\n".join(filter(None, (f"{against}，没有改动。", closing)))
    blocks = ("\n".join(_subject(own)) for own in subjects.by_subject(changes).values())
    said = summary(changes) or "只改了版本、变更记录或者封签"
    last = "\n  ".join(("影响", *coming)) if coming else ""
    return "\n\n".join(filter(None, (f"{against}：{said}。", *blocks, last, closing)))


def _filed(changes: Sequence[Change]) -> Iterator[str]:
    """Yield the new entries of the history and the version; what was there is told in full."""
    reasons, raised = reasons_of(changes), numbers(changes)
    if reasons:
        yield f"    变更记录：{visible('；'.join(reasons))}" + (f"（{raised}）" if raised else "")
    elif raised:
        yield f"    {raised}"


def numbers(changes: Iterable[Change]) -> str:
    """Say which version of a file became which; nothing where it stayed."""
    version = subjects.version(changes)
    return f"版本 {visible(version.before)}→{visible(version.after)}" if version else ""


def reasons_of(changes: Iterable[Change]) -> list[str]:
    """Return what the entries say that the history of a file has got since."""
    return [each.after.strip() for each in subjects.entries(changes)]


def _apart(changes: Iterable[Change]) -> Iterator[str]:
    """Yield in one line what no reader of duties compares: the layout, samples, what only programs read."""
    counts = Counter(each.aspect for each in changes)
    if counts:
        yield "  文字　只关版面、示例或者机器怎样读，不逐处列出："
        yield "          " + "，".join(f"{visible(aspect)} {count}处" for aspect, count in counts.items())


def _subject(changes: Sequence[Change]) -> Iterator[str]:
    first = next((each for each in changes if not each.old), changes[0])
    title = f"　{visible(first.site.title)}" if first.site.title else ""
    yield f"{visible(first.site.subject)}{title}（{visible(first.place.span.path)}）"
    yield from _filed(changes)
    apart = [each for each in changes if each.apart]
    apart = apart if len(apart) > MOST_CHANGES_LISTED else []
    parts: dict[tuple[str, str], list[Change]] = {}
    for each in changes:
        if not (each.filed and each.after) and each not in apart:
            parts.setdefault((each.site.clause, each.site.item), []).append(each)
    whom = {_affected(own) for own in parts.values()} - {()}
    one = whom.pop() if len(parts) > 1 and len(whom) == 1 else ()
    said, told = set(one), set[tuple[str, ...]]()
    if one:
        yield _concerns(one)
    for part, own in parts.items():
        yield from _part(own)
        affected = _affected(own)
        if not said.issuperset(affected) and affected not in told:
            yield _concerns(affected)
        if not own[0].site.who:
            told.add(affected)
        if part == ("", ""):
            said |= set(affected)
    yield from _apart(apart)


def _part(changes: Sequence[Change]) -> Iterator[str]:
    site = changes[0].site
    who = f"（{site.who}）" if site.who else ""
    if site.clause or site.item:
        yield "  " + visible(brief(_heading(site), HEADING) + who)
    for change in changes:
        yield from _change(change)


def _affected(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return whom changes of duties concern besides who acts."""
    duties = [each.site for each in changes if each.kind is not ChangeKind.WORDING]
    return tuple(dict.fromkeys(role for site in duties for role in site.affected if role != site.who))


def _concerns(roles: Sequence[str]) -> str:
    return f"          涉及：{visible('、'.join(roles))}"


def _change(change: Change) -> Iterator[str]:
    head = f"    {WORDS_FOR_KINDS[change.kind]}　{visible(change.aspect)}"
    where = f"（{'原' if change.old else ''}第{change.place.span.line}行）"
    pieces = list(_pieces(change))
    one = " → ".join(each for _, each in pieces) if len(pieces) == 2 else "".join(map("".join, pieces))  # noqa: PLR2004 was and is
    mark = "　" if len(pieces) == 1 and pieces[0][0] else "："
    line = f"{head}{mark}{one}{where}" if one else f"{head}{where}"
    if "\n" not in one and width(line) <= TERMINAL_COLUMNS:
        yield line
    else:
        yield f"{head}{where}"
        yield from (f"          {line}" for name, each in pieces for line in f"{name}{each}".split("\n"))
    if change.note:
        yield f"          注意：{visible(change.note)}"
    if change.told_why or change.owed:
        yield f"          理由：{visible(change.told_why) or NO_REASON_WRITTEN}"
    if change.site.along:
        yield f"          连带：{'、'.join(change.site.along)}（时间随这一步）"


def _pieces(change: Change) -> Iterator[tuple[str, str]]:
    """Yield what was and what is, each with its word; of a new or lost thing only what its heading leaves out."""
    before, after = (_lines(each) for each in (change.before, change.after))
    whole = change.kind in {ChangeKind.ADDED, ChangeKind.GONE} or change.aspect in SWITCHED_MARKS
    shown = visible(change.site.item) if len(_heading(change.site)) <= HEADING else ""
    if before and after:
        yield from (("原：", before), ("现：", after))
    elif said := (before or after).removeprefix(shown if whole else "").removeprefix("\n"):
        yield "" if whole else "增加：" if after else "去掉：", said


def _lines(said: str) -> str:
    return "\n".join(visible(brief(each, LONGEST_TEXT_SHOWN)) for each in said.split("\n"))


def _heading(site: ChangeSite) -> str:
    return f"{site.clause}　{site.item}".strip("　")


def brief(said: str, most: int) -> str:
    """Return a text, or its beginning where it is longer than so many characters."""
    return said if len(said) <= most else f"{said[: most - 2]}……"


def as_json(changes: Sequence[Change], old: str, new: str, errors: int, effects: Effects | None) -> str:
    """Write the changes as JSON by `schemas/diff.schema.json`; control characters are escaped."""
    numbered = counts(changes)
    result = {
        "old": visible(old),
        "new": visible(new),
        "summary": {kind.value: numbered[kind] for kind in WORDS_FOR_KINDS},
        "errors": errors,
        "reasons": list(_given(changes)),
        "roles": list(map(visible, change_effects.roles(changes))),
        "effects": change_effects.plain(effects),
        "changes": [_plain(each) for each in changes],
    }
    return json.dumps(result, ensure_ascii=False, indent=2)


def _given(changes: Sequence[Change]) -> Iterator[dict[str, Any]]:
    """Yield the reasons that the new entries of the history of each file give."""
    filed: dict[str, list[Change]] = {}
    for each in changes:
        if each.filed:
            filed.setdefault(each.site.subject, []).append(each)
    for subject, own in filed.items():
        if reasons := reasons_of(own):
            yield {
                "subject": visible(subject),
                "reasons": [visible(brief(each, LONGEST_JSON)) for each in reasons],
            }


def _plain(change: Change) -> dict[str, Any]:
    site = change.site
    return {
        "kind": change.kind.value,
        "topic": topic(change).value,
        "subject": visible(site.subject),
        "title": visible(site.title),
        "clause": visible(site.clause),
        "item": visible(brief(site.item, LONGEST_JSON)),
        "key": visible(change.key),
        "aspect": visible(change.aspect),
        "before": visible(brief(change.before.replace("\n", "；"), LONGEST_JSON)),
        "after": visible(brief(change.after.replace("\n", "；"), LONGEST_JSON)),
        "note": visible(change.note),
        "at": visible(change.at),
        "why": visible(change.why),
        "owed": change.owed,
        "who": visible(site.who),
        "affected": list(map(visible, site.affected)),
        "along": list(map(visible, site.along)),
        **spot(change.place),
        "in_old": change.old,
    }
