"""The commands of `dstd`: one file each, whose `command` is what click runs.

Imports of the work behind a command stand inside it, so that `--help` is as quick as click itself.
"""

from __future__ import annotations

from importlib import import_module

import click

NAMES = (
    "validate",
    "diff",
    "build",
    "month",
    "year",
    "list",
    "show",
    "report",
    "new",
    "seal",
    "migrate",
    "explain",
    "doctor",
)
"""Commands in the order in which a person meets them."""


def load(name: str) -> click.Command:
    """Return the command of this name."""
    module = "list_" if name == "list" else name
    command: click.Command = import_module(f"{__name__}.{module}").command
    return command
