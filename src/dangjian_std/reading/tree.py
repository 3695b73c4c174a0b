"""What comes of parsing, and how much of it there may be: data, a place for every value, findings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dangjian_std.text.diagnostic import Diagnostic
from dangjian_std.text.places import Outline, Source

MAX_DEPTH = 64
"""How deep lists and mappings stand in one another."""
MAX_NODES = 50_000
"""Values of one file, each key, item and scalar counted."""
MAX_TEXT = 20_000
"""Characters of one text."""
MOST_YAML_PROBLEMS = 50
"""Problems of one file that are told."""


VALUE_OF_YAML_WORD = {"": None, "~": None, "null": None, "true": True, "false": False}
YAML_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?")


def resolved(word: str) -> Any:
    """Return what a plain word says: by the core words of YAML 1.2, decimal only; all else is what was typed."""
    if word in VALUE_OF_YAML_WORD:
        return VALUE_OF_YAML_WORD[word]
    if word[0] <= "9" and YAML_NUMBER.fullmatch(
        word
    ):  # a number begins with a sign or a digit; hardly a word does
        return float(word) if "." in word else int(word)
    return word


@dataclass(frozen=True, slots=True)
class Tree:
    """One file as plain data, and where everything in it stands."""

    source: Source
    data: Any
    outline: Outline


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree, or what kept the file from having one."""

    source: Source
    tree: Tree | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def sound(self) -> Tree:
        """The tree of a file that was read before; `ValueError` where it cannot be read."""
        if self.tree is None:
            raise ValueError(f"{self.source.path} cannot be read")
        return self.tree
