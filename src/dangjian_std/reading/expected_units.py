"""The names of the units of which something is expected: a list as XLSX, CSV or YAML, or one name a line."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.reading import roster_rows
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import YAML_ENDINGS, RawSource
from dangjian_std.reading.roster_rows import RosterError, SheetRow
from dangjian_std.reading.unit_list_heads import UNIT_LIST_HEADS, UNIT_LIST_ROWS_TO_HEAD
from dangjian_std.text.errors import DstdError


def names(path: str, data: bytes) -> tuple[str, ...]:
    """Return the names in the order of the list. Raises `DstdError` for a list that says none, or one twice."""
    found = list(_written(path, data) if path.lower().endswith(YAML_ENDINGS) else _listed(path, data))
    if not found:
        raise DstdError(f"{path} 里没有单位。一行写一个单位名称，或者用做成品包的那份清单。")
    if twice := next((name for name in found if found.count(name) > 1), ""):
        raise DstdError(f"{path} 里“{twice}”写了两次，留下一次。")
    return tuple(found)


def _written(path: str, data: bytes) -> Iterator[str]:
    tree = parse(RawSource(path, data)).tree
    units = tree.data.get("units") if tree and isinstance(tree.data, dict) else None
    if not isinstance(units, list):
        raise DstdError(f"{path} 里没有 units。写成 units: 下面一个单位一项。")
    for each in units:
        name = each.get("name") if isinstance(each, dict) else each
        if not isinstance(name, str) or not name.strip():
            raise DstdError(f"{path} 里有一项没有写 name。")
        yield name.strip()


def _listed(path: str, data: bytes) -> Iterator[str]:
    try:
        tables = roster_rows.rows(data)
    except RosterError as error:
        raise DstdError(f"{path}:{error.line}：{error}。") from None
    for table in tables:
        start, column = _head(table)
        found = [name for row in table[start:] if (name := row.cell(column))]
        yield from found
        if found:
            return


def _head(table: tuple[SheetRow, ...]) -> tuple[int, int]:
    """Return the first row of a table below its head, and the column of the names; both 0 without a head."""
    for at, row in enumerate(table[:UNIT_LIST_ROWS_TO_HEAD]):
        words = ["".join(cell.split()) for cell in row.cells]
        for name in UNIT_LIST_HEADS["name"]:
            if name in words:
                return at + 1, words.index(name)
    return 0, 0
