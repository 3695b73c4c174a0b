"""What is wrong with a set that a unit adopts: its author's business, unless the unit caused it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from dangjian_std import rules
from dangjian_std.domain.catalog import Catalog
from dangjian_std.reading import layers, load
from dangjian_std.reading.project import RawSource
from dangjian_std.text.diagnostic import Diagnostic, Severity


def left_out(found: tuple[Diagnostic, ...], catalog: Catalog, raws: Iterable[RawSource]) -> tuple[Diagnostic, ...]:
    """Return findings without what is only worth a remark in the set below, and was so without the unit."""
    below = [
        each for each in found if each.severity is not Severity.ERROR and not layers.own(each.place.span.file)
    ]
    if catalog.adoption is None or not below:
        return found
    said = {_said(each) for each in _of_the_set(raws)}
    return tuple(each for each in found if each not in below or _said(each) not in said)


def _of_the_set(raws: Iterable[RawSource]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the set that a unit adopts, as it stands without the unit."""
    files = [(path, raw) for raw in raws if (path := layers.below(raw.path, layers.BASE_FOLDER)) is not None]
    loaded = load.load(dataclasses.replace(raw, path=path) for path, raw in files)
    yield from rules.check(loaded.catalog) if loaded.catalog else ()


def _said(finding: Diagnostic) -> tuple[str, str, int, str]:
    """Return what a finding says and where, whether the set is seen from above or by itself."""
    span = finding.place.span
    return finding.code, span.file.removeprefix("base/"), span.line, finding.message
