"""The thing that stands at a place of a file: a key, or the name of something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.domain import clause_numbers
from dangjian_std.domain.references import CODE_IN_TEXT, FieldRef, StepRef, parse_target
from dangjian_std.domain.standard import MENTION
from dangjian_std.editing.lookup import slots
from dangjian_std.editing.lookup.slots import What
from dangjian_std.reading.load import file_code
from dangjian_std.reading.tree import Tree
from dangjian_std.text.places import Path, Span


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A name where it stands, and what it is the name of."""

    what: What
    name: str
    """The name in full: `DJ401.hold`, `R201.topic`, `支部条例 第十六条`; of a label or a title, whose it is."""
    span: Span
    text: str
    """What stands there."""

    @property
    def step(self) -> StepRef:
        """The step that it names."""
        return StepRef.parse(self.name)

    @property
    def field(self) -> FieldRef:
        """The field that it names."""
        return FieldRef.parse(self.name)

    @property
    def cited(self) -> tuple[str, str]:
        """The regulation that it names, and the number of its article; empty for a whole regulation."""
        regulation, _, article = self.name.partition(" ")
        return regulation, article


def key_at(tree: Tree, line: int, column: int) -> tuple[Path, Span] | None:
    """Return the key at a place, by its path."""
    found = ((path, span) for path, span in tree.outline.keys.items() if _covers(span, line, column))
    return next(found, None)


def value_at(tree: Tree, line: int, column: int) -> tuple[Path, Span] | None:
    """Return the text or number at a place, by its path."""
    for path, span in tree.outline.values.items():
        if _covers(span, line, column) and not isinstance(_data(tree, path), dict | list):
            return path, span
    return None


def at(tree: Tree, line: int, column: int) -> NamedPlace | None:
    """Return what is named at a place of a file; lines and columns as in a span."""
    value = value_at(tree, line, column)
    if value is None:
        return None
    path, span = value
    text = str(_data(tree, path))
    found = [*_own(tree, path, span, text), *_other(tree, path, span, text), *_mentioned(tree, path, text)]
    return next((each for each in found if _covers(each.span, line, column)), None)


def _own(tree: Tree, path: Path, span: Span, text: str) -> Iterator[NamedPlace]:
    """Yield what names itself here."""
    what = slots.defines(tree.data.get("kind"), path)
    home = file_code(tree.source.path)
    match what:
        case None:
            return
        case What.STEP | What.PART:
            yield NamedPlace(what, f"{home}.{text}", span, text)
        case What.TITLE:
            yield NamedPlace(what, home, span, text)
        case What.TERM:
            term = _data(tree, path[:-1])
            yield NamedPlace(what, f"{home}.{term.get('id', text)}", span, text)
        case What.ARTICLE:
            yield NamedPlace(what, f"{tree.data.get('name', home)} {text}", span, text)
        case What.FIELD | What.LABEL:
            yield NamedPlace(what, f"{home}.{'.'.join(_cell(tree, path))}", span, text)
        case _:
            yield NamedPlace(what, text, span, text)


def _cell(tree: Tree, path: Path) -> Iterator[str]:
    """Yield the ids of the field and the column that a path leads through."""
    for length in range(1, len(path)):
        if isinstance(path[length - 1], int) and path[length - 2] in {"fields", "columns"}:
            yield str(_data(tree, path[:length]).get("id", ""))


def _other(tree: Tree, path: Path, span: Span, text: str) -> Iterator[NamedPlace]:
    """Yield what a key names."""
    asked = slots.names(tree.data.get("kind"), slots.keys_on(path))
    home = file_code(tree.source.path)
    target = parse_target(text)
    if What.STEP in asked and isinstance(target, StepRef):
        last = tree.outline.part(path, text, len(text) - len(target.step), len(text)).span
        yield NamedPlace(What.STEP, str(target.qualified(home)), last, target.step)
        yield NamedPlace(What.CODE, target.standard, span, target.standard)
    elif What.EVENT in asked:
        yield NamedPlace(What.EVENT, text, span, text)
    elif What.FIELD in asked:
        code, dot, _ = text.partition(".")
        if dot:
            yield NamedPlace(What.FIELD, text, tree.outline.part(path, text, len(code) + 1, len(text)).span, text)
    elif What.ARTICLE in asked:
        yield NamedPlace(What.ARTICLE, f"{_data(tree, path[:-1]).get('regulation', '')} {text}", span, text)
    elif asked:
        yield NamedPlace(next(iter(asked)), text, span, text)


def _mentioned(tree: Tree, path: Path, text: str) -> Iterator[NamedPlace]:
    """Yield what has a code, in a key or in a sentence, and what a sentence names in its brackets."""
    for found in clause_numbers.CLAUSE_PLACEHOLDER.finditer(text):
        part = tree.outline.part(path, text, *found.span("part")).span
        yield NamedPlace(What.STEP, f"{found['code']}.{found['part']}", part, found["part"])
    for found in MENTION.finditer(text) if tree.data.get("kind") in {"standard", "paper"} else ():
        part = tree.outline.part(path, text, *found.span(1)).span
        yield NamedPlace(What.PART, f"{file_code(tree.source.path)}.{found[1]}", part, found[1])
    for found in CODE_IN_TEXT.finditer(text):
        yield NamedPlace(What.CODE, found[0], tree.outline.part(path, text, *found.span()).span, found[0])


def _data(tree: Tree, path: Path) -> dict[str, object]:
    value = tree.data
    for part in path:
        value = value[part]
    found: dict[str, object] = value
    return found


def _covers(span: Span, line: int, column: int) -> bool:
    """Whether a cursor stands in a stretch, or right behind it."""
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)
