"""Time commands in turn, so that whatever else the machine does falls on all of them alike."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence


def least(
    commands: Mapping[str, Sequence[str]], rounds: int, before: Callable[[str], None] = lambda _: None
) -> dict[str, float]:
    """Return the least wall-clock seconds of each command over `rounds` interleaved rounds."""
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(rounds):
        for name, command in commands.items():
            before(name)
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            best[name] = min(best[name], time.perf_counter() - start)
    return best
