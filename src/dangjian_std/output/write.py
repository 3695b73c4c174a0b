"""The writer of files. A set of outputs becomes visible file by file, each whole; the manifest comes last."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dangjian_std.output.locks import TEMPORARY_PREFIX, clear, held
from dangjian_std.text.errors import DstdError
from dangjian_std.text.os_errors import reason

MOST_PATH_PARTS = 2
"""Parts of a name: a folder and a file."""

INTERRUPTING_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Signals that ask a program to end."""


def write_all(folder: Path, files: Mapping[str, bytes], kept: Mapping[str, str] | None = None) -> None:
    """Write every file of a set below `folder`, in the given order: first all aside, then each into its place.

    A name may have one folder before it. Old files stay whole until the moment they are replaced; a failure before
    that leaves them all as they were. `kept` holds names under which old files go on lying beside the new ones.
    """
    kept = kept or {}
    _refuse_paths((*files, *kept.values()))
    staged: list[tuple[str, Path, Path | None]] = []
    made: list[Path] = []
    with contextlib.ExitStack() as locks:
        try:
            for name, data in files.items():
                final = folder / name
                if "/" in name and not final.parent.exists():
                    final.parent.mkdir()
                    made.append(final.parent)
                if final.parent not in {folder, *(each.parent for _, each, _ in staged)}:
                    locks.enter_context(held(_inside(folder, final.parent)))
                    clear(final.parent)
                temporary = aside(_inside(folder, final.parent), data)
                staged.append((temporary, final, folder / kept[name] if name in kept else None))
            with _undisturbed():
                for temporary, final, beside in staged:
                    _replace(temporary, final, beside)
            for parent in dict.fromkeys(final.parent for _, final, _ in staged):
                sync(parent)
        except OSError as error:
            raise DstdError(
                f"写不了 {named(error, folder)}：{reason(error)}。"
                "若它正被打开，请关闭后再试；没有留下写了一半的文件。"
            ) from error
        finally:
            for temporary, _, _ in staged:
                with contextlib.suppress(OSError):
                    Path(temporary).unlink(missing_ok=True)
            for path in made:  # one that is still empty was made for nothing
                with contextlib.suppress(OSError):
                    path.rmdir()


def _refuse_paths(names: Iterable[str]) -> None:
    for name in names:
        parts = name.split("/")
        if len(parts) > MOST_PATH_PARTS or any(Path(each).name != each or each in {"", ".."} for each in parts):
            raise DstdError(f"“{name}”不能作文件名；没有写任何文件。")


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a signal that ends the program wait: the files of a set take their places together."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTING_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _replace(temporary: str, final: Path, beside: Path | None) -> None:
    """Put a file into its place; what lies there gets another name first, if it has to stay."""
    if beside:
        _link(os.fspath(final), beside)
    try:
        os.replace(temporary, final)  # noqa: PTH105 Path.replace would make a needless object
    except OSError:
        if beside and os.path.lexists(final):
            beside.unlink()
        elif beside:
            os.replace(beside, final)  # noqa: PTH105 as above
        raise


def create(folder: Path, new: Mapping[str, bytes], changed: tuple[str, bytes] | None = None) -> None:
    """Add files below `folder` and change at most one that is there: all of it, or nothing.

    A new file never takes the place of another. The change comes last, so there is never one to take back.
    """
    staged: list[tuple[Path, Path]] = []
    folders: list[Path] = []
    try:
        for name, data in new.items():
            final = folder / name
            for parent in reversed([each for each in final.parents if not each.exists()]):
                folders.append(parent)
                parent.mkdir()
            staged.append((Path(aside(_inside(folder, final.parent), data)), final))
            _link(os.fspath(staged[-1][0]), final)
        if changed:
            final = folder / changed[0]
            temporary = Path(aside(final.parent, changed[1]))
            staged.append((temporary, final))
            mode = final.stat().st_mode & 0o777
            with contextlib.suppress(OSError):  # not every disk has modes, or lets us change them
                temporary.chmod(mode)
            os.replace(temporary, final)  # noqa: PTH105 as above
    except BaseException as error:
        if not (changed and len(staged) > len(new) and not staged[-1][0].exists()):  # else all of it is done
            _take_back(staged, len(new), folders)
        if not isinstance(error, OSError):
            raise
        why = "已经有这个文件" if isinstance(error, FileExistsError) else reason(error)
        raise DstdError(f"写不了 {named(error, folder)}：{why}。没有写任何文件。") from error
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _take_back(staged: list[tuple[Path, Path]], new: int, folders: list[Path]) -> None:
    """Remove what was staged, the first `new` of the files where they are ours, and folders made for them."""
    for number, (temporary, final) in enumerate(staged):
        with contextlib.suppress(OSError):
            if number < new and (not temporary.exists() or final.samefile(temporary)):
                final.unlink()
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    for path in reversed(folders):
        with contextlib.suppress(OSError):
            path.rmdir()


def named(error: OSError, folder: Path) -> str:
    """Name what could not be written; a temporary file's own name tells nobody anything."""
    path = Path(error.filename2 or error.filename or folder)
    return path.parent.name if path.name.startswith(TEMPORARY_PREFIX) else path.name


def _inside(folder: Path, parent: Path) -> Path:
    if not inside(folder, parent / "x"):
        raise DstdError(f"{parent} 是通到项目外面的链接；没有写任何文件。")
    return parent


def _link(old: str, new: Path) -> None:
    """Give a file a second name, unless that is taken; where a disk cannot link, it is the only name."""
    try:
        os.link(old, new)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(new):
            raise FileExistsError(17, "File exists", os.fspath(new)) from None
        os.replace(old, new)  # noqa: PTH105 as above


def aside(folder: Path, data: bytes) -> str:
    """Write a temporary file beside what it will replace, and return its path. The umask sets its mode."""
    name = os.fspath(folder / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}.tmp")
    try:
        handle = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:  # a signal too: nobody else knows this name
        with contextlib.suppress(OSError):
            Path(name).unlink(missing_ok=True)
        raise
    return name


def sync(folder: Path) -> None:
    """Make the new names durable; not every system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def inside(folder: Path, path: Path) -> bool:
    """Whether a path leads to nowhere but below a folder."""
    return path.parent.resolve().is_relative_to(folder.resolve())


def remove(path: Path) -> None:
    """Remove an output that no longer belongs to the set, and the folder that it leaves empty."""
    try:
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            path.parent.rmdir()
    except OSError as error:
        raise DstdError(f"删不掉旧文件 {path}：{reason(error)}。") from error
