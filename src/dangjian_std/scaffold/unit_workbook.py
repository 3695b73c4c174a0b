"""单位.xlsx and unit.yaml of a unit: each made of what the other says, or 单位.xlsx made to be filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from dangjian_std.document.inline import InputKind
from dangjian_std.document.sheets_to_fill import CellInput, FillCell, FillSheet
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.roles import organs_in_words
from dangjian_std.domain.vocabulary import RoleKind
from dangjian_std.reading.project import UNIT_SHEET, UNIT_WORKBOOK
from dangjian_std.reading.unit_cells import SEVERAL_SEPARATOR
from dangjian_std.reading.unit_columns import YES_WORD, Head, UnitWorksheet
from dangjian_std.reading.unit_heads import UNIT_WORKSHEETS
from dangjian_std.reading.unit_sources import GENERATED_FROM
from dangjian_std.reading.yaml_editing.layout import entry
from dangjian_std.renderers.xlsx import fill_writer
from dangjian_std.scaffold import limits, new_unit
from dangjian_std.text.errors import DstdError

SPARE_ROWS = 20
"""Empty rows below those that are filled in."""
EMPTY_CELL_LINES = 3
"""Lines of an empty cell that takes several."""
Data = Mapping[str, Any]
Options = Mapping[str, tuple[str, ...]]
Cells = tuple[FillCell, ...]


def workbook(data: Data, catalog: Catalog, *, made: bool) -> bytes:
    """Return the workbook with what is said of a unit; `made` marks that unit.yaml is its source."""
    sheets = [_sheet(title, page, data, catalog) for title, page in UNIT_WORKSHEETS.items()]
    if made:
        mark = f"{GENERATED_FROM.format(UNIT_SHEET)}，不要在这里改；要改的改那里，再运行 dstd sheet。"
        first = sheets[0]
        sheets[0] = FillSheet(
            name=first.name,
            title=first.title,
            notes=(mark, *first.notes),
            heads=first.heads,
            widths=first.widths,
            rows=first.rows,
        )
    return fill_writer.render("单位表", sheets)


def text(data: Data) -> str:
    """Return unit.yaml with what the workbook says."""
    mark = f"# {GENERATED_FROM.format(UNIT_WORKBOOK)}，不要在这里改；要改的改那里，再运行 dstd sheet。"
    return "\n".join((mark, *(entry(key, value, 0) for key, value in data.items()), ""))


def twin(source: str, data: Data, catalog: Catalog) -> tuple[str, bytes]:
    """Return the name and the bytes of the other one of the two, made of what the source says."""
    if source == UNIT_WORKBOOK:
        return UNIT_SHEET, text(data).encode()
    return UNIT_WORKBOOK, workbook(data, catalog, made=True)


def _sheet(title: str, page: UnitWorksheet, data: Data, catalog: Catalog) -> FillSheet:
    posts = tuple(each.id for each in catalog.vocabulary.roles if each.kind is RoleKind.POST)
    options = {
        "shape": tuple(catalog.profiles),
        "role": posts,
        "by": posts,
        "group": catalog.system.groups,
        "who": tuple(each.id for each in catalog.vocabulary.roles),
        "event": tuple(each.name for each in catalog.system.events),
        "record": tuple(f"{code} {each.title}" for code, each in sorted(catalog.records.items())),
    }
    heads, rows = (_list if page.key else _lines)(page, data, catalog, options)
    explained = page.told or tuple(f"{head.word}：{head.hint}" for head in page.heads if head.hint)
    if page.key == "added":
        groups = "，".join(f"{number} {each}" for number, each in enumerate(catalog.system.groups, 1))
        explained = (*explained, f"代号的头一位照分组写：{groups}。")
    return FillSheet(
        name=title,
        title=f"单位表：{title}",
        notes=(page.note, *explained),
        heads=tuple(head.word for head in heads),
        widths=tuple(head.width for head in heads),
        rows=tuple(rows),
    )


def _lines(
    page: UnitWorksheet, data: Data, catalog: Catalog, options: Options
) -> tuple[tuple[Head, ...], Iterator[Cells]]:
    """Return the heads and the rows of a worksheet that has one value in a line."""
    shapes = "；".join(f"{name}：{organs_in_words(each.has)}" for name, each in catalog.profiles.items())
    more = {"shape": f"{shapes}。党小组照“支部和党小组”写的，哪一项都行。"}
    rows = (
        (
            FillCell(value=line.word),
            FillCell(
                value=_value(line, _at(data, line.key)),
                wanted=None if line.key.startswith("base.") else _wanted(line, options),
            ),
            FillCell(value=f"{line.hint}{more.get(line.key, '')}"),
        )
        for line in page.lines
    )
    return (*page.heads, Head(key="", word="说明", hint="", width=34)), rows


def _list(
    page: UnitWorksheet, data: Data, catalog: Catalog, options: Options
) -> tuple[tuple[Head, ...], Iterator[Cells]]:
    """Return the heads and the rows of a worksheet with a thing in each row; those that can be known are there."""
    known = KNOWN_OF_WORKSHEET[page.key](catalog) if page.key in KNOWN_OF_WORKSHEET else {}
    extra, first = EXTRA.get(page.key, ()), page.heads[0].key
    said: list[Data] = list(data.get(page.key, ()))
    named = {each[first] for each in said}
    said += [{first: name} for name in known if name not in named] if known else [{}] * SPARE_ROWS
    wanted = [None if known and head.key == first else _wanted(head, options) for head in page.heads]
    told = (known.get(each.get(first, ""), ("",) * len(extra)) for each in said)
    rows = (_row(page, each, wanted, words) for each, words in zip(said, told, strict=True))
    return (page.heads[0], *extra, *page.heads[1:]), rows


EXTRA: Mapping[str, tuple[Head, ...]] = {
    "dates": (
        Head(key="", word="做什么", hint="", width=26),
        Head(key="", word="母本现在", hint="", width=12),
    ),
    "limits": (
        Head(key="", word="哪件事", hint="", width=20),
        Head(key="", word="母本现在", hint="", width=14),
        Head(key="", word="跟着改的", hint="", width=16),
    ),
    "adopt": (Head(key="", word="名称", hint="", width=22),),
}
"""Columns that only say what a row is about."""


def _row(
    page: UnitWorksheet, said: Data, wanted: Sequence[CellInput | None], told: Iterable[str]
) -> tuple[FillCell, ...]:
    first, *others = (
        FillCell(value=_value(head, said.get(head.key), each), wanted=each)
        for head, each in zip(page.heads, wanted, strict=True)
    )
    return (first, *(FillCell(value=each) for each in told), *others)


def _wanted(head: Head, options: Options) -> CellInput:
    found = head.options or options.get(head.key, ())
    lines = EMPTY_CELL_LINES if head.lines else 1
    return CellInput(
        word=head.word,
        hint=head.hint,
        kind=head.kind,
        options=found,
        bounds=head.bounds,
        lines=lines,
        free=not head.options,
    )


def _at(data: Data, key: str) -> Any:
    value: Any = data
    for part in key.split("."):
        value = value.get(part, {})
    return None if value == {} else value


def _value(head: Head, value: Any, wanted: CellInput | None = None) -> str | int | dt.date | None:
    """Return a value as its cell has it."""
    if head.coded and wanted and value:
        return next((each for each in wanted.options if each.split()[0] == value), str(value))
    if isinstance(value, list) and head.lines:
        return "\n".join(map(str, value))
    if isinstance(value, list):
        if odd := next((each for each in value if SEVERAL_SEPARATOR.search(str(each))), None):
            raise DstdError(
                f"{head.word}的名称“{odd}”里有空格或者顿号、逗号，工作簿里用它隔开几个名称。请先改名。"
            )
        return "、".join(map(str, value))
    if head.kind is InputKind.DATE and value:
        return dt.date.fromisoformat(value)
    found: str | int | None = YES_WORD if value is True else None if value is False else value
    return found


def _dates(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Return what each step is whose day or months the set has, and when it is done now."""
    return {each["step"]: (said, "，".join(_now(each))) for each, said in new_unit.dates(catalog)}


def _now(each: Data) -> Iterator[str]:
    if "months" in each:
        yield "、".join(f"{month}月" for month in each["months"])
    if "day" in each:
        yield f"{each['day']}日"


def _standards(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    return {code: (each.title,) for code, each in sorted(catalog.standards.items())}


def _limits(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Return what each parameter is called, its number in the set, and the standards that follow it."""
    return {each.name: (each.title, each.now, "、".join(each.followers)) for each in limits.limits(catalog)}


KNOWN_OF_WORKSHEET: Mapping[str, Callable[[Catalog], dict[str, tuple[str, ...]]]] = {
    "dates": _dates,
    "limits": _limits,
    "adopt": _standards,
}
"""What can be known of the rows of a worksheet, by what is in their first column."""
