"""Every word that a rule says in the tests of the rules, a line a finding, so that none changes unseen.

`make golden` runs these tests and keeps what they heard; a finding that was not heard then fails the test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from dangjian_std.text.diagnostic import Diagnostic
from support.folders import TESTS

PATH = TESTS / "rules" / "messages.txt"
KEPT = "DSTD_MESSAGES"
"""Name of the variable with the folder in which what is heard is kept, in place of being compared."""
heard: set[str] = set()


def hear(found: Iterable[Diagnostic]) -> None:
    """Remember what is said."""
    heard.update(map(line, found))


def line(found: Diagnostic) -> str:
    """Write a finding on one line, without its place."""
    words = (
        f"{found.severity}[{found.code}] {found.message}",
        found.help,
        *(each.message for each in found.related),
    )
    return "　".join(filter(None, words)).replace("\n", "⏎")


@cache
def known() -> frozenset[str]:
    """Return what was heard when it was kept last."""
    return frozenset(PATH.read_text("utf-8").splitlines())


def unknown() -> list[str]:
    """Return what was heard now and not then; where it is to be kept, nothing is unknown."""
    if folder := os.environ.get(KEPT):
        with (Path(folder) / f"{os.getpid()}.txt").open("a", encoding="utf-8") as file:
            file.writelines(f"{each}\n" for each in heard)
        return []
    return sorted(heard - known())


def keep() -> None:
    """Run the tests of the rules, and keep what all of their processes hear."""
    with tempfile.TemporaryDirectory() as folder:
        command = (sys.executable, "-m", "pytest", "-q", "-n", "auto", str(PATH.parent))
        subprocess.run(command, env={**os.environ, KEPT: folder}, check=True)
        found = {each for path in Path(folder).iterdir() for each in path.read_text("utf-8").splitlines()}
    PATH.write_text("".join(f"{each}\n" for each in sorted(found)), "utf-8")
