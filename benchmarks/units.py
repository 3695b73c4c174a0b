"""What is measured of packs for many units: one more of a known variant, and a list that grows."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import figures
from figures import Figure
from ground import BOOK, ROOT, Ground, forget
from measuring import DSTD, Cost, profile, run

sys.path.insert(0, str(ROOT / "tests"))
from support import generated_units  # it is found by the line before

LISTS = ("--only", "清单", "--office")
FLAT = 1.2
"""How much more memory many units may take than ten."""


def unit(ground: Ground) -> Iterator[Figure]:
    """One more unit of a variant of which the parts are kept: the handbook, and the whole pack."""
    for name, only, few, many, most in (("手册", BOOK, 2, 6, 0.3), ("全套成品", (), 1, 3, 4)):
        place = ground.place("unit")
        known = place / "known"
        run(_command(place, "first", few, 1, only), known)

        def again(number: int, only: Sequence[str] = only, place: Path = place) -> Cost:
            """Make so many packs when only the first few are known."""
            forget(place / "kept")
            shutil.copytree(place / "known", place / "kept")
            return run(_command(place, "again", number, 1, only), place / "kept")

        best = ground.turns({"few": lambda: again(few), "many": lambda: again(many)})  # noqa: B023 called here
        more = many - few
        each = Cost(
            wall=(best["many"].wall - best["few"].wall) / more,
            cpu=(best["many"].cpu - best["few"].cpu) / more,
            memory=best["many"].memory,
        )
        command = _command(place, "told", many, 1, only)
        told = lambda command=command, kept=place / "kept": profile(command[1:], kept)  # noqa: E731
        yield figures.seconds(f"已有种类的单位再多一个，{name}", each, most, told, by_cpu=True)


def growth(ground: Ground) -> Iterator[Figure]:
    """Lists of twelve variants of units that grow, once each; without PDF, which would take hours."""
    sizes = (1, 10, 100) if ground.quick else (1, 10, 100, 1000)
    costs = {}
    for number in sizes:
        place = ground.place("units")
        costs[number] = run(_command(place, "out", number, generated_units.VARIANTS, LISTS), place / "kept")
        yield figures.seconds(f"{number}个单位的清单（DOCX、XLSX）", costs[number], None)
        yield figures.memory(f"{number}个单位的内存", costs[number], None)
    ratio = costs[sizes[-1]].memory / costs[10].memory
    yield figures.plain(f"内存，{sizes[-1]}个单位比10个", ratio, figures.RATIO, FLAT)


def _command(place: Path, out: str, number: int, variants: int, words: Sequence[str]) -> list[str]:
    """Return the command that makes packs for so many units, in an empty folder."""
    forget(place / out)
    listed = place / f"{number}.yaml"
    listed.write_text(generated_units.as_yaml(generated_units.units(number, variants=variants)), "utf-8")
    return [*DSTD, "build", str(ROOT), "--units", str(listed), "-o", str(place / out), *words]
