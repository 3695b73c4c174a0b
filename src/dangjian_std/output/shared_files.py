"""Files that the packs of a folder hold already, by the fingerprint of what they are made of: none is made twice.

A fingerprint is of the document, the code that renders it and the fonts; the clock is no part of it. OUT/.shared/
keeps the files of the unit that is being made until its pack is there, so that an interrupted run loses little.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from dangjian_std.output import regular_files, write
from dangjian_std.output.build import BuildTarget
from dangjian_std.output.regular_files import MANIFEST

SHARED_FOLDER, PACK_FILE = ".shared", "成品包.zip"


class LostFileError(Exception):
    """A pack that a file was to be taken from is not as it was made."""


class SharedFiles:
    """What is there of the files of many units."""

    def __init__(self, out: Path, packs: Mapping[str, str]) -> None:
        """Look at the packs of a folder: by folder of the unit, the sha256 that each of them should have."""
        self.out, self.store = out, out / SHARED_FOLDER
        self._held: dict[str, tuple[str, str]] = {}
        self._whole: set[str] = set()
        for folder, sha256 in packs.items():
            if regular_files.digest(out / folder / PACK_FILE) == sha256:
                self.take(folder)

    def whole(self, folder: str) -> bool:
        """Whether the pack of a unit is there as it was made."""
        return folder in self._whole

    def take(self, folder: str) -> None:
        """Note what the pack of a unit holds."""
        for fingerprint in [each for each, (other, _) in self._held.items() if other == folder]:
            del self._held[fingerprint]
        try:
            with ZipFile(self.out / folder / PACK_FILE) as archive:
                for name in archive.namelist():
                    place, slash, last = name.rpartition("/")
                    if last == MANIFEST:
                        content: Any = json.loads(archive.read(name))
                        for each in content["outputs"]:
                            self._held.setdefault(each["fingerprint"], (folder, f"{place}{slash}{each['path']}"))
        except (OSError, BadZipFile, ValueError, KeyError, TypeError):
            return  # not one of ours: nothing is taken from it
        self._whole.add(folder)

    def lost(self, targets: Iterable[BuildTarget]) -> tuple[BuildTarget, ...]:
        """Return what has to be made, what is the same once."""
        found = {each.fingerprint: each for each in targets if each.fingerprint not in self._held}
        return tuple(each for each in found.values() if not (self.store / each.fingerprint).is_file())

    def keep(self, files: Mapping[str, bytes]) -> None:
        """Keep files by their fingerprints until their pack is there."""
        self.store.mkdir(parents=True, exist_ok=True)
        write.write_all(self.store, files)

    @contextlib.contextmanager
    def opened(self) -> Iterator[Callable[[str], bytes]]:
        """Give what returns a file that is there, by its fingerprint; a pack is opened once for all its files."""
        packs: dict[str, ZipFile] = {}

        def read(fingerprint: str) -> bytes:
            if fingerprint not in self._held:
                return (self.store / fingerprint).read_bytes()
            folder, name = self._held[fingerprint]
            try:
                if folder not in packs:
                    packs[folder] = stack.enter_context(ZipFile(self.out / folder / PACK_FILE))
                return packs[folder].read(name)
            except (OSError, BadZipFile, KeyError) as error:
                raise LostFileError(f"{folder} 的{PACK_FILE}在做的时候变了；再运行一次") from error

        with contextlib.ExitStack() as stack:
            yield read

    def trim(self, most: int) -> None:
        """Remove what is kept beside the packs if it is more than so many bytes."""
        if self.store.is_dir() and sum(each.stat().st_size for each in self.store.iterdir()) > most:
            self.clear()

    def clear(self) -> None:
        """Remove what is kept beside the packs."""
        shutil.rmtree(self.store, ignore_errors=True)
