"""`dstd validate` with nothing kept, cold, warm and after an edit, and a build with nothing to do.

With the path of a `check-jsonschema` also against that, over the same files by the same schemas: it takes one
schema at a time, so it runs once for each kind of file. Seconds of processor time, of all that is started.
"""

from __future__ import annotations

import itertools
import os
import re
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 5
DSTD = [sys.executable, "-m", "dangjian_std"]


def spent(command: Sequence[str], **environment: str) -> float:
    """Run a command and return the seconds of processor time that it took."""

    def so_far() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    before = so_far()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    return so_far() - before


def peer(program: str, folder: Path) -> list[str]:
    """Return one command that has check-jsonschema check every file of a set."""
    kinds = defaultdict(list)
    for path in sorted(folder.rglob("*.yaml")):
        if found := re.search(r"^kind: ([a-z-]+)", path.read_text("utf-8"), re.MULTILINE):
            kinds[found[1]].append(str(path))
    schemas = {kind: str(ROOT / "schemas" / f"{kind}.schema.json") for kind in kinds}
    calls = ([program, "--schemafile", schemas[kind], *files] for kind, files in kinds.items())
    return ["sh", "-c", " && ".join(map(shlex.join, calls))]


def measured(folder: Path, program: str) -> Mapping[str, float]:
    """Return the least seconds of each way, over rounds in which they take turns."""
    project, kept, out = folder / "set", folder / "kept", folder / "out"
    shutil.copytree(ROOT / "standards", project / "standards")
    (edited,) = (project / "standards").rglob("DJ401*.yaml")
    text, numbers = edited.read_text("utf-8"), itertools.count(1)
    validate = [*DSTD, "validate", str(project)]
    build = [*DSTD, "build", str(project), "--only", "清单", "-o", str(out)]

    def forget() -> None:
        shutil.rmtree(kept, ignore_errors=True)

    def edit() -> None:
        edited.write_text(f"{text}# 第{next(numbers)}次\n", "utf-8")

    ways: dict[str, tuple[Sequence[str], Callable[[], object], dict[str, str]]] = {
        "fresh": (validate, lambda: None, {"DSTD_FRESH": "1"}),
        "cold": (validate, forget, {}),
        "warm": (validate, lambda: None, {}),
        "edit": (validate, edit, {}),
        "build": (build, lambda: shutil.rmtree(out, ignore_errors=True), {}),
        "idle": (build, lambda: None, {}),
    }
    if program:
        ways["peer"] = (peer(program, project), lambda: None, {})
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, (command, before, environment) in ways.items():
            before()
            best[name] = min(best[name], spent(command, XDG_CACHE_HOME=str(kept), **environment))
    return best


with tempfile.TemporaryDirectory() as folder:
    best = measured(Path(folder), sys.argv[1] if sys.argv[1:] else "")
    for name, seconds in best.items():
        ratio = f", peer / {name} {best['peer'] / seconds:.1f}" if "peer" in best else ""
        print(f"{name}: {seconds:.2f} s, fresh / {name} {best['fresh'] / seconds:.1f}{ratio}")
