"""Packs for the units of a list in one run against a build for each of them by itself, of the shipped standards.

Both make the lists, the cards and the archive files in all formats. Beside the ratio it is said how much memory
the run takes for few units and for many.
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pairs import least

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from dangjian_std.reading import layers, load, unit_lists  # noqa: E402 as above
from support import generated_units  # noqa: E402 it is found by the line before

UNITS, VARIANTS, FEW, MANY = 6, 2, 12, 36
DSTD = [sys.executable, "-m", "dangjian_std"]
ONLY = [word for name in ("清单", "明白卡", "归档") for word in ("--only", name)]
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def written(path: Path, number: int, variants: int) -> bytes:
    """Write a list of generated units, and return its bytes."""
    path.write_text(generated_units.as_yaml(generated_units.units(number, variants=variants)), "utf-8")
    return path.read_bytes()


def projects(data: bytes, folder: Path) -> list[Path]:
    """Make of each unit of a list a project of its own."""
    raws = tuple(layers.sources(ROOT))
    system = load.load(raws).catalog.system  # type: ignore[union-attr]
    base = {"from": str(ROOT), "edition": system.edition, "sha256": layers.digest(raws)}
    common = {"kind": "unit", "edition": system.edition, "year": system.year, "base": base}
    found = []
    for row in unit_lists.read("units.yaml", data, common):
        found.append(folder / row.name)
        found[-1].mkdir()
        (found[-1] / "unit.yaml").write_text(json.dumps(row.data, ensure_ascii=False), "utf-8")
    return found


with tempfile.TemporaryDirectory() as place:
    folder = Path(place)
    data = written(folder / "units.yaml", UNITS, VARIANTS)
    outs = {"run": folder / "run", "alone": folder / "alone"}
    (folder / "own").mkdir()
    alone = [
        shlex.join([*DSTD, "build", str(each), "-o", str(outs["alone"] / each.name), *ONLY])
        for each in projects(data, folder / "own")
    ]

    def before(name: str) -> None:
        """Begin from nothing."""
        shutil.rmtree(outs[name], ignore_errors=True)

    run = [*DSTD, "build", str(ROOT), "--units", str(folder / "units.yaml"), "-o", str(outs["run"]), *ONLY]
    best = least({"run": run, "alone": ["sh", "-ec", "\n".join(alone)]}, rounds=1, before=before)
    print(
        f"{UNITS} units of {VARIANTS} variants: alone {best['alone']:.1f} s, in one run {best['run']:.1f} s, "
        f"ratio {best['alone'] / best['run']:.1f}"
    )
    for number in (FEW, MANY):
        written(folder / "units.yaml", number, generated_units.VARIANTS)
        command = [sys.executable, "-c", MEASURED, *run[: -len(ONLY)], "--office", *ONLY]
        before("run")
        most = int(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        print(f"{number} units of {generated_units.VARIANTS} variants: {most / 1024:.0f} MB at most")
