"""征求意见表和意见汇总处理表, as people filled them in: XLSX, DOCX or CSV, read by the heads of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dangjian_std.domain import comments
from dangjian_std.domain.comments import Comment, CommentVerdict
from dangjian_std.reading import roster_rows, word_tables
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem
from dangjian_std.text.places import Place, Span

ADDRESS_HEAD, _, _, COMMENT_HEAD, REASON_HEAD, UNIT_HEAD, VERDICT_HEAD, VERDICT_REASON_HEAD = (
    comments.COMMENT_HEADS
)
REQUIRED_COMMENT_HEADS = frozenset({ADDRESS_HEAD, COMMENT_HEAD})
"""Heads without which a table is none of comments."""
CLAUSE_ADDRESS = re.compile(r"[A-Z]{1,4}[0-9]{3}(\.[a-z][a-z0-9-]*)?")
VERDICTS = {each.value: each for each in CommentVerdict}
Cells = tuple[int, tuple[str, ...]]
"""A row: its number, counted from 1, and the text of its cells."""


def read(path: str, data: bytes) -> tuple[tuple[Comment, ...], tuple[Diagnostic, ...]]:
    """Return what a file says, and what in it could not be taken."""
    found: list[Problem] = []
    try:
        tables = list(_tables(path, data))
    except (word_tables.WordError, roster_rows.RosterError) as error:
        line = getattr(error, "line", 1)
        problem = Problem(place=Place(Span(path, line)), message=str(error).rstrip("。"), help="改好再交")
        return (), (ds0.UNREADABLE_FILE.diagnose(problem),)
    said = tuple(each for table in tables for each in _comments(path, table, found))
    if not any(_heads(row) for table in tables for _, row in table):
        message = f"没有“{ADDRESS_HEAD}”“{COMMENT_HEAD}”两栏，不是征求意见表"
        found.append(Problem(place=Place(Span(path)), message=message, help="用 dstd comments form 做的表来填"))
    return said, tuple(map(ds0.WRONG_VALUE.diagnose, found))


def _tables(path: str, data: bytes) -> Iterator[list[Cells]]:
    if path.lower().endswith(".docx"):
        yield from (list(enumerate(table, 1)) for table in word_tables.tables(data))
    else:
        yield from ([(row.line, row.cells) for row in table] for table in roster_rows.rows(data))


def _heads(row: Sequence[str]) -> Mapping[str, int]:
    """Return the column of each head, if this row is the head of a table of comments."""
    found = {"".join(text.split()): number for number, text in reversed(list(enumerate(row)))}
    return (
        {head: found[head] for head in comments.COMMENT_HEADS if head in found}
        if found.keys() >= REQUIRED_COMMENT_HEADS
        else {}
    )


def _comments(path: str, table: Sequence[Cells], found: list[Problem]) -> Iterator[Comment]:
    """Yield the comments of a table; whose they are stands in its first line, or in each."""
    heads: Mapping[str, int] = {}
    unit, unit_line = "", 0
    for line, row in table:
        if again := _heads(row):
            heads = again
            continue
        if not heads:
            continue

        def cell(head: str, row: Sequence[str] = row, heads: Mapping[str, int] = heads) -> str:
            number = heads.get(head, len(row))
            return row[number] if number < len(row) else ""

        at, said = cell(ADDRESS_HEAD), cell(COMMENT_HEAD)
        place = Place(Span(path, line))
        if at == comments.UNIT_NAME_HEAD:
            unit, unit_line = said, line
        elif said and not CLAUSE_ADDRESS.fullmatch(at):
            message = f"这一行的“{ADDRESS_HEAD}”是“{at}”，不知道说的是哪一条"
            found.append(Problem(place=place, message=message, help=f"照发下去的表写，“{ADDRESS_HEAD}”一栏不要改"))
        elif said:
            whose, verdict = cell(UNIT_HEAD) or unit, cell(VERDICT_HEAD)
            if not whose:
                message = "没有写提出单位"
                help_ = f"在“{comments.UNIT_NAME_HEAD}”那一行写上单位名称"
                found.append(Problem(place=Place(Span(path, unit_line or line)), message=message, help=help_))
                continue
            if verdict and verdict not in VERDICTS:
                message = f"“{VERDICT_HEAD}”写的是“{verdict}”"
                found.append(Problem(place=place, message=message, help=f"只写：{'、'.join(VERDICTS)}"))
            yield Comment(
                at=at,
                said=said,
                reason=cell(REASON_HEAD),
                unit=whose,
                verdict=VERDICTS.get(verdict),
                why=cell(VERDICT_REASON_HEAD),
                span=place.span,
            )
