"""The C libraries that set a PDF: their versions, and that they are there."""

from __future__ import annotations

import contextlib
import ctypes
from functools import cache

from dangjian_std.renderers.pdf.trouble import NoLibraryError

NAMES = (
    ("pango_version_string", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("hb_version_string", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
)
"""What tells the version of each library that shows in the bytes, and how the library is called."""


@cache
def versions() -> str:
    """Return the versions, asked without loading all of WeasyPrint."""
    found = []
    for function, *names in NAMES:
        for name in names:
            with contextlib.suppress(OSError, AttributeError):
                ask = getattr(ctypes.CDLL(name), function)
                ask.restype = ctypes.c_char_p
                found.append(f"{function} {ask().decode()}")
                break
    return "\n".join(found)


def require() -> None:
    """Raise `NoLibraryError` where PDF cannot be set as it should."""
    try:
        import weasyprint  # noqa: F401
        from weasyprint.text import ffi
    except OSError as error:
        raise NoLibraryError(str(error).splitlines()[0]) from error
    if ffi.harfbuzz_subset is None:  # another way of making subsets takes its place, and makes other bytes
        raise NoLibraryError("harfbuzz-subset is missing")
