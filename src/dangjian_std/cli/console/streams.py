"""What the program says, and to whom: work goes on and exit codes stay the same when nobody can hear it."""

from __future__ import annotations

import errno
import io
import select
from typing import Any, TextIO

GONE = {errno.EPIPE, errno.ECONNRESET, errno.EBADF, errno.EINVAL}
"""What the system says when there is no reader any more, on Windows too. That is the reader's business."""


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
            if error.errno not in GONE:
                self._lost.append(error)
            return len(data)
        return int(written)


def patient(stream: TextIO) -> tuple[TextIO, list[OSError]]:
    """Return a stream that never fails, and a list of why what was said could not be written."""
    lost: list[OSError] = []
    buffer = getattr(stream, "buffer", None)
    if buffer is None:  # closed from the beginning, or no file at all
        return stream, lost
    outlet = io.BufferedWriter(_Outlet(getattr(buffer, "raw", buffer), lost))
    lines = bool(stream.line_buffering)
    return io.TextIOWrapper(outlet, stream.encoding, "backslashreplace", line_buffering=lines), lost
