"""Text of a file inside Markdown: it reads as it is written and never becomes anything else.

Nothing of it turns into a mention, a link, an image, HTML, a heading, a reference to an issue or a commit: forges
look for those in the finished text, where a backslash does not help, so a space of no width parts them. The mark
of a finding is code instead, in which forges look for nothing: it is there to be copied.
"""

from __future__ import annotations

import re

from dangjian_std.text.characters import visible

ZERO_WIDTH_SPACE = "&#8203;"
"""A space of no width."""
_PARTED = re.compile(
    r"(?<=[@#!~%$^&:])(?=[\w/+\-])"  # mentions, issues, labels, addresses, emoji
    r"|(?<=[A-Za-z0-9])(?=\.[A-Za-z])|(?<=[A-Za-z])(?=\.[0-9])"  # names of hosts
    r"|(?<=[A-Za-z])(?=-[0-9])"  # GH-1
    r"|(?<=[0-9a-f]{6})(?=[0-9a-f])"  # commits
)
_MARK = re.compile(r"(?<![0-9A-Za-z_])([0-9a-f]{12})(?![0-9A-Za-z_])")
_MEANT = re.compile(r"[\\`*_{}\[\]()<>#+!|~$^=&-]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """Return a text as Markdown that shows just this text, on one line."""
    line = " ".join(visible(text.replace("\n", "；")).split())
    texts = _MARK.split(line)
    texts[::2] = (
        ZERO_WIDTH_SPACE.join(_MEANT.sub(_plain, piece) for piece in _PARTED.split(each)) for each in texts[::2]
    )
    texts[1::2] = (f"`{each}`" for each in texts[1::2])
    return "".join(texts)


def _plain(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0], f"\\{match[0]}")


def row(*cells: str) -> str:
    """Return a row of a table; the cells are Markdown."""
    return f"| {' | '.join(cells)} |"
