"""名单: who belongs to which branch and group, from a local file named on the command line; kept nowhere."""

from __future__ import annotations

import dataclasses
import itertools
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dangjian_std.reading import roster_rows
from dangjian_std.reading.roster_rows import RosterError, SheetRow
from dangjian_std.text.characters import refused

__all__ = ["NOBODY", "Member", "Roster", "RosterError", "lists_people", "misfit", "printable", "read"]

ROSTER_HEADS = ("党支部", "姓名", "党小组", "职务")
"""What a list says of a member, in this order where it has no head; the last two need not be there."""
WORDS_FOR_HEADS = (
    frozenset({"党支部", "支部", "所在支部", "所在党支部", "党支部名称", "支部名称", "所属支部", "所属党支部"}),
    frozenset({"姓名", "党员姓名", "名字"}),
    frozenset({"党小组", "小组", "所在党小组", "党小组名称", "小组名称", "组别"}),
    frozenset({"职务", "党内职务", "支部职务"}),
)
"""What the columns of a head are called, for each of those."""
WORDS_OF_HEAD_LINE = frozenset({"序号", "编号", "党组织", "单位", "部门", "党员", "备注"}).union(*WORDS_FOR_HEADS)
"""Words that no person and no branch is called: a line with one of them is a head."""
BRANCH_COLUMN, NAME_PLACE, GROUP_COLUMN, POST_COLUMN = range(len(ROSTER_HEADS))
LEAST_COLUMNS = 2
"""Columns that a list without a head has at least: branch and name."""
ROSTER_ROWS_TO_HEAD = 30
"""Rows within which a head stands, below a title and what explains the list."""
LONGEST_PERSON_NAME = 30
"""Characters of a name."""
MOST_ROSTER_LINES = 3000
"""Lines of a list: more people than any unit for which this is made."""
PRIVATE_USE_CATEGORY = "Co"
"""Category of characters that somebody made for himself: a rare name may have one, and no face draws it."""
ROSTER_EXAMPLE = f"{','.join(ROSTER_HEADS[:3])}（不分党小组的写 {','.join(ROSTER_HEADS[:2])}）"


