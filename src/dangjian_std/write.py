"""The only writer of files. A set of outputs becomes visible file by file, each whole; the manifest comes last."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from dangjian_std.project import DstdError

PREFIX = ".dstd-"
"""Start of the names of our temporary files; left-overs of a killed run are removed by the next one."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the output folder for one build. A second build at the same time is refused in one sentence."""
    lock = folder / f"{PREFIX}lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except OSError as error:
        raise DstdError(f"写不了输出文件夹 {folder}：{error.strerror}。") from error
    try:
        _lock(handle, folder)
        _sweep(folder)
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                lock.unlink()
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    try:
        import fcntl  # only where the system has it
    except ImportError:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise DstdError(f"另一个 dstd 正在写 {folder}，等它结束后再试。") from error


def _sweep(folder: Path) -> None:
    for path in folder.glob(f"{PREFIX}*.tmp"):
        with contextlib.suppress(OSError):
            path.unlink()


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file of a set below `folder`, in the given order: first all aside, then each into its place.

    Old files stay whole until the moment they are replaced; a failure before that leaves them all as they were.
    """
    staged: list[tuple[str, Path]] = []
    try:
        for name, data in files.items():
            staged.append((_aside(folder, data), folder / name))
        for temporary, final in staged:
            os.replace(temporary, final)  # noqa: PTH105 Path.replace would make a needless object
        _sync(folder)
    except OSError as error:
        name = Path(error.filename2 or error.filename or folder).name
        raise DstdError(
            f"写不了 {name}：{error.strerror}。若它正被打开，请关闭后再试；没有留下写了一半的文件。"
        ) from error
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                Path(temporary).unlink(missing_ok=True)


def _aside(folder: Path, data: bytes) -> str:
    handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=".tmp", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return name


def _sync(folder: Path) -> None:
    """Make the new names durable; not every system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(path: Path) -> None:
    """Remove an output that no longer belongs to the set."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise DstdError(f"删不掉旧文件 {path}：{error.strerror}。") from error
