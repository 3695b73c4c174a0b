"""The program as its users meet it: by its arguments, what it prints and its exit code."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from dangjian_std.cli import main
from dangjian_std.document import fields
from dangjian_std.document.document import Document
from support import messages
from support.folders import FROZEN

DSTD = [sys.executable, "-m", "dangjian_std"]


def heed_interrupts() -> None:
    """Have the programs that tests start end at SIGINT, although whoever started the tests ignores it.

    What a shell starts in the background ignores SIGINT, and so do all that begin from there. A handler is not
    handed down: they begin with what the system does by itself.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, lambda *_: None)


@contextlib.contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[None]:
    """End a program that still runs, as where a test fails: nobody waits for it for ever."""
    try:
        yield
    finally:
        process.kill()


def sketch(document: Document, form: str, *_way: object) -> bytes:
    """Stand for `renderers.render` where only what a file is made of matters, not how it looks."""
    text = fields.canonical(document)
    return f"{form} {hashlib.sha256(text.encode()).hexdigest()}".encode()


def dstd(*arguments: str | Path, cwd: Path = FROZEN, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this process, by default in the frozen set; nobody ever sees a traceback."""
    said = [str(each) for each in arguments]
    out, error = (io.TextIOWrapper(io.BytesIO(), "utf-8", line_buffering=True) for _ in range(2))
    code = 0
    streams = contextlib.redirect_stdout(out), contextlib.redirect_stderr(error)
    with contextlib.chdir(cwd), _around(environment), streams[0], streams[1]:
        try:
            main.main(said or ["--help"])
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        sys.stdout.flush()
        sys.stderr.flush()
    printed = [stream.buffer.getvalue().decode() for stream in (out, error)]
    assert "Traceback" not in printed[1]
    messages.hear_printed("\n".join(printed))
    return subprocess.CompletedProcess(said, code, *printed)


@contextlib.contextmanager
def _around(environment: dict[str, str]) -> Iterator[None]:
    """Set the environment, and give it and the signals back as they were."""
    before = {number: signal.getsignal(number) for number in main.TERMINATING_SIGNALS}
    with mock.patch.dict(os.environ, environment):
        yield
    for number, handler in before.items():
        signal.signal(number, handler)


def run_dstd(*arguments: str | Path, cwd: Path = FROZEN, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, for what only a process shows: encodings, imports, streams."""
    result = subprocess.run(
        [*DSTD, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )
    assert "Traceback" not in result.stderr
    return result
