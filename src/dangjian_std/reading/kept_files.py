"""Files that were read before and found sound: their trees, by their bytes and by the program.

Only what has neither a slip nor a wrong shape is kept, so a finding is always made afresh.
"""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from pathlib import Path

from dangjian_std.reading.outline import ReadOutline
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import Parsed, Tree
from dangjian_std.text import kept, program
from dangjian_std.text.places import Source

ENDING = ".file"


def read(where: Path, raw: RawSource) -> Parsed | None:
    """Return a sound file that was read before."""
    body = kept.read(_entry(where, raw))
    if body is None:
        return None
    said, _, places = body.partition(b"\n")
    data, numbers = json.loads(said), array("I", places)
    source = Source(raw.path, raw.data.removeprefix(b"\xef\xbb\xbf").decode("utf-8").replace("\r\n", "\n"))
    return Parsed(source, Tree(source, data, ReadOutline(source, data, numbers)), ())


def write(where: Path, raw: RawSource, tree: Tree) -> None:
    """Keep a sound file, read as it stands there: its data as JSON in a line, and the numbers of its places."""
    if isinstance(outline := tree.outline, ReadOutline):
        said = json.dumps(tree.data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        kept.write(_entry(where, raw), said + b"\n" + array("I", outline.numbers).tobytes())


def _entry(where: Path, raw: RawSource) -> Path:
    name = kept.key("file", program.identity(), sys.byteorder, raw.path, hashlib.sha256(raw.data).hexdigest())
    return where / f"{name}{ENDING}"
