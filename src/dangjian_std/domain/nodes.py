"""What every value read from YAML has: where it stands in its file, which never counts in a comparison.

Field names are the keys of the YAML (a trailing underscore is dropped). What follows from other facts is derived.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.text.places import Outline, Path, Place

TEXT_TYPES = {str, StepRef, FieldRef}
"""Types of a value that is a text or a reference; a word of a closed list has a type of its own."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a node stands: the outline of its file and the path in it; and what stands there, as plain data."""

    outline: Outline
    path: Path = ()
    data: Mapping[str, object] = field(default_factory=dict)


class _Keeping:
    """Room beside the fields of a node for what was found out about it: in no comparison, in no copy."""

    __slots__ = ("_kept",)
    _kept: dict[object, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(_Keeping):
    """A value read from YAML."""

    anchor: Anchor = field(compare=False, repr=False)

    def at(self, *path: str | int) -> Place:
        """Place of this node, or of the value below it at `path`."""
        return self.anchor.outline.value(self.anchor.path + path)

    def part(self, path: Path, text: str, stretch: tuple[int, int]) -> Place:
        """Place of a stretch of the text at `path` below this node: of a word, not of its sentence."""
        return self.anchor.outline.part(self.anchor.path + path, text, *stretch)

    def key(self, *path: str | int) -> Place:
        """Place of the key at `path` below this node."""
        return self.anchor.outline.key(self.anchor.path + path)

    def stated(self) -> Iterator[tuple[str, object]]:
        """Yield every key of which the value differs from its default, and that value."""
        defaults = {each.name: each.default for each in dataclasses.fields(self)}
        for key, attribute in _names(type(self)):  # type: ignore[arg-type]
            if (value := getattr(self, attribute)) != defaults[attribute]:
                yield key, value


Asked = TypeVar("Asked", bound=Node)
Answer = TypeVar("Answer")


def asked_once(question: Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
    """Keep the answer to a question about a node with the node, which never changes; the answer must not either.

    It goes when the node does. The question is a function of a module: one made anew each time is never met again.
    """

    @functools.wraps(question)
    def asked(node: Asked) -> Answer:
        kept = _kept(node)
        if question not in kept:
            kept[question] = question(node)
        answer: Answer = kept[question]
        return answer

    return asked


def asked_while(node: Node, name: str, others: tuple[object, ...], question: Callable[[], Answer]) -> Answer:
    """Keep the answer to a question about a node and others for as long as these are the same objects."""
    kept = _kept(node)
    known, answer = kept.get(name, ((None,), None))
    if len(known) != len(others) or any(one is not other for one, other in zip(known, others, strict=True)):
        answer = question()
        kept[name] = others, answer
    found: Answer = answer
    return found


def _kept(node: Node) -> dict[object, Any]:
    try:
        return node._kept  # noqa: SLF001 nobody else sees it
    except AttributeError:
        kept: dict[object, Any] = {}
        object.__setattr__(node, "_kept", kept)
        return kept


Text = tuple[Node, Path, str]


@asked_once
def texts(node: Node) -> tuple[Text, ...]:
    """Return every text and reference below `node`: its holder, its path (`holder.at(*path)` its place), it."""
    found: list[Text] = []
    _add_texts(found, node)
    return tuple(found)


@asked_once
def whole_text(node: Node) -> str:
    """Return all that stands below `node` as one text, each of `texts` a sentence of it."""
    return "。".join(text for *_, text in texts(node))


def texts_with(node: Node, pattern: re.Pattern[str]) -> Iterator[Text]:
    """Yield those of `texts` in which a pattern may be found, which is looked for in all of them at once.

    It asks for nothing beside it that a 。 there would change: for no `^` and no `$`.
    """
    whole, place = whole_text(node), 0
    while place <= len(whole) and (found := pattern.search(whole, place)):
        ends = _ends(node)
        number = bisect(ends, found.start())
        yield texts(node)[number]
        place = ends[number]


@asked_once
def _ends(node: Node) -> tuple[int, ...]:
    """Return where in the whole text each of `texts` ends, with its 。."""
    return tuple(itertools.accumulate(len(text) + 1 for *_, text in texts(node)))


def _add_texts(found: list[Text], node: Node) -> None:
    for path, attribute in _paths(type(node)):  # type: ignore[arg-type]
        value = getattr(node, attribute)
        if value is not None and value != ():
            _add(found, node, path, value)


def _add(found: list[Text], holder: Node, path: Path, value: object) -> None:
    kind = type(value)
    if kind in TEXT_TYPES:
        found.append((holder, path, str(value)))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _add(found, holder, (*path, index), item)
    elif isinstance(value, Node):
        _add_texts(found, value)


@functools.cache
def _names(cls: type[Any]) -> tuple[tuple[str, str], ...]:
    """Key and attribute of every field of a node class."""
    names = (each.name for each in dataclasses.fields(cls) if each.name != "anchor")
    return tuple((name.rstrip("_"), name) for name in names)


@functools.cache
def _paths(cls: type[Any]) -> tuple[tuple[Path, str], ...]:
    """Path and attribute of every field of a node class: one path for the texts of all nodes of a class."""
    return tuple(((key,), attribute) for key, attribute in _names(cls))  # type: ignore[arg-type]
