"""Work that is done in a process beside this one, where that saves time: a fork, which knows all that this knows.

Linux alone, and only while this process has no threads. Nothing hangs on the fork: who cannot have one, or whose
fork ends before it said what is wanted, does the work where it is wanted.
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
Say = Callable[[str, Any], None]
"""Says under a name what came of a part of the work: plain data, passed on as JSON."""
Work = Callable[[Say], None]


class Fork:
    """A process that does work beside this one, and what it said by now."""

    def __init__(self, answers: int | None = None) -> None:
        """Listen to a pipe; without one, nothing is ever said."""
        self._answers, self._rest = answers, b""
        self._said: dict[str, Any] = {}

    def told(self, name: str, *, wait: bool = False) -> Any:
        """Return what was said under a name, or None: it was not yet, or with `wait` it never will be."""
        while name not in self._said and self._listen(wait=wait):
            pass
        return self._said.get(name)

    def _listen(self, *, wait: bool) -> bool:
        """Take what more was said; return whether anything was."""
        if self._answers is None:
            return False
        os.set_blocking(self._answers, wait)
        try:
            said = os.read(self._answers, 1 << 16)
        except BlockingIOError:
            return False
        *lines, self._rest = (self._rest + said).split(b"\n")
        self._said.update(map(json.loads, lines))
        return bool(said)


@contextlib.contextmanager
def begun(work: Work) -> Iterator[Fork]:
    """Begin work in a fork, and yield it. One that is still at work at the end is ended."""
    if not _may_fork():
        yield Fork()
        return
    answers, said = os.pipe()
    child = _forked(work, said)
    os.close(said)
    try:
        yield Fork(answers)
    finally:
        os.close(answers)
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

            def say(name: str, what: Any) -> None:
                file.write(json.dumps([name, what]).encode() + b"\n")
                file.flush()

            work(say)
    finally:
        os._exit(0)
