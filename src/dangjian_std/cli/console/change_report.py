"""A comparison as a reviewer reads it, and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dangjian_std.changes.change import WORDS, Change, Kind
from dangjian_std.cli.console.reporters import spot
from dangjian_std.text.characters import visible, width

COLUMNS = 100
"""Columns of a line; what is longer stands in two."""
LONGEST = 400
"""Characters of a text that are shown."""
LONGEST_JSON = 2000
NOTHING = "—"


def text(changes: Sequence[Change], old: str, new: str) -> str:
    """Print what changed: a line that sums up, then file by file, clause by clause."""
    against = f"{visible(new)} 同 {visible(old)} 比" if new else f"同 {visible(old)} 比"
    if not changes:
        return f"{against}，没有改动。"
    subjects: dict[str, list[Change]] = {}
    for each in changes:
        subjects.setdefault(each.site.subject, []).append(each)
    blocks = ("\n".join(_subject(own)) for own in subjects.values())
    return "\n\n".join((f"{against}：{summary(changes)}。", *blocks))


def summary(changes: Iterable[Change]) -> str:
    """Count the changes by their kinds."""
    counts = Counter(each.kind for each in changes)
    return "，".join(f"{word} {counts[kind]}" for kind, word in WORDS.items() if counts[kind])


def _subject(changes: Sequence[Change]) -> Iterator[str]:
    first = next((each for each in changes if not each.old), changes[0])
    title = f"　{visible(first.site.title)}" if first.site.title else ""
    yield f"{visible(first.site.subject)}{title}（{visible(first.place.span.path)}）"
    parts: dict[tuple[str, str], list[Change]] = {}
    for each in changes:
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
        yield "  " + visible(_brief(f"{site.clause}　{site.item}".strip("　"), COLUMNS // 2) + who)
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
    before, after = (visible(_brief(each, LONGEST)) for each in (change.before, change.after))
    whole = change.kind in {Kind.ADDED, Kind.GONE}
    pieces = [
        ("原：", before if after else ""),
        ("现：" if before else "" if whole else "增加：", after),
        ("" if whole else "去掉：", "" if after else before),
    ]
    heading = visible(_brief(change.site.item, LONGEST))
    pieces = [(name, each) for name, each in pieces if each and each != heading]
    one = " → ".join(each for _, each in pieces) if len(pieces) == 2 else "".join(map("".join, pieces))  # noqa: PLR2004 was and is
    mark = "　" if len(pieces) == 1 and pieces[0][0] else "："
    line = f"{head}{mark}{one}{where}" if one else f"{head}{where}"
    if width(line) <= COLUMNS:
        yield line
    else:
        yield f"{head}{where}"
        yield from (f"          {name}{each}" for name, each in pieces)
    if change.note:
        yield f"          注意：{visible(change.note)}"
    if change.site.along:
        yield f"          连带：{'、'.join(change.site.along)}（时间随这一步）"


def _brief(said: str, most: int) -> str:
    return said if len(said) <= most else f"{said[: most - 2]}……"


def as_json(changes: Sequence[Change], old: str, new: str) -> str:
    """Write the changes as JSON by `schemas/diff.schema.json`; control characters are escaped."""
    counts = Counter(each.kind for each in changes)
    result = {
        "old": visible(old),
        "new": visible(new),
        "summary": {kind.value: counts[kind] for kind in WORDS},
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
        "before": visible(_brief(change.before, LONGEST_JSON)),
        "after": visible(_brief(change.after, LONGEST_JSON)),
        "note": visible(change.note),
        "who": visible(site.who),
        "affected": list(map(visible, site.affected)),
        "along": list(map(visible, site.along)),
        **spot(change.place),
        "in_old": change.old,
    }
