"""A process that holds WeasyPrint loaded and forks a worker for each request, so that none loads it anew.

It is a program of its own and has one thread, since only such a process may fork; it sets nothing itself, so that
every worker begins from the same state. Its standard input is a socket to the program that asks (`forks`). With
each message come the files that become a worker's standard streams, and a socket that stands for the worker: its
exit code is sent there, as `subprocess` counts it, and who closes it ends the worker. When the program that asks
ends, however it ends, the server ends with all its workers and removes the folder that it stands in. Linux alone.
"""

from __future__ import annotations

import contextlib
import gc
import os
import selectors
import shutil
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import NoReturn

from dangjian_std.renderers.pdf import c_libraries, worker
from dangjian_std.renderers.pdf.exit_codes import EXIT_CODE_BYTES, EXIT_UNEXPECTED, SETS
from dangjian_std.renderers.pdf.trouble import NoLibraryError

PASSED_DESCRIPTORS = 4
"""What comes with a message: standard input, output and error of a worker, and its socket."""


class _Server:
    def __init__(self, asks: socket.socket, seconds: int) -> None:
        self._asks = asks
        self._seconds = seconds
        self._workers: dict[int, socket.socket] = {}
        self._loaded = self._served = False
        self._ended = _told_of_children()
        self._events = selectors.DefaultSelector()
        for each in (asks, self._ended):
            self._events.register(each, selectors.EVENT_READ)

    def serve(self) -> None:
        """Begin workers and end them, until who asks is gone or this process may not fork."""
        while True:
            for key, _ in self._events.select():
                if key.fileobj is self._ended:
                    self._ended.recv(4096)
                    self._reap()
                elif key.fileobj is not self._asks:
                    self._events.unregister(key.fileobj)
                    os.kill(key.data, signal.SIGKILL)
                elif not self._begin():
                    return

    def end(self) -> None:
        """End every worker."""
        for pid in self._workers:
            os.kill(pid, signal.SIGKILL)
        for pid in self._workers:
            os.waitpid(pid, 0)

    def _begin(self) -> bool:
        """Begin the worker that the next message asks for; tell whether one began."""
        message, files, _, _ = socket.recv_fds(self._asks, len(SETS), PASSED_DESCRIPTORS)
        if not message:
            return False
        if not self._loaded and (message == SETS or self._served):
            self._loaded = True
            _load()
        self._served = True
        if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 a library began a thread
            return False
        server = os.getpid()
        pid = os.fork()
        if not pid:
            _work(files, server, self._seconds)
        *streams, own = files
        for each in streams:
            os.close(each)
        self._workers[pid] = socket.socket(fileno=own)
        self._events.register(own, selectors.EVENT_READ, pid)
        return True

    def _reap(self) -> None:
        """Tell of the workers that have ended."""
        for pid in tuple(self._workers):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                with self._workers.pop(pid) as own, contextlib.suppress(OSError):  # who asked may be gone
                    with contextlib.suppress(KeyError):
                        self._events.unregister(own)
                    own.sendall(EXIT_CODE_BYTES.pack(os.waitstatus_to_exitcode(status)))


def _load() -> None:
    """Load what sets pages; where a library is missing each worker will say so."""
    with contextlib.suppress(NoLibraryError):
        c_libraries.require()
        from dangjian_std.renderers.pdf import bindery, compiler, typesetting  # noqa: F401

        typesetting.warm()
    gc.collect()
    gc.freeze()


def _told_of_children() -> socket.socket:
    """Return what can be read from whenever a child has ended."""
    told, tell = socket.socketpair()
    tell.settimeout(0)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(tell.detach(), warn_on_full_buffer=False)
    return told


def _work(files: list[int], server: int, seconds: int) -> NoReturn:
    """Be a worker, in a process that was just forked."""
    code = EXIT_UNEXPECTED
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for number, file in enumerate(files[:3]):
            os.dup2(file, number)
        code = worker.work(server, seconds)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except BaseException:  # noqa: BLE001 as at the end of any program
        code = EXIT_UNEXPECTED
        traceback.print_exc()
    finally:
        os._exit(code)


def main() -> None:
    """Serve who holds the other end of standard input; a worker may take so many seconds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is meant for who asks
    server = _Server(socket.socket(fileno=0), int(sys.argv[1]))
    try:
        server.serve()
    finally:
        server.end()
        shutil.rmtree(Path.cwd(), ignore_errors=True)


if __name__ == "__main__":
    main()
