"""A build that has nothing to do: told by what it would be made of, without composing a single document.

What is kept of a build is where its files lie and the digest of each, the manifest included. Whoever asks for the
same of the same sources, and finds every one of these files as it was, has nothing to make.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_std.output import regular_files
from dangjian_std.text import kept

if TYPE_CHECKING:
    from dangjian_std.output.build import BuildPlan


@dataclass(frozen=True, slots=True)
class Done:
    """What a build came to."""

    summary: str
    """What it said of the sources."""
    below: tuple[str, ...]
    """Folders below the output folder, one in the other, in which its files lie."""
    files: dict[str, str]
    """The sha256 of each of them; that of a file that must not be there is empty."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every output, sorted."""
        return tuple(sorted(self.files.keys() - {regular_files.MANIFEST, regular_files.ADOPTION}))


def known(entry: Path, out: Path, refuse: Callable[[Path], object]) -> Done | None:
    """Return what a build came to whose files all lie below `out` as they were; `refuse` judges each folder."""
    body = kept.read(entry)
    if body is None:
        return None
    said = json.loads(body)
    done = Done(said["summary"], tuple(said["below"]), said["files"])
    for part in done.below:
        out /= part
        refuse(out)
    same = all(regular_files.digest(out / path) == sha256 for path, sha256 in done.files.items())
    return done if same else None


def keep(entry: Path, out: Path, below: Iterable[str], planned: BuildPlan, summary: str) -> None:
    """Keep what a build came to, once all of it lies in `out`, which is `below` the output folder."""
    from dangjian_std.output import manifest  # and every publication: only where something was planned

    others = {name: regular_files.digest(out / name) for name in (regular_files.MANIFEST, regular_files.ADOPTION)}
    entries = manifest.read(out)
    files: dict[str, str] = {}
    for each in (*planned.fresh, *(stale for stale, _ in planned.stale)):
        made = entries.get(each.path)
        if made is None or made["fingerprint"] != each.fingerprint:  # another build was here
            return
        files[each.path] = made["sha256"]
    said = Done(summary, tuple(below), files | others)
    kept.write(entry, json.dumps(asdict(said)).encode())
    kept.trim(entry.parent)
