"""What is measured of judging: the ledgers of a hundred units, each of two branches and a whole year."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

import figures
from figures import Figure
from ground import ROOT, Ground
from measuring import Cost, profile, run

NUMBER = 100
MOST = 1.5
"""Seconds of processor time that judging all of them may take; a hundredth of it is one unit."""


def judge(ground: Ground) -> Iterator[Figure]:
    """Judge the year of the sample unit a hundred times, without the set and the first of them."""
    place = ground.place("judge")
    run([sys.executable, str(ROOT / "tools" / "demo_assess.py"), str(place)], place)
    commands = {
        f"{number} {wish}": ground.script("judged.py", place / "台账", number, wish)
        for wish in ("read", "judge")
        for number in (1, NUMBER + 1)
    }
    best = ground.turns({name: lambda each=each: run(each, place) for name, each in commands.items()})
    read, judged = (_more(best, wish) for wish in ("read", "judge"))
    told = lambda: profile(commands[f"{NUMBER + 1} judge"][1:], place)  # noqa: E731
    yield figures.seconds(f"{NUMBER}个单位的台账（两个党支部、一年），读", read, None, by_cpu=True)
    only = Cost(wall=judged.wall - read.wall, cpu=judged.cpu - read.cpu, memory=judged.memory)
    yield figures.seconds(f"{NUMBER}个单位（两个党支部、一年），判", only, MOST, told, by_cpu=True)


def _more(best: Mapping[str, Cost], wish: str) -> Cost:
    """Return what all units but the first take."""
    one, many = best[f"1 {wish}"], best[f"{NUMBER + 1} {wish}"]
    return Cost(wall=many.wall - one.wall, cpu=many.cpu - one.cpu, memory=many.memory)
