"""Sentences of a set: texts that are read, not looked up, and the words in them that name something.

The gists of regulations are the law's words, and a history speaks of what was; neither names what there is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node, asked_once, texts, texts_with
from dangjian_std.text.places import Path, Place

SENTENCE_KEYS = frozenset(
    {
        *("what", "how", "gate", "leaves", "title", "text", "proof", "statement", "by_hand", "term"),
        *("definition", "covers", "applies_to", "label", "hint", "sample", "options", "keep", "addressee"),
        *("body", "attachments", "signature", "note", "reason", "columns", "rows"),
    }
)
"""Keys whose texts are sentences, or words shown to a reader."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text, and where it stands."""

    holder: Node
    path: Path
    text: str

    @property
    def key(self) -> str:
        """The key that it is the value of, or an item of."""
        return str(self.path[0])

    def place(self, found: re.Match[str], group: int | str = 0) -> Place:
        """Place of what a pattern found in it."""
        return self.holder.part(self.path, self.text, found.span(group))


def sentences(catalog: Catalog) -> Iterator[Sentence]:
    """Yield every text that is read, file by file."""
    for node in files(catalog):
        yield from (Sentence(*text) for text in texts(node) if text[1][0] in SENTENCE_KEYS)


def matches(catalog: Catalog, pattern: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """Yield each place in a sentence where a pattern of a module is found (`texts_with`), and the sentence."""
    find = _finder(pattern)
    for node in files(catalog):
        yield from find(node)


def files(catalog: Catalog) -> Iterator[Node]:
    """Yield every file with sentences."""
    yield catalog.system
    yield catalog.vocabulary
    for group in (catalog.profiles, catalog.standards, catalog.records, catalog.papers):
        yield from group.values()


@cache
def _finder(pattern: re.Pattern[str]) -> Callable[[Node], tuple[tuple[Sentence, re.Match[str]], ...]]:
    """Return the question where in the sentences of a file a pattern is found."""

    @asked_once
    def found(node: Node) -> tuple[tuple[Sentence, re.Match[str]], ...]:
        return tuple(_matches(node, pattern))

    return found


def _matches(node: Node, pattern: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for sentence in holding(node, pattern):
        yield from ((sentence, match) for match in pattern.finditer(sentence.text))


def holding(node: Node, pattern: re.Pattern[str]) -> Iterator[Sentence]:
    """Yield each sentence of a file in which a pattern may be found (`texts_with`)."""
    return (Sentence(*text) for text in texts_with(node, pattern) if text[1][0] in SENTENCE_KEYS)


def named(catalog: Catalog, pattern: str) -> Iterator[tuple[str, Place]]:
    """Yield each code of a form, a paper or a standard (a pattern) in a sentence, and where it stands."""
    names = _namer(pattern)
    for node in files(catalog):
        yield from names(node)


@cache
def _namer(pattern: str) -> Callable[[Node], tuple[tuple[str, Place], ...]]:
    """Return the question which codes the sentences of a file name, and where."""
    code = re.compile(rf"(?<![0-9A-Za-z.]){pattern}(?![0-9A-Za-z])")

    @asked_once
    def names(node: Node) -> tuple[tuple[str, Place], ...]:
        found = _matches(node, code)
        return tuple((match[0].replace(" ", ""), sentence.place(match)) for sentence, match in found)

    return names
