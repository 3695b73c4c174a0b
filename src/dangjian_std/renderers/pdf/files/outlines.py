"""Bookmarks as objects of a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dangjian_std.renderers.pdf.files.writer import string

Wanted = tuple[int, str, bytes, bool]
"""A bookmark: its level, its text, where it leads, and whether those below it show."""


def lines(wanted: Iterable[Wanted], first: int) -> list[bytes]:
    """Return the outlines as objects numbered from `first` on, of which the first is the root."""
    trail = [top := _Mark(0, first, b"/Type /Outlines")]
    marks = [top]
    for number, (level, text, target, is_open) in enumerate(wanted, first + 1):
        while trail[-1].level >= level:
            trail.pop()
        mark = _Mark(level, number, b"/Title %s /Dest %s" % (string(text), target), is_open=is_open)
        trail[-1].below.append(mark)
        trail.append(mark)
        marks.append(mark)
    top.close()
    return [b"<< %s >>" % mark.said for mark in marks]


@dataclass(slots=True)
class _Mark:
    """A bookmark, and those below it."""

    level: int
    number: int
    said: bytes
    below: list[_Mark] = field(default_factory=list)
    is_open: bool = True

    def close(self) -> int:
        """Join those below to a list; return how many show when this one is open."""
        shown = len(self.below)
        for mark in self.below:
            inside = mark.close()
            shown += inside if mark.is_open else 0
            mark.said += b" /Parent %d 0 R" % self.number
        for one, other in zip(self.below, self.below[1:], strict=False):
            one.said += b" /Next %d 0 R" % other.number
            other.said += b" /Prev %d 0 R" % one.number
        if self.below:
            ends = self.below[0].number, self.below[-1].number, shown if self.is_open else -shown
            self.said += b" /First %d 0 R /Last %d 0 R /Count %d" % ends
        return shown
