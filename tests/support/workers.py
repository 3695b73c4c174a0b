"""Programs in the place of the one that sets PDF."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

import pytest

from dangjian_std.renderers.pdf import forks, processes


def instead(monkeypatch: pytest.MonkeyPatch, *command: str) -> None:
    """Have each worker be this program, which no fork server begins."""
    monkeypatch.setattr(forks, "SERVER", None)
    monkeypatch.setattr(processes, "WORKER_COMMAND", command)


def running(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Have each worker be a program of this text."""
    instead(monkeypatch, sys.executable, "-c", code)


def children(parent: int) -> list[int]:
    """Return the processes that a process began and that run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            said = stat.read_text().rpartition(")")[2].split()
            if said[0] != "Z" and int(said[1]) == parent:
                found.append(int(stat.parent.name))
    return found


def gone(*processes_: int) -> bool:
    """Whether processes end by and by; one that nobody has asked after counts as ended."""
    end = time.monotonic() + 20
    while (left := [each for each in processes_ if _runs(each)]) and time.monotonic() < end:
        time.sleep(0.02)
    return not left


def _runs(process: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
