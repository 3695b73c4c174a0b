"""Where a run works: a folder, and the invented sets in it, each made and built once."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import corpus
from measuring import DSTD, Cost, Way, in_turn, run

ROOT = Path(__file__).parents[1]
PEERS = ROOT / ".bench" / "bin"
BOOK = ("--only", "手册")
SCRIPTS = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every row is given."""

    folder: Path
    rounds: int
    quick: bool
    _kept: dict[int, Path] = field(default_factory=dict)

    def place(self, name: str) -> Path:
        """Return an empty folder."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def set(self, count: int) -> Path:
        """Return the invented set of so many standards; nobody changes it."""
        folder = self.folder / f"set-{count}"
        if not folder.exists():
            corpus.write(folder, count)
        return folder

    def book(self, pages: int) -> tuple[Path, Path]:
        """Return the set whose handbook has about so many pages, and the cache of who built it."""
        folder = self.set(corpus.PAGES[pages])
        if pages not in self._kept:
            self._kept[pages] = self.folder / f"kept-{pages}"
            run([*DSTD, "build", str(folder), *BOOK, "-o", str(self.folder / f"book-{pages}")], self._kept[pages])
        return folder, self._kept[pages]

    def turns(self, ways: Mapping[str, Way]) -> dict[str, Cost]:
        """Return the least cost of each way."""
        return in_turn(ways, self.rounds)

    def script(self, name: str, *words: object) -> list[str]:
        """Return the command of a script of ours."""
        return [sys.executable, str(SCRIPTS / name), *map(str, words)]


def forget(folder: Path) -> None:
    """Remove a folder, so that what comes next begins from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
