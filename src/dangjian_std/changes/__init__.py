"""What changed between two states of a set: duties that are new, gone, weaker, stricter, elsewhere, and for whom.

`compare` is the whole of it: a list of typed changes, each with its place. `cli.console.change_report` words them.
"""

from __future__ import annotations

from dataclasses import replace

from dangjian_std.changes import other_files, renamed, standards, steps
from dangjian_std.changes.change import WORDS, Change, Kind, Site
from dangjian_std.changes.names import Names
from dangjian_std.domain.catalog import Catalog

__all__ = ["WORDS", "Change", "Kind", "Site", "compare"]


def compare(old: Catalog, new: Catalog) -> tuple[Change, ...]:
    """Return every change from one state of a set to another: standards by code, then all else."""
    names = Names(old, new)
    found = sorted(
        (*standards.changes(names), *steps.changes(names)), key=lambda each: (each.site.subject, each.order)
    )
    return tuple(_left(names, each) for each in (*found, *other_files.changes(names)))


def _left(names: Names, change: Change) -> Change:
    """Return a renaming with a note of how often the old name is still used; any other change as it is."""
    if change.kind is not Kind.MOVED or names.renamed.get(change.before) != change.after:
        return change
    count = renamed.left(names.new, change.before)
    return replace(change, note=f"还有{count}处仍写{change.before}") if count else change
