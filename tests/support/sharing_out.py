"""Which tests one process runs together: those of a file, and those that judge the same sets.

What a file makes once for all of its tests is made in one process then, and not in each.
"""

from __future__ import annotations

from pathlib import PurePath

from xdist.scheduler import LoadScopeScheduling

ALIKE = ("rules", "test_golden.py")
"""A folder and a file that judge the same sets: each is given what the other judged."""
LONG = (
    "content/test_year.py",
    "content/test_edits.py",
    "cli/test_units.py",
    "renderers/test_pdf.py",
    "renderers/test_linked_pdf.py",
    "tools/test_install.py",
    "publications/test_month_pack.py",
    "content/test_plans.py",
    "output/test_empty_overlay.py",
    "cli/test_cli.py",
    "content/test_live.py",
    "cli/test_update.py",
    "cli/test_installed_libraries.py",
    "cli/test_sheet.py",
    "domain/test_planning.py",
    "cli/test_serving.py",
    "publications/test_life.py",
    "renderers/test_fork_server.py",
    "cli/test_changed_pages.py",
    "cli/test_lsp.py",
    "cli/test_listeners.py",
    "reading/test_slips.py",
    "changes/test_differ.py",
    "content/test_cards.py",
)
"""Files that take longest: they come next, so that no process works on one when all others have ended."""


def turn(path: PurePath) -> int:
    """Return when a file has its turn: the small ones last, as they come."""
    if {*path.parts[-2:]} & {*ALIKE}:
        return 0
    name = "/".join(path.parts[-2:])
    return LONG.index(name) + 1 if name in LONG else len(LONG) + 1


class Scheduling(LoadScopeScheduling):
    """Gives a process whole files, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return path if turn(PurePath(path)) else "alike"
