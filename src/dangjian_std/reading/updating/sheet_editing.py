"""The sheet of a unit with another base in it: all else stays as somebody wrote it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from dangjian_std.reading import unit_heads, unit_sources, workbook
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.unit_cells import word
from dangjian_std.reading.yaml_editing.amending import amend
from dangjian_std.reading.yaml_editing.operations import Add, Operation, Remove, Replace
from dangjian_std.text.errors import DstdError

BASE_KEYS = ("from", "revision", "edition", "sha256")
"""What a sheet says of the base, in this order."""

Said = Mapping[str, str]


def with_base(raw: RawSource, tree: Tree, said: Said) -> RawSource:
    """Return unit.yaml or 单位.xlsx with what is said of the base by now; a key that is not there goes."""
    if not unit_sources.is_workbook(raw):
        return amend(raw, tree, tuple(_operations(tree.data["base"], said)))[0]
    new = RawSource(raw.path, _filled(raw.data, said))
    found = unit_sources.workbook(new).tree
    if found is None or found.data != {**tree.data, "base": dict(said)}:
        raise DstdError(f"{raw.path} 的写法太少见，程序改不了它。请照空的单位表重填一份，再来一次。")
    return new


def _operations(old: Said, new: Said) -> Iterator[Operation]:
    for at, key in enumerate(BASE_KEYS):
        if key in old and key not in new:
            yield Remove(("base", key))
        elif key in new and key not in old:
            yield Add(("base",), key, new[key], BASE_KEYS[:at])
        elif key in new and old[key] != new[key]:
            yield Replace(("base", key), new[key])


def _filled(data: bytes, said: Said) -> bytes:
    """Return a workbook with other values in the lines of the base."""
    if workbook.pictured(data):
        raise DstdError("单位.xlsx 里有图片，程序改写的时候留不住。请删去图片，或者移到别的文件，再来一次。")
    title, page = next(iter(unit_heads.UNIT_WORKSHEETS.items()))
    name, value = (head.word for head in page.heads)
    keys = {line.word: line.key.removeprefix("base.") for line in page.lines if line.key.startswith("base.")}
    book = workbook.opened(data)
    sheet = next(each for each in book.worksheets if "".join(each.title.split()) == title)
    columns: dict[str, int] = {}
    for row in sheet.iter_rows():
        words = [word(cell) for cell in row]
        if not columns:
            columns = {each: words.index(each) for each in (name, value)} if {name, value} <= set(words) else {}
        elif (called := words[columns[name]]) in keys:
            row[columns[value]].value = said.get(keys[called])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
