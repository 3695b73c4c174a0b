"""How one thing that was changed is named in a history, as overlays name it: ids, then keys, with dots between.

notify.when is the time of the step notify, notify.how.2 the second sentence of how it is done, items.who a column
of the table items, status a key of the whole file. Stages and lists of things with ids are left out, so it stays
where a step goes to another stage or gets another number. What has no id is counted from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dangjian_std.changes.names import KEY_OF_LISTED
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.standard import Step
from dangjian_std.reading import bind
from dangjian_std.text.places import Path


def address(root: Node, path: Path, key: str) -> str:
    """Return the address of what stands at a path of a file, or of `key` in the holder to which the path leads.

    A key is the word that a change has of what it is about; empty for the whole of what stands there.
    """
    words: list[str] = []
    here: Any = root
    for part in path:
        here, word = _below(here, part)
        if isinstance(here, Step):
            words = [word]  # whatever the stage is
        elif isinstance(part, int) and isinstance(here, Node) and hasattr(here, "id"):
            words[-1:] = [word]  # in place of the list
        else:
            words.append(word)
    head = key.partition(".")[0]
    if head in words:
        last = len(words) - words[::-1].index(head)
        words = [*words[: last - 1], key]
    return ".".join(words)


def _below(here: Any, part: str | int) -> tuple[Any, str]:
    """Return what stands at one part of a path, and how it is called there."""
    if isinstance(part, int):
        item = here[part] if isinstance(here, tuple) and part < len(here) else None
        if isinstance(item, Node) and type(item) in KEY_OF_LISTED:
            return item, KEY_OF_LISTED[type(item)](item)
        return item, str(getattr(item, "id", part + 1))
    if isinstance(here, Node) and part in bind.fields(type(here)):
        return getattr(here, bind.fields(type(here))[part][0]), part
    return here.get(part) if isinstance(here, Mapping) else None, part
