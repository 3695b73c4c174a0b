"""A comparison as a comment below a pull request: what changed in the duties, for whom, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dangjian_std.changes.change import WORDS_FOR_KINDS, Change, ChangeKind, summary
from dangjian_std.changes.losses import is_loss
from dangjian_std.changes.subjects import by_subject
from dangjian_std.changes.topics import NAMES_OF_TOPICS, topic
from dangjian_std.cli.console import change_effects
from dangjian_std.cli.console.change_report import LONGEST_TEXT_SHOWN, brief, numbers, reasons_of
from dangjian_std.cli.console.markdown import escaped, row
from dangjian_std.document.inline import Inline, Line, Marked
from dangjian_std.publications.revision import marked_words

CHANGES_HEADING = "## 改了哪些职责"
CHANGE_TABLE_HEAD = (row("条款", "怎么变", "哪一方面", "原来", "现在", "谁"), row(*["---"] * 6))
ORDER = (
    ChangeKind.WEAKER,
    ChangeKind.GONE,
    ChangeKind.ADDED,
    ChangeKind.STRICTER,
    ChangeKind.CHANGED,
    ChangeKind.MOVED,
)
"""Duties as a reviewer wants to see them: what may be a loss first."""
LOSSES = frozenset({ChangeKind.WEAKER, ChangeKind.GONE})
LONGEST_COMMENT = 60000
"""Characters that a comment may have; GitHub takes 65536."""
NO_REASON_NOTE = "没有写理由"
TRUNCATED_NOTE = "后面还有，这里放不下，请运行 `dstd diff` 看全部。"


def markdown(changes: Sequence[Change], old: str, new: str, errors: int, coming: Iterable[str]) -> str:
    """Write the changes for a reviewer who does not read YAML; `coming` are lines on what they come to."""
    against = f"{escaped(new)} 同 {escaped(old)} 比" if new else f"同 {escaped(old)} 比"
    if not changes:
        blocks = [CHANGES_HEADING, f"{against}，没有改动。"]
    else:
        said = summary(changes) or "只改了版本、变更记录或者封签"
        facts = "\n".join(f"- {escaped(each)}" for each in coming)
        blocks = [CHANGES_HEADING, f"{against}：{said}。", facts, *_subjects(changes)]
    if errors:
        blocks.append(f"新版通不过 `dstd validate`（{errors}个错误）。")
    return "\n\n".join(_fitting(blocks))


def unread(why: str) -> str:
    """Write, in place of a comparison, why there is none."""
    return f"{CHANGES_HEADING}\n\n{escaped(why)}"


def _fitting(blocks: Iterable[str]) -> Iterator[str]:
    """Yield as many blocks as a comment holds, and say so where that is not all."""
    room = LONGEST_COMMENT
    for block in blocks:
        room -= len(block.encode("utf-16-le")) // 2 + 2
        if room < 0:
            yield TRUNCATED_NOTE
            return
        yield block


def _ordered(subjects: Mapping[str, Sequence[Change]]) -> list[tuple[str, Sequence[Change]]]:
    """Return the files: those first that owe a reason, then those in which a duty may be lost."""
    return sorted(
        subjects.items(),
        key=lambda each: (not any(one.owed for one in each[1]), not any(map(_is_loss, each[1]))),
    )


def _is_loss(change: Change) -> bool:
    return change.kind in LOSSES or is_loss(change)


def _subjects(changes: Sequence[Change]) -> Iterator[str]:
    for subject, own in _ordered(by_subject(changes)):
        first = next((each for each in own if not each.old), own[0])
        yield f"### {escaped(f'{subject}　{first.site.title}'.strip('　'))}"
        filed = [each for each in (numbers(own), *(f"变更记录：{each}" for each in reasons_of(own))) if each]
        if filed:
            yield "\n".join(f"- {escaped(each)}" for each in filed)
        duties = [each for each in own if each.kind is not ChangeKind.WORDING and not (each.filed and each.after)]
        if duties:
            ordered = sorted(duties, key=lambda each: (not each.owed, not _is_loss(each), ORDER.index(each.kind)))
            yield "\n".join((*CHANGE_TABLE_HEAD, *map(_row, ordered)))
        words = [each for each in own if each.kind is ChangeKind.WORDING and not each.filed]
        if words:
            table = "\n".join((*CHANGE_TABLE_HEAD, *map(_row, words)))
            yield f"<details><summary>文字 {len(words)}处，不影响职责</summary>\n\n{table}\n\n</details>"


def _row(change: Change) -> str:
    site, about = change.site, NAMES_OF_TOPICS[topic(change)]
    where = f"{site.clause}　{brief(site.item, LONGEST_TEXT_SHOWN // 8)}".strip("　") or "整项"
    aspect = change.aspect if about in {change.aspect, "其他", "编辑性"} else f"{about}：{change.aspect}"
    before, after = map(
        _said, marked_words.sides(*(brief(each, LONGEST_TEXT_SHOWN) for each in (change.before, change.after)))
    )
    note = escaped(f"注意：{change.note}") if change.note else ""
    told = escaped(f"理由：{change.told_why}") if change.told_why else ""
    why = f"**{NO_REASON_NOTE}**" if change.owed else told
    after = ("" if change.after.endswith("。") else "；").join(filter(None, (after, note, why)))
    who = (
        "、".join(site.affected)
        if len(site.affected) <= change_effects.MOST_OUTPUTS_NAMED
        else f"{len(site.affected)}个岗位"
    )
    strong = f"**{WORDS_FOR_KINDS[change.kind]}**" if _is_loss(change) else WORDS_FOR_KINDS[change.kind]
    return row(escaped(where), strong, escaped(aspect), before, after, escaped(site.who or who))


def _said(lines: Sequence[Line]) -> str:
    """Write lines in one cell, with the words struck out that are gone and those underlined that are new."""
    return "；".join("".join(_piece(each) for each in line) for line in lines)


def _piece(piece: Inline) -> str:
    text = piece.text if isinstance(piece, Marked) else str(piece)
    shown = escaped(text)
    before, after = (" " if text[at : at + 1 or None].isspace() and shown else "" for at in (0, -1))
    if isinstance(piece, Marked) and shown:
        tag = "del" if piece.gone else "ins"
        shown = f"<{tag}>{shown}</{tag}>"
    return f"{before}{shown}{after}"
