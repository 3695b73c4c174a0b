"""修订对照表: clause by clause what was, what is and why, for the meeting that decides on a revision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dangjian_std.changes import subjects
from dangjian_std.changes.change import WORDS_FOR_KINDS, Change, ChangeKind, summary
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Band, Block, Cell, Heading, Paragraph, Row, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Column, Line, Marked
from dangjian_std.document.tables import column
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import HistoryEntry
from dangjian_std.publications.revision import marked_words
from dangjian_std.text.characters import visible
from dangjian_std.text.places import Place

COMPARISON_TITLE = "修订对照表"
COMPARISON_COLUMNS = (column("条款", 19), column("修订前", 32), column("修订后", 32), column("理由", 17))
EDITORIAL_COLUMNS = (column("哪一处", 24), column("修订前", 38), column("修订后", 38))
SAME_REASON, SEE_ABOVE = "同上", "见上"
NO_REASON_GIVEN = "没有写理由"
LONGEST_ITEM = 40
"""Characters that name a clause: what it says in full stands in its own columns, or did not change."""
LONGEST_REASONS_BESIDE = 90
"""Characters of the reasons of a file that stand beside its clauses; longer ones stand across the table."""
IDENTIFIER_WORD = "标识"
"""What only programs call a thing by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedSets:
    """Two states of a set, what people call them, and what changed."""

    old: Catalog
    new: Catalog
    was: str
    """The old state in words, as 提交 059ebc2."""
    now: str
    changes: Sequence[Change]
    accepted: Mapping[Place, Sequence[str]] = field(default_factory=dict)
    """Why findings about the change were accepted, by the places where they were found."""
    comes_to: Sequence[str] = ()
    """Lines on what it comes to."""


def compose(revision: ComparedSets) -> Document:
    """Return the table of a revision."""
    system = revision.new.system
    title = f"《{system.title}》{COMPARISON_TITLE}"
    blocks = (Heading(level=0, text=title, anchor="revision"), *_blocks(revision))
    part = Part(id="part-revision", title=COMPARISON_TITLE, head="", folio=Folio.ARABIC, blocks=blocks)
    return Document(
        name=COMPARISON_TITLE, title=title, author=system.issuer, subject=states(revision), parts=(part,)
    )


def states(revision: ComparedSets) -> str:
    """Name both states: the edition of either, and what it is known by."""
    named = ((revision.old, revision.was), (revision.new, revision.now))
    return " → ".join(f"{catalog.system.edition}（{name}）" for catalog, name in named)


def _blocks(revision: ComparedSets) -> Iterator[Block]:
    changes = revision.changes
    yield Paragraph(text=(f"版次：{visible(states(revision))}。",))
    yield Paragraph(text=(f"改动：{summary(changes) or '没有职责上的改动'}。",))
    yield from (Paragraph(text=(f"{visible(each)}。",)) for each in revision.comes_to)
    told = [each for each in changes if _is_told(each)]
    if told:
        legend: Line = (
            "修订前一栏",
            Marked("划去的字", gone=True),
            "删去，修订后一栏",
            Marked("加重并划线的字"),
            f"新写；有一栏是“{NOTHING_MARK}”的，整条新增或者取消，不再划线。",
        )
        yield Paragraph(text=legend)
        yield _table("revision-table", "表1", "职责的修订", COMPARISON_COLUMNS, _rows(revision, told))
    if editorial := [
        each for each in changes if each.kind is ChangeKind.WORDING and not (each.filed or each.apart)
    ]:
        rows = _editorial(editorial)
        number = "表2" if told else "表1"
        yield replace(_table("editorial", number, "编辑性修改，不影响职责", EDITORIAL_COLUMNS, rows), tight=True)
    uncounted = Counter(each.aspect for each in changes if each.apart or _is_inner(each))
    if uncounted:
        said = "，".join(f"{visible(aspect)}{count}处" for aspect, count in uncounted.items())
        yield Paragraph(text=(f"另有只关版面、示例或者程序怎样读的：{said}，不逐处列出。",))


def _is_told(change: Change) -> bool:
    return change.kind is not ChangeKind.WORDING and not (change.filed and change.after) and not _is_inner(change)


def _is_inner(change: Change) -> bool:
    return change.kind is ChangeKind.MOVED and change.aspect == IDENTIFIER_WORD


def _table(anchor: str, label: str, title: str, columns: tuple[Column, ...], rows: Iterator[Row | Band]) -> Table:
    return Table(label=label, title=title, anchor=anchor, columns=columns, rows=tuple(rows))


