"""iCalendar (RFC 5545): the days of a document, for a calendar on a telephone or a computer.

Whole days, which block nobody's time. An entry keeps its UID when its day moves, so that a file that is imported
again moves the entry. Nothing here knows the clock: DTSTAMP is the day itself.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from dangjian_std.document.document import CalendarDay, Document
from dangjian_std.renderers.renderer import Renderer

LONGEST_LINE_OCTETS = 75
"""Octets of a line; a longer one is folded (3.1)."""
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
"""What has a meaning in a text (3.3.11)."""


def render(document: Document) -> bytes:
    """Set the days of a document as a calendar."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//dangjian-std//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(document.title)}",
        *(line for day in document.days for line in _event(day)),
        "END:VCALENDAR",
    ]
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line)).encode()


def _event(day: CalendarDay) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(day.id.encode()).hexdigest()[:32]}@dangjian-std"
    yield f"DTSTAMP:{day.day:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(day.title)}"
    if day.note:
        yield f"DESCRIPTION:{_text(day.note)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    return text.translate(ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """Cut a line between characters; what goes on in the next one begins with a space."""
    piece = ""
    for char in line:
        if len((piece + char).encode()) > LONGEST_LINE_OCTETS:
            yield piece
            piece = " "
        piece += char
    yield piece


RENDERER = Renderer(render=render)
