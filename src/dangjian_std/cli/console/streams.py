"""What the program says, and to whom: work goes on and exit codes stay the same when nobody can hear it."""

from __future__ import annotations

import codecs
import errno
import io
import os
import re
import select
import sys
from typing import Any, TextIO

NO_READER_ERRORS = {errno.EPIPE, errno.ECONNRESET, errno.EBADF, errno.EINVAL}
"""What the system says when there is no reader any more, on Windows too. That is the reader's business."""

RUNNERS = ("GITHUB_ACTIONS", "GITEA_ACTIONS", "TF_BUILD")
"""What is set where the log is read for commands."""
LINE_END = re.compile(r"[\r\n]")
LOG_COMMAND = re.compile(r"(?:^|[\r\n])\s*::|##(?:vso)?\[")
"""What such a log takes for the beginning of a command: at the beginning of a line, or anywhere."""


class _Outlet(io.RawIOBase):
    """Passes bytes on as long as that can be done."""

    def __init__(self, raw: Any, lost: list[OSError]) -> None:
        self._raw, self._lost = raw, lost

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        number: int = self._raw.fileno()
        return number

    def isatty(self) -> bool:
        answer: bool = self._raw.isatty()
        return answer

    def write(self, data: Any) -> int:
        try:
            while (written := self._raw.write(data)) is None:  # the other end has no room now
                select.select((), (self._raw,), ())
        except OSError as error:
            if error.errno not in NO_READER_ERRORS:
                self._lost.append(error)
            return len(data)
        return int(written)


def patient(stream: TextIO) -> tuple[TextIO, list[OSError]]:
    """Return a stream that never fails, and a list of why what was said could not be written."""
    lost: list[OSError] = []
    buffer = getattr(stream, "buffer", None)
    if buffer is None:  # closed from the beginning, or no file at all
        return stream, lost
    raw = _Outlet(getattr(buffer, "raw", buffer), lost)
    read = any(os.environ.get(each) for each in RUNNERS)
    outlet = _Inert(raw, stream.encoding) if read else io.BufferedWriter(raw)
    lines = bool(stream.line_buffering)
    return io.TextIOWrapper(outlet, stream.encoding, "backslashreplace", line_buffering=lines), lost


class _Inert(io.BufferedWriter):
    """Passes text on in which nothing can be taken for a command, whoever wrote it.

    One character of each beginning is written as an escape, so that text that is JSON stays the same JSON.
    """

    def __init__(self, raw: _Outlet, encoding: str) -> None:
        super().__init__(raw)
        # click writes UTF-8 where a stream claims to know no more than ASCII
        self._encoding = "utf-8" if codecs.lookup(encoding).name == "ascii" else encoding
        self._line = ""  # what stands on the line so far: a beginning may come in pieces

    def write(self, data: Any, /) -> int:
        whole, before = self._line + bytes(data).decode(self._encoding, "surrogateescape"), len(self._line)
        self._line = LINE_END.split(whole)[-1]
        pieces: list[str] = []
        done = before
        for found in LOG_COMMAND.finditer(whole):
            if (last := found.end() - 1) >= before:
                pieces += (whole[done:last], f"\\u{ord(whole[last]):04x}")
                done = last + 1
        super().write("".join((*pieces, whole[done:])).encode(self._encoding, "surrogateescape"))
        return len(data)

    def command(self, text: str) -> None:
        """Write lines that are meant as commands."""
        super().write(text.encode(self._encoding, "backslashreplace"))


def command(text: str) -> None:
    """Print lines that the reader of the log shall take for commands."""
    sys.stdout.flush()
    outlet = getattr(sys.stdout, "buffer", None)
    (outlet.command if isinstance(outlet, _Inert) else sys.stdout.write)(f"{text}\n")
    sys.stdout.flush()
