"""The only writer of a ledger: it adds lines, under a lock and to the disk, and never changes one."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dangjian_std.assessment import chain
from dangjian_std.assessment.chain import LedgerContent
from dangjian_std.output import locks, write
from dangjian_std.reading import ledger_files
from dangjian_std.text.errors import DstdError
from dangjian_std.text.os_errors import reason

APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
PRIVATE = 0o600
"""Who may read a ledger: the officer."""


def append(folder: Path, seen: LedgerContent, new: Sequence[Mapping[str, Any]]) -> LedgerContent:
    """Add entries to the ledger of a folder and return all of it, all of them or none.

    `seen` is what was read before; where somebody else has written since, nothing is added.
    """
    ledger_files.require_private(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locks.held(folder):
            now = chain.read(ledger_files.data(folder))
            if now.head != seen.head:
                raise DstdError("登记的时候，台账里有了别人写的新行，没有登记。再运行一次。")
            _add(folder / ledger_files.LEDGER_FILE, b"".join(chain.lines(now, new)))
            return chain.read(ledger_files.data(folder))
    except chain.BrokenError as error:
        raise DstdError(f"台账第 {error.line} 行{error}。没有登记。") from error
    except OSError as error:
        raise DstdError(f"写不了 {folder / ledger_files.LEDGER_FILE}：{reason(error)}。没有登记。") from error


def _add(path: Path, data: bytes) -> None:
    """Write at the end of a file; what could be written of it only in part is taken back."""
    fresh = not path.exists()
    handle = os.open(path, APPEND, PRIVATE)
    try:
        before = os.fstat(handle).st_size
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        except BaseException:  # a signal too
            os.ftruncate(handle, before)
            raise
    finally:
        os.close(handle)
    if fresh:
        write.sync(path.parent)


def mend(folder: Path) -> bool:
    """Take away the part of a last line that was not written to its end; say whether there was one."""
    try:
        with locks.held(folder):
            try:
                chain.read(ledger_files.data(folder))
            except chain.TornError as torn:
                os.truncate(folder / ledger_files.LEDGER_FILE, torn.size)
                return True
            except chain.BrokenError as error:
                raise DstdError(f"台账第 {error.line} 行{error}。只有最后半行去得掉，这里没有动。") from error
    except OSError as error:
        raise DstdError(f"写不了 {folder / ledger_files.LEDGER_FILE}：{reason(error)}。没有动。") from error
    return False
