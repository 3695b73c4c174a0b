"""How many of the small mistakes that one could make in the code the tests would see.

Mutants are drawn by lot. One run of all tests, with a probe at every statement, tells which tests come to it, in
child processes too; it is kept until the tree changes. Each mutant is tried by these, the quickest first, until
one fails. Everything happens in copies, in a folder that is removed afterwards.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path, PurePosixPath

from checks.ground import PYTHON, ROOT, workshop
from checks.mutation import Mutant, Source
from checks.reach import HOUR, Package, Reach, kept
from checks.room import PACKAGE, Room
from checks.shell import CheckError

COUNT = 100
ENOUGH = 0.95
LANES = 2
"""Mutants that are tried at a time."""
FIRST = 16
"""Tests that a mutant meets before the others: most mutants live no longer."""
AFAR = 3
"""How many tests of a file near the mutant come before the first of a file afar."""
GOLDEN = "tests/publications/test_golden.py"
"""Tests that see most of what is printed, in a second or two each: near to every mutant."""
ENVIRONMENT = PYTHON.parents[1]
"""Where it is kept which tests come where."""
LONGEST = 120.0
"""Seconds of tests that a mutant meets."""
EQUIVALENT = Path(__file__).with_name("equivalent.txt")
"""Mutants that change nothing which a test could see, as they are reported, and `  #  why`."""
ALL = ("-n", "auto", "--ignore=tests/tools", "tests")
"""All tests, but for those that do not run the package."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of the mutants of a draw."""

    seed: int
    drawn: Sequence[Mutant]
    alive: Sequence[Mutant]
    equal: int
    """How many more were drawn that change nothing."""

    @property
    def enough(self) -> bool:
        """Whether the tests saw enough of them."""
        return len(self.drawn) - len(self.alive) >= ENOUGH * len(self.drawn)

    def __str__(self) -> str:
        """Say it in one line, and name each that lives."""
        killed = len(self.drawn) - len(self.alive)
        facts = f"抽签 {self.seed}：代码里 {len(self.drawn)} 处小错，测试发现 {killed} 处"
        equal = f"（另抽到 {self.equal} 处改了也没有分别的，不算）" if self.equal else ""
        return "\n".join([facts + equal, *(f"没有发现  {each}" for each in self.alive)])


def mutants(seed: int) -> str:
    """The check: of 100 mutants 95 are killed."""
    outcome = try_tests(seed, COUNT)
    if not outcome.enough:
        raise CheckError(str(outcome))
    return str(outcome)


