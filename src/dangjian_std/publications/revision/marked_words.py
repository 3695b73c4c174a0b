"""What was and what is, side by side, with the words marked that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from dangjian_std.document.inline import Inline, Line, Marked, joined

UNDIVIDED_WORD = re.compile(r"[A-Za-z]+|[0-9]+(?:\.[0-9]+)*|.", re.DOTALL)
"""What is never marked in part: a word of Latin letters, a number."""
LEAST_COMMON_WORDS = 2
"""Words that two places of a change have between them, or the place is one: single ones agree by chance."""
STARTING_PUNCTUATION = frozenset("，。、；：")
"""With what a stretch that was put in most likely begins."""
LEAST_SHARED_PART = 0.3
"""Share of words that both have, below which one is another text and not the other one changed."""


def sides(before: str, after: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines of either side; where the other one has nothing, nothing is marked."""
    if not before or not after:
        return _lines([before]), _lines([after])
    old, new = UNDIVIDED_WORD.findall(before), UNDIVIDED_WORD.findall(after)
    was, is_ = list[Inline](), list[Inline]()
    for same, gone, come in _stretches(old, new):
        was.append(gone if same else Marked(gone, gone=True))
        is_.append(come if same else Marked(come))
    return _lines(was), _lines(is_)


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield by turns what both have, and what the old one has where the new one has something else."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    edges = {(0, 0), (len(old), len(new))}
    kept = [
        each
        for each in blocks
        if each.size >= LEAST_COMMON_WORDS or {(each.a, each.b), (each.a + each.size, each.b + each.size)} & edges
    ]
    if sum(each.size for each in kept) < LEAST_SHARED_PART * max(len(old), len(new)):
        kept = kept[-1:]
    ends = [(0, 0), *((each.a + each.size, each.b + each.size) for each in kept)]
    begins = [*((each.a, each.b) for each in kept), (len(old), len(new))]
    late = [0] * len(begins)
    for number, ((at, to), (a, b)) in enumerate(zip(ends, begins, strict=True)):
        if number + 1 < len(begins) and (at == a) is not (to == b):
            size = kept[number].size
            late[number] = min(_slid(old[at:a], old[a:]) or _slid(new[to:b], new[b:]), size)
    if late[0]:
        same = "".join(old[: late[0]])
        yield True, same, same
    for number, ((at, to), (a, b)) in enumerate(zip(ends, begins, strict=True)):
        before = late[number]
        yield False, "".join(old[at + before : a + before]), "".join(new[to + before : b + before])
        if number + 1 < len(begins):
            same = "".join(old[a + before : ends[number + 1][0] + late[number + 1]])
            yield True, same, same


def _slid(alone: list[str], behind: list[str]) -> int:
    """Return by how many words a stretch of one side may begin later, so that it begins with a mark."""
    for steps, word in enumerate(alone):
        if word in STARTING_PUNCTUATION:
            return steps
        if steps >= len(behind) or behind[steps] != word:
            break
    return 0


def _lines(pieces: list[Inline]) -> tuple[Line, ...]:
    """Divide pieces at line feeds."""
    lines: list[list[Inline]] = [[]]
    for piece in pieces:
        text = piece.text if isinstance(piece, Marked) else str(piece)
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Marked(part, piece.gone) if isinstance(piece, Marked) else part)
    return tuple(joined(line) for line in lines if line)
