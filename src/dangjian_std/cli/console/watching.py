"""A project that is kept in mind: looked at again and again, and checked anew when a byte of it changed."""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dangjian_std.cli.console import context, reporters
from dangjian_std.reading import layers, project
from dangjian_std.reading.kept_files import KeptFiles
from dangjian_std.reading.load import KnownFiles, Loaded
from dangjian_std.reading.project import RawSource
from dangjian_std.rules.by_file import Judged
from dangjian_std.text import kept
from dangjian_std.text.diagnostic import Diagnostic
from dangjian_std.text.errors import DstdError

SECONDS_BETWEEN_LOOKS = 0.2
"""Seconds between two looks."""

Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A state of a project, and everything that is wrong with it."""

    loaded: Loaded
    found: tuple[Diagnostic, ...]
    changed: tuple[str, ...]
    """Files that are new or other than in the state before; none of them in the first state."""
    trouble: str = ""
    """Why it could not be checked at all."""

    @property
    def sound(self) -> bool:
        """Whether something can be made of it."""
        wrong = self.trouble or context.fails(self.found, strict=False) or context.empty(self.loaded)
        return not wrong

    @property
    def summary(self) -> str:
        """The whole state in one line."""
        return self.trouble or reporters.summary(self.found, len(self.loaded.sources))

    @property
    def text(self) -> str:
        """The state as it is told in a terminal."""
        sources = self.loaded.sources
        return self.trouble or reporters.as_text(self.found, sources, len(sources))


def rest() -> bool:
    """Wait for the next look."""
    time.sleep(SECONDS_BETWEEN_LOOKS)
    return True


def scenes(root: Path, pause: Callable[[], bool] = rest) -> Iterator[Scene]:
    """Yield the state of a project, and each state after it; until `pause`, which comes between looks, says no."""
    stamp: Stamp | None = None
    raws: tuple[RawSource, ...] | None = None
    known: KnownFiles | None = None
    before = Judged()
    while True:
        seen = stamp_of(root)
        if raws is None or seen is None or seen != stamp:
            old = {raw.path: raw for raw in raws or ()}
            stamp, found = seen, tuple(_same(old.get(raw.path), raw) for raw in layers.sources(root))
            if found != raws:
                changed = tuple(raw.path for raw in found if old and raw is not old.get(raw.path))
                raws = found
                known = known or KnownFiles(kept=KeptFiles(kept.shelf(), raws))
                known.settle(raws)
                scene = _scene(root, raws, known, before, changed)
                if not old:
                    gc.freeze()  # most of it stays for long and has no cycles: no garbage is looked for in it
                yield scene
        if not pause():
            return


def _same(old: RawSource | None, new: RawSource) -> RawSource:
    """Return a file as it was, where that is the same: two copies would take room, and have to be compared."""
    return old if old == new else new


def _scene(
    root: Path, raws: tuple[RawSource, ...], known: KnownFiles, before: Judged, changed: tuple[str, ...]
) -> Scene:
    try:
        loaded, found = context.judged(raws, known, before=before)
        found = context.on_paper(root, loaded, found, before=before)
    except DstdError as error:
        return Scene(loaded=Loaded(None), found=(), changed=changed, trouble=str(error))
    return Scene(loaded=loaded, found=found, changed=changed)


def stamp_of(root: Path) -> Stamp | None:
    """Return what changes when a file of a set is written; None where the files of another project count too."""
    if project.adopts(root):
        return None
    stamps = []
    for name in project.names(root):
        with contextlib.suppress(OSError):  # it went meanwhile
            state = os.lstat(f"{root}/{name}")
            stamps.append((name, state.st_size, state.st_mtime_ns, state.st_ino))
    return tuple(stamps)
