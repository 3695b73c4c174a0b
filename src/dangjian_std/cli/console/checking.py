"""A check of a whole project: made once, and known again for as long as nothing changes that it hangs on."""

from __future__ import annotations

import contextlib
import gc
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_std.reading import layers, tracked
from dangjian_std.reading.project import UNIT_WORKBOOK, RawSource
from dangjian_std.text import kept, program
from dangjian_std.text.diagnostic import Diagnostic
from dangjian_std.text.places import Source

if TYPE_CHECKING:
    from dangjian_std.cli.console.beside import Fork, Say
    from dangjian_std.domain.catalog import Catalog
    from dangjian_std.reading.load import Loaded
    from dangjian_std.rules.catalog_rule import CatalogRule

CHECK_ENDING = ".check"
PRINTED_CHECK = "printed"
"""What a fork calls the findings about what is printed; others it calls by their rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedProject:
    """What is wrong with a project, and the texts in which it is."""

    found: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    empty: bool = False
    """Whether it has all that it needs except standards."""
    accepted: int = 0
    """Findings about the change since an older state that were accepted."""


class Texts(Mapping[str, Source]):
    """Sources by their paths, each read as text when somebody asks for it."""

    def __init__(self, raws: tuple[RawSource, ...]) -> None:
        """Read nothing yet."""
        self._raws = {raw.path: raw for raw in raws}

    def __getitem__(self, path: str) -> Source:
        """Return the text of a source."""
        from dangjian_std.reading import unit_sources
        from dangjian_std.reading.decode import decode

        raw = self._raws[path]
        return unit_sources.workbook(raw).source if path.endswith(UNIT_WORKBOOK) else decode(raw)[0]

    def __iter__(self) -> Iterator[str]:
        """Go through the paths."""
        return iter(self._raws)

    def __len__(self) -> int:
        """Count the sources."""
        return len(self._raws)


def entry(what: str, raws: tuple[RawSource, ...], *asked: object) -> Path | None:
    """Return where that is kept which comes of sources and of what was asked for; of nothing but them."""
    where = kept.shelf()
    if where is None:
        return None
    return where / f"{kept.key(what, program.identity(), layers.identity(raws), asked)}{CHECK_ENDING}"


def check(root: Path, older: str = "") -> CheckedProject:
    """Check a project (`validated`); with an older state, always afresh."""
    from dangjian_std.cli.console import context

    if older:
        loaded, found, accepted = validated(root, older)
        return CheckedProject(found=found, sources=loaded.sources, empty=context.empty(loaded), accepted=accepted)
    raws, lists = layers.sources(root), tracked.identity(root)
    path = entry("check", raws, lists)
    if path and (known := _known(path, raws)):
        return known
    loaded, found, _ = validated(root, raws=raws)
    empty = context.empty(loaded)
    if path and lists == tracked.identity(root):
        kept.write(path, json.dumps([empty, [each.plain() for each in found]]).encode())
        kept.trim(path.parent)
    return CheckedProject(found=found, sources=loaded.sources, empty=empty)


def validated(
    root: Path, older: str = "", raws: Iterable[RawSource] | None = None
) -> tuple[Loaded, tuple[Diagnostic, ...], int]:
    """Return a project, of files already read or not, and everything that is wrong with it, on paper too.

    With an older state, also the change since then (`rules.check_change`); the number is of those accepted.
    What is wrong on paper is looked for beside the rest, although nobody wants to know where there is an error.
    When that is known, the rules are asked from both ends.
    """
    from dangjian_std.cli.console import beside, context

    with _uncollected():
        loaded, accepted = _read(raws := tuple(layers.sources(root) if raws is None else raws)), 0
        from dangjian_std import rules  # loaded by now

        ahead: contextlib.AbstractContextManager[Fork] = contextlib.nullcontext(beside.Fork())
        if loaded.catalog:
            ahead = beside.begun(partial(_look_ahead, loaded, loaded.catalog))
        with ahead as fork:
            old = context.base(root, older) if older else None
            check = partial(rules.check, ask=partial(_ask, fork))
            found = context.kept_in_git(root, context.by_rules(loaded, raws, check))
            if not context.fails(found, strict=False):
                printed = _told(fork, PRINTED_CHECK, wait=True)
                found = (*found, *(context.printed(loaded) if printed is None else printed))
        if old and loaded.catalog:
            changed, accepted = rules.check_change(old, loaded.catalog, found)
            found = tuple(sorted((*found, *changed), key=lambda each: each.order))
        return loaded, found, accepted


def _read(raws: tuple[RawSource, ...]) -> Loaded:
    """Read a project: its files from both ends. What judges them is loaded while the other process begins."""
    from dangjian_std.cli.console import beside
    from dangjian_std.reading import kept_files, source_files

    def told(name: str) -> bytes | None:
        if found := fork.told(name):
            fork.end()  # the rest was read there
        return found

    sound = kept_files.KeptFiles(kept.shelf(), raws, told)
    missing = [each for each in sound.missing(raws) if not layers.own(each.path)]
    work = beside.begun(partial(source_files.read_for_another, reversed(missing)))
    with work if missing[1:] else contextlib.nullcontext(beside.Fork()) as fork:
        from dangjian_std import rules
        from dangjian_std.cli.console import context
        from dangjian_std.domain import workdays
        from dangjian_std.output import preflight  # noqa: F401
        from dangjian_std.reading import load

        workdays.load()
        rules.catalog_rules()
        return context.read(raws, load.KnownFiles(kept=sound))


def _look_ahead(loaded: Loaded, catalog: Catalog, say: Say) -> None:
    from dangjian_std import rules
    from dangjian_std.cli.console import context

    say(PRINTED_CHECK, _said(context.printed(loaded)))
    for name, found in rules.backward(catalog):
        say(name, _said(found))


def _ask(fork: Fork, rule: CatalogRule, catalog: Catalog) -> list[Diagnostic]:
    found = _told(fork, rule.name)
    return rule.found(catalog) if found is None else found


def _told(fork: Fork, name: str, *, wait: bool = False) -> list[Diagnostic] | None:
    found = fork.told(name, wait=wait)
    return None if found is None else [*map(Diagnostic.of, json.loads(found))]


def _said(found: Iterable[Diagnostic]) -> bytes:
    return json.dumps([each.plain() for each in found]).encode()


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile, and never again among what is there at the end: it stays and is much."""
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if ran:
            gc.enable()


def _known(path: Path, raws: tuple[RawSource, ...]) -> CheckedProject | None:
    body = kept.read(path)
    if body is None:
        return None
    empty, found = json.loads(body)
    return CheckedProject(found=tuple(map(Diagnostic.of, found)), sources=Texts(raws), empty=empty)
