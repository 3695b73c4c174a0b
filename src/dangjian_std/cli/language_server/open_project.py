"""A project whose files are open in an editor: what is typed stands over what is on disk, and is checked.

One thread does all that takes long. A check that was overtaken by another change ends before its next rule.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread
from typing import TypeVar

from dangjian_std import rules
from dangjian_std.cli.console import checking, context, watching
from dangjian_std.editing.lookup import line_moves
from dangjian_std.reading import layers, project
from dangjian_std.reading.load import KnownFiles, Loaded
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import Tree
from dangjian_std.rules.by_file import Judged
from dangjian_std.text.diagnostic import Diagnostic, Rule
from dangjian_std.text.errors import DstdError
from dangjian_std.text.places import Source

PAUSE = 0.05
"""Seconds without a change after which a check begins."""
DISK_LOOK_SECONDS = 2.0
"""Seconds between two looks at the disk."""
EARLY_REPORT_SECONDS = 0.2
"""Seconds after which what is found so far is told, while other rules are still to be asked."""
STATES_BETWEEN_SWEEPS = 50
"""States after which, in a pause, what was found out about nodes that are gone is looked for and dropped."""
Found = tuple[Diagnostic, ...]
T = TypeVar("T")


class OvertakenError(Exception):
    """Something else has to be done first."""


@dataclass(frozen=True, slots=True)
class Buffer:
    """A file as it stands in the editor; `version` counts its changes."""

    text: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What is wrong with a project, and the texts in which it is; `whole` once everything was looked at."""

    found: Found = ()
    sources: Mapping[str, Source] | None = None
    whole: bool = False
    trouble: str = ""
    """Why it could not be checked."""


