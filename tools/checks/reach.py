"""Which tests come to which statement of the package, and how long they take: known from one run of all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checks import ground
from checks.mutation import Mutant, Source
from checks.room import Room
from checks.shell import CheckError

HOUR = 3600.0
KEPT = "reach-{}.json"
"""File with what a run told of one state of the tree."""

Package = Mapping[str, Source]
Place = tuple[str, int]
"""A file, and where in it a statement begins."""


@dataclass(frozen=True)
class Reach:
    """What one run told."""

    package: Package
    seconds: dict[str, float] = field(default_factory=dict)
    """How long each test takes that passes."""
    tests: dict[Place, set[str]] = field(default_factory=dict)

    def run(self, room: Room, arguments: Sequence[str]) -> None:
        """Run tests with a probe at every statement, in the first copy of a room."""
        places = sorted({place for source in self.package.values() for place in _places(source)})
        points: dict[str, dict[int, int]] = {path: {} for path in self.package}
        for number, (path, start) in enumerate(places):
            points[path][start] = number
        report = room.folder / "tests.tsv"
        report.write_text("", "utf-8")
        room.write(0, {path: self.package[path].probed(each) for path, each in points.items()})
        _, output = room.pytest(0, arguments, HOUR, noting=True)
        room.write(0, {path: source.data for path, source in self.package.items()})
        ends = (line.split("\t", 2) for line in report.read_text("utf-8").splitlines())
        passed = {name: float(seconds) for verdict, seconds, name in ends if verdict == "passed"}
        if not passed:
            raise CheckError(f"测试没有运行起来：\n{output[-2000:]}")
        print(output.strip().rpartition("\n")[2], flush=True)
        self.seconds.update(passed)
        for hits in (room.folder / "hits").iterdir():
            for line in hits.read_text("utf-8").splitlines():
                numbers, _, test = line.partition("\t")
                for number in map(int, numbers.split()) if test in passed else ():
                    self.tests.setdefault(places[number], set()).add(test)

    def recall(self, path: Path) -> bool:
        """Take what a run over the same tree told, where it was kept."""
        if not path.is_file():
            return False
        said = json.loads(path.read_text("utf-8"))
        self.seconds.update(said["seconds"])
        self.tests.update(((file, start), set(tests)) for file, start, tests in said["tests"])
        return True

    def keep(self, path: Path) -> None:
        """Keep what a run told until the tree is another."""
        for old in path.parent.glob(KEPT.format("*")):
            old.unlink()
        tests = [(file, start, sorted(names)) for (file, start), names in self.tests.items()]
        path.write_text(json.dumps({"seconds": self.seconds, "tests": tests}), "utf-8")

    def of(self, mutant: Mutant) -> set[str]:
        """Return the tests that come to a mutant; of what runs at import, to functions that name what it makes.

        Where it makes nothing with a name, or nothing that any tested function names (as a `PUBLICATION`, which is
        found by its name in a file), those that come to any function of its file.
        """
        if mutant.site.in_function:
            return self._at([(mutant.path, mutant.site.statement)])
        names = self._depending(mutant.site.names)
        sources = self.package.items()
        named = [(path, start) for path, source in sources for start in source.functions_with(names)]
        return self._at(named) or self._at((mutant.path, start) for start in self.package[mutant.path].functions)

    def _at(self, places: Iterable[Place]) -> set[str]:
        return {test for place in places for test in self.tests.get(place, ())}

    def missed(self) -> Iterator[str]:
        """Name the lines with mutants that no test comes to."""
        for path, source in self.package.items():
            lines = sorted({mutant.line for mutant in source.mutants if not self.of(mutant)})
            if lines:
                yield f"{path}:{'、'.join(map(str, lines))}"

    def _depending(self, names: frozenset[str]) -> frozenset[str]:
        """Add what is made of the values with these names at import."""
        more = {
            name
            for source in self.package.values()
            for made, words in source.assignments
            if not names.isdisjoint(words)
            for name in made
        }
        return names if more <= names else self._depending(names | more)


def _places(source: Source) -> Iterator[Place]:
    """Yield where mutants stand in functions, and where functions begin."""
    yield from ((source.path, each.site.statement) for each in source.mutants if each.site.in_function)
    yield from ((source.path, start) for start in source.functions)


def kept(folder: Path) -> Path:
    """Return the file for what a run over this tree tells: any file of it may change what a test comes to."""
    files = "".join(f"{name} {ground.sha256(ground.ROOT / name)}\n" for name in ground.tree())
    return folder / KEPT.format(hashlib.sha256(files.encode()).hexdigest()[:16])
