"""Which tests one process runs together: those of a file, and those that judge the same sets.

What a file makes once for all of its tests is made in one process then, and not in each.
"""

from __future__ import annotations

from pathlib import PurePath

from xdist.scheduler import LoadScopeScheduling

ALIKE = ("rules", "test_golden.py")
"""A folder and a file that judge the same sets: each is given what the other judged."""
LONG = (
    "test_year.py",
    "test_edits.py",
    "test_units.py",
    "test_pdf.py",
    "test_linked_pdf.py",
    "test_install.py",
    "test_month_pack.py",
    "test_plans.py",
    "test_live.py",
    "test_update.py",
    "test_fork_server.py",
    "test_changed_pages.py",
    "test_lsp.py",
    "test_listeners.py",
    "test_slips.py",
    "test_differ.py",
    "test_cards.py",
)
"""Files that take longest: they come next, so that no process works on one when all others have ended."""


def turn(path: PurePath) -> int:
    """Return when a file has its turn: the small ones last, as they come."""
    if {*path.parts[-2:]} & {*ALIKE}:
        return 0
    return LONG.index(path.name) + 1 if path.name in LONG else len(LONG) + 1


class Scheduling(LoadScopeScheduling):
    """Gives a process whole files, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return path if turn(PurePath(path)) else "alike"
