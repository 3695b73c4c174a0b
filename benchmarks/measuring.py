"""What a command costs, and the least that several ways cost when they take turns. Linux only."""

from __future__ import annotations

import os
import pstats
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DSTD = (sys.executable, "-m", "dangjian_std")
TICKS = os.sysconf("SC_CLK_TCK")
LINES = 5
"""Lines of a profile that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What something took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processor time, of all processes."""
    memory: int
    """The most bytes that one of its processes had in memory; 0 where nobody looked."""


Way = Callable[[], Cost]


def least(costs: Sequence[Cost]) -> Cost:
    """Return the least time of several runs, and the most memory."""
    return Cost(
        wall=min(each.wall for each in costs),
        cpu=min(each.cpu for each in costs),
        memory=max(each.memory for each in costs),
    )


def in_turn(ways: Mapping[str, Way], rounds: int) -> dict[str, Cost]:
    """Return the least cost of each way. They take turns: what else the machine does falls on all alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            costs[name].append(way())
    return {name: least(each) for name, each in costs.items()}


def run(command: Sequence[str], kept: Path, asked: Path | None = None) -> Cost:
    """Return what a command takes whose cache lies in a folder `kept`, and which reads `asked`."""
    with tempfile.TemporaryFile() as said, open(asked or os.devnull, "rb") as source:  # noqa: PTH123 may be no path
        began = time.perf_counter()
        process = subprocess.Popen(command, stdin=source, stdout=said, stderr=said, env=environment(kept))
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:  # it is ended from the keyboard
            process.kill()
            process.wait()
            raise
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}\n{said.read().decode('utf-8', 'replace')[-2000:]}")
    return Cost(wall=wall, cpu=used.ru_utime + used.ru_stime, memory=used.ru_maxrss * 1024)


def environment(kept: Path) -> dict[str, str]:
    """Return the environment of a command whose cache lies in a folder."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DSTD_")} | {
        "XDG_CACHE_HOME": str(kept),
        "PYTHONUNBUFFERED": "1",
    }


def profile(arguments: Sequence[str], kept: Path, asked: Path | None = None) -> list[str]:
    """Return the functions in which a Python program spent most time, as lines; without its child processes."""
    with tempfile.NamedTemporaryFile(suffix=".prof") as file:
        run([sys.executable, "-m", "cProfile", "-o", file.name, *arguments], kept, asked)
        stats = pstats.Stats(file.name).get_stats_profile()
    most = sorted(stats.func_profiles.items(), key=lambda each: -each[1].tottime)[:LINES]
    return [
        f"{each.tottime:.2f} s {name} ({Path(each.file_name).name}:{each.line_number}, {each.ncalls}×)"
        for name, each in most
    ]


class Resident:
    """A program that stays and does its work again whenever a file changes; it says `READY` when it has done it.

    It is stopped while it is not asked, so that it takes nothing from the others.
    """

    READY = "等着改动"
    PATIENCE = 60
    """Seconds it has to end."""
    SETTLE = 0.5
    """Seconds it has to look around once more before a file changes."""

    def __init__(self, command: Sequence[str], kept: Path) -> None:
        """Begin it, and wait for its first work."""
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment(kept)
        )
        self._memory = 0
        self._wait()

    def after(self, change: Callable[[], object]) -> Cost:
        """Return what a change takes until all is done; the time until it is seen counts too."""
        self._process.send_signal(signal.SIGCONT)
        time.sleep(self.SETTLE)
        before = sum(map(_spent, _tree(self._process.pid)))
        began = time.perf_counter()
        change()
        self._wait()
        wall = time.perf_counter() - began
        return Cost(wall=wall, cpu=self._cpu - before, memory=self._memory)

    def close(self) -> None:
        """End it."""
        for each in (signal.SIGINT, signal.SIGCONT):
            self._process.send_signal(each)
        try:
            self._process.communicate(timeout=self.PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    def _wait(self) -> None:
        said = []
        for line in self._process.stdout or ():
            said.append(line)
            if self.READY in line:
                break
        else:
            self._process.communicate()
            raise RuntimeError("".join(said)[-2000:])
        found = [*_tree(self._process.pid)]
        self._cpu = sum(map(_spent, found))
        self._memory = max(self._memory, *map(_most, found))
        self._process.send_signal(signal.SIGSTOP)


def _tree(process: int) -> Iterator[int]:
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text("ascii").split():
            yield from _tree(int(child))


def _spent(process: int) -> float:
    """Return seconds of processor time of a process and of those of its children that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def _most(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)
