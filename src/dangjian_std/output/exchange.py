"""Files that belong together get new bytes together: all of them or none, also when the program is killed.

Each old file is kept beside the new one until the last is in its place. The new bytes of that last one wait under
a name of their own: while they wait, the exchange is not finished, and `restore` takes it back.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from dangjian_std.output import locks, write
from dangjian_std.text.errors import DstdError
from dangjian_std.text.os_errors import reason

OLD_FILE_PREFIX, NEXT_FILE_PREFIX = f"{locks.TEMPORARY_PREFIX}old-", f"{locks.TEMPORARY_PREFIX}next-"


def exchange(folder: Path, files: Mapping[str, bytes | None], last: tuple[str, bytes]) -> None:
    """Give files below `folder` new bytes, None takes one away; then one at its top, which makes them valid."""
    finals = {folder / name: data for name, data in files.items()}
    top, waiting = folder / last[0], folder / f"{NEXT_FILE_PREFIX}{last[0]}"
    staged: dict[Path, str] = {}
    try:
        for final, data in finals.items():
            if not write.inside(folder, final):
                raise DstdError(f"{final.parent} 是通到项目外面的链接；没有写任何文件。")
            final.parent.mkdir(parents=True, exist_ok=True)
            if data is not None:
                staged[final] = _staged(final, data)
        for final in finals:
            _keep(final)
        staged[top] = _staged(top, last[1])
        os.replace(staged[top], waiting)  # noqa: PTH105 paths as strings
        _swap(finals, staged)
        os.replace(waiting, top)  # noqa: PTH105 as above
        write.sync(folder)
    except OSError as error:
        raise DstdError(f"写不了 {write.named(error, folder)}：{reason(error)}。原有文件都是原样。") from error
    finally:
        _put_away(folder, finals, staged.values())


def _swap(finals: Iterable[Path], staged: Mapping[Path, str]) -> None:
    for final in finals:
        if final in staged:
            os.replace(staged[final], final)  # noqa: PTH105 as above
        else:
            final.unlink()
    for parent in {final.parent for final in finals}:
        write.sync(parent)


def _put_away(folder: Path, finals: Iterable[Path], temporaries: Iterable[str]) -> None:
    for temporary in temporaries:
        with contextlib.suppress(OSError):
            Path(temporary).unlink(missing_ok=True)
    restore(folder)
    for parent in {final.parent for final in finals}:  # one that is empty was made for nothing, or has been left
        with contextlib.suppress(OSError):
            parent.rmdir()


def unfinished(folder: Path) -> bool:
    """Whether an exchange was broken off."""
    return any(folder.glob(f"{NEXT_FILE_PREFIX}*"))


def restore(folder: Path) -> bool:
    """Take back an exchange that was broken off, clear up behind one that was not; say which it was."""
    broken = unfinished(folder)
    try:
        for kept in sorted(folder.rglob(f"{OLD_FILE_PREFIX}*")):
            final = kept.with_name(kept.name.removeprefix(OLD_FILE_PREFIX))
            if broken and kept.stat().st_size:
                os.replace(kept, final)  # noqa: PTH105 as above
            elif broken:
                final.unlink(missing_ok=True)
            kept.unlink(missing_ok=True)  # two names of one file are not replaced
        for waiting in folder.glob(f"{NEXT_FILE_PREFIX}*"):
            waiting.unlink()
    except OSError as error:
        if broken:
            raise DstdError(
                f"写到一半，又恢复不了：{reason(error)}。排除故障以后再运行一次，会先恢复原样。"
            ) from error
    return broken


def _staged(final: Path, data: bytes) -> str:
    name = write.aside(final.parent, data)
    if final.exists():
        Path(name).chmod(final.stat().st_mode & 0o777)
    return name


def _keep(final: Path) -> None:
    """Keep a file beside itself; an empty one stands for a file that is not there yet."""
    kept = final.with_name(f"{OLD_FILE_PREFIX}{final.name}")
    kept.unlink(missing_ok=True)
    if final.exists():
        try:
            os.link(final, kept)
        except OSError:  # not every disk can
            shutil.copy2(final, kept)
            write.sync(kept)
    else:
        kept.touch()
