"""What the program says in tests was said before, a line each: no word of it changes unseen.

`make golden` runs the tests of each book and keeps what they heard; what was not heard then fails the test.
"""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dangjian_std.assessment.chain import BrokenError
from dangjian_std.assessment.collecting import NotTakenError
from dangjian_std.assessment.doubts import Doubt, DoubtError
from dangjian_std.cli.console.context import RefusedError
from dangjian_std.reading.filled_forms import FilledFormError
from dangjian_std.reading.handed_json import HandedError
from dangjian_std.reading.roster_rows import RosterError
from dangjian_std.reading.unit_cells import CellError
from dangjian_std.reading.word_tables import WordError
from dangjian_std.reading.workbook import WorkbookError
from dangjian_std.reading.yaml_editing.operations import TakenError
from dangjian_std.text.diagnostic import Diagnostic
from dangjian_std.text.errors import DstdError
from support.folders import TESTS

KEPT = "DSTD_MESSAGES"
"""Name of the variable with the folder in which what is heard is kept, in place of being compared."""
CHINESE = re.compile(r"[一-鿿]")
DIGEST = re.compile(r"(?:[0-9a-f]{4} ){3}[0-9a-f]{4}(?: [0-9a-f]{4})*|(?<![0-9a-f])(?=[0-9]*[a-f])[0-9a-f]{8,}")
"""A checksum: of a ledger or a set, or the mark of a finding. It changes with the version of the program."""
REFUSING = (
    BrokenError, CellError, Doubt, DoubtError, DstdError, FilledFormError, HandedError, NotTakenError,
    RefusedError, RosterError, TakenError, WordError, WorkbookError,
)  # fmt: skip
"""What is raised, or kept, about what cannot be read or done."""


@dataclass(frozen=True)
class Book:
    """Everything that is said in some tests."""

    path: Path
    tests: tuple[str, ...]
    """Folders and files of tests where everything has been said before."""
    heard: set[str] = field(default_factory=set)

    @functools.cached_property
    def known(self) -> frozenset[str]:
        """What was heard when it was kept last."""
        return frozenset(self.path.read_text("utf-8").splitlines())

    def unknown(self, folders: re.Pattern[str]) -> list[str]:
        """Return what was heard now and not then; where it is to be kept, nothing is unknown."""
        heard = {folders.sub("FOLDER", each) for each in self.heard}
        if folder := os.environ.get(KEPT):
            with (Path(folder) / f"{self.path.stem} {os.getpid()}").open("a", encoding="utf-8") as file:
                file.writelines(f"{each}\n" for each in heard)
            return []
        return sorted(heard - self.known)


def _files(folder: str, names: str) -> tuple[str, ...]:
    return tuple(f"{folder}/test_{each}.py" for each in names.split())


FINDINGS = Book(TESTS / "rules" / "messages.txt", ("rules", *_files("reading", "added layers unit_workbook")))
"""What is said of a set."""
ANSWERS = Book(
    TESTS / "said.txt",
    (
        *_files("assessment", "chain collecting documents messes values"),
        *_files("cli", "assess case comments compare diff_markdown diff_report exit_codes fix fmt hand_up init"),
        *_files("cli", "gates looks move rename sheet take tally update"),
        *_files("content", "answers"),
        *_files("editing", "moving renaming"),
        *_files("output", "adoption exchange ledgers"),
        *_files("reading", "adoption_files comment_files filled_forms filled_lists formatting layers limits"),
        *_files("reading", "migrations roster states_of_sets tracked unit_lists unit_workbook updating workbook"),
        *_files("reading", "yaml_editing"),
    ),
)
"""What commands print, and why something is not read or not done."""
BOOKS = (FINDINGS, ANSWERS)


@functools.cache
def _of(path: Path) -> tuple[Book, ...]:
    """Return the books of the tests in a file."""
    return tuple(book for book in BOOKS if any(path.is_relative_to(TESTS / each) for each in book.tests))


def hear(found: Iterable[Diagnostic]) -> None:
    """Remember what is said of a set."""
    FINDINGS.heard.update(map(line, found))


def line(found: Diagnostic) -> str:
    """Write a finding on one line, without its place."""
    words = (
        f"{found.severity}[{found.code}] {found.message}",
        found.help,
        *(each.message for each in found.related),
    )
    return "　".join(filter(None, words)).replace("\n", "⏎")


def hear_printed(text: str) -> None:
    """Remember the lines that were printed; what is written as JSON is for programs."""
    lines = map(str.strip, text.splitlines())
    said = (each for each in lines if CHINESE.search(each) and not each.startswith('"'))
    ANSWERS.heard.update(DIGEST.sub("DIGEST", each) for each in said)


def listen() -> None:
    """From here on remember what is raised, whether a command tells it or not."""
    for cls in REFUSING:
        cls.__init__ = _heard(cls.__init__)  # type: ignore[method-assign, misc]


def _heard(make: Any) -> Any:
    @functools.wraps(make)
    def told(self: Any, *said: Any, **named: Any) -> None:
        make(self, *said, **named)
        words = (getattr(self, "message", str(self)), getattr(self, "help", ""))
        hear_printed("　".join(filter(None, words)).replace("\n", "⏎"))

    return told


def said_before(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compare everything said in a test with what is kept, but for what is drawn by lot."""
    books = _of(request.path)
    for each in books:
        each.heard.clear()
    yield
    if books and not hasattr(request.function, "hypothesis"):
        named = re.escape(str(request.getfixturevalue("tmp_path_factory").getbasetemp()))
        folders = re.compile(f"[^\\s“”（：]{{0,200}}(?:{named}(?:/[^/\\s”：。；]+)?|/{TESTS.name}(?=/cases/))")
        new = "\n".join(said for each in books for said in each.unknown(folders))
        assert not new, f"something new is said; `make golden` keeps it:\n{new}"


def keep() -> None:
    """Run the tests in which this is compared, and keep what all of their processes hear."""
    tests = dict.fromkeys(str(TESTS / each) for book in BOOKS for each in book.tests)
    with tempfile.TemporaryDirectory() as folder:
        command = (sys.executable, "-m", "pytest", "-q", "-n", "auto", *tests)
        subprocess.run(command, env={**os.environ, KEPT: folder}, check=True)
        for book in BOOKS:
            files = Path(folder).glob(f"{book.path.stem} *")
            found = {each for path in files for each in path.read_text("utf-8").splitlines()}
            book.path.write_text("".join(f"{each}\n" for each in sorted(found)), "utf-8")
