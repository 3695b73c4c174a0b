"""What is measured of checking a set: the shipped one, and invented ones of 30, 300 and 900 standards."""

from __future__ import annotations

import re
import shlex
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path

import corpus
import figures
from figures import Figure
from ground import PEERS, ROOT, Ground, forget
from measuring import DSTD, Cost, Resident, profile, run

SIZES = (30, 300, 900)
PEER = "check-jsonschema"


def validate(ground: Ground) -> Iterator[Figure]:
    """The shipped set, nothing known of it and all known."""
    place = ground.place("validate")
    folder, kept = place / "set", place / "kept"
    shutil.copytree(ROOT / "standards", folder / "standards")
    best = ground.turns(_ways(folder, kept))
    told = _told(folder, kept)
    yield figures.seconds("dstd validate，发布的一套，头一次", best["cold"], 0.6, told)
    yield figures.seconds("dstd validate，发布的一套，再一次", best["warm"], 0.25, told)
    yield figures.faster("发布的一套，头一次", best["cold"], (PEER, best["peer"]), 4, told)
    yield figures.faster("发布的一套，再一次", best["warm"], (PEER, best["peer"]), 8, told)


def growth(ground: Ground) -> Iterator[Figure]:
    """Invented sets: all of it, again, and one changed file for a program that stays."""
    for size in SIZES:
        place, most = ground.place(f"growth-{size}"), size == SIZES[-1]
        folder, kept = place / "set", place / "kept"
        shutil.copytree(ground.set(size), folder)
        run([*DSTD, "validate", str(folder)], kept)
        stays, edit = Resident(ground.script("checked.py", folder), kept), _edits(folder)
        try:
            best = ground.turns({"stays": lambda: stays.after(edit), **_ways(folder, kept)})  # noqa: B023 called here
        finally:
            stays.close()
        told, name = _told(folder, kept), f"{size}项标准"
        yield figures.faster(f"{name}，头一次", best["cold"], (PEER, best["peer"]), 8 if most else None, told)
        yield figures.faster(f"{name}，再一次", best["warm"], (PEER, best["peer"]), None, told)
        yield figures.seconds(f"{name}，常驻，改了一个文件", best["stays"], 0.5 if most else None, told)
        largest = max((best["cold"], best["stays"]), key=lambda cost: cost.memory)
        yield figures.memory(f"{name}，内存", largest, 300 if most else None)


def _ways(folder: Path, kept: Path) -> dict[str, Callable[[], Cost]]:
    validate, script = [*DSTD, "validate", str(folder)], folder.with_name("peer.sh")
    script.write_text(_peer(folder), "utf-8")
    peer = ["sh", "-e", str(script)]

    def cold() -> Cost:
        forget(kept)
        return run(validate, kept)

    return {"cold": cold, "warm": lambda: run(validate, kept), "peer": lambda: run(peer, kept)}


def _peer(folder: Path) -> str:
    """Return a script that has check-jsonschema check every file: it takes one schema at a time."""
    kinds = defaultdict(list)
    for path in sorted(folder.rglob("*.yaml")):
        if found := re.search(r"^kind: ([a-z-]+)", path.read_text("utf-8"), re.MULTILINE):
            kinds[found[1]].append(str(path))
    calls = (
        [str(PEERS / PEER), "--schemafile", str(ROOT / "schemas" / f"{kind}.schema.json"), *files]
        for kind, files in kinds.items()
    )
    return "\n".join(map(shlex.join, calls))


def _edits(folder: Path) -> Callable[[], object]:
    path, numbers = corpus.standard(folder), count(1)
    text = path.read_text("utf-8")
    return lambda: path.write_text(f"{text}# 第{next(numbers)}次\n", "utf-8")


def _told(folder: Path, kept: Path) -> figures.Profile:
    @cache
    def told() -> list[str]:
        forget(kept)
        return profile(["-m", "dangjian_std", "validate", str(folder)], kept)

    return told
