"""Workers that a fork server begins: it is begun with the first one that is wanted, and ends with this program."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from threading import Event, Lock
from typing import BinaryIO

from dangjian_std.renderers.pdf import processes
from dangjian_std.renderers.pdf.exit_codes import BINDS, EXIT_CODE_BYTES, SETS
from dangjian_std.renderers.pdf.processes import WorkerResult

CAN_FORK = sys.platform == "linux" and hasattr(os, "fork") and hasattr(os, "memfd_create")
SERVER = (*processes.PYTHON_COMMAND, "dangjian_std.renderers.pdf.fork_server") if CAN_FORK else None
SERVER_END_TIMEOUT = 10
"""Seconds that a server may take to end."""

_lock = Lock()
_begun: list[_Server] = []
"""The servers of this process: the last one serves; one before it does what it was asked for, and ends with it."""
_failed = Event()
"""Set once a server could not begin or went away: from then on there is none."""


def answer(request: bytes, *, sets: bool) -> WorkerResult | None:
    """Have a fork answer a request; nothing where none can. `sets` tells whether it is sure to set pages.

    Raises `TimeoutError`.
    """
    if SERVER is None or _failed.is_set():
        return None
    try:
        if answered := _server().answer(request, SETS if sets else BINDS):
            return answered
    except TimeoutError:
        raise
    except OSError:
        pass
    _failed.set()
    return None


def close() -> None:
    """End every server and its workers; the next worker that is wanted begins another."""
    with _lock:
        while _begun:
            _begun.pop().close()
        _failed.clear()


atexit.register(close)


def _server() -> _Server:
    with _lock:
        if not _begun or not _begun[-1].serves():
            _begun.append(_Server())
        return _begun[-1]


class _Server:
    """A fork server of this process, and the folder that it stands in."""

    def __init__(self) -> None:
        self._command = SERVER or ()
        self._owner = os.getpid()
        self._closed = False
        self._folder = Path(tempfile.mkdtemp(prefix="dstd-"))
        self._asks, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                (*self._command, str(processes.RENDER_TIMEOUT)),
                stdin=its.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self._folder,
                env=processes.environment(self._folder),
            )
        except OSError:
            self._asks.close()
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        finally:
            its.close()

    def serves(self) -> bool:
        """Whether it is ours, as it is wanted now, and its folder still there: others may tidy such folders up."""
        ours = (self._owner, self._command) == (os.getpid(), SERVER)
        return ours and (self._folder / processes.FONT_CONFIGURATION).is_file()

    def answer(self, request: bytes, message: bytes) -> WorkerResult | None:
        """Have a fork answer; nothing if the server went away."""
        own, its = socket.socketpair()
        with own, _memory() as asked, _memory() as made, _memory() as said:
            asked.write(request)
            asked.seek(0)
            with its:
                socket.send_fds(self._asks, [message], [each.fileno() for each in (asked, made, said, its)])
            own.settimeout(processes.RENDER_TIMEOUT)
            with processes.running(partial(own.shutdown, socket.SHUT_WR)):
                code = own.recv(EXIT_CODE_BYTES.size)
            if not code:
                return (-signal.SIGKILL, b"", b"") if self._closed else None
            for each in (made, said):
                each.seek(0)
            return EXIT_CODE_BYTES.unpack(code)[0], made.read(), said.read()

    def close(self) -> None:
        """End it; a fork of this process leaves it alone."""
        self._closed = True
        self._asks.close()
        if self._owner != os.getpid():
            return
        try:
            self._process.wait(SERVER_END_TIMEOUT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def _memory() -> BinaryIO:
    """Open a file that is nowhere but in memory, and goes with the last process that has it open."""
    return open(os.memfd_create("dstd"), "w+b")  # noqa: PTH123 it has no path
