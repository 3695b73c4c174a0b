"""Leaders of a 目次 as one text each: WeasyPrint places, draws and tags every dot of them by itself.

Takes the place of `weasyprint.layout.leader.handle_leader`; imported only by the worker process.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline, leader

DOT_WIDTH_TOLERANCE = 0.01
"""Pixels by which a text may be wider or narrower than its dots: where a face moves them they stay apart."""

Box = Any
"""WeasyPrint has no type information."""

_original = leader.handle_leader


def handle_leader(context: Any, line: Box, containing_block: Box) -> None:
    """Fill the line, and join the dots, which stand side by side from right to left."""
    _original(context, line, containing_block)
    _, found = leader.leader_index(line)
    if found is None or len(found.children) < 2:  # noqa: PLR2004 nothing to join
        return
    last = found.children[-1]
    whole = last.copy_with_text("".join(dot.text for dot in found.children))
    joined, *_ = inline.split_text_box(context, whole, None, 0)
    if (
        joined.text == whole.text
        and abs(joined.width - sum(dot.width for dot in found.children)) < DOT_WIDTH_TOLERANCE
    ):
        joined.position_x, joined.position_y = last.position_x, last.position_y
        found.children = (joined,)
