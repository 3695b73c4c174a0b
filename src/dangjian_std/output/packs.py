"""What is in the pack of a month, a year or a case, as an output."""

from __future__ import annotations

from dangjian_std.document.document import Document
from dangjian_std.output import build, manifest
from dangjian_std.output.build import Target
from dangjian_std.renderers.renderer import Way


def target(place: str, document: Document, format_: str) -> Target:
    """Return an output of a pack; its path is below the folder of packs, where `place` is its own.

    Names of persons may stand in it.
    """
    path, publication = f"{place}/{document.name}.{format_}", manifest.pack(place)
    return build.target(path, publication, format_, document, Way.PASSING)
