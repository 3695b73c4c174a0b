"""Where everything in a file stands, as it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from dangjian_std.text.places import Outline, Path, Place, SoughtPlace, Source, Span


class ReadOutline(Outline):
    """The outline of a file as it was read: numbers, of which spans are made when somebody asks for one.

    A value stands at four numbers: line, column, end line, end column; those of a key stand before those of its
    value, those of a mapping or list before those of its parts. So where the numbers of each begin follows from
    the data; it is worked out when somebody asks for the first place.
    """

    __slots__ = ("_data", "_dicts", "_starts", "numbers", "source")
    source: Source
    numbers: Sequence[int]
    _data: Any
    _starts: Any
    """Where numbers begin: those of a text, or a list of where those of a mapping or list and of its parts do."""
    _dicts: tuple[dict[Path, Span], dict[Path, Span]] | None

    def __init__(self, source: Source, data: Any, numbers: Sequence[int]) -> None:
        """Take what was read; the data must not be changed."""
        object.__setattr__(self, "file", Span(source.path, 1, 1, 1, 2))
        for name, value in (("source", source), ("_data", data), ("numbers", numbers)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_starts", None)
        object.__setattr__(self, "_dicts", None)

    @property
    def starts(self) -> Any:
        """Where among the numbers each value begins."""
        if self._starts is None:
            object.__setattr__(self, "_starts", _laid_out(self._data, 0)[0])
        return self._starts

    @property
    def values(self) -> Mapping[Path, Span]:
        """Where each value stands, by path."""
        return self._all()[0]

    @property
    def keys(self) -> Mapping[Path, Span]:
        """Where each key stands, by the path of its value."""
        return self._all()[1]

    @property
    def lines(self) -> Mapping[str, Sequence[str]]:
        """The lines of the file."""
        return {self.source.path: _lines(self.source.text)}

    def keys_of(self, path: Path) -> Sequence[str]:
        """Return the keys of the mapping at `path`, in the order in which they stand there."""
        data = self._data
        for part in path:
            try:
                data = data[part]
            except (LookupError, TypeError):  # the file does not state it
                return ()
        return list(data) if isinstance(data, dict) else ()

    def value(self, path: Path) -> Place:
        """Place of the value at `path`, or of the nearest holder where the file does not state it."""
        return SoughtPlace(ReadOutline._value, self, path)

    def key(self, path: Path) -> Place:
        """Place of the key that holds the value at `path`; of the value itself for list items."""
        return SoughtPlace(ReadOutline._key, self, path)

    def part(self, path: Path, text: str, start: int, end: int) -> Place:
        """Place of `text[start:end]` in the text at `path`; of all of it where it is typed in another way."""
        return SoughtPlace(ReadOutline._part, self, path, text, start, end)

    def _value(self, path: Path) -> Span:
        _, starts, keyed, found = self._walk(path)
        start = starts[0] if isinstance(starts, list) else starts
        if found == len(path):
            return self._span(start)
        return self._span(start - 4) if keyed else self.head(self._span(start))

    def _key(self, path: Path) -> Span:
        _, starts, keyed, found = self._walk(path)
        if found < len(path) or not keyed:
            return self._value(path)
        return self._span((starts[0] if isinstance(starts, list) else starts) - 4)

    def _part(self, path: Path, text: str, start: int, end: int) -> Span:
        return Outline.part(self, path, text, start, end).span

    def _walk(self, path: Path) -> tuple[Any, Any, bool, int]:
        """Go down a path as far as the file states it: what is there, where, whether by a key, how many parts."""
        data, starts, keyed = self._data, self.starts, False
        for depth, part in enumerate(path):
            if type(data) is dict:
                if part not in data:
                    return data, starts, keyed, depth
                for place, each in enumerate(data, 1):
                    if each == part:
                        starts = starts[place]
                        break
                keyed = True
            elif type(data) is list:
                if type(part) is not int or not 0 <= part < len(data):
                    return data, starts, keyed, depth
                starts, keyed = starts[part + 1], False
            else:
                return data, starts, keyed, depth
            data = data[part]
        return data, starts, keyed, len(path)

    def _span(self, start: int) -> Span:
        return Span(self.file.path, *self.numbers[start : start + 4])

    def _all(self) -> tuple[dict[Path, Span], dict[Path, Span]]:
        found = self._dicts
        if found is None:
            found = {}, {}
            self._fill(*found, self._data, self.starts, ())
            object.__setattr__(self, "_dicts", found)
        return found

    def _fill(self, values: dict[Path, Span], keys: dict[Path, Span], data: Any, starts: Any, path: Path) -> None:
        """Give every value and key its place, in the order in which they stand."""
        if not isinstance(starts, list):
            values[path] = self._span(starts)
            return
        values[path] = self._span(starts[0])
        parts = data if isinstance(data, dict) else range(len(data))
        for part, below in zip(parts, starts[1:], strict=True):
            if isinstance(data, dict):
                keys[*path, part] = self._span((below[0] if isinstance(below, list) else below) - 4)
            self._fill(values, keys, data[part], below, (*path, part))


def _laid_out(data: Any, start: int) -> tuple[Any, int]:
    """Return where the numbers of data begin, which stand from `start` on, and where those behind them do."""
    after = start + 4
    if not isinstance(data, dict | list):
        return start, after
    starts: list[Any] = [start]
    named = 4 * isinstance(data, dict)
    for each in data.values() if isinstance(data, dict) else data:
        below, after = _laid_out(each, after + named)
        starts.append(below)
    return starts, after


@lru_cache(maxsize=16)
def _lines(text: str) -> list[str]:
    """Return the lines of a text; several places of one file are asked for at once."""
    return text.split("\n")