def _rows(revision: ComparedSets, told: Iterable[Change]) -> Iterator[Row | Band]:
    """Yield the rows file by file, each file under a line that names it."""
    whole = subjects.by_subject(revision.changes)
    for subject, own in subjects.by_subject(told).items():
        yield Band(text=(_head(subject, whole[subject]),))
        reasons = _reasons(revision, subject, own)
        beside = "；".join(reasons)
        if len(beside) > LONGEST_REASONS_BESIDE:
            yield Band(text=(f"理由：{beside}",))
            beside = SEE_ABOVE
        before = reason_before = ""
        for change in own:
            reason = "；".join(map(visible, revision.accepted.get(change.place, ())))
            reason = reason or visible(change.why) or (_history(beside) if change.owed else beside) or NOTHING_MARK
            repeated = reason == reason_before and reason not in {SEE_ABOVE, NOTHING_MARK}
            yield _row(change, SAME_REASON if repeated else reason, first=_clause(change) != before)
            before, reason_before = _clause(change), reason


def _history(beside: str) -> str:
    return f"{NO_REASON_GIVEN}；变更记录：{beside}" if beside else NO_REASON_GIVEN


def _head(subject: str, own: Sequence[Change]) -> str:
    """Name a file by its code, its title and its version."""
    first = next((each for each in own if not each.old), own[0])
    version = subjects.version(own)
    raised = f"版本 {version.before}→{version.after}" if version else ""
    return visible("　".join(filter(None, (subject, first.site.title, raised))))


def _reasons(revision: ComparedSets, subject: str, own: Sequence[Change]) -> list[str]:
    """Return why a file was changed: what its history has got since, and why findings were accepted."""
    found = tuple(entries(revision, subject, own))
    one = len(found) == 1
    said = [
        each.reason or each.change if one else f"{each.version}　{each.reason or each.change}" for each in found
    ]
    rows = {each.place for each in own}
    paths = {each.place.span.path for each in own}
    for place, reasons in revision.accepted.items():
        if place not in rows and place.span.path in paths:
            said += [each for each in reasons if each not in said]
    return list(map(visible, said))


def entries(revision: ComparedSets, subject: str, own: Sequence[Change]) -> Iterator[HistoryEntry]:
    """Yield what the history of a file has got since."""
    new = revision.new.coded.get(subject)
    code = next((each.before for each in own if each.kind is ChangeKind.MOVED and each.after == subject), subject)
    old = revision.old.coded.get(code)
    known = {each.version for each in old.history} if old else set()
    yield from (each for each in (new.history if new else ()) if each.version not in known)


def _row(change: Change, reason: str, *, first: bool) -> Row:
    """Return a row; what stands in a clause is said in the `first` of its rows."""
    before, after = marked_words.sides(visible_lines(change.before), visible_lines(change.after))
    beside = [f"注意：{visible(change.note)}"] if change.note else []
    if change.site.along:
        beside.append(f"连带：{'、'.join(map(visible, change.site.along))}（时间随这一步）")
    where = (_clause(change),) if first else (visible(change.site.clause),) if change.site.clause else ()
    return Row(
        cells=(
            Cell(
                lines=tuple(
                    (each,) for each in (*where, f"{WORDS_FOR_KINDS[change.kind]}　{visible(change.aspect)}")
                )
            ),
            Cell(lines=before or ((NOTHING_MARK,),)),
            Cell(lines=(*(after or ((NOTHING_MARK,),)), *((each,) for each in beside))),
            Cell(lines=((reason,),)),
        )
    )


def _clause(change: Change) -> str:
    site = change.site
    who = f"（{site.who}）" if site.who else ""
    item = "" if site.clause and site.item in {change.before, change.after} else site.item
    item = item if len(item) <= LONGEST_ITEM else f"{item[:LONGEST_ITEM]}……"
    return visible(f"{site.clause}　{item}{who}".strip("　")) or "整项"


def visible_lines(text: str) -> str:
    """Return a text of lines without anything that could mislead its reader."""
    return "\n".join(map(visible, text.split("\n")))


def _editorial(changes: Iterable[Change]) -> Iterator[Row | Band]:
    for subject, own in subjects.by_subject(changes).items():
        yield Band(text=(_head(subject, own),))
        for change in own:
            before, after = marked_words.sides(visible_lines(change.before), visible_lines(change.after))
            where = "　".join(filter(None, (visible(change.site.clause), visible(change.aspect))))
            yield Row(
                cells=(
                    Cell(lines=((where,),)),
                    Cell(lines=before or ((NOTHING_MARK,),)),
                    Cell(lines=after or ((NOTHING_MARK,),)),
                )
            )
