"""What passes between the program that asks for a PDF and the processes that make it, beside request and PDF."""

from __future__ import annotations

import struct

EXIT_UNEXPECTED, EXIT_NO_LIBRARY, EXIT_NOT_RENDERED, EXIT_PART_LOST = 1, 3, 4, 5
"""Exit codes of a worker: it met what it did not expect; a C library is missing; the document could not be
rendered as it should, reasons on stderr; a part that seemed to be kept is not."""
PART_MARK = "\x01"
"""Begins a line on stderr that names the part that is set next."""
SETS, BINDS = b"s", b"b"
"""Messages to a fork server: a worker is wanted that sets pages; one that perhaps sets none."""
EXIT_CODE_BYTES = struct.Struct("i")
"""How a fork server sends an exit code, as `subprocess` counts it."""
