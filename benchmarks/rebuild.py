"""A build in which nothing changed against a build from nothing, of the shipped standards."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from pairs import least

ROOT = Path(__file__).parents[1]

with tempfile.TemporaryDirectory() as folder:
    outs = {name: Path(folder, name) for name in ("fresh", "whole")}

    def before(name: str) -> None:
        """Only the whole build starts from nothing."""
        if name == "whole":
            shutil.rmtree(outs[name], ignore_errors=True)

    build = [sys.executable, "-m", "dangjian_std", "build", str(ROOT), "-o"]
    best = least({name: [*build, str(out)] for name, out in outs.items()}, rounds=5, before=before)
    print(
        f"whole {best['whole']:.2f} s, unchanged {best['fresh']:.2f} s, ratio {best['whole'] / best['fresh']:.1f}"
    )
