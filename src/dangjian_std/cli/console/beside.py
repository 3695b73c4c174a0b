"""Work that is done in a process beside this one, where that saves time: a fork, which knows all that this knows.

Linux alone, and only while this process has no threads. Nothing hangs on the fork: who cannot have one, or whose
fork ends without an answer, does the work where it is wanted.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from dangjian_std.renderers import machine

ENDINGS = {signal.SIGINT, signal.SIGTERM, *((signal.SIGHUP,) if hasattr(signal, "SIGHUP") else ())}
Work = Callable[[], list[Any]]
"""What comes of it is plain data, to be passed on as JSON."""


@contextlib.contextmanager
def begun(work: Work) -> Iterator[Work]:
    """Begin work, and yield what waits for what comes of it. A fork that is still at work at the end is ended."""
    if not _may_fork():
        yield work
        return
    answers, said = os.pipe()
    with open(answers, "rb") as answer:  # noqa: PTH123 it has no path
        child = _forked(work, said)
        os.close(said)
        try:
            yield lambda: _told(answer.read(), work)
        finally:
            if child:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _may_fork() -> bool:
    able = sys.platform == "linux" and hasattr(os, "fork")
    if not able or machine.workers() < 2:  # noqa: PLR2004 this one and another
        return False
    return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 no path object is wanted


def _forked(work: Work, said: int) -> int:
    """Return the fork, which does the work and writes what comes of it; 0 where there can be none.

    What asks a program to end is for this one, which ends the fork.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    try:
        child = os.fork()
        if not child:
            _be(work, said)
    except OSError:
        child = 0
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return child


def _be(work: Work, said: int) -> NoReturn:
    """Do the work and end; what stops it is met again by who does it instead."""
    try:
        with open(said, "wb") as file:
            file.write(json.dumps(work()).encode())
    finally:
        os._exit(0)


def _told(answer: bytes, work: Work) -> list[Any]:
    """Return what a fork says, or do its work."""
    try:
        found: list[Any] = json.loads(answer)
    except ValueError:  # it ended too soon
        return work()
    return found
