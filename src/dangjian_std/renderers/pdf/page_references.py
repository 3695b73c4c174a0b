"""Pages of other books that a document names: their numbers, once they are known, become plain text of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from dangjian_std.document.document import Document
from dangjian_std.document.inline import PageOf
from dangjian_std.renderers.pdf.trouble import TroubleError


def written(document: Document, numbers: Mapping[str, str]) -> Document:
    """Return a document that says these numbers of pages, by their anchors, and needs its volumes no more.

    A part that names no page stays the part that it is. Raises `TroubleError` where a page is not known.
    """
    return replace(document, parts=_written(document.parts, numbers), volumes=())


def _written(value: Any, numbers: Mapping[str, str]) -> Any:
    """Return a value with its numbers; where it has none, the very same one."""
    if isinstance(value, PageOf):
        if value.target not in numbers:
            raise TroubleError(f"#{value.target}: unknown anchor")
        return numbers[value.target]
    if isinstance(value, tuple):
        made = tuple(_written(each, numbers) for each in value)
        return made if any(one is not other for one, other in zip(made, value, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, type):
        found = {each.name: getattr(value, each.name) for each in fields(value)}
        changed = {name: made for name, each in found.items() if (made := _written(each, numbers)) is not each}
        return replace(value, **changed) if changed else value
    return value
