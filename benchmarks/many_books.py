"""Whole packs, PDF and all, for ten units of four variants in one run: what each costs, and what is shared.

Takes half an hour of two idle cores. Each line says how much CPU and how long a unit took, and how many parts of
books were typeset for it: the rest came from the store. The last one says how much memory the largest process had.
`python benchmarks/many_books.py [UNITS [VARIANTS [SECONDS [WORD…]]]]`: so many seconds at most; only what the
words name, as `dstd build --only` does.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from dangjian_std.output import many_units  # noqa: E402 as above
from support import generated_units  # noqa: E402 it is found by the line before

NUMBER, VARIANTS, MOST = (*map(int, sys.argv[1:4]), *(10, 4, 1500)[len(sys.argv) - 1 :])
ONLY = [word for name in sys.argv[4:] for word in ("--only", name)]
TICKS = os.sysconf("SC_CLK_TCK")


def spent(process: int) -> float:
    """Return seconds of CPU of a process and of all that it has waited for."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def entries(cache: Path) -> tuple[int, int]:
    """Return how many parts are kept, and how many bytes they take."""
    found = [each.stat().st_size for each in cache.rglob("*.part")]
    return len(found), sum(found)


with tempfile.TemporaryDirectory() as place:
    folder = Path(place)
    units = generated_units.units(NUMBER, variants=VARIANTS)
    (folder / "units.yaml").write_text(generated_units.as_yaml(units), "utf-8")
    known = {
        each["name"]: str({key: each[key] for key in each if key not in many_units.NAMING_SHEET_KEYS})
        for each in units
    }
    command = [sys.executable, "-m", "dangjian_std", "build", str(ROOT), "--units", str(folder / "units.yaml")]
    environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONUNBUFFERED": "1"}
    run = subprocess.Popen(
        [*command, "-o", str(folder / "out"), *ONLY],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    )
    seen: dict[str, str] = {}
    began = before = time.monotonic()
    cpu, kept = 0.0, (0, 0)
    for line in run.stdout or ():
        now, used, parts = time.monotonic(), spent(run.pid), entries(folder / "cache")
        name = next((each for each in known if each in line), "")
        first = seen.setdefault(known.get(name, ""), name)
        which = "" if not name else "first of its variant" if first == name else "further of its variant"
        new = parts[0] - kept[0]
        print(
            f"{now - before:7.1f} s {used - cpu:7.1f} s CPU {new:4} parts {parts[1] / 1e6:6.1f} MB  "
            f"{which:22} | {line.rstrip()}",
            flush=True,
        )
        before, cpu, kept = now, used, parts
        if now - began > MOST:
            run.terminate()
            break
    run.wait()
    made = folder / "out" / many_units.UNITS_FILE
    if made.is_file():
        done = json.loads(made.read_text("utf-8"))["units"]
        print(json.dumps(done, ensure_ascii=False)[:2000])
    most = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{most.ru_maxrss / 1024:.0f} MB at most in one process, {most.ru_utime + most.ru_stime:.0f} s CPU in all"
    )
