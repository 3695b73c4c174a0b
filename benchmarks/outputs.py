"""All outputs rendered side by side against one after the other, of the shipped standards."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from pairs import least

ROOT = Path(__file__).parents[1]
ONE = "import os, sys; os.cpu_count = lambda: 1; from dangjian_std.cli import main as cli; cli.main(sys.argv[1:])"
"""The same program on a machine that says it has one processor."""

with tempfile.TemporaryDirectory() as folder:
    outs = {name: Path(folder, name) for name in ("beside", "after")}
    starts = {"beside": ["-m", "dangjian_std"], "after": ["-c", ONE]}

    def before(name: str) -> None:
        """Each starts from nothing."""
        shutil.rmtree(outs[name], ignore_errors=True)

    commands = {
        name: [sys.executable, *starts[name], "build", str(ROOT), "-o", str(out)] for name, out in outs.items()
    }
    best = least(commands, rounds=2, before=before)
    print(
        f"{os.cpu_count()} processors: one by one {best['after']:.0f} s, side by side {best['beside']:.0f} s, "
        f"ratio {best['after'] / best['beside']:.2f}"
    )
