"""Seals written into the text of a regulation, as edits that leave everything else as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dangjian_std.domain.seals import fingerprint
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.yaml_editing.operations import Add, Operation, Replace


def operations(tree: Tree, index: int, **checked: str) -> Iterator[Operation]:
    """Yield what seals the article at `index`; `checked` is what else its key of that name is to hold."""
    article: Mapping[str, Any] = tree.data["articles"][index]
    at = ("articles", index, "checked")
    for key, value in {**checked, "seal": fingerprint(article)}.items():
        if key not in article["checked"]:
            yield Add(at, key, value, ("level", "on", "source"))
        elif article["checked"][key] != value:
            yield Replace((*at, key), value)
