"""How much this machine can do at once."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

MOST_RENDERS = 4
"""Most renders that run at once. Each PDF has a process of its own, so this bounds the memory used."""
MEMORY_PER_RENDER = 3 * 1024**3 // 2
"""Bytes of memory reserved for each render: the pack of 900 members takes that much."""
CONTAINER = Path("/sys/fs/cgroup/memory.max")
"""Where Linux says how much memory a container may take."""


def workers() -> int:
    """Return how many documents are set at once: as many as there are processors and memory for."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST_RENDERS, cores, _memory() // MEMORY_PER_RENDER))


def _memory() -> int:
    """Return the bytes of memory of this machine or container; if that is unknown, enough for `MOST_RENDERS`."""
    found = [MOST_RENDERS * MEMORY_PER_RENDER]
    with contextlib.suppress(OSError, ValueError, AttributeError):
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    with contextlib.suppress(OSError, ValueError):
        found.append(int(CONTAINER.read_text("ascii")))
    return min(found)
