"""Objects taken out of a file, so that they can be put into others and need not be read again.

They are numbered from `FIRST_OTHER_OBJECT` on: first those that are lines of text, then streams. More may follow,
of which only numbers are given: pages and links, that are not the same in every file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Pdf, Stream

from dangjian_std.renderers.pdf.files.object_numbers import FIRST_OTHER_OBJECT, OBJECT_REFERENCE, moved, pattern


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken: as bytes, what tells them apart (`placed`), and other texts with their new references."""

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
    new = {**known, **{number: place for place, number in enumerate(order, FIRST_OTHER_OBJECT)}}
    text, numbers = pattern(_renumbered(b"\n".join(lines[number] for number in sorted(lines)), new))
    ordered = [streams[number] for number in sorted(streams)]
    saids = [[_renumbered(said, new).decode("latin-1"), len(data)] for said, data in ordered]
    body = b"".join((text, _packed(len(numbers)).pack(*numbers), *(data for _, data in ordered)))
    others = [_renumbered(each, new).decode("latin-1") for each in texts]
    return Taken(body, [len(text), len(numbers), saids], others, len(order))


def placed(body: bytes, said: Sequence[Any], first: int) -> tuple[list[bytes], Iterator[tuple[bytes, bytes]]]:
    """Return the objects numbered from `first` on: lines, then streams, each as its dictionary and its data."""
    length, count, saids = said
    by, numbers = first - FIRST_OTHER_OBJECT, _packed(count)
    text = body[:length] % tuple(number + by for number in numbers.unpack_from(body, length))
    return text.split(b"\n") if text else [], _streams(body, length + numbers.size, saids, by)


def _packed(count: int) -> struct.Struct:
    return struct.Struct(f"<{count}I")


def _streams(body: bytes, at: int, saids: Sequence[Any], by: int) -> Iterator[tuple[bytes, bytes]]:
    for text, size in saids:
        yield moved(text.encode("latin-1"), by), body[at : at + size]
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
    return [int(match[1]) for match in OBJECT_REFERENCE.finditer(text) if match[1] is not None]


def _renumbered(text: bytes, new: Mapping[int, int]) -> bytes:
    return OBJECT_REFERENCE.sub(
        lambda match: match[0] if match[1] is None else b"%d 0 R" % new[int(match[1])], text
    )
