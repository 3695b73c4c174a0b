"""名单: who belongs to which branch and group, from a local file named on the command line; kept nowhere."""

from __future__ import annotations

import codecs
import csv
import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dangjian_std.text.characters import refused

HEAD = ("党支部", "姓名", "党小组")
"""Columns of a list, as a first line may name them; the last only where there are groups."""
HEADS = frozenset(
    {*HEAD, "支部", "所在支部", "所在党支部", "党组织", "单位", "部门", "名字", "小组", "组别", "序号", "编号"}
    | {"党支部名称", "支部名称", "党员姓名", "党员", "党小组名称", "小组名称", "所在党小组"}
)
"""Words that no person and no branch is called: a line with one of them is a head."""
FEWEST, MOST = 2, 3
"""Columns of a line: branch, name, and group where there are groups."""
LONGEST = 30
"""Characters of a name."""
LARGEST = 3000
"""Lines of a list: more people than any unit for which this is made."""
SEPARATORS = {"，": "全角逗号", "、": "顿号", "；": "分号", ";": "分号", "\t": "制表符"}
"""What divides a line in place of a comma."""
OWN = "Co"
"""Category of characters that somebody made for himself: a rare name may have one, and no face draws it."""


class RosterError(ValueError):
    """A line of a roster that cannot be read: its number, counted from 1, and what to do about it."""

    def __init__(self, line: int, message: str) -> None:
        """Keep the line beside the message."""
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Member:
    """A person on the roster."""

    branch: str
    name: str
    group: str = ""
    line: int = 0
    """Where the list names him."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of a unit, in the order of the file."""

    members: tuple[Member, ...] = ()
    by_hand: frozenset[str] = frozenset()
    """Names that cannot be printed; their places are left empty."""

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

    def printed(self, name: str) -> str:
        """Return a name, or nothing where it has to be written by hand."""
        return "" if name in self.by_hand else name


NOBODY = Roster()


def read(data: bytes) -> Roster:
    """Read a CSV file as Excel and WPS save it (UTF-8 or GB18030): 党支部, 姓名, 党小组.

    Raises `RosterError` for a line that is none of these, and for a list of nobody.
    """
    members = tuple(_members(_text(data)))
    if not members:
        raise RosterError(1, "名单上没有人")
    return Roster(members)


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
    """Leave room for each name with a character that cannot be drawn, and say so at the line that has it first.

    `missing` returns those characters of a text.
    """
    told: dict[str, tuple[int, str]] = {}
    for each in roster.members:
        for name in (each.branch, each.name, each.group):
            if name not in told and (chars := missing(name)):
                listed = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in dict.fromkeys(chars))
                told[name] = (each.line, f"随附字体里没有{listed}，印出来留空，请手写“{name}”")
    return dataclasses.replace(roster, by_hand=frozenset(told)), tuple(told.values())


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:LONGEST]:
        raise RosterError(1, "文件是 UTF-16 编码（Unicode 文本）；另存为“CSV UTF-8（逗号分隔）”再试")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterError(1, "不是文本文件；在 Excel 或者 WPS 里另存为 CSV 再试")


def _members(text: str) -> Iterator[Member]:
    first, found = True, 0
    for number, line in enumerate(re.split("\r\n|\r|\n", text), 1):
        cells = _cells(line, number)
        if not any(cells):
            continue
        head = _is_head(cells, number, first=first)
        first = False
        if head:
            continue
        if not FEWEST <= len(cells) <= MOST or not all(cells[:FEWEST]):
            raise RosterError(number, _malformed(line))
        if any(len(cell) > LONGEST or any(map(_refused, cell)) for cell in cells):
            raise RosterError(number, f"名称太长（超过 {LONGEST} 个字），或者有不能用的字符")
        found += 1
        if found > LARGEST:
            raise RosterError(number, f"名单超过 {LARGEST} 人；分成几个单位，各用各的名单")
        branch, name, group = (*cells, "")[:MOST]
        yield Member(branch, name, group, number)


def _cells(line: str, number: int) -> list[str]:
    try:
        cells = [cell.strip() for cell in next(csv.reader([line]), [])]
    except csv.Error:
        raise RosterError(number, "这一行太长，不是名单") from None
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _malformed(line: str) -> str:
    """Say what is wrong with a line that has too few or too many cells."""
    if "," not in line:
        for mark, name in SEPARATORS.items():
            if mark in line:
                return f"这一行用{name}隔开，要用半角逗号“,”"
    return "一行写党支部、姓名，分党小组的再写党小组，用逗号隔开"


def _refused(char: str) -> bool:
    return bool(refused(char)) and unicodedata.category(char) != OWN


def _is_head(cells: list[str], number: int, *, first: bool) -> bool:
    """Whether a line names the columns: the first that is not empty may. One that names others is refused."""
    words = tuple("".join(cell.split()) for cell in cells)
    columns = f"{','.join(HEAD)}（不分党小组的写 {','.join(HEAD[:FEWEST])}）"
    if words in {HEAD, HEAD[:FEWEST]}:
        if first:
            return True
        raise RosterError(number, "表头只写一次，写在名单的第一行；这一行删去")
    if HEADS & {*(words if first else words[:FEWEST])}:
        raise RosterError(number, f"这一行像表头：表头写 {columns}，放在第一行，或者不写表头")
    return False
