"""What is in the pack of a month, a year or a case, as outputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dangjian_std.document.document import Document
from dangjian_std.output import build, manifest
from dangjian_std.output.build import BuildTarget
from dangjian_std.renderers.renderer import Way


def targets(outputs: Iterable[tuple[str, Document, str]]) -> Iterator[BuildTarget]:
    """Yield outputs of packs, given by place, document and format; paths are below the folder of packs.

    Names of persons may stand in them.
    """
    found = (
        (f"{place}/{document.name}.{form}", manifest.pack(place), document, form)
        for place, document, form in outputs
    )
    return build.targets(found, Way.PASSING)