def try_tests(seed: int, count: int, only: str = "") -> Outcome:
    """Draw mutants and try them: of the whole package, or of its files whose paths begin so."""
    folder = ROOT / PACKAGE
    names = {path: path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.py"))}
    package = {name: Source(name, path.read_bytes()) for path, name in names.items()}
    equivalent = {line.partition("  #")[0] for line in EQUIVALENT.read_text("utf-8").splitlines()}
    drawn: list[Mutant] = []
    equal = 0
    for mutant in draw({name: each for name, each in package.items() if name.startswith(only)}, seed):
        if mutant.label in equivalent:
            equal += 1
        else:
            drawn.append(mutant)
        if len(drawn) == count:
            break
    with workshop() as place:
        room, reach, told = Room(place, LANES), Reach(package), kept(ENVIRONMENT)
        if not reach.recall(told):
            reach.run(room, ALL)
            reach.keep(told)
        print("\n".join(f"没有测试到过  {each}" for each in reach.missed()), flush=True)
        alive = Trial(room, reach).each(drawn)
    return Outcome(seed=seed, drawn=drawn, alive=alive, equal=equal)


def draw(package: Package, seed: int) -> Iterator[Mutant]:
    """Yield mutants by lot, of each kind in turn, no two of them in one place.

    The lot of a mutant is its own: where the code changes, all others keep theirs.
    """
    piles: dict[str, list[tuple[str, Mutant]]] = {}
    times: Counter[str] = Counter()
    for mutant in (each for source in package.values() for each in source.mutants):
        times[mutant.label] += 1
        lot = hashlib.sha256(f"{seed} {times[mutant.label]} {mutant.label}".encode()).hexdigest()
        piles.setdefault(mutant.kind, []).append((lot, mutant))
    for pile in piles.values():
        pile.sort(key=lambda each: each[0])
    drawn: list[Mutant] = []
    while any(piles.values()):
        for kind in sorted(piles):
            pile = piles[kind]
            while pile and any(map(pile[-1][1].overlaps, drawn)):
                pile.pop()
            if pile:
                drawn.append(pile[-1][1])
                yield drawn[-1]


class Trial:
    """Copies in which mutants are tried by the tests that come to them."""

    def __init__(self, room: Room, reach: Reach) -> None:
        """Take a room with as many copies as there are lanes."""
        self.room, self.reach = room, reach

    def each(self, drawn: Sequence[Mutant]) -> list[Mutant]:
        """Try each mutant by itself; return those that live."""
        waiting = iter(list(enumerate(drawn)))
        lock = threading.Lock()
        alive: dict[int, Mutant] = {}

        def work(lane: int) -> None:
            while True:
                with lock:
                    number, mutant = next(waiting, (-1, None))
                if mutant is None:
                    return
                killed = self.dies(lane, mutant)
                if not killed:
                    alive[number] = mutant
                print(f"{'发现' if killed else '没有'}  {mutant}", flush=True)

        lanes = [threading.Thread(target=work, args=(lane,)) for lane in range(LANES)]
        for thread in lanes:
            thread.start()
        for thread in lanes:
            thread.join()
        return [alive[number] for number in sorted(alive)]

    def choose(self, mutant: Mutant) -> list[str]:
        """Rank the tests that come to a mutant, for so many seconds: of each file the quickest, then the next.

        Those that are named after its file come first, then those of the folder that mirrors its folder, and the
        golden files.
        """
        near = f"tests/{mutant.path.partition('/')[0]}/", GOLDEN
        own = _own(mutant.path)
        files: dict[str, list[tuple[float, str]]] = {}
        for name in self.reach.of(mutant):
            files.setdefault(name.partition("::")[0], []).append((self.reach.seconds[name], name))
        ranked = sorted(
            (not own.search(each[1]), rank + (0 if file.startswith(near) else AFAR), *each)
            for file, tests in files.items()
            for rank, each in enumerate(sorted(tests))
        )
        spent = accumulate(seconds for *_, seconds, _ in ranked)
        return [
            name
            for (*_, name), total in zip(ranked, spent, strict=True)
            if total < LONGEST or total == ranked[0][2]
        ]

    def dies(self, lane: int, mutant: Mutant) -> bool:
        """Whether one of these tests fails, or does not end, with a mutant in the package."""
        source = self.reach.package[mutant.path]
        tests = self.choose(mutant)
        self.room.write(lane, {mutant.path: source.changed([mutant])})
        killed = any(self._fails(lane, each) for each in (tests[:FIRST], tests[FIRST:]) if each)
        self.room.write(lane, {mutant.path: source.data})
        return killed

    def _fails(self, lane: int, tests: Sequence[str]) -> bool:
        limit = 60 + 8 * sum(self.reach.seconds[name] for name in tests)
        code, output = self.room.pytest(lane, ("-x", "-n", "0", *tests), limit)
        if code and "ERROR: not found:" in output:  # tests have other names with this mutant
            files = sorted({name.partition("::")[0] for name in tests})
            code, _ = self.room.pytest(lane, ("-x", "-n", "0", *files), HOUR)
        return code != 0


def _own(path: str) -> re.Pattern[str]:
    """Match the tests of a file: those of `test_NAME.py`, and those of a parameter that is called so."""
    file = PurePosixPath(path)
    name = file.parent.name if file.stem == "__init__" else file.stem
    return re.compile(rf"/test_{name}\.py::|\[(?:.*-)?{name.replace('_', '-')}[-/\]]")
