"""A PDF file as it is written: objects that are text in streams of objects, other streams by themselves.

The same objects in the same order are the same bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

from dangjian_std.renderers.pdf.files.object_numbers import CATALOG_OBJECT, FIRST_OTHER_OBJECT, INFORMATION_OBJECT

OBJECTS_PER_STREAM = 200
"""Objects in a stream of objects; where one is in it fits a byte."""
_HEADER = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
_ROW = 7
"""Bytes in a row of the table of places: a kind, four for a number, and two for another."""


class Writer:
    """A file in the making."""

    def __init__(self) -> None:
        """Begin it; the numbers before `FIRST_OTHER_OBJECT` have to be written too."""
        self._out = [_HEADER]
        self._at = len(_HEADER)
        self._runs: list[tuple[int, int, bytes]] = [(0, 1, bytes((0, 0, 0, 0, 0, 255, 255)))]
        self._next = FIRST_OTHER_OBJECT

    def room(self, count: int) -> int:
        """Return the first of so many numbers that nobody else has."""
        first = self._next
        self._next += count
        return first

    def objects(self, first: int, lines: Sequence[bytes]) -> None:
        """Write objects that are not streams, numbered one after the other."""
        for start in range(0, len(lines), OBJECTS_PER_STREAM):
            some, at = lines[start : start + OBJECTS_PER_STREAM], 0
            index = []
            for number, line in enumerate(some, first + start):
                index.append(b"%d %d" % (number, at))
                at += len(line) + 1
            head = b" ".join(index) + b"\n"
            said = b"/Type /ObjStm /N %d /First %d" % (len(some), len(head))
            holder = self.add(said, head + b"\n".join(some))
            self._runs.append((first + start, len(some), b"\2" + holder.to_bytes(4, "big") + b"\0\0"))

    def add(self, said: bytes, data: bytes) -> int:
        """Write a stream that is not compressed yet; return its number."""
        number, packed = self.room(1), zlib.compress(data)
        self.stream(number, b"<< %s /Filter /FlateDecode /Length %d >>" % (said, len(packed)), packed)
        return number

    def stream(self, number: int, said: bytes, data: bytes) -> None:
        """Write a stream with its dictionary as they are."""
        self._runs.append((number, 1, b"\1" + self._at.to_bytes(4, "big") + b"\0\0"))
        self._put(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, said, data))

    def finish(self) -> bytes:
        """Return the file, once the catalog and all it needs are written."""
        number, begin = self.room(1), self._at
        self._runs.append((number, 1, b"\1" + begin.to_bytes(4, "big") + b"\0\0"))
        table = zlib.compress(self._table())
        name = hashlib.md5(b"".join(self._out), usedforsecurity=False).hexdigest().encode()
        said = (
            b"/Type /XRef /Size %d /W [ 1 4 2 ] /Root %d 0 R /Info %d 0 R /ID [ <%s> <%s> ]"
            b" /DecodeParms << /Columns %d /Predictor 12 >> /Filter /FlateDecode /Length %d"
        ) % (self._next, CATALOG_OBJECT, INFORMATION_OBJECT, name, name, _ROW, len(table))
        self._put(b"%d 0 obj\n<< %s >>\nstream\n%s\nendstream\nendobj\n" % (number, said, table))
        self._put(b"startxref\n%d\n%%%%EOF\n" % begin)
        return b"".join(self._out)

    def _put(self, data: bytes) -> None:
        self._out.append(data)
        self._at += len(data)

    def _table(self) -> bytes:
        """Return where every object is, each row as what differs from the one before it."""
        rows, before, expected = [], bytes(_ROW), 0
        for first, count, row in sorted(self._runs):
            if first != expected:
                raise ValueError(f"object {expected} is nowhere")
            rows.append(b"\2" + bytes((one - other) & 255 for one, other in zip(row, before, strict=True)))
            rows.append(b"\2\0\0\0\0\0\0\1" * (count - 1))
            before, expected = row[:-1] + bytes((row[-1] + count - 1,)), first + count
        return b"".join(rows)


def string(text: str) -> bytes:
    """Return a text as a string of a file, in the way in which pydyf writes it."""
    if text.isascii():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})".encode("ascii")
    return b"<feff%s>" % text.encode("utf-16-be").hex().encode("ascii")


def order(text: str) -> bytes:
    """Return the bytes of a string, by which names stand in order."""
    return text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
