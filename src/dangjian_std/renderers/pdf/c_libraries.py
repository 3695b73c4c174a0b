"""The C libraries that set a PDF: their versions, and that they are there."""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
from functools import cache

from dangjian_std.renderers.pdf.trouble import NoLibraryError

VERSION_FUNCTIONS = (
    ("pango_version_string", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("hb_version_string", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
)
"""What tells the version of each library that shows in the bytes, and how the library is called."""


@cache
def versions() -> str:
    """Return the versions, asked without loading all of WeasyPrint."""
    found = []
    for function, *names in VERSION_FUNCTIONS:
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
        with _by_their_names():
            import weasyprint  # noqa: F401
            from weasyprint.text import ffi
    except OSError as error:
        raise NoLibraryError(str(error).splitlines()[0]) from error
    if ffi.harfbuzz_subset is None:  # another way of making subsets takes its place, and makes other bytes
        raise NoLibraryError("harfbuzz-subset is missing")


@contextlib.contextmanager
def _by_their_names() -> Iterator[None]:
    """Have libraries loaded by the names that Linux gives them (libpango-1.0.so.0), the fourth that is tried.

    For each of the others a compiler, a linker and ldconfig are started, fifty programs in all, to the same end.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search
