"""Every word that is said of a set in the tests of the rules and of layers, a line a finding: none changes unseen.

`make golden` runs these tests and keeps what they heard; a finding that was not heard then fails the test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from dangjian_std.text.diagnostic import Diagnostic
from support.folders import TESTS

PATH = TESTS / "rules" / "messages.txt"
OF_LAYERS = ("added", "layers", "unit_workbook")
HEARD = ("rules", *(f"reading/test_{each}.py" for each in OF_LAYERS))
"""Where everything that is said has been said before."""
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


def said_before(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compare every finding of a test with those that are kept, but for what is drawn by lot."""
    heard.clear()
    yield
    by_lot = hasattr(request.function, "hypothesis")
    if not by_lot and any(request.path.is_relative_to(TESTS / each) for each in HEARD):
        assert not unknown(), "something new is said of a set; `make golden` keeps it"


def keep() -> None:
    """Run the tests in which this is compared, and keep what all of their processes hear."""
    with tempfile.TemporaryDirectory() as folder:
        command = (sys.executable, "-m", "pytest", "-q", "-n", "auto", *(str(TESTS / each) for each in HEARD))
        subprocess.run(command, env={**os.environ, KEPT: folder}, check=True)
        found = {each for path in Path(folder).iterdir() for each in path.read_text("utf-8").splitlines()}
    PATH.write_text("".join(f"{each}\n" for each in sorted(found)), "utf-8")
