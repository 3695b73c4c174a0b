"""A catalogue in which every label and every sentence reads otherwise, as long and as wide as before.

Names that others refer to stay: codes (in a sentence too, where a rule looks for what has them), ids, roles,
events, groups, options, article numbers. So do the signs that are grammar: 〔id〕 in a paper, （） around a blank
of it, 〔DJ201.id〕 in a sample, and the functional type that a title has to end in.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import Column, Field
from dangjian_std.domain.references import CODE_IN_TEXT
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.vocabulary import FieldType

FREE = frozenset(
    {"title", "short", "label", "hint", "issuer", "edition", "note", "gist", "source", "keep", "origin", "what"}
    | {"how", "covers", "applies_to", "term", "definition", "gate", "text", "proof", "statement", "by_hand"}
    | {"change", "reason", "body", "addressee", "attachments", "signature", "leaves", "sample"}
)
"""Keys whose texts a drafter may reword."""
CHOSEN = frozenset({FieldType.CHOICE, FieldType.CHOICES})
KEPT = re.compile(rf"(〔(?:DJ[0-9]{{3}}\.)?[a-z][a-z0-9-]*〕|{CODE_IN_TEXT.pattern})")
FIRST, SOME, STEP = 0x4E00, 0x5000, 4321
"""Where the Chinese characters begin, how many of them change places, and by how many places."""


def reworded(text: str) -> str:
    """Put other characters of the same width for letters, digits and Chinese characters; no two become one."""
    pieces = KEPT.split(text)
    return "".join(piece if index % 2 else "".join(map(_other, piece)) for index, piece in enumerate(pieces))


def _other(char: str) -> str:
    code = ord(char)
    if FIRST <= code < FIRST + SOME:
        return chr(FIRST + (code - FIRST + STEP) % SOME)
    for first, length in (("a", 26), ("A", 26), ("0", 10)):
        if 0 <= code - ord(first) < length:
            return chr(ord(first) + (code - ord(first) + 1) % length)
    return char


def reworded_catalog(catalog: Catalog) -> Catalog:
    """Return the catalogue with every free text reworded."""
    changed: dict[str, Any] = {}
    for each in dataclasses.fields(catalog):
        value = getattr(catalog, each.name)
        whole = isinstance(value, Mapping)
        changed[each.name] = (
            {key: _node(node) for key, node in value.items()} if whole else _value(value, free=False)
        )
    return Catalog(**changed)


def _node(node: Node) -> Any:
    kept = {"sample"} if isinstance(node, Field | Column) and node.type in CHOSEN else set()
    changed = {
        each.name: _value(getattr(node, each.name), free=each.name in FREE - kept)
        for each in dataclasses.fields(node)
        if each.name != "anchor"
    }
    if isinstance(node, Standard):
        changed["title"] = f"{reworded(node.subject)}{node.type}"
    return dataclasses.replace(node, **changed)


def _value(value: Any, *, free: bool) -> Any:
    if isinstance(value, Node):
        return _node(value)
    if isinstance(value, tuple):
        return tuple(_value(each, free=free) for each in value)
    return reworded(value) if free and isinstance(value, str) else value
