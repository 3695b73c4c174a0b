"""What says what a unit is: unit.yaml or 单位.xlsx. Where both are there, one is the source of the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import UNIT_SHEET, UNIT_WORKBOOK, RawSource
from dangjian_std.reading.tree import Parsed, Tree
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem, Related
from dangjian_std.text.places import Path

GENERATED_FROM = "由 {} 生成"
"""How each of the two begins that was made of the other: in a comment, or in a line below the title."""
DEFAULTS = {"leaders": 0, "temporary": False, "title": None}
"""What a sheet says where it says nothing."""

Trees = dict[str, Tree]


def is_workbook(raw: RawSource) -> bool:
    """Whether a source is a workbook."""
    return raw.path.endswith(UNIT_WORKBOOK)


def workbook(raw: RawSource) -> Parsed:
    """Read the workbook of a unit."""
    from dangjian_std.reading import unit_workbook

    return unit_workbook.read(raw)


def sheet(raws: Iterable[RawSource]) -> Tree | None:
    """Return what the files of a project say that the unit is; None where they say it wrongly or not at all."""
    own = [raw for raw in raws if raw.path in {UNIT_SHEET, UNIT_WORKBOOK}]
    read = [(workbook if is_workbook(raw) else parse)(raw) for raw in own]
    return settled({each.source.path: each.tree for each in read if each.tree})[0].get(UNIT_SHEET)


def settled(trees: Mapping[str, Tree]) -> tuple[Trees, tuple[Diagnostic, ...]]:
    """Return the trees with the source of every layer as its unit.yaml, and where the other differs."""
    kept = {path: tree for path, tree in trees.items() if not path.endswith(UNIT_WORKBOOK)}
    found: list[Problem] = []
    for path, book in trees.items():
        if path.endswith(UNIT_WORKBOOK):
            name = path.removesuffix(UNIT_WORKBOOK) + UNIT_SHEET
            text = kept.get(name)
            kept[name] = book if text is None or (made(text) and not made(book)) else text
            if text is not None:
                found += _drift(text, book)
    return kept, tuple(map(ds0.DOUBLE_VALUE.diagnose, found))


def made(tree: Tree) -> bool:
    """Whether a sheet was made of the other one, and is not to be changed."""
    other = UNIT_SHEET if tree.source.path.endswith(UNIT_WORKBOOK) else UNIT_WORKBOOK
    return tree.source.text.lstrip("# ").startswith(GENERATED_FROM.format(other))


def _drift(text: Tree, book: Tree) -> Iterator[Problem]:
    """Say that it is not known which one is the source, or where the other differs from it."""
    if made(text) == made(book):
        yield Problem(
            place=book.outline.value(()),
            message=f"{UNIT_SHEET} 和 {UNIT_WORKBOOK} 都在，不知道以哪一个为准",
            help="留下要用的那一个，把另一个移走；两种都要的，再运行 dstd sheet",
        )
        return
    made_one, source = (text, book) if made(text) else (book, text)
    names = (UNIT_SHEET, UNIT_WORKBOOK) if made_one is text else (UNIT_WORKBOOK, UNIT_SHEET)
    if (way := _difference(_plain(made_one.data), _plain(source.data), ())) is not None:
        yield Problem(
            place=made_one.outline.value(way),
            message=f"{names[0]} 同 {names[1]} 不一样：这里是{_said(made_one, way)}，那里是{_said(source, way)}",
            help=f"{names[0]} 是生成的，要改的改在 {names[1]} 里；改好了运行 dstd sheet，重新生成",
            related=(Related(source.outline.value(way), "那里"),),
        )


def _plain(value: Any) -> Any:
    """Return a value without what goes without saying."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        said = {key: _plain(each) for key, each in value.items()}
        return {key: each for key, each in said.items() if each != [] and each != DEFAULTS.get(key)}
    return value


def _difference(one: Any, other: Any, way: Path) -> Path | None:
    """Return the way to the first value in which two differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys: Iterable[Any] = dict.fromkeys((*one, *other))
        pairs = [(key, one.get(key), other.get(key)) for key in keys]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [(index, *pair) for index, pair in enumerate(zip(one, other, strict=True))]
    else:
        return None if one == other else way
    return next(
        (found for key, first, second in pairs if (found := _difference(first, second, (*way, key))) is not None),
        None,
    )


def _said(tree: Tree, way: Path) -> str:
    """Say what stands at a place."""
    value = tree.data
    for part in way:
        value = value.get(part) if isinstance(value, dict) else value[part]
    if isinstance(value, list):
        return f" {len(value)} 项"
    return "空的" if value is None else f"“{value}”"
