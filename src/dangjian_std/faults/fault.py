"""What a mistake is: files as they become, and the lines on which a finding about it should stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from dangjian_std.domain.catalog import Catalog
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.yaml_editing.amending import amend
from dangjian_std.reading.yaml_editing.operations import AmendError, Operation, TakenError
from dangjian_std.text.places import Path, Span

Files = Mapping[str, str]
Change = Callable[[], Mapping[str, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mistake that can be made: what it is, where, and how the files become."""

    span: Span
    """Where it is made, in the files as they are."""
    said: str
    change: Change
    """The text of each file that changes; None for one that is gone."""
    names: tuple[str, ...] = ()
    """What leads somewhere else now, or nowhere: a line that names it is a right place for a finding too."""
    around: Path | None = None
    """The step, field … of which two keys do not agree any more: each of its lines is a right place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A mistake that was made."""

    kind: str
    span: Span
    said: str
    changed: Mapping[str, str | None]
    lines: Mapping[str, frozenset[int]] = field(repr=False)
    """By path, the lines (1-based, of the new text) on which a finding should stand."""

    def stands_at(self, span: Span) -> bool:
        """Whether a finding with this span is on the right line."""
        return any(line in self.lines.get(span.file, ()) for line in range(span.line, span.end_line + 1))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mistake."""

    name: str
    """What the mistake is, in Chinese, as it stands in the report."""
    drafts: Callable[[Given], Iterator[Draft]] = field(repr=False)


def kind(name: str) -> Callable[[Callable[[Given], Iterator[Draft]]], Kind]:
    """Make a function that yields drafts a kind of mistake."""
    return lambda drafts: Kind(name, drafts)


@dataclass(frozen=True, eq=False)
class Given:
    """A set without errors, into which mistakes are put."""

    texts: Files
    trees: Mapping[str, Tree]
    catalog: Catalog

    def of_kind(self, *kinds: str) -> Iterator[Tree]:
        """Yield the files of some kinds (`standard`, `record` …), by path."""
        yield from (self.trees[path] for path in sorted(self.trees) if self.trees[path].data["kind"] in kinds)

    def steps(self) -> Iterator[tuple[Tree, Path, Mapping[str, Any]]]:
        """Yield every step: its file, its path in it, its plain data."""
        for tree in self.of_kind("standard"):
            for i, stage in enumerate(tree.data["stages"]):
                for j, step in enumerate(stage["steps"]):
                    yield tree, ("stages", i, "steps", j), step

    def sentences(self) -> Iterator[tuple[Tree, Path, str]]:
        """Yield every sentence of a standard that says what to do: of a step, or a requirement."""
        for tree, at, step in self.steps():
            yield from ((tree, (*at, "how", number), each) for number, each in enumerate(step["how"]))
        for tree in self.of_kind("standard"):
            for number, each in enumerate(tree.data.get("requirements", ())):
                yield tree, ("requirements", number, "text"), each["text"]

    # -- drafts

    def edited(
        self, tree: Tree, said: str, *operations: Operation, names: Sequence[str] = (), around: Path | None = None
    ) -> Draft:
        """Return the draft of operations on one file; it is made where the first of them is."""
        path, at = tree.source.path, operations[0].at

        def change() -> Mapping[str, str | None]:
            raw = RawSource(path, self.texts[path].encode())
            return {path: amend(raw, tree, operations)[0].data.decode()}

        return Draft(span=tree.outline.key(at).span, said=said, change=change, names=tuple(names), around=around)

    def pasted(self, tree: Tree, at: Path, said: str, text: str) -> Draft:
        """Return the draft of a text that stands on one line and is written otherwise, whatever it is made of."""
        span = tree.outline.value(at).span
        line = self.texts[tree.source.path].split("\n")[span.line - 1]
        quote = line[span.column - 1] if line[span.column - 1] in "'\"" else ""
        new = f"{line[: span.column - 1]}{quote}{text}{quote}{line[span.end_column - 1 :]}"
        return self.typed(tree, said, span.line, new)

    def typed(self, tree: Tree, said: str, line: int, *new: str) -> Draft:
        """Return the draft of one line (1-based) that is written otherwise, as one line or as several."""
        path = tree.source.path

        def change() -> Mapping[str, str | None]:
            lines = self.texts[path].split("\n")
            return {path: "\n".join([*lines[: line - 1], *new, *lines[line:]])}

        return Draft(span=Span(path, line, 1, line, 2), said=said, change=change)

    def make(self, kind: str, draft: Draft) -> Fault | None:
        """Return a draft as a mistake, or None where the text cannot be edited in that way."""
        try:
            changed = draft.change()
        except (AmendError, TakenError):
            return None
        lines = {
            path: frozenset(_touched(self.texts.get(path, ""), text)) for path, text in changed.items() if text
        }
        for path, text in ({**self.texts, **changed} if draft.names else {}).items():
            named = {
                number for number, line in enumerate((text or "").split("\n"), 1) if _names(line, draft.names)
            }
            lines[path] = lines.get(path, frozenset()) | named
        if draft.around is not None:
            path = draft.span.path
            lines[path] = lines[path] | set(_lines_of(path, changed[path] or "", draft.around))
        gone = {path: frozenset({1}) for path, text in changed.items() if text is None}
        return Fault(kind=kind, span=draft.span, said=draft.said, changed=changed, lines=gone | lines)


def _lines_of(path: str, text: str, at: Path) -> range:
    span = parse(RawSource(path, text.encode())).sound.outline.values[at]
    return range(span.line, span.end_line + 1)


def _touched(old: str, new: str) -> Iterator[int]:
    """Yield the lines of a new text that differ from the old; where lines are gone, those on both sides.

    Also those that begin what a line belongs to: what is missing can only be said of its holder.
    """
    before, after = old.split("\n"), new.split("\n")
    for tag, start_old, _, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if start == end and not _indent(before[start_old]):
            yield from (number for number, line in enumerate(after, 1) if line.startswith(("kind:", "code:")))
        yield from range(start + 1, end + 1)
        if start == end:
            yield from (start, start + 1)
        yield from _holders(after, min(start, len(after) - 1))


def _holders(lines: Sequence[str], index: int) -> Iterator[int]:
    """Yield the lines that begin what a line stands in, up to the key of the first list."""
    depth, begun = _indent(lines[index]) or 0, lines[index].lstrip().startswith("- ")
    for number in range(index - 1, -1, -1):
        indent = _indent(lines[number])
        if indent is not None and indent < depth:
            depth = indent
            yield number + 1
            if (not lines[number].lstrip().startswith("- ") and begun) or indent == 0:
                return
            begun = begun or lines[number].lstrip().startswith("- ")


def _indent(line: str) -> int | None:
    return len(line) - len(line.lstrip()) if line.strip() else None


def _names(line: str, names: Sequence[str]) -> bool:
    return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line) for name in names)
