"""What the worker says beside a PDF."""

from __future__ import annotations

NO_LIBRARY, TROUBLE, LOST = 3, 4, 5
"""Exit codes: a C library is missing; the document could not be rendered as it should, reasons on stderr; a part
that seemed to be kept is not."""
AT = "\x01"
"""Begins a line on stderr that names the part that is set next."""
