"""Work that is done in a process beside this one, where that saves time: a fork, which knows all that this knows.

Linux alone, and only while this process has no threads. Nothing hangs on the fork: who cannot have one, or whose
fork ends before it said what is wanted, does the work where it is wanted.
"""

from __future__ import annotations

import contextlib
import os
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from typing import NoReturn

from dangjian_std.output.write import INTERRUPTING_SIGNALS
from dangjian_std.renderers import machine

Say = Callable[[str, bytes], None]
"""Says under a name what came of a part of the work."""
Work = Callable[[Say], None]
HEAD = struct.Struct("=II")
"""What a word begins with: the lengths of its name and of what is said under it."""
ROOM = 1 << 20
"""Bytes that can be said while nobody listens: most that anybody may have."""


class Fork:
    """A process that does work beside this one, and what it said by now."""

    def __init__(self, process: int = 0, answers: int | None = None) -> None:
        """Listen to a process by a pipe; without one, nothing is ever said."""
        self._process, self._answers, self._rest = process, answers, b""
        self._said: dict[str, bytes] = {}

    def told(self, name: str, *, wait: bool = False) -> bytes | None:
        """Return what was said under a name, or None: it was not yet, or with `wait` it never will be."""
        while name not in self._said and self._listen(wait=wait):
            pass
        return self._said.get(name)

    def end(self) -> None:
        """End the process, if it has not; what it said can still be heard."""
        if self._process:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):  # it has gone: SIGCHLD is ignored
                os.kill(self._process, signal.SIGKILL)
                os.waitpid(self._process, 0)
        self._process = 0

    def _listen(self, *, wait: bool) -> bool:
        """Take what more was said; return whether anything was."""
        if self._answers is None:
            return False
        os.set_blocking(self._answers, wait)
        try:
            said = os.read(self._answers, ROOM)
        except BlockingIOError:
            return False
        heard, at = self._rest + said, 0
        while len(heard) >= at + HEAD.size:
            name, body = HEAD.unpack_from(heard, at)
            middle = at + HEAD.size + name
            if len(heard) < middle + body:
                break
            self._said[heard[at + HEAD.size : middle].decode()] = heard[middle : middle + body]
            at = middle + body
        self._rest = heard[at:]
        return bool(said)


@contextlib.contextmanager
def begun(work: Work) -> Iterator[Fork]:
    """Begin work in a fork, and yield it. One that is still at work at the end is ended.

    What asks a program to end is for this one, and waits until it knows the fork, which it then ends.
    """
    if not _may_fork():
        yield Fork()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTING_SIGNALS)
    child, answers = 0, None
    fork = Fork()
    try:
        child, answers = _forked(work)
        fork = Fork(child, answers)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        yield fork
    finally:
        fork.end()
        if answers is not None:
            os.close(answers)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _may_fork() -> bool:
    able = sys.platform == "linux" and hasattr(os, "fork")
    if not able or machine.workers() < 2:  # noqa: PLR2004 this one and another
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 no path object is wanted
    except OSError:  # there is no /proc
        return False


def _forked(work: Work) -> tuple[int, int | None]:
    """Return the fork, which does the work, and where it is heard; 0 and None where there can be none."""
    try:
        answers, said = os.pipe()
    except OSError:
        return 0, None
    import fcntl

    with contextlib.suppress(OSError):  # then there is less room
        fcntl.fcntl(said, fcntl.F_SETPIPE_SZ, ROOM)
    try:
        child = os.fork()
        if not child:
            os.close(answers)  # so that it ends at its next word once nobody is left to hear it
            _be(work, said)
    except OSError:
        os.close(answers)
        return 0, None
    finally:
        os.close(said)
    return child, answers


def _be(work: Work, said: int) -> NoReturn:
    """Do the work and end; what stops it is met again by who does it instead."""
    try:
        with open(said, "wb") as file:

            def say(name: str, what: bytes) -> None:
                called = name.encode()
                file.write(HEAD.pack(len(called), len(what)) + called + what)
                file.flush()

            work(say)
    finally:
        os._exit(0)
