"""A comparison as a reviewer reads it, and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dangjian_std.changes.change import WORDS, Change, Kind, Site
from dangjian_std.changes.marks import CROSSED
from dangjian_std.cli.console.reporters import spot
from dangjian_std.text.characters import visible, width

COLUMNS = 100
"""Columns of a line; what is longer stands in two."""
HEADING = COLUMNS // 2
"""Characters of the line that names a clause."""
LONGEST = 400
"""Characters of a text that are shown."""
LONGEST_JSON = 2000
NOTHING = "—"


def text(changes: Sequence[Change], old: str, new: str, errors: int = 0) -> str:
    """Print what changed: a line that sums up, then file by file, clause by clause; no reader compares seals."""
    against = f"{visible(new)} 同 {visible(old)} 比" if new else f"同 {visible(old)} 比"
    closing = f"新版通不过 dstd validate（{errors}个错误）。" if errors else ""
    if not changes:
        return "\n\n".join(filter(None, (f"{against}，没有改动。", closing)))
    subjects: dict[str, list[Change]] = {}
    for each in changes:
        if each.key != "seal":
            subjects.setdefault(each.site.subject, []).append(each)
    blocks = ("\n".join(_subject(own)) for own in subjects.values())
    said = summary(changes) or "只改了版本、变更记录或者封签"
    return "\n\n".join(filter(None, (f"{against}：{said}。", *blocks, closing)))


def summary(changes: Iterable[Change]) -> str:
    """Count the changes by their kinds."""
    counts = _counts(changes)
    return "，".join(f"{word} {counts[kind]}" for kind, word in WORDS.items() if counts[kind])


def _counts(changes: Iterable[Change]) -> Counter[Kind]:
    return Counter(each.kind for each in changes if not each.filed)


def _filed(changes: Sequence[Change]) -> Iterator[str]:
    """Yield the version and the new entries of the history in one line; what was there is told in full."""
    version = next((each for each in changes if each.key == "version"), None)
    entries = [visible(each.after) for each in changes if each.key == "history" and each.after]
    numbers = f"{visible(version.before)}→{visible(version.after)}" if version else ""
    if version or entries:
        yield "    " + "：".join(filter(None, (numbers or "变更记录", "；".join(entries))))


def _subject(changes: Sequence[Change]) -> Iterator[str]:
    first = next((each for each in changes if not each.old), changes[0])
    title = f"　{visible(first.site.title)}" if first.site.title else ""
    yield f"{visible(first.site.subject)}{title}（{visible(first.place.span.path)}）"
    filed = [each for each in changes if each.filed and each.after]
    yield from _filed(filed)
    parts: dict[tuple[str, str], list[Change]] = {}
    for each in changes:
        if each in filed:
            continue
        parts.setdefault((each.site.clause, each.site.item), []).append(each)
    whom = {_affected(own) for own in parts.values()} - {()}
    one = whom.pop() if len(parts) > 1 and len(whom) == 1 else ()
    said = set(one)
    if one:
        yield _concerns(one)
    for part, own in parts.items():
        yield from _part(own)
        affected = _affected(own)
        if not said.issuperset(affected):
            yield _concerns(affected)
        if part == ("", ""):
            said |= set(affected)


def _part(changes: Sequence[Change]) -> Iterator[str]:
    site = changes[0].site
    who = f"（{site.who}）" if site.who else ""
    if site.clause or site.item:
        yield "  " + visible(_brief(_heading(site), HEADING) + who)
    for change in changes:
        yield from _change(change)


def _affected(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return whom changes of duties concern besides who acts."""
    duties = [each.site for each in changes if each.kind is not Kind.WORDING]
    return tuple(dict.fromkeys(role for site in duties for role in site.affected if role != site.who))


def _concerns(roles: Sequence[str]) -> str:
    return f"          涉及：{visible('、'.join(roles))}"


def _change(change: Change) -> Iterator[str]:
    head = f"    {WORDS[change.kind]}　{visible(change.aspect)}"
    where = f"（{'原' if change.old else ''}第{change.place.span.line}行）"
    pieces = list(_pieces(change))
    one = " → ".join(each for _, each in pieces) if len(pieces) == 2 else "".join(map("".join, pieces))  # noqa: PLR2004 was and is
    mark = "　" if len(pieces) == 1 and pieces[0][0] else "："
    line = f"{head}{mark}{one}{where}" if one else f"{head}{where}"
    if "\n" not in one and width(line) <= COLUMNS:
        yield line
    else:
        yield f"{head}{where}"
        yield from (f"          {line}" for name, each in pieces for line in f"{name}{each}".split("\n"))
    if change.note:
        yield f"          注意：{visible(change.note)}"
    if change.site.along:
        yield f"          连带：{'、'.join(change.site.along)}（时间随这一步）"


def _pieces(change: Change) -> Iterator[tuple[str, str]]:
    """Yield what was and what is, each with its word; of a new or lost thing only what its heading leaves out."""
    before, after = (_lines(each) for each in (change.before, change.after))
    whole = change.kind in {Kind.ADDED, Kind.GONE} or change.aspect in CROSSED
    shown = visible(change.site.item) if len(_heading(change.site)) <= HEADING else ""
    if before and after:
        yield from (("原：", before), ("现：", after))
    elif said := (before or after).removeprefix(shown if whole else "").removeprefix("\n"):
        yield "" if whole else "增加：" if after else "去掉：", said


def _lines(said: str) -> str:
    return "\n".join(visible(_brief(each, LONGEST)) for each in said.split("\n"))


def _heading(site: Site) -> str:
    return f"{site.clause}　{site.item}".strip("　")


def _brief(said: str, most: int) -> str:
    return said if len(said) <= most else f"{said[: most - 2]}……"


def as_json(changes: Sequence[Change], old: str, new: str, errors: int = 0) -> str:
    """Write the changes as JSON by `schemas/diff.schema.json`; control characters are escaped."""
    counts = _counts(changes)
    result = {
        "old": visible(old),
        "new": visible(new),
        "summary": {kind.value: counts[kind] for kind in WORDS},
        "errors": errors,
        "changes": [_plain(each) for each in changes],
    }
    return json.dumps(result, ensure_ascii=False, indent=2)


def _plain(change: Change) -> dict[str, Any]:
    site = change.site
    return {
        "kind": change.kind.value,
        "subject": visible(site.subject),
        "title": visible(site.title),
        "clause": visible(site.clause),
        "item": visible(_brief(site.item, LONGEST_JSON)),
        "key": visible(change.key),
        "aspect": visible(change.aspect),
        "before": visible(_brief(change.before.replace("\n", "；"), LONGEST_JSON)),
        "after": visible(_brief(change.after.replace("\n", "；"), LONGEST_JSON)),
        "note": visible(change.note),
        "who": visible(site.who),
        "affected": list(map(visible, site.affected)),
        "along": list(map(visible, site.along)),
        **spot(change.place),
        "in_old": change.old,
    }
