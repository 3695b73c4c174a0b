"""One layout for every file: it never changes what a file says, and keeps every comment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dangjian_std.reading.formatting import remarks
from dangjian_std.reading.formatting.printer import Printer
from dangjian_std.reading.migrations import File
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.yaml_editing.amending import BOM
from dangjian_std.reading.yaml_editing.layout import Layout
from dangjian_std.reading.yaml_editing.operations import AmendError


@dataclass(frozen=True, slots=True)
class Formatted:
    """Files in the one layout: how many there are, and those that were not in it."""

    seen: int
    changed: tuple[File, ...]


def all_formatted(raws: Iterable[RawSource]) -> Formatted:
    """Format files, each of which can be read."""
    files = [File(raw, formatted(raw)) for raw in raws]
    return Formatted(len(files), tuple(file for file in files if file.old != file.new))


def formatted(raw: RawSource) -> RawSource:
    """Return a file that can be read in the one layout; its lines end as its first line does."""
    text = raw.data.decode().removeprefix(BOM)
    crlf = text.partition("\n")[0].endswith("\r")
    plain = RawSource(raw.path, text.replace("\r\n", "\n").encode())
    tree = parse(plain).sound
    layout = Layout(plain.data.decode(), tree)
    written = Printer(layout, tree.data, remarks.of(layout)).text()
    new = RawSource(raw.path, (written.replace("\n", "\r\n") if crlf else written).encode())
    again = parse(new).tree
    if again is None or again.data != tree.data or _comments(layout) != _comments(Layout(written, again)):
        message = "这个文件里有太少见的写法，程序排不了版。照 docs/写法.md 的样子改写，再来一次。"
        raise AmendError(tree.outline.value(()), message)
    return new


def _comments(layout: Layout) -> list[str]:
    """Return all comments, in an order of their own: keys may change theirs."""
    return sorted(text for _, text in layout.comments(0, len(layout.text)))
