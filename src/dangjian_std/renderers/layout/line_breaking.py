"""Where Chinese text opens, holds together and breaks: pure functions over strings.

A text is never changed. `mark` puts marks *between* its characters for the line breaker, and whoever draws the
line turns them back into nothing but distance: no mark is ever shown, typed or extracted. There are three:

* `SCRIPT_GAP`, a quarter em between Han and Latin or digits; the line may break after it, and it vanishes there;
* `GLUE`, no break here;
* `CUT`, a break is allowed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SCRIPT_GAP = "\u2005"
GLUE = "\u2060"
CUT = "\u200b"
BREAKING_MARKS = SCRIPT_GAP + GLUE + CUT
OBJECT = "\ufffc"
"""Stands for something in the line that is not text; it behaves like a Han character."""

HAN_RANGES = "〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff"
LATIN_RANGES = "0-9A-Za-zÀ-ÖØ-öø-ÿΑ-Ωα-ω"
OPENING = "（《〈「『【〔［“‘"
CLOSING = "，。、；：！？）》〉」』】〕］”’…"

_GAPS = re.compile(f"(?<=[{HAN_RANGES}])(?=[{LATIN_RANGES}])|(?<=[{LATIN_RANGES}])(?=[{HAN_RANGES}])")

# UAX #14 lets no line break beside a Chinese quotation mark, as it cannot tell “ of a Chinese text from that of an
# English one; we can.
_CUTS = re.compile(f"(?<=[{HAN_RANGES}{CLOSING}])(?=[“‘])|(?<=[”’])(?=[{HAN_RANGES}{OPENING}])")

_NUMERAL = "[0-9〇零一二三四五六七八九十百千两]+"
_MEASURES = "个名年月日次份人项条款页张分秒小天元周季章节级届期倍岁位家支件号点行列类种轮户场篇本册步学课门万亿"
_WHOLE = re.compile(
    "|".join(
        (
            r"[A-Z]+[0-9]+　[0-9]+(?:\.[0-9]+)+",
            f"(?:第(?:{_NUMERAL}|（{_NUMERAL}）)[条款项章节编届次部期季页号])+",
            r"[A-Z][A-Z0-9]*(?:/[A-Z]+)?(?: [A-Z]{1,6}){0,2}(?: ?[0-9]+(?:[.\-][0-9]+)*)?(?:—[0-9]+)?",
            "附录[A-Z]?",
            r"[0-9]+(?:\.[0-9]+)*(?:[—–～~\-/:：][0-9]+(?:\.[0-9]+)*)*",
        )
    )
)
"""Stretches within which no line breaks: ordinals of clauses, numbers of documents, numbers and ranges."""

_WORD = re.compile("[0-9A-Za-z]{2}")
"""Two letters or digits hold together by themselves."""

_GLUES = re.compile(
    "|".join(
        (
            f"(?<=[0-9])(?=[{_MEASURES}])",
            "(?<=[0-9]月)(?=[0-9]{1,2}日)",
            r"(?<=[表图录第])(?=[0-9A-Z])",
            r"(?=[℃℉％%‰°′″㎡㎏～〜▲◇·])",
            r"(?<=[①-⑳⑴-⒇㈠-㈩□■▲◇～〜])",
            "(?<=[一二三四上下])(?=□)",
        )
    )
)
"""Single places where no line breaks: before units and ranges, inside a date, after counters and boxes."""

_OPEN_TO_STRETCH = re.compile(f"[{HAN_RANGES}{OPENING}{CLOSING}\u2e80-\u2fdf\u3001-\u303f\uff01-\uff60{OBJECT} ]")
_ONE_STROKE = ("——", "……", OBJECT * 2)


def mark(runs: Sequence[str]) -> list[str]:
    """Return the runs of one paragraph with marks between their characters, each at the end of a run."""
    text = "".join(runs)
    held = {
        place
        for match in _WHOLE.finditer(text)
        for place in range(match.start() + 1, match.end())
        if not _WORD.match(text, place - 1)
    }
    held |= {match.start() for match in _GLUES.finditer(text)} - {0, len(text)}
    gaps = {match.start() for match in _GAPS.finditer(text)}
    cuts = {match.start() for match in _CUTS.finditer(text)}
    marked = []
    start = 0
    for run in runs:
        pieces = []
        for place, character in enumerate(run, start + 1):
            hold = GLUE if place in held else CUT if place in cuts else ""
            pieces.append(character + (SCRIPT_GAP if place in gaps else "") + hold)
        marked.append("".join(pieces))
        start += len(run)
    return marked


def unmarked(text: str) -> str:
    """Return the text without marks."""
    return text.translate(_NOTHING)


_NOTHING = dict.fromkeys(map(ord, BREAKING_MARKS))


def openings(text: str, following: str) -> list[int]:
    """Return the indices of the characters after which a justified line may open.

    `following` is the first character that comes after the text in its line, or nothing at the line's end. A line
    opens between two Chinese characters or marks, at spaces and where Han meets Latin; never inside a word or a
    number, nor inside —— and …… or a blank, which are one stroke.
    """
    visible = [(index, character) for index, character in enumerate(text) if character not in BREAKING_MARKS]
    following = unmarked(following)[:1]
    nexts = [character for _, character in visible[1:]] + [following]
    return [
        index
        for (index, one), other in zip(visible, nexts, strict=True)
        if other
        and one + other not in _ONE_STROKE
        and "\u3000" not in (one, other)
        and (_OPEN_TO_STRETCH.match(one) or _OPEN_TO_STRETCH.match(other))
    ]
