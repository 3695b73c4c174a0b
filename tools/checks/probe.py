"""Begins every process of a mutation trial, and serves as its pytest plugin; copied into the trial's own Python.

A mistaken program may do anything: it is kept from writing outside the trial's folder, from ending processes that
are not its own, and from eating all memory. `hit` notes which test comes to which place; in
pytest `noting` does. PYTEST_DONT_REWRITE
"""

from __future__ import annotations

import builtins
import os
import resource
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOM = Path(__file__).parents[4]
"""The folder of the trial: this file lies in ROOM/pythonN/lib/python3.x/site-packages."""
FREE = (f"{ROOM}/", "/dev/", "/proc/")
MEMORY = 6 * 1024**3
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
CHANGES = {
    "os.remove": 1, "os.rename": 2, "os.rmdir": 1, "os.mkdir": 1, "os.link": 2, "os.symlink": 2, "os.truncate": 1,
    "os.chmod": 1, "os.chown": 1, "os.utime": 1, "shutil.rmtree": 1,
}  # fmt: skip
"""Events that change files, and how many paths they name."""
INIT = 1

seen: set[tuple[int, str]] = set()
served: dict[int, str] = {}
"""The test that this process serves, by its number, where a server forked it: it serves no other."""


def begin(test: str) -> None:
    """Tell the processes that this one starts, and those which they start, which test runs now."""
    (ROOM / "started" / str(os.getpid())).write_text(test, "utf-8")


def current() -> str:
    """The test that runs now in the process from which this one comes."""
    if test := served.get(os.getpid(), ""):
        return test
    parent = process = os.getppid()
    while process > INIT:
        try:
            test = (ROOM / "started" / str(process)).read_text("utf-8")
        except OSError:
            process = _parent(process)
            continue
        if process != parent:
            served[os.getpid()] = test
        return test
    return os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" (")[0]


def _parent(process: int) -> int:
    try:
        said = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return INIT
    return int(said.rpartition(")")[2].split()[1])


def hit(place: int) -> None:
    """Note that the test which runs now has come to a place."""
    test = current()
    if test and (place, test) not in seen:
        seen.add((place, test))
        note([place], test)


def note(places: Iterable[int], test: str) -> None:
    """Write that a test has come to places."""
    _append(ROOM / "hits" / str(os.getpid()), f"{' '.join(map(str, places))}\t{test}\n")


def _append(path: Path, text: str) -> None:
    with open(path, "a", encoding="utf-8") as file:  # noqa: PTH123 tests replace what pathlib calls
        file.write(text)


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what would leave the folder of the trial."""
    match event, arguments:
        case "open", (str() | bytes() | os.PathLike() as path, _, int(flags)) if flags & WRITING:
            _inside(os.path.realpath(os.fsdecode(path)))
        case (("os.kill" | "os.killpg"), (pid, _)) if pid <= INIT:
            raise PermissionError(f"kill {pid}")
        case _ if event in CHANGES:
            below = arguments[-1] if isinstance(arguments[-1], int) else -1
            for path in arguments[: CHANGES[event]]:
                if not isinstance(path, int):
                    folder, name = os.path.split(os.fsdecode(path).rstrip("/"))  # of a link, not what it leads to
                    within = os.path.realpath(
                        f"/proc/self/fd/{below}/{folder}" if below > 0 and folder[:1] != "/" else folder
                    )
                    _inside(f"{within}/{name}")


def _inside(path: str) -> None:
    if not f"{path}/".startswith(FREE):
        raise PermissionError(f"outside the trial: {path}")


def pytest_runtest_logreport(report: Any) -> None:
    """Note how each test ended, and how long it took."""
    if report.when == "call" and "PYTEST_XDIST_WORKER" not in os.environ:
        _append(ROOM / "tests.tsv", f"{report.outcome}\t{report.duration}\t{report.nodeid}\n")


builtins.__dict__["__hit__"] = hit
resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
sys.addaudithook(watch)
