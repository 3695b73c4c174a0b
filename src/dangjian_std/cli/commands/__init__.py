"""The commands of `dstd`: one file each, called as the command is, whose `command` is what click runs.

Imports of the work behind a command stand inside it, so that `--help` is as quick as click itself.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from dangjian_std.cli.console import chinese

RESERVED_NAMES = frozenset(
    {
        *("init", "update", "compare", "diff", "migrate", "rename", "move", "fmt", "fix"),
        *("case", "take", "due", "assess", "why", "ledger", "serve", "lsp", "selftest", "comments"),
        *("hand-up", "gather", "tally"),
    }
)
"""Names that are given, or promised to commands to come. Another new command takes none of them."""


def names() -> tuple[str, ...]:
    """Return the name of every command; one that Python would misread has an underscore behind it."""
    return tuple(_files())


def load(name: str) -> chinese.Command | chinese.Group:
    """Return the command of this name."""
    command: chinese.Command | chinese.Group = import_module(f"{__name__}.{_files()[name]}").command
    return command


def _files() -> dict[str, str]:
    return {each.name.rstrip("_").replace("_", "-"): each.name for each in pkgutil.iter_modules(__path__)}
