"""The program as its users start it: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from support.folders import FROZEN

DSTD = [sys.executable, "-m", "dangjian_std"]


def dstd(*arguments: str | Path, cwd: Path = FROZEN, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command, by default in the frozen set; nobody ever sees a traceback."""
    result = subprocess.run(
        [*DSTD, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )
    assert "Traceback" not in result.stderr
    return result
