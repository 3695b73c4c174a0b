"""What stops the tool itself."""

from __future__ import annotations


class DstdError(Exception):
    """What stops the tool itself: one sentence in Chinese for the person who runs it. Exit code 2."""


class NoTypesetterError(DstdError):
    """The C libraries that PDF is set with are missing; every other format can be made."""
