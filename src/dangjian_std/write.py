"""The only writer of files. A set of outputs becomes visible file by file, each whole; the manifest comes last."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from dangjian_std.project import DstdError

PREFIX = ".dstd-"
"""Start of the names of our temporary files; left-overs of a killed run are removed by the next one."""

DEEPEST = 2
"""Parts of a name: a folder and a file."""

REASONS = {
    errno.EEXIST: "是文件，不是文件夹",
    errno.ENOTDIR: "是文件，不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "只读",
    errno.ENAMETOOLONG: "名字太长",
    errno.EMFILE: "打开的文件太多",
}


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the output folder for one build. A second build at the same time is refused in one sentence."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = _lock(folder)
    except OSError as error:
        raise DstdError(f"写不了输出文件夹 {folder}：{reason(error)}。") from error
    try:
        _sweep(folder)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(folder: Path) -> int | None:
    """Lock the folder itself: removing a lock file would be a race. Not every system or disk can lock."""
    try:
        import fcntl  # only where the system has it
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise DstdError(f"另一个 dstd 正在写 {folder}，等它结束后再试。") from error
    except OSError:
        os.close(handle)
        return None
    return handle


def reason(error: OSError) -> str:
    """Say in Chinese what the system said."""
    return REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


def _sweep(folder: Path) -> None:
    for path in (*folder.glob(f"{PREFIX}*.tmp"), *folder.glob(f"*/{PREFIX}*.tmp")):
        with contextlib.suppress(OSError):
            path.unlink()


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file of a set below `folder`, in the given order: first all aside, then each into its place.

    A name may have one folder before it. Old files stay whole until the moment they are replaced; a failure before
    that leaves them all as they were.
    """
    for name in files:
        parts = name.split("/")
        if len(parts) > DEEPEST or any(Path(each).name != each or each in {"", ".."} for each in parts):
            raise DstdError(f"“{name}”不能作文件名；没有写任何文件。")
    staged: list[tuple[str, Path]] = []
    made: list[Path] = []
    try:
        for name, data in files.items():
            final = folder / name
            if "/" in name and not final.parent.exists():
                final.parent.mkdir()
                made.append(final.parent)
            staged.append((_aside(_inside(folder, final.parent), data), final))
        for temporary, final in staged:
            os.replace(temporary, final)  # noqa: PTH105 Path.replace would make a needless object
        for parent in dict.fromkeys(final.parent for _, final in staged):
            _sync(parent)
    except OSError as error:
        raise DstdError(
            f"写不了 {_name(error, folder)}：{reason(error)}。若它正被打开，请关闭后再试；没有留下写了一半的文件。"
        ) from error
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
        for path in made:  # one that is still empty was made for nothing
            with contextlib.suppress(OSError):
                path.rmdir()


def create(folder: Path, new: Mapping[str, bytes], changed: tuple[str, bytes] | None = None) -> None:
    """Add files below `folder` and change at most one that is there: all of it, or nothing.

    A new file never takes the place of another. The change comes last, so there is never one to take back.
    """
    staged: list[tuple[Path, Path]] = []
    folders: list[Path] = []
    try:
        for name, data in new.items():
            final = folder / name
            if not final.parent.exists():
                folders.append(final.parent)
                final.parent.mkdir()
            staged.append((Path(_aside(_inside(folder, final.parent), data)), final))
            _link(os.fspath(staged[-1][0]), final)
        if changed:
            final = folder / changed[0]
            temporary = Path(_aside(final.parent, changed[1]))
            staged.append((temporary, final))
            temporary.chmod(final.stat().st_mode & 0o777)
            os.replace(temporary, final)  # noqa: PTH105 as above
    except BaseException as error:
        if not (changed and len(staged) > len(new) and not staged[-1][0].exists()):  # else all of it is done
            _take_back(staged, len(new), folders)
        if not isinstance(error, OSError):
            raise
        why = "已经有这个文件" if isinstance(error, FileExistsError) else reason(error)
        raise DstdError(f"写不了 {_name(error, folder)}：{why}。没有写任何文件。") from error
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
    for path in folders:
        with contextlib.suppress(OSError):
            path.rmdir()


def _name(error: OSError, folder: Path) -> str:
    """Name what could not be written; a temporary file's own name tells nobody anything."""
    path = Path(error.filename2 or error.filename or folder)
    return path.parent.name if path.name.startswith(PREFIX) else path.name


def _inside(folder: Path, parent: Path) -> Path:
    if not inside(folder, parent / "x"):
        raise DstdError(f"{parent} 是通到项目外面的链接；没有写任何文件。")
    return parent


def _link(temporary: str, final: Path) -> None:
    """Give a file its name, unless that is taken; not every disk can link, and there we look first."""
    try:
        os.link(temporary, final)
    except FileExistsError:
        raise
    except OSError:
        if final.exists():
            raise FileExistsError(17, "File exists", os.fspath(final)) from None
        os.replace(temporary, final)  # noqa: PTH105 as above


def _aside(folder: Path, data: bytes) -> str:
    handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=".tmp", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
    except BaseException:  # a signal too: nobody else knows this name
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
