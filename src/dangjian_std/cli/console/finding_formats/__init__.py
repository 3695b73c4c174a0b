"""What `dstd validate` writes: one format a file here, called as `--format` calls it, with a `FORMAT`."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from dangjian_std.cli.console.finding_formats.check_report import Format

SHARED_MODULES = frozenset({"check_report"})
"""What is here and is no format."""


def names() -> tuple[str, ...]:
    """Return the name of every format."""
    return tuple(sorted({each.name for each in pkgutil.iter_modules(__path__)} - SHARED_MODULES))


def named(name: str) -> Format:
    """Return the format of this name."""
    found: Format = import_module(f"{__name__}.{name}").FORMAT
    return found
