"""What can be wrong with a request, or with the machine."""

from __future__ import annotations


class TroubleError(Exception):
    """The document could not be rendered as it should; one reason a line."""


class LostError(Exception):
    """A part that seemed to be kept is not; its HTML is needed."""


class NoLibraryError(Exception):
    """A C library is missing; which one."""
