"""What every process that sets PDF is given, what it gives back, and how all are ended."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from dangjian_std.text.errors import DstdError
from dangjian_std.text.os_errors import reason
from dangjian_std.text.package_data import shipped

PYTHON_COMMAND = (sys.executable, "-s", "-P", "-m")
WORKER_COMMAND: tuple[str, ...] = (*PYTHON_COMMAND, "dangjian_std.renderers.pdf.worker")
RENDER_TIMEOUT = 600
"""Seconds a render may take."""

WorkerResult = tuple[int, bytes, bytes]
"""The exit code of a worker, what it made, and what it said."""

_ends: set[Callable[[], object]] = set()
"""What ends each worker that runs, called from any thread."""

_LOADER = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
"""What libraries are found by. Nothing else of the user's environment reaches the worker."""

_TEMPORARY = ("/tmp", "/var/tmp")  # noqa: S108 only named, in what we say
"""Where temporary files lie when nobody says otherwise."""

FONT_CONFIGURATION = "fonts.conf"
"""The file of a worker's folder that says which fonts there are."""
_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Give a worker a folder of its own; say where it should have been if there can be none."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="dstd-", ignore_cleanup_errors=True)
    except OSError as error:
        tried = [os.environ[name] for name in ("TMPDIR", "TEMP", "TMP") if name in os.environ]
        tried = [tempfile.tempdir] if tempfile.tempdir else [*dict.fromkeys(tried), *_TEMPORARY]
        raise DstdError(
            f"临时文件夹 {'、'.join(tried)} 不能用："
            f"{reason(error) if tempfile.tempdir else '不存在、没有权限或者没有空间'}。"
            f"请腾出空间，或者用环境变量 TMPDIR 另指定一个。"
        ) from None
    with folder as path:
        yield Path(path)


@contextlib.contextmanager
def running(end: Callable[[], object]) -> Iterator[None]:
    """Let `stop` end a worker while it runs."""
    _ends.add(end)
    try:
        yield
    finally:
        _ends.discard(end)


def stop() -> None:
    """End every worker that runs."""
    for end in tuple(_ends):
        with contextlib.suppress(OSError):  # it may be ending just now
            end()


def environment(folder: Path) -> dict[str, str]:
    """Make the worker's whole environment: fixed, but for where libraries are; no font but ours exists in it."""
    config = folder / FONT_CONFIGURATION
    config.write_text(_FONTCONFIG.format(fonts=shipped("templates") / "fonts", cache=folder), encoding="utf-8")
    return {
        **{name: os.environ[name] for name in _LOADER if name in os.environ},
        "FONTCONFIG_FILE": str(config),
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(Path(__file__).resolve().parents[3]),
        "PYTHONUTF8": "1",
        "TMPDIR": str(folder),
        "TZ": "UTC",
    }


def answer(request: bytes) -> WorkerResult:
    """Have a program of its own answer a request. Raises `TimeoutError`."""
    with scratch() as folder:
        try:
            its = environment(folder)
        except OSError as error:
            raise DstdError(f"临时文件夹 {folder.parent} 写不进去：{reason(error)}。") from None
        try:
            return _served(request, folder, its)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        except OSError as error:
            raise DstdError(f"无法启动排版程序：{reason(error)}。") from None


def _served(request: bytes, folder: Path, its: dict[str, str]) -> WorkerResult:
    process = subprocess.Popen(  # noqa: S603 - our own program
        (*WORKER_COMMAND, str(os.getpid()), str(RENDER_TIMEOUT)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=its,
    )
    with process, running(process.kill):
        try:
            made, said = process.communicate(request, timeout=RENDER_TIMEOUT)
        except BaseException:
            process.kill()
            raise
    return process.returncode, made, said
