"""A list of units, one a row: what unit.yaml would say of each, or why its row says too little."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dangjian_std.domain.unit_sheet import Stance
from dangjian_std.reading import roster_rows, unit_list_heads
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import YAML_ENDINGS, RawSource
from dangjian_std.reading.roster_rows import RosterError
from dangjian_std.reading.unit_cells import SEVERAL_SEPARATOR, TOTALS
from dangjian_std.reading.unit_list_heads import (
    LIMIT_PREFIX,
    REQUIRED_KEYS,
    UNIT_LIST_HEADS,
    UNIT_LIST_ROWS_TO_HEAD,
    Parameters,
)
from dangjian_std.text.errors import DstdError

TEXT_KEYS = ("name", "prefix", "shape", "title", "edition")
LIST_KEYS = ("doubling", "without")
NUMBER_KEYS = ("branches", "groups", "members", "leaders", "year")
MERGEABLE_KEYS = frozenset({"shape", "edition", "year", "title", "doubling", "without", "reason", "limit_reason"})
"""What several units may have in one cell, merged over their rows."""
DOUBLES = re.compile(r"([^由]+)由([^由]+?)兼?任?")
"""Who doubles: 纪检委员由组织委员兼."""
BREAK = re.compile(r"\s*[\r\n]\s*")
"""Where a line was broken within a cell."""
MOST_UNITS = 1000
"""Units of a list."""


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit of a list: its row, its name, what unit.yaml would say of it, and why that cannot be said."""

    line: int
    name: str
    data: Mapping[str, Any]
    trouble: str = ""
    file: str = ""
    """The workbook that says it, where it is not a row of a list."""


def sent(raws: Iterable[RawSource], common: Mapping[str, Any]) -> Iterator[ListedUnit]:
    """Yield the units whose filled workbooks somebody has collected; each has to stand on this very base."""
    from dangjian_std.reading import unit_sources

    for raw in raws:
        if raw.trouble:
            yield ListedUnit(1, "", {}, raw.trouble, raw.path)
            continue
        found = unit_sources.workbook(raw)
        if found.tree is None:
            first = found.diagnostics[0]
            where = first.place.span.where.removeprefix(f"{raw.path}:")
            yield ListedUnit(1, "", {}, f"{where}: {first.message}。建议：{first.help}", raw.path)
            continue
        data, name = found.tree.data, str(found.tree.data["name"])
        if data["base"]["sha256"] != common["base"]["sha256"]:
            yield ListedUnit(1, name, {}, "它的母本不是这一版；用现在的母本做一份空的，请他重填", raw.path)
        else:
            yield ListedUnit(1, name, {**data, "base": common["base"]}, file=raw.path)


def read(
    path: str, data: bytes, common: Mapping[str, Any], parameters: Parameters = MappingProxyType({})
) -> tuple[ListedUnit, ...]:
    """Return the units of a list; `common` is said of each that does not say it itself.

    `parameters` are those of the set, for which a table may have columns.

    Raises `DstdError` for a list that cannot be read at all.
    """
    found = tuple(_tree(path, data) if path.lower().endswith(YAML_ENDINGS) else _table(path, data, parameters))
    if not found:
        raise DstdError(f"{path} 里没有单位。在表头下面一行写一个。")
    if len(found) > MOST_UNITS:
        raise DstdError(f"{path} 里有 {len(found)} 个单位，超过 {MOST_UNITS} 个。请分成几份。")
    return tuple(ListedUnit(each.line, each.name, dict(common) | dict(each.data), each.trouble) for each in found)


# -- YAML ------------------------------------------------------------------------------------------------


def _tree(path: str, data: bytes) -> Iterator[ListedUnit]:
    read_ = parse(RawSource(path, data))
    units = read_.tree.data.get("units") if read_.tree else None
    if read_.tree is None or not isinstance(units, list):
        first = read_.diagnostics[0] if read_.diagnostics else None
        said = f"{first.place.span.where}：{first.message}" if first else f"{path} 里没有 units"
        raise DstdError(f"{said}。写成 units: 下面一个单位一项，键同 unit.yaml。")
    for index, each in enumerate(units):
        line = read_.tree.outline.value(("units", index)).span.line
        name = str(each.get("name", "")) if isinstance(each, dict) else ""
        trouble = "" if name else "没有写 name"
        whole = {} if trouble else each
        if whole and not isinstance(whole.get("branches"), list):
            whole, trouble = _counted(whole)
        yield ListedUnit(line, name, whole, trouble)


# -- tables ----------------------------------------------------------------------------------------------


def _table(path: str, data: bytes, parameters: Parameters) -> Iterator[ListedUnit]:
    try:
        tables = roster_rows.rows(data)
    except RosterError as error:
        raise DstdError(f"{path}:{error.line}：{error}。") from None
    for table in tables:
        for at, row in enumerate(table[:UNIT_LIST_ROWS_TO_HEAD]):
            words = ["".join(cell.split()) for cell in row.cells]
            if set(UNIT_LIST_HEADS["name"]) & set(words):
                keys = unit_list_heads.keys(f"{path}:{row.line}", words, parameters)
                yield from (_row(keys, each) for each in table[at + 1 :] if not _empty(each))
                return
    if divided := next((row for table in tables for row in table[:UNIT_LIST_ROWS_TO_HEAD] if row.divided), None):
        raise DstdError(f"{path}:{divided.line}：{divided.divided}。")
    raise DstdError(
        f"{path} 里找不到表头。写一行：{'、'.join(UNIT_LIST_HEADS[key][0] for key in REQUIRED_KEYS)}。"
    )


