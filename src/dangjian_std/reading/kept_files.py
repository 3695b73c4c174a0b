"""Files that were read before and found sound: the trees of a set, by their bytes and by the program.

Only what has neither a slip nor a wrong shape is kept, so a finding is always made afresh. All files of a set are
one entry: thousands would take longer to write than to read the set. It is written anew when one of them changed.
"""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path

from dangjian_std.reading.outline import ReadOutline
from dangjian_std.reading.project import CATALOG_FILE, RawSource
from dangjian_std.reading.tree import Parsed, Tree
from dangjian_std.text import kept, program
from dangjian_std.text.places import Source

KEPT_FILE_ENDING = ".files"

Told = Callable[[str], bytes | None]
"""Returns what is kept of a file, by its `name`, if somebody else has read it."""


class KeptFiles:
    """The sound files of a set: those that were kept, or read by somebody else meanwhile, and those to be kept."""

    def __init__(self, where: Path | None, raws: Iterable[RawSource], told: Told = lambda _: None) -> None:
        """Take what a folder, if there is one, has of a set, which is known by its catalogue."""
        self._path = where / f"{_key(raws)}{KEPT_FILE_ENDING}" if where else None
        self._before = _parts(kept.read(self._path)) if self._path else {}
        self._now: dict[str, bytes] = {}
        self._told = told

    def missing(self, raws: Iterable[RawSource]) -> list[RawSource]:
        """Return those files that were not kept."""
        return [raw for raw in raws if name(raw) not in self._before]

    def read(self, raw: RawSource) -> Parsed | None:
        """Return a sound file that was read before."""
        called = name(raw)
        body = self._before.get(called) or self._told(called)
        if body is None:
            return None
        self._now[called] = body
        return _unpacked(raw, body)

    def add(self, raw: RawSource, tree: Tree) -> None:
        """Have a sound file kept too, read as it stands there."""
        if self._path and (body := packed(tree)):
            self._now[name(raw)] = body

    def write(self) -> None:
        """Keep all that was asked for and found or added, and nothing else of this set."""
        if self._path and not self._now.keys() <= self._before.keys():
            said = json.dumps([[called, len(body)] for called, body in self._now.items()]).encode()
            kept.write(self._path, b"\n".join((said, b"".join(self._now.values()))))


def name(raw: RawSource) -> str:
    """Return what a file is called among those that are kept: a digest of its path and its bytes."""
    path = raw.path.encode("utf-8", "surrogatepass")
    return hashlib.sha256(b"%d\n%s%s" % (len(path), path, raw.data)).hexdigest()


def packed(tree: Tree) -> bytes | None:
    """Return what is kept of a file: its data as JSON in a line, and the numbers of its places.

    Of a workbook, which has others, nothing is.
    """
    if not isinstance(tree.outline, ReadOutline):
        return None
    said = json.dumps(tree.data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return said + b"\n" + array("I", tree.outline.numbers).tobytes()


def _unpacked(raw: RawSource, body: bytes) -> Parsed:
    said, _, places = body.partition(b"\n")
    data, numbers = json.loads(said), array("I", places)
    source = Source(raw.path, raw.data.removeprefix(b"\xef\xbb\xbf").decode("utf-8").replace("\r\n", "\n"))
    return Parsed(source, Tree(source, data, ReadOutline(source, data, numbers)), ())


def _key(raws: Iterable[RawSource]) -> str:
    catalogue = next((raw.data for raw in raws if raw.path == CATALOG_FILE), b"")
    return kept.key("files", program.identity(), sys.byteorder, hashlib.sha256(catalogue).hexdigest())


def _parts(body: bytes | None) -> dict[str, bytes]:
    """Take a set apart again."""
    if body is None:
        return {}
    said, _, rest = body.partition(b"\n")
    found, place = {}, 0
    for called, length in json.loads(said):
        found[called] = rest[place : (place := place + length)]
    return found
