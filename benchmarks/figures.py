"""A line of the table: what was measured, against what, and whether it is what we want; and the table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from measuring import Cost

MORE = 4 / 3
"""By how much a ratio must be worse than the committed one to be told."""
RATIO = "倍"
HEAD = ("量什么", "同谁比", "目标", "墙钟", "处理器", "达到", "本项目", "对方")
"""`墙钟` and `处理器` are the same figure, by the one clock and by the other."""

Profile = Callable[[], Sequence[str]]
Values = tuple[float, float]
Named = tuple[str, Cost]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure, by both clocks."""

    name: str
    against: str = ""
    unit: str = RATIO
    least: bool = False
    """Whether it should be at least `target`; at most otherwise."""
    target: float | None = None
    """Nothing where it is only told."""
    wall: float
    cpu: float
    ours: Cost | None = None
    peer: Cost | None = None
    profile: Profile | None = None

    def met(self, *, by_cpu: bool) -> bool | None:
        """Whether it is what we want; nothing where we want nothing of it."""
        if self.target is None:
            return None
        value = self.cpu if by_cpu else self.wall
        return value >= self.target if self.least else value <= self.target

    def worse(self, before: Values | None) -> list[str]:
        """Say by which clocks a ratio is worse than before by more than a third."""
        if self.unit != RATIO or before is None:
            return []
        said = []
        for clock, old, new in (("墙钟", before[0], self.wall), ("处理器", before[1], self.cpu)):
            if (old > new * MORE) if self.least else (new > old * MORE):
                said.append(f"{self.name}（{clock}）：{old:.2f} → {new:.2f}")
        return said

    def row(self, *, by_cpu: bool) -> tuple[str, ...]:
        """Return its cells."""
        sign = "≥" if self.least else "≤"
        unit = f" {self.unit}"
        met = {None: "", True: "是", False: "**没有**"}[self.met(by_cpu=by_cpu)]
        target = "" if self.target is None else f"{sign} {self.target:g}{unit}"
        values = (f"{value:.2f}{unit}" for value in (self.wall, self.cpu))
        return self.name, self.against, target, *values, met, shown(self.ours), shown(self.peer)


def faster(name: str, ours: Cost, peer: Named, target: float | None, profile: Profile) -> Figure:
    """Say how many times as long the peer takes."""
    return Figure(
        name=name,
        against=peer[0],
        least=True,
        target=target,
        wall=peer[1].wall / ours.wall,
        cpu=peer[1].cpu / ours.cpu,
        ours=ours,
        peer=peer[1],
        profile=profile,
    )


def times(name: str, ours: Cost, peer: Named, target: float | None, profile: Profile) -> Figure:
    """Say how many times as long as the peer we take."""
    return Figure(
        name=name,
        against=peer[0],
        target=target,
        wall=ours.wall / peer[1].wall,
        cpu=ours.cpu / peer[1].cpu,
        ours=ours,
        peer=peer[1],
        profile=profile,
    )


def seconds(
    name: str, ours: Cost, target: float | None, profile: Profile | None = None, *, by_cpu: bool = False
) -> Figure:
    """Say how long it takes; `by_cpu` where the target is of processor time, whatever the clock."""
    wall, unit = (ours.cpu, "处理器秒") if by_cpu else (ours.wall, "秒")
    return Figure(name=name, unit=unit, target=target, wall=wall, cpu=ours.cpu, ours=ours, profile=profile)


def plain(name: str, value: float, unit: str, target: float | None, against: str = "") -> Figure:
    """Say what no clock tells."""
    return Figure(name=name, against=against, unit=unit, target=target, wall=value, cpu=value)


def memory(name: str, ours: Cost, target: float | None) -> Figure:
    """Say how many MB the largest process had."""
    return plain(name, ours.memory / 1e6, "MB", target)


def shown(cost: Cost | None) -> str:
    """Write a cost."""
    if cost is None:
        return ""
    room = f"，{cost.memory / 1e6:.0f} MB" if cost.memory else ""
    return f"{cost.wall:.2f} 秒，处理器 {cost.cpu:.2f} 秒{room}"


def table(found: Sequence[Figure], *, by_cpu: bool) -> str:
    """Return figures as a table in Markdown."""
    rows = [HEAD, ("---",) * len(HEAD), *(each.row(by_cpu=by_cpu) for each in found)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def committed(page: str) -> dict[str, Values]:
    """Return the figures of a page that `table` wrote, by name."""
    found = {}
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == len(HEAD):
            values = [re.match(r"[\d.]+(?= )", cell) for cell in cells[3:5]]
            if all(values):
                found[cells[0]] = (float(values[0][0]), float(values[1][0]))
    return found


def worse(found: Sequence[Figure], before: Mapping[str, Values]) -> list[str]:
    """Say which ratios are worse than before by more than a third."""
    return [line for each in found for line in each.worse(before.get(each.name))]