def _empty(row: roster_rows.SheetRow) -> bool:
    """Whether nothing stands in a row but what the one above says."""
    return not row.trouble and {at for at, cell in enumerate(row.cells) if cell} <= row.merged


class _RowError(ValueError):
    """Why a row cannot be understood."""


def _row(keys: Sequence[str], row: roster_rows.SheetRow) -> ListedUnit:
    said = {key: row.cell(at) for at, key in enumerate(keys) if key and row.cell(at)}
    said |= {key: BREAK.sub("", said[key]) for key in TEXT_KEYS if key in said}
    name = said.get("name", "")
    try:
        _require_sound(keys, row)
        return ListedUnit(row.line, name, *_counted(_data(said)))
    except _RowError as error:
        return ListedUnit(row.line, name, {}, str(error))


def _require_sound(keys: Sequence[str], row: roster_rows.SheetRow) -> None:
    """Refuse a number that stands in one cell for two units: nobody knows how much of it is whose."""
    if row.trouble:
        raise _RowError(row.trouble)
    shared = [
        keys[at] for at in sorted(row.merged) if at < len(keys) and keys[at] and keys[at] not in MERGEABLE_KEYS
    ]
    if shared:
        words = "、".join(map(unit_list_heads.called, shared))
        raise _RowError(f"{words}的格同上一行合并了，不知道各是多少；取消合并，一行写一个")


def _data(said: Mapping[str, str]) -> dict[str, Any]:
    """Return what unit.yaml would say, but for its branches."""
    if "".join(said.get("name", "").split()) in TOTALS:
        raise _RowError("这一行是合计，不是单位；删去")
    if lost := [UNIT_LIST_HEADS[key][0] for key in REQUIRED_KEYS if key not in said]:
        raise _RowError(f"没有写{'、'.join(lost)}")
    data: dict[str, Any] = {
        key: _number(key, text) if key in NUMBER_KEYS else text
        for key, text in said.items()
        if key not in LIST_KEYS and not unit_list_heads.is_step(key) and not unit_list_heads.is_limit(key)
    }
    reason, why = ({"reason": data.pop(key)} if key in data else {} for key in ("reason", "limit_reason"))
    found = {
        "dates": [_date(key, text) for key, text in said.items() if unit_list_heads.is_step(key)],
        "limits": [
            {"parameter": key.removeprefix(LIMIT_PREFIX), "value": _number(key, text), **why}
            for key, text in said.items()
            if unit_list_heads.is_limit(key)
        ],
        "doubling": [_doubling(text) for text in _parts(said.get("doubling", ""))],
        "adopt": [
            {"standard": code, "stance": str(Stance.LEFT_OUT), **reason}
            for code in _parts(said.get("without", ""))
        ],
    }
    return data | {key: each for key, each in found.items() if each}


def _parts(text: str) -> list[str]:
    return [each for each in SEVERAL_SEPARATOR.split(text) if each]


def _number(key: str, text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise _RowError(f"{unit_list_heads.called(key)}要写成数字，这里是“{text[:20]}”")
    return int(text)


def _date(step: str, text: str) -> dict[str, Any]:
    numbers = [each.removesuffix("日").removesuffix("月") for each in _parts(text)]
    if not numbers or not all(each.isascii() and each.isdecimal() for each in numbers):
        raise _RowError(f"{step} 写成 15 或者 6月、12月 这样，这里是“{text[:20]}”")
    if "月" in text or len(numbers) > 1:
        return {"step": step, "months": [int(each) for each in numbers]}
    return {"step": step, "day": int(numbers[0])}


def _doubling(text: str) -> dict[str, str]:
    if not (found := DOUBLES.fullmatch(text)):
        raise _RowError(f"兼任写成 纪检委员由组织委员兼 这样，这里是“{text[:20]}”")
    return {"role": found[1], "by": found[2]}


def _counted(said: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """Return the same with branches in place of their number: members and groups are shared out among them.

    Nothing that is printed names a branch, or says how many members one has.
    """
    data = dict(said)
    branches, groups, members = (data.pop(key, 0) for key in ("branches", "groups", "members"))
    if not all(isinstance(each, int) for each in (branches, groups, members)):
        return {}, "branches、groups、members 写数字"
    if not 1 <= branches <= members:
        return {}, f"党支部 {branches} 个，党员 {members} 名：至少要有一个党支部，一个党支部至少一名党员"
    shares = [
        (
            _share(members, branches, at),
            [f"第{number + 1}党小组" for number in range(_share(groups, branches, at))],
        )
        for at in range(branches)
    ]
    data["branches"] = [
        {"name": f"第{at}党支部", "members": own, **({"groups": names} if names else {})}
        for at, (own, names) in enumerate(shares, 1)
    ]
    return data, ""


def _share(whole: int, parts: int, at: int) -> int:
    return whole // parts + (at < whole % parts)