@dataclass(frozen=True, slots=True)
class Member:
    """A person on the roster."""

    branch: str
    name: str
    group: str = ""
    line: int = 0
    """Where the list names him."""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of a unit, in the order of the file."""

    members: tuple[Member, ...] = ()
    by_hand: frozenset[str] = frozenset()
    """Names that cannot be printed; their places are left empty."""
    told: tuple[tuple[int, str], ...] = ()
    """What was found in the list that somebody should look at, by line."""

    @property
    def branches(self) -> tuple[str, ...]:
        """Branches in order of first appearance."""
        return tuple(dict.fromkeys(each.branch for each in self.members))

    @property
    def groups(self) -> tuple[tuple[str, str], ...]:
        """Groups, each with its branch, in order of first appearance."""
        return tuple(dict.fromkeys((each.branch, each.group) for each in self.members if each.group))

    def of(self, branch: str, group: str = "") -> tuple[str, ...]:
        """Names of a branch, or of one of its groups, as they are printed."""
        own = (each for each in self.members if each.branch == branch and group in {"", each.group})
        return tuple(self.printed(each.name) for each in own)

    def posts(self, branch: str, group: str = "") -> tuple[str, ...]:
        """Group and post of the same members, as they are printed."""
        own = (each for each in self.members if each.branch == branch and group in {"", each.group})
        return tuple(
            "，".join(filter(None, ("" if group else self.printed(each.group), self.printed(each.post))))
            for each in own
        )

    def printed(self, name: str) -> str:
        """Return a name, or nothing where it has to be written by hand."""
        return "" if name in self.by_hand else name


NOBODY = Roster()


def read(data: bytes) -> Roster:
    """Read a list as Excel and WPS save it: a workbook, or text divided by commas or tabs.

    Raises `RosterError` for a line that cannot be read, and for a list of nobody. A member whose branch is missing
    is left out and told, one who comes twice is told.
    """
    tables = roster_rows.rows(data)
    table, head = next(((each, head) for each in tables if (head := _head(each))), ((tables or ((),))[0], None))
    told: list[tuple[int, str]] = []
    members = tuple(_members(table, head, told))
    if not members:
        raise RosterError(*(told[0] if told else (1, "名单上没有人")))
    return Roster(members, told=tuple(told))


def lists_people(data: bytes) -> bool:
    """Whether a file has a head with names among other columns, and somebody below it. Raises `RosterError`."""
    for rows in roster_rows.tables(data):
        top = list(itertools.islice(rows, ROSTER_ROWS_TO_HEAD))
        heads = (
            at
            for at, row in enumerate(top)
            if WORDS_FOR_HEADS[NAME_PLACE] & {*_words(row)} and len(row.cells) >= LEAST_COLUMNS
        )
        if (head := next(heads, None)) is not None:
            table = (*top, *rows)
            at = next(at for at, word in enumerate(_words(table[head])) if word in WORDS_FOR_HEADS[NAME_PLACE])
            if any(row.cell(at) for row in table[head + 1 :]):
                return True
    return False


def misfit(roster: Roster, branches: int, groups: int) -> str:
    """Say in one sentence why a list does not fit a unit with so many branches and groups; empty where it does.

    A list without groups fits every unit: forms of groups stay without names.
    """
    found = {"党支部": (len(roster.branches), branches)}
    if roster.groups:
        found["党小组"] = (len(roster.groups), groups)
    for what, (listed, wanted) in found.items():
        if listed != wanted:
            return (
                f"名单上有 {listed} 个{what}，单位画像（counts）里是 {wanted} 个；请把名单补齐，或者改画像里的数。"
            )
    return ""


def printable(roster: Roster, missing: Callable[[str], str]) -> tuple[Roster, tuple[tuple[int, str], ...]]:
    """Leave room for each name with a character that cannot be drawn; return all that was found in the list.

    Such a name is told at the line that has it first.
    `missing` returns those characters of a text.
    """
    told: dict[str, tuple[int, str]] = {}
    for each in roster.members:
        for name in (each.branch, each.name, each.group, each.post):
            if name not in told and (chars := missing(name)):
                listed = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in dict.fromkeys(chars))
                told[name] = (each.line, f"随附字体里没有{listed}，印出来留空，请手写“{name}”")
    return dataclasses.replace(roster, by_hand=frozenset(told)), tuple(sorted({*roster.told, *told.values()}))


@dataclass(frozen=True, slots=True)
class RosterHead:
    """The line of a head, and the places of branch, name, group and post in it; -1 for one that is not there."""

    line: int
    places: tuple[int, ...]
    words: tuple[str, ...]


def _head(table: tuple[SheetRow, ...]) -> RosterHead | None:
    """Find the head of a table; there may be a title above it."""
    for row in table[:ROSTER_ROWS_TO_HEAD]:
        words = _words(row)
        places = tuple(
            next((at for at, word in enumerate(words) if word in known), -1) for known in WORDS_FOR_HEADS
        )
        if places[NAME_PLACE] >= 0 and places[BRANCH_COLUMN] >= 0:
            return RosterHead(row.line, places, words)
    return None


def _words(row: SheetRow) -> tuple[str, ...]:
    return tuple("".join(cell.split()) for cell in row.cells)


def _members(
    table: tuple[SheetRow, ...], head: RosterHead | None, told: list[tuple[int, str]]
) -> Iterator[Member]:
    first: dict[tuple[str, str], int] = {}
    for row in table:
        cells = [row.cell(at) for at in (head.places if head else range(len(ROSTER_HEADS)))]
        if head and (row.line <= head.line or _words(row) == head.words):
            if row.line < head.line and len([*filter(None, row.cells)]) >= LEAST_COLUMNS:
                told.append((row.line, "这一行在表头上面，没有用；是名单里的人，移到表头下面"))
            continue
        _require_readable(row, cells, headed=head is not None)
        branch, name, group, post = cells
        if not branch or not name:
            if any(cells) or row.trouble:
                lost = (
                    row.trouble or f"没有写{ROSTER_HEADS[NAME_PLACE] if branch else ROSTER_HEADS[BRANCH_COLUMN]}"
                )
                told.append((row.line, f"{lost}，这一行没有用；补上以后再做一次"))
            continue
        if len(first) >= MOST_ROSTER_LINES:
            raise RosterError(row.line, f"名单超过 {MOST_ROSTER_LINES} 人；分成几个单位，各用各的名单")
        before = first.setdefault((branch, name), row.line)
        if before != row.line:
            told.append((row.line, f"“{name}”在第 {before} 行有了；是一个人的删去一行，同名的在姓名后面注明"))
        yield Member(branch, name, group, row.line, post)


def _refused(char: str) -> bool:
    return bool(refused(char)) and unicodedata.category(char) != PRIVATE_USE_CATEGORY


def _require_readable(row: SheetRow, cells: list[str], *, headed: bool) -> None:
    """Refuse a row from which nothing can be taken for certain."""
    if WORDS_OF_HEAD_LINE & {*(cells[:LEAST_COLUMNS] if headed else _words(row))}:
        raise RosterError(row.line, f"这一行像表头：表头要有党支部、姓名两列，如 {ROSTER_EXAMPLE}，只写一次")
    if row.divided or not (headed or LEAST_COLUMNS <= len(row.cells) <= len(ROSTER_HEADS)):
        raise RosterError(row.line, row.divided or "一行写党支部、姓名，分党小组的再写党小组，用逗号隔开")
    if any(len(cell) > LONGEST_PERSON_NAME or any(map(_refused, cell)) for cell in cells):
        raise RosterError(row.line, f"名称太长（超过 {LONGEST_PERSON_NAME} 个字），或者有不能用的字符")
