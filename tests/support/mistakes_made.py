"""What each kind of mistake that the self-test knows does to a set, and where a finding about it should stand."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

from dangjian_std import faults
from dangjian_std.faults.fault import Fault, Given
from dangjian_std.reading import project
from dangjian_std.reading.load import load
from dangjian_std.reading.parse import parse
from support.folders import BASE, FROZEN


def of_each_kind() -> Iterator[str]:
    """Each kind: how many of it could be made in the small set and in the larger one; the first and the last."""
    sets = {"small": given(BASE), "larger": given(FROZEN)}
    for kind in faults.kinds():
        for name, whole in sets.items():
            drafts = [*kind.drafts(whole)]
            yield f"=== {kind.name}: {len(drafts)} in the {name} set"
            said = {each.said: each for each in (*drafts[:1], *drafts[-1:])}
            for draft in said.values():
                yield f"--- {draft.said} {draft.span.where}"
                fault = whole.make(kind.name, draft)
                yield from _made(whole.texts, fault) if fault else ("cannot be written",)


def given(folder: Path) -> Given:
    """Read a set into which mistakes can be put."""
    raws = list(project.sources(folder))
    parsed = [parse(raw) for raw in raws]
    catalog = load(raws).catalog
    assert catalog is not None
    texts = {each.source.path: each.source.text for each in parsed}
    return Given(texts, {each.source.path: each.sound for each in parsed}, catalog)


def _made(texts: Mapping[str, str], fault: Fault) -> Iterator[str]:
    for path, text in fault.changed.items():
        old = texts.get(path, "").split("\n")
        for line in difflib.ndiff(old, text.split("\n")) if text is not None else [f"- {path}"]:
            if line[0] in "+-":
                yield ascii(line) if not line.isprintable() else line
    for path, lines_ in fault.lines.items():
        if lines_:
            yield f"  {path.rpartition('/')[2]} {' '.join(map(str, sorted(lines_)))}"
