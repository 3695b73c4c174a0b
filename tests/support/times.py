"""Times as a file states them."""

from __future__ import annotations

from dangjian_std.domain.regulation import Floor
from dangjian_std.domain.timing import When
from dangjian_std.reading import bind
from dangjian_std.reading.tree import Tree
from dangjian_std.text.places import Outline, Source, Span


def when(**keys: object) -> When:
    """Make a time of the keys of the YAML; a key that is None is not written."""
    data = {"when": {key: value for key, value in keys.items() if value is not None}}
    time = bind.bind(Floor, Tree(Source("x", ""), data, Outline(Span("x")))).when
    assert time is not None
    return time
