"""Who writes into a folder: one run at a time. What a killed run left there goes."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from dangjian_std.text.errors import DstdError
from dangjian_std.text.os_errors import reason

TEMPORARY_PREFIX = ".dstd-"
"""Start of the names of our temporary files; left-overs of a killed run are removed by the next one.

They lie only in a folder whose lock the run holds that makes them, so that whoever gets the lock may remove them.
"""

LOCK_TIMEOUT = 1.0
"""Seconds that a run waits for a lock: another one may only be looking for left-overs."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the output folder for one build. A second build at the same time is refused in one sentence."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DstdError(f"写不了输出文件夹 {folder}：{reason(error)}。") from error
    with held(folder):
        _sweep(folder)
        yield


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder, or say in one sentence that somebody else does."""
    try:
        handle = _lock(folder, LOCK_TIMEOUT)
    except BlockingIOError as error:
        raise DstdError(f"另一个 dstd 正在写 {folder}，等它结束后再试。") from error
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(folder: Path, patience: float = 0) -> int | None:
    """Lock the folder itself: removing a lock file would be a race. Not every system or disk can lock.

    Raise BlockingIOError when somebody else holds it.
    """
    try:
        import fcntl  # only where the system has it

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    waits = round(patience / 0.1)
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not waits:
                os.close(handle)
                raise
            waits -= 1
            time.sleep(0.1)
        except OSError:
            os.close(handle)
            return None
        else:
            return handle


def _sweep(folder: Path) -> None:
    """Remove what a killed run left in a folder that is ours now, and in those below it that nobody holds."""
    clear(folder)
    with contextlib.suppress(OSError):
        for each in folder.iterdir():
            if each.is_dir() and not each.is_symlink():
                with contextlib.suppress(BlockingIOError):
                    handle = _lock(each)
                    clear(each)
                    if handle is not None:
                        os.close(handle)


def clear(folder: Path) -> None:
    """Remove the temporary files of a folder that is held."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{TEMPORARY_PREFIX}*.tmp"):
            path.unlink(missing_ok=True)
