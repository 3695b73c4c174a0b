"""名单: who belongs to which branch and group, from a local file named on the command line; kept nowhere."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.characters import refused

HEAD = ("党支部", "姓名", "党小组")
"""Columns of a list, as a first line may name them; the last only where there are groups."""
HEADS = frozenset(
    {*HEAD, "支部", "所在支部", "所在党支部", "党组织", "单位", "部门", "名字", "小组", "组别", "序号", "编号"}
)
"""Words that no person and no branch is called: a line with one of them is a head."""
FEWEST, MOST = 2, 3
"""Columns of a line: branch, name, and group where there are groups."""
LONGEST = 30
"""Characters of a name."""


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


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of a unit, in the order of the file."""

    members: tuple[Member, ...] = ()

    @property
    def branches(self) -> tuple[str, ...]:
        """Branches in order of first appearance."""
        return tuple(dict.fromkeys(each.branch for each in self.members))

    @property
    def groups(self) -> tuple[tuple[str, str], ...]:
        """Groups, each with its branch, in order of first appearance."""
        return tuple(dict.fromkeys((each.branch, each.group) for each in self.members if each.group))

    def of(self, branch: str, group: str = "") -> tuple[str, ...]:
        """Names of a branch, or of one of its groups."""
        return tuple(each.name for each in self.members if each.branch == branch and group in {"", each.group})


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


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterError(1, "不是文本文件；在 Excel 或者 WPS 里另存为 CSV 再试")


def _members(text: str) -> Iterator[Member]:
    for number, line in enumerate(text.splitlines(), 1):
        try:
            cells = [cell.strip() for cell in next(csv.reader([line]), [])]
        except csv.Error:
            raise RosterError(number, "这一行太长，不是名单") from None
        while cells and not cells[-1]:
            cells.pop()
        if not cells or (number == 1 and _is_head(cells)):
            continue
        if not FEWEST <= len(cells) <= MOST or not all(cells[:FEWEST]):
            raise RosterError(number, "一行写党支部、姓名，分党小组的再写党小组，用逗号隔开")
        if any(len(cell) > LONGEST or any(map(refused, cell)) for cell in cells):
            raise RosterError(number, f"名称太长（超过 {LONGEST} 个字），或者有不能用的字符")
        yield Member(*cells)


def _is_head(cells: list[str]) -> bool:
    """Whether a first line names the columns; one that names others is refused."""
    if tuple(cells) in {HEAD, HEAD[:FEWEST]}:
        return True
    if HEADS & {*cells}:
        raise RosterError(
            1, f"第一行写 {','.join(HEAD)}（不分党小组的写 {','.join(HEAD[:FEWEST])}），或者不写表头"
        )
    return False
