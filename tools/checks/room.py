"""Copies of the checkout, each with a Python of its own that every process of theirs begins with a line of ours.

The libraries are those of the checkout's environment; the package is the copy's. So it is in child processes too,
whatever environment they are given.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from checks.ground import PYTHON, copy_tree
from checks.shell import run

PACKAGE = Path("src", "dangjian_std")
BEGIN = """import os, probe; "NOTING" in os.environ and __import__("noting")"""
HANGS = -1
"""Exit code of a run that did not end."""


def make_python(folder: Path, source: Path, begin: str, *modules: Path) -> Path:
    """Make a Python that has the package of `source`, these modules, and runs `begin` in every process."""
    libraries = run([PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip()
    run([PYTHON, "-m", "venv", "--without-pip", folder])
    (site,) = folder.glob("lib/python3*/site-packages")
    for module in modules:
        shutil.copy(module, site)
    (site / "begin.pth").write_text(f"{source}\n{libraries}\n{begin}\n", "utf-8")
    return folder / "bin" / "python"


class Room:
    """A folder with so many copies; nothing is written outside it."""

    def __init__(self, folder: Path, lanes: int) -> None:
        """Make the copies."""
        self.folder = folder
        for name in ("hits", "started", "tmp", "home"):
            (folder / name).mkdir()
        modules = [Path(__file__).with_name(name) for name in ("probe.py", "noting.py")]
        for lane in range(lanes):
            source = copy_tree(folder / f"copy{lane}") / PACKAGE.parent
            make_python(folder / f"python{lane}", source, BEGIN, *modules)

    def write(self, lane: int, texts: Mapping[str, bytes]) -> None:
        """Put files into the package of a copy; no compiled file of before is taken for theirs."""
        for path, data in texts.items():
            file = self.folder / f"copy{lane}" / PACKAGE / path
            file.write_bytes(data)
            stamp = time.time_ns()
            os.utime(file, ns=(stamp, stamp))
            for old in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
                old.unlink()

    def pytest(
        self, lane: int, arguments: Iterable[str], limit: float, *, noting: bool = False
    ) -> tuple[int, str]:
        """Run tests of a copy for at most `limit` seconds; return the exit code and what was printed."""
        listing, printed = self.folder / f"arguments{lane}.txt", self.folder / f"output{lane}.txt"
        listing.write_text("".join(f"{each}\n" for each in arguments), "utf-8")
        temporary = self.folder / "tmp" / f"t{lane}"
        options = [
            *(["-p", "noting"] if noting else []),
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "probe",
            f"--basetemp={temporary}",
            f"@{listing}",
        ]
        inherited = {name: each for name, each in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
        if noting:
            inherited["NOTING"] = "1"
        with printed.open("wb") as output:
            process = subprocess.Popen(
                (self.folder / f"python{lane}" / "bin" / "python", "-m", "pytest", *options),
                cwd=self.folder / f"copy{lane}",
                env={**inherited, "TMPDIR": str(self.folder / "tmp"), "HOME": str(self.folder / "home")},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                code = process.wait(limit)
            except subprocess.TimeoutExpired:
                code = HANGS
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        return code, printed.read_text("utf-8", "replace")