class OpenProject:
    """A project, its files in the editor, and the last state of it that could be read."""

    def __init__(self, root: Path, tell: Callable[[CheckResult], None]) -> None:
        """Begin to check; `tell` hears, in another thread, what is wrong after each change."""
        self.root = root
        self.good: Loaded | None = None
        """The last state in which every file had its shape."""
        self.answer = CheckResult()
        self.buffers: dict[str, Buffer] = {}
        self._tell = tell
        self._adopts = project.adopts(root)
        self._known, self._judged = KnownFiles(), Judged()
        self._trees: dict[str, Tree] = {}
        self._parsed: dict[str, tuple[str, Tree | None]] = {}
        self._turn = Condition()
        self._changes, self._done = 1, 0
        self._paper: Found = ()
        self._jobs: list[Callable[[], None]] = []
        self._stamp: watching.Stamp | None = None
        self._raws: tuple[RawSource, ...] = ()
        """What was looked at last, and below what was checked to the end last."""
        self._checked: tuple[RawSource, ...] | None = None
        self._states = 0
        self._over = False
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Check no more."""
        with self._turn:
            self._over = True
            self._turn.notify_all()
        self._thread.join()

    def change(self, path: str, buffer: Buffer | None) -> None:
        """Take a file as the editor has it; none where it is closed there."""
        if buffer:
            self.buffers[path] = buffer
        else:
            self.buffers.pop(path, None)
        self.look()

    def look(self) -> None:
        """Check again: something changed."""
        with self._turn:
            self._changes += 1
            self._turn.notify_all()

    def do(self, job: Callable[[Sequence[RawSource], KnownFiles], T]) -> Future[T]:
        """Have something done with the files of the project itself, before it is checked again."""
        promised: Future[T] = Future()

        def run() -> None:
            try:
                own = self.own()
                self._known.settle(layers.over(self.root, own))
                promised.set_result(job(own, self._known))
            except Exception as error:  # noqa: BLE001 it is for the one who waits
                promised.set_exception(error)

        with self._turn:
            self._jobs.append(run)
            self._turn.notify_all()
        return promised

    def own(self) -> tuple[RawSource, ...]:
        """Return the files of the project itself, what is typed in place of what is on disk."""
        typed = dict(self.buffers)
        found = {raw.path: raw for raw in project.sources(self.root)}
        found |= {path: RawSource(path, each.text.encode("utf-8", "replace")) for path, each in typed.items()}
        return tuple(found[path] for path in sorted(found))

    # -- one file

    def text(self, path: str) -> str | None:
        """Return the text of a file, as it is typed or else as it was read last."""
        if path in self.buffers:
            return self.buffers[path].text
        source = (self.answer.sources or {}).get(path)
        return source.text if source else None

    def tree(self, path: str, line: int) -> tuple[Tree, int] | None:
        """Return a file and a line of it; of one that cannot be read, as it last could be, with the line then."""
        text = self.text(path)
        if text is None:
            return None
        if path not in self._parsed or self._parsed[path][0] != text:
            self._parsed[path] = text, parse(RawSource(path, text.encode("utf-8", "replace"))).tree
        if tree := self._parsed[path][1]:
            self._trees[path] = tree
            return tree, line
        old = self._trees.get(path) or self._on_disk(path)
        was = line_moves.before(old.source.text.split("\n"), text.split("\n"), line) if old else None
        return (old, was) if old and was else None

    def _on_disk(self, path: str) -> Tree | None:
        return next((parse(raw).tree for raw in project.sources(self.root) if raw.path == path), None)

    # -- in the thread

    def _run(self) -> None:
        while not self._over:
            with self._turn:
                wanted = self._turn.wait_for(self._wanted, DISK_LOOK_SECONDS)
                jobs, self._jobs = self._jobs, []
            if not wanted and self._changed_on_disk():
                self.look()
            for job in jobs:
                job()
            if self._changes == self._done or self._moving():
                continue
            asked = self._changes
            try:
                self._check(asked)
            except OvertakenError:
                continue
            except DstdError as error:
                self._say(CheckResult(trouble=str(error)))
            except Exception as error:  # noqa: BLE001 the next change may mend it
                self._say(
                    CheckResult(trouble=f"检查的时候程序出了错（{type(error).__name__}）；请运行 dstd validate。")
                )
            self._done = asked

    def _changed_on_disk(self) -> bool:
        """Whether a file is other than when it was looked at: not every editor tells what others write."""
        try:
            stamp = watching.stamp_of(self.root)
            if stamp is not None and stamp == self._stamp:
                return False
            self._stamp = stamp
            return layers.over(self.root, self.own()) != self._raws
        except (DstdError, OSError):
            return not self.answer.trouble

    def _moving(self) -> bool:
        """Wait for a short while whether something changes yet."""
        with self._turn:
            asked = self._changes
            return self._turn.wait_for(lambda: self._overtaken(asked), PAUSE)

    def _wanted(self) -> bool:
        """Whether there is something to do."""
        return self._overtaken(self._done)

    def _overtaken(self, asked: int) -> bool:
        """Whether something else has to be done than to check what was asked for."""
        return self._over or bool(self._jobs) or self._changes != asked

    def _check(self, asked: int) -> None:
        """Say what is wrong: what is found soon, then what the format or all rules find, then what paper does."""
        began, told = time.monotonic(), False
        waiting = {rule.name for rule in rules.catalog_rules()}

        def between() -> None:
            if self._overtaken(asked):
                raise OvertakenError

        def before(rule: Rule, found: Sequence[Diagnostic]) -> None:
            nonlocal told
            between()
            if not told and self.good and not self._adopts and time.monotonic() - began > EARLY_REPORT_SECONDS:
                told = True
                still = (each for each in self.answer.found if each.rule in waiting)
                self._say(CheckResult((*found, *still, *self._beyond(found)), checking.Texts(raws)))
            waiting.discard(rule.name)

        self._raws = raws = layers.over(self.root, self.own())
        if raws == self._checked:
            return
        self._checked = None
        self._states += 1
        self._known.settle(raws)
        loaded, found = context.judged(raws, self._known, before, self._judged)
        if loaded.catalog:
            self.good = loaded
        self._say(CheckResult((*found, *self._beyond(found)), loaded.sources))
        between()
        whole = context.on_paper(self.root, loaded, found, between, self._judged)
        self._paper = tuple(each for each in whole if each not in found)
        self._checked = raws
        self._say(CheckResult(whole, loaded.sources, whole=True))
        if self._states >= STATES_BETWEEN_SWEEPS:
            self._states = 0
            gc.collect()

    def _beyond(self, found: Sequence[Diagnostic]) -> Found:
        """Return what was wrong on paper, as long as that is not looked at again: else it would go and come."""
        return () if context.fails(found, strict=False) else self._paper

    def _say(self, answer: CheckResult) -> None:
        self.answer = answer
        self._tell(answer)
