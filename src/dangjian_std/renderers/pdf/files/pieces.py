"""Objects taken out of a file, so that they can be put into others and need not be read again.

They are numbered from `FIRST` on: first those that are lines of text, then streams. More may follow, of which only
numbers are given: pages and links, that are not the same in every file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Pdf, Stream

from dangjian_std.renderers.pdf.files.numbers import FIRST, REFERENCE


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken: as bytes, what tells them apart (`parted`), and other texts with their new references."""

    body: bytes
    said: list[Any]
    texts: list[str]
    count: int


def take(pdf: Pdf, texts: Sequence[bytes], known: Mapping[int, int], last: Iterable[int] = ()) -> Taken:
    """Take all objects that texts refer to.

    `known` gives the new numbers of objects that are not taken; those of `last` are numbered behind the others.
    """
    last = tuple(last)
    lines: dict[int, bytes] = {}
    streams: dict[int, tuple[bytes, bytes]] = {}
    waiting = [number for text in texts for number in _references(text)]
    seen = {*known, *last}
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        found = pdf.get_object(number, 0)
        if isinstance(found, Stream):
            said = found.stream_dict.unparse(resolved=True)
            streams[number] = said, found.read_raw_bytes()
        else:
            said = lines[number] = found.unparse(resolved=True)
        waiting.extend(_references(said))
    order = (*sorted(lines), *sorted(streams), *last)
    new = {**known, **{number: place for place, number in enumerate(order, FIRST)}}
    text = _renumbered(b"\n".join(lines[number] for number in sorted(lines)), new)
    saids = [[_renumbered(said, new).decode("latin-1"), len(data)] for _, (said, data) in sorted(streams.items())]
    body = b"".join((text, *(data for _, (_, data) in sorted(streams.items()))))
    others = [_renumbered(each, new).decode("latin-1") for each in texts]
    return Taken(body, [len(text), len(lines), saids], others, len(order))


def parted(body: bytes, said: Sequence[Any]) -> tuple[bytes, int, Iterator[tuple[bytes, bytes]]]:
    """Return the lines, how many they are, and the streams, each as its dictionary and its data."""
    length, count, saids = said
    return body[:length], count, _streams(body, length, saids)


def _streams(body: bytes, at: int, saids: Sequence[Any]) -> Iterator[tuple[bytes, bytes]]:
    for text, size in saids:
        yield text.encode("latin-1"), body[at : at + size]
        at += size


def inside(dictionary: Any, *but: str) -> bytes:
    """Return what a dictionary says but for some of its keys, which are removed."""
    for key in but:
        if key in dictionary:
            del dictionary[key]
    text: bytes = dictionary.unparse(resolved=True)
    return text.removeprefix(b"<<").removesuffix(b">>").strip()


def text_of(value: Any) -> bytes:
    """Return an object as it stands in a file; one that has a number is a reference."""
    text: bytes = value.unparse()
    return text


def _references(text: bytes) -> list[int]:
    return [int(match[1]) for match in REFERENCE.finditer(text) if match[1] is not None]


def _renumbered(text: bytes, new: Mapping[int, int]) -> bytes:
    return REFERENCE.sub(lambda match: match[0] if match[1] is None else b"%d 0 R" % new[int(match[1])], text)
