"""Judge sets with a mistake in them, several at a time: each as `dstd validate --base` judges a change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache, cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_std.cli.console import context
from dangjian_std.faults import trials
from dangjian_std.faults.fault import Given
from dangjian_std.faults.trials import Seen, Trial
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.faults.fault import Fault
    from dangjian_std.reading.load import KnownFiles, Loaded
    from dangjian_std.reading.project import RawSource
    from dangjian_std.rules.by_file import Judged
    from dangjian_std.text.diagnostic import Diagnostic

LEAST_MISTAKES_TO_FORK = 12
"""Mistakes for which it is worth while to start processes."""


@dataclass(frozen=True)
class Sound:
    """A set without errors, read once, that is judged again and again with one mistake in it."""

    raws: tuple[RawSource, ...]

    @cached_property
    def given(self) -> Given:
        """The set as the kinds of mistakes see it."""
        from dangjian_std.reading.parse import parse

        parsed = [parse(raw) for raw in self.raws]
        loaded, found = context.judged(self.raws)
        if loaded.catalog is None or context.fails(found, strict=False):
            context.refuse(found, loaded, "有错的标准不能再种进别的错。先改好，再来。")
        texts = {each.source.path: each.source.text for each in parsed}
        return Given(texts, {each.source.path: each.sound for each in parsed}, loaded.catalog)

    @cached_property
    def _known(self) -> KnownFiles:
        from dangjian_std.reading import load

        return load.KnownFiles(self.raws)

    @cached_property
    def _before(self) -> frozenset[tuple[str, str, str]]:
        loaded, found = context.judged(self.raws, self._known)
        return frozenset(map(_known_by, (*found, *self._refused(loaded))))

    @cached_property
    def _judged(self) -> Judged:
        from dangjian_std.rules.by_file import Judged

        return Judged()

    def _refused(self, loaded: Loaded, before: Judged | None = None) -> tuple[Diagnostic, ...]:
        from dangjian_std.output import preflight

        return tuple(preflight.refused_of_all(loaded, before=before))

    def tried(self, fault: Fault) -> Trial:
        """Return what the checks say to one mistake."""
        from dangjian_std import changes, rules
        from dangjian_std.reading.project import RawSource

        made = {raw.path: raw for raw in self.raws}
        for path, text in fault.changed.items():
            made.pop(path, None)
            if text is not None:
                made[path] = RawSource(path, text.encode())
        loaded, found = context.judged((made[path] for path in sorted(made)), self._known, before=self._judged)
        wrong = context.fails(found, strict=False)
        said = [*found, *(() if wrong else self._refused(loaded, self._judged))]
        new = [each for each in said if _known_by(each) not in self._before]
        old = self.given.catalog
        gated: tuple[Diagnostic, ...] = ()
        if loaded.catalog is not None and loaded.catalog != old:
            gated, _ = rules.check_change(old, loaded.catalog, found)
        told = [each for each in gated if each.rule not in rules.ROUTINE]
        if new:
            return trials.found(fault, [*new, *told], Seen.VALIDATED)
        if loaded.catalog is None or loaded.catalog == old:
            return Trial(fault=fault, seen=Seen.EQUAL)
        if told:
            return trials.found(fault, told, Seen.COMPARED)
        shown = any(changes.compare(old, loaded.catalog))
        return Trial(fault=fault, seen=Seen.SHOWN if shown else Seen.UNSEEN)


def _known_by(finding: Diagnostic) -> tuple[str, str, str]:
    return finding.code, finding.place.span.path, finding.message


@cache
def sound(root: Path) -> Sound:
    """Return the set of a project."""
    from dangjian_std.reading import layers, project

    project.require_set(root, "错种在母本里")
    return Sound(tuple(layers.sources(root)))


def _tried(job: tuple[Path, Fault]) -> Trial:
    root, fault = job
    return sound(root).tried(fault)


def tried(root: Path, faults: Iterable[Fault]) -> Iterator[Trial]:
    """Yield what became of each mistake, in their order, as it becomes known."""
    jobs = [(root, fault) for fault in faults]
    if len(jobs) < LEAST_MISTAKES_TO_FORK:
        yield from map(_tried, jobs)
        return
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        try:
            yield from pool.map(_tried, jobs)
        except BrokenProcessPool as error:
            raise DstdError("检查程序意外中止，没有结果。请再运行一次。") from error
