"""How many of the small mistakes that one could make in the code the tests would see.

Mutants are drawn by lot. One run of all tests, with a probe at the place of each mutant, tells which tests come to
it, in child processes too. Each mutant is tried by some of these; those that live are tried by all tests together,
and what then fails tries each of them alone. Everything happens in copies, in a folder that is removed afterwards.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.ground import ROOT, workshop
from checks.mutation import Mutant, Source
from checks.room import PACKAGE, Room
from checks.shell import CheckError

COUNT = 100
ENOUGH = 0.95
LANES = 2
"""Mutants that are tried at a time."""
MOST, LONGEST = 80, 40.0
"""Tests, and their seconds, that a mutant meets by itself."""
HOUR = 3600.0
EQUIVALENT = Path(__file__).with_name("equivalent.txt")
"""Mutants that change nothing which a test could see, as they are reported, and `  #  why`."""
ALL = ("-n", "auto", "--ignore=tests/tools", "tests")
"""All tests, but for those that do not run the package."""

Package = Mapping[str, Source]


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


def try_tests(seed: int, count: int) -> Outcome:
    """Draw mutants and try them."""
    folder = ROOT / PACKAGE
    names = {path: path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.py"))}
    package = {name: Source(name, path.read_bytes()) for path, name in names.items()}
    equivalent = {line.partition("  #")[0] for line in EQUIVALENT.read_text("utf-8").splitlines()}
    drawn: list[Mutant] = []
    equal = 0
    for mutant in draw(package, seed):
        if mutant.label in equivalent:
            equal += 1
        else:
            drawn.append(mutant)
        if len(drawn) == count:
            break
    with workshop() as place:
        tests = Trial(Room(place, LANES), package, drawn)
        alive = tests.together(tests.each())
    return Outcome(seed=seed, drawn=drawn, alive=alive, equal=equal)


def draw(package: Package, seed: int) -> Iterator[Mutant]:
    """Yield mutants by lot, of each kind in turn, no two of them in one place."""
    lot = random.Random(seed)  # noqa: S311 a lot, no secret
    piles: dict[str, list[Mutant]] = {}
    for mutant in (each for source in package.values() for each in source.mutants):
        piles.setdefault(mutant.kind, []).append(mutant)
    for pile in piles.values():
        lot.shuffle(pile)
    drawn: list[Mutant] = []
    while any(piles.values()):
        for pile in piles.values():
            while pile and any(map(pile[-1].overlaps, drawn)):
                pile.pop()
            drawn += pile[-1:]
            yield from pile[-1:]


class Trial:
    """A draw of mutants, the tests that pass, with their seconds, and which of them come to which mutant."""

    def __init__(self, room: Room, package: Package, drawn: Sequence[Mutant]) -> None:
        """Run all tests with probes in the package."""
        self.room, self.package, self.drawn = room, package, drawn
        points: dict[str, list[tuple[int, int]]] = {}
        for number, mutant in enumerate(drawn):
            for path, start in self._places(mutant):
                points.setdefault(path, []).append((start, number))
        ends, output = self._run_all({path: package[path].probed(each) for path, each in points.items()})
        self.seconds = {name: seconds for verdict, seconds, name in ends if verdict == "passed"}
        if not self.seconds:
            raise CheckError(f"测试没有运行起来：\n{output[-2000:]}")
        print(output.strip().rpartition("\n")[2], flush=True)
        self.reached: dict[int, set[str]] = {}
        for hits in (room.folder / "hits").iterdir():
            for line in hits.read_text("utf-8").splitlines():
                place, _, test = line.partition("\t")
                if test in self.seconds:
                    self.reached.setdefault(int(place), set()).add(test)

    def _places(self, mutant: Mutant) -> Iterator[tuple[str, int]]:
        """Where one comes to a mutant: its statement; of what runs at import, the functions that name it."""
        if mutant.site.in_function:
            yield mutant.path, mutant.site.statement
        else:
            for path, source in self.package.items():
                yield from ((path, start) for start in source.functions_with(mutant.site.names))

    def _run_all(self, texts: Mapping[str, bytes]) -> tuple[list[tuple[str, float, str]], str]:
        """Run all tests with some files changed; return how each ended after how long, and what was printed."""
        report = self.room.folder / "tests.tsv"
        report.write_text("", "utf-8")
        self.room.write(0, texts)
        _, output = self.room.pytest(0, ALL, HOUR)
        self.room.write(0, {path: self.package[path].data for path in texts})
        ends = [line.split("\t", 2) for line in report.read_text("utf-8").splitlines()]
        return [(verdict, float(seconds), name) for verdict, seconds, name in ends], output

    def each(self) -> list[Mutant]:
        """Try each mutant by itself; return those that live."""
        waiting = iter(list(enumerate(self.drawn)))
        lock = threading.Lock()
        alive: dict[int, Mutant] = {}

        def work(lane: int) -> None:
            while True:
                with lock:
                    number, mutant = next(waiting, (-1, None))
                if mutant is None:
                    return
                killed = self.dies(lane, mutant, self.choose(number, mutant))
                if not killed:
                    alive[number] = mutant
                print(f"{'发现' if killed else '没有'}  {mutant}", flush=True)

        lanes = [threading.Thread(target=work, args=(lane,)) for lane in range(LANES)]
        for thread in lanes:
            thread.start()
        for thread in lanes:
            thread.join()
        return [alive[number] for number in sorted(alive)]

    def choose(self, number: int, mutant: Mutant) -> list[str]:
        """Choose tests for a mutant: of each file the quickest, then the next; without any, of its own folder."""
        near = f"tests/{mutant.path.partition('/')[0]}/"
        files: dict[str, list[tuple[float, str]]] = {}
        for name in self.reached.get(number) or [name for name in self.seconds if name.startswith(near)]:
            files.setdefault(name.partition("::")[0], []).append((self.seconds[name], name))
        ranked = sorted((rank, *each) for file in files.values() for rank, each in enumerate(sorted(file)))
        chosen: list[str] = []
        total = 0.0
        for _, seconds, name in ranked[:MOST]:
            total += seconds
            if not chosen or total < LONGEST:
                chosen.append(name)
        return chosen

    def dies(self, lane: int, mutant: Mutant, tests: Sequence[str]) -> bool:
        """Whether one of these tests fails, or does not end, with a mutant in the package."""
        source = self.package[mutant.path]
        limit = 60 + 8 * sum(self.seconds[name] for name in tests)
        self.room.write(lane, {mutant.path: source.changed([mutant])})
        code, output = self.room.pytest(lane, ("-x", "-n", "0", *tests), limit)
        if code and "ERROR: not found:" in output:  # tests have other names with this mutant
            files = sorted({name.partition("::")[0] for name in tests})
            code, _ = self.room.pytest(lane, ("-x", "-n", "0", *files), HOUR)
        self.room.write(lane, {mutant.path: source.data})
        return code != 0

    def together(self, alive: list[Mutant]) -> list[Mutant]:
        """Try those that live by all tests at once, as long as that kills any of them."""
        while alive:
            mistaken = {
                path: [each for each in alive if each.path == path] for path in {each.path for each in alive}
            }
            ends, _ = self._run_all({path: self.package[path].changed(each) for path, each in mistaken.items()})
            failed = [name for verdict, _, name in ends if verdict == "failed" and name in self.seconds]
            print(f"{len(alive)} 处一起再试全部测试：{len(failed)} 项不通过", flush=True)
            left = [each for each in alive if not (failed and self.dies(0, each, failed[:MOST]))]
            if len(left) == len(alive):
                break
            alive = left
        return alive
