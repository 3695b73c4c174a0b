"""Findings mended where there is one safe way, round by round: what one hides comes to light in the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dangjian_std.reading.migrations import File
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.yaml_editing.amending import BOM
from dangjian_std.text.diagnostic import Diagnostic, Refile, Repair
from dangjian_std.text.places import Place, Span

Judge = Callable[[Sequence[RawSource]], tuple[Diagnostic, ...]]
"""Returns everything that is wrong with the files of a project."""
MOST_ROUNDS = 50
"""Rounds after which it ends: more slips do not hide behind one another."""
FindingKey = tuple[str, Span, str]
"""What a finding is told from others by."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The files that are other than before, what was mended in them, and what is left."""

    changed: tuple[File, ...]
    mended: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]


def fixed(raws: Sequence[RawSource], judge: Judge, asked: Callable[[Diagnostic], bool]) -> Fixed:
    """Mend what was asked for. A repair that does not mend its finding, or makes another one, is not made."""
    now, found = tuple(raws), judge(raws)
    mended: list[Diagnostic] = []
    given_up: set[FindingKey] = set()
    for _ in range(MOST_ROUNDS):
        todo = [each for each in found if each.repair and asked(each) and _known(each) not in given_up]
        todo = list(_apart(todo))
        if not todo:
            break
        before = len(mended)
        for batch in ([todo], [[each] for each in todo] if len(todo) > 1 else []):  # all at once, or one by one
            for repairs in batch:
                made = _mended(now, repairs)
                after = judge(made) if made else found
                if made and _better(found, after, repairs):
                    now, found = made, after
                    mended += repairs
                elif len(repairs) == 1:
                    given_up.add(_known(repairs[0]))
            if len(mended) > before:
                break
    return Fixed(tuple(_changed(raws, now, mended)), tuple(mended), found)


def _changed(old: Iterable[RawSource], new: Iterable[RawSource], mended: Iterable[Diagnostic]) -> Iterator[File]:
    """Yield the files that are other than before, each beside what it was."""
    paths = {raw.path: raw.path for raw in old}
    for each in mended:
        if isinstance(each.repair, Refile):
            (first,) = (was for was, path in paths.items() if path == each.repair.path)
            paths[first] = each.repair.new
    files = {raw.path: raw for raw in new}
    yield from (File(raw, files[paths[raw.path]]) for raw in old if files[paths[raw.path]] != raw)


def _known(each: Diagnostic) -> FindingKey:
    return each.code, each.place.span, each.message


def _apart(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings whose repairs do not touch those of one before."""
    taken: list[Span] = []
    for each in found:
        spans = [place.span for place in _places(each)]
        if not any(_meet(span, other) for span in spans for other in taken):
            taken += spans
            yield each


def _places(each: Diagnostic) -> tuple[Place, ...]:
    return each.repair.places if isinstance(each.repair, Repair) else (Place(Span(each.place.span.path)),)


def _meet(one: Span, other: Span) -> bool:
    starts, ends = (
        ((each.line, each.column) for each in (one, other)),
        ((each.end_line, each.end_column) for each in (one, other)),
    )
    return one.path == other.path and max(starts) < max(min(ends), (1, 2))


def _better(before: Iterable[Diagnostic], after: Iterable[Diagnostic], mended: Sequence[Diagnostic]) -> bool:
    """Whether all that was mended is gone, and no rule has more to say on a line that was touched."""
    has = {_known(each) for each in after}
    lines = {(place.span.path, place.span.line) for each in mended for place in _places(each)}
    had, left = (Counter(_by_line(found, lines)) for found in (before, after))
    return not any(_known(each) in has for each in mended) and left <= had


def _by_line(found: Iterable[Diagnostic], lines: Collection[tuple[str, int]]) -> Iterator[tuple[str, str, int]]:
    for each in found:
        if (each.place.span.path, each.place.span.line) in lines:
            yield each.code, each.place.span.path, each.place.span.line


def _mended(raws: Sequence[RawSource], found: Iterable[Diagnostic]) -> tuple[RawSource, ...] | None:
    """Return the files with repairs made; None where one cannot be."""
    files = {raw.path: raw for raw in raws}
    edits: dict[str, list[tuple[int, int, str]]] = {}
    for each in found:
        match each.repair:
            case Refile(path, new) if path in files and new not in files:
                files[new] = RawSource(new, files.pop(path).data)
            case Repair(places, word, new) if all(place.span.path in files for place in places):
                for place in places:
                    text = _text(files[place.span.path])
                    start, stop = _stretch(text, place.span)
                    if text[start:stop].count(word) != 1:
                        return None
                    start = text.index(word, start)
                    edits.setdefault(place.span.path, []).append((start, start + len(word), new))
            case _:
                return None
    for path, changes in edits.items():
        text = _text(files[path])
        for start, stop, new in sorted(changes, reverse=True):
            text = text[:start] + new + text[stop:]
        mark = BOM if files[path].data.startswith(BOM.encode()) else ""
        files[path] = RawSource(path, (mark + text).encode())
    return tuple(files[path] for path in sorted(files))


def _text(raw: RawSource) -> str:
    return raw.data.decode().removeprefix(BOM)


def _stretch(text: str, span: Span) -> tuple[int, int]:
    """Return where a span begins and ends in a text."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1
