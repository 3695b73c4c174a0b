"""What changes in a text that the program edits, line by line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dangjian_std.text.characters import visible

if TYPE_CHECKING:
    from dangjian_std.reading.migrations import File


def lines(file: File) -> Iterator[str]:
    """Yield what changes in a file, as a unified diff."""
    old, new = (each.data.decode().removeprefix("\ufeff").splitlines() for each in (file.old, file.new))
    names = (visible(file.old.path), visible(file.new.path))
    if file.old.data == file.new.data:
        yield f"{names[0]} => {names[1]}"
    yield from map(visible, difflib.unified_diff(old, new, *names, lineterm=""))
