"""The book of all shipped standards, linked from its parts, against the same set in one go."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from itertools import count
from pathlib import Path

from pairs import least

ROOT = Path(__file__).parents[1]
BOOK = "手册"


def edited(path: Path) -> None:
    """Write another first line of how the first step is done, of the same length each time."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.strip() == "how:") + 1
    indent = lines[at].partition("-")[0]
    lines[at] = f"{indent}- 第{next(numbers)}次改写：选一个主题，写明学什么、议什么、做什么。\n"
    path.write_text("".join(lines), "utf-8")


numbers = count(101)
with tempfile.TemporaryDirectory() as folder:
    project, kept = Path(folder, "set"), Path(folder, "kept")
    outs = {name: Path(folder, name) for name in ("whole", "cold", "edit", "again")}
    outs["idle"] = outs["again"]
    os.environ["XDG_CACHE_HOME"] = str(kept)
    shutil.copytree(ROOT / "standards", project / "standards")
    (standard,) = (project / "standards").rglob("DJ401*.yaml")

    def before(name: str) -> None:
        """`whole`, `cold` begin with nothing, `edit` with a line changed, `again` with parts, `idle` with all."""
        if name == "cold":
            shutil.rmtree(kept, ignore_errors=True)
        if name == "edit":
            edited(standard)
        if name != "idle":
            shutil.rmtree(outs[name], ignore_errors=True)

    build = [sys.executable, "-m", "dangjian_std", "build", str(project), "--only", BOOK, "-o"]
    commands = {name: [*build, str(out)] for name, out in outs.items()}
    commands["whole"].append("--reference")
    best = least(commands, rounds=int(sys.argv[1]) if sys.argv[1:] else 3, before=before)
    for name, seconds in best.items():
        print(f"{name}: {seconds:.2f} s, whole / {name} {best['whole'] / seconds:.1f}")
