"""What must hold of every page as a whole: ink only in the type area, no heading alone, no page almost empty.

Each rule takes what `content` read off a page, or a picture of it with one pixel for each point, and says what is
wrong, in Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageDraw

from checks.content import Glyph, Page
from checks.geometry import Box, join

POINTS = 72 / 25.4
TOP, BOTTOM, INNER, OUTER = 25, 20, 25, 20
HEAD, FOOT = 10, 5
"""In mm: the margins of the type area, and how far heads and folios stay from the edge of the paper."""
SLACK = 1.0
"""Points: a frame is centred on the edge of the type area, and a picture has soft edges."""
DARK = 200
FULL = 0.25
"""The least part of the height of the type area over which a page has ink."""
TAIL = 0.2
"""The least part of it over which the last page of a part of a book has ink."""
TABLE, FIGURE = (re.compile(rf"{kind}[A-Z\d.]+(　|$)") for kind in "表图")
SHEET = re.compile(r"[RW]\d{3}　第.{1,12}版")
TALLY = re.compile(r"第(\d+)页 +共\d+页")
"""A folio with the number of all pages, so that a missing page shows."""
CONTENTS = "目次"
PROOF = "校样"


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where an item of the outline leads: a page, and a height on it in points from the top."""

    title: str
    page: int
    top: float
    opens: bool
    """Whether a part or an annex begins there, which takes a new page."""


@dataclass(frozen=True, slots=True)
class Line:
    """The glyphs that stand on one baseline, from the left."""

    glyphs: tuple[Glyph, ...]
    ink: Box

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def heavy(self) -> bool:
        """Whether it is set in the faces of headings from end to end."""
        return all("Song" not in glyph.face or "Heavy" in glyph.face for glyph in self.glyphs if glyph.ink)


def area(page: Page) -> Box:
    """Return the type area; odd pages are right-hand ones, bound on the left."""
    left, right = (INNER, OUTER) if page.number % 2 else (OUTER, INNER)
    return Box(left * POINTS, TOP * POINTS, page.width - right * POINTS, page.height - BOTTOM * POINTS)


def lines(page: Page) -> list[Line]:
    """Put the glyphs of a page together by their baselines, from the top down; a line has ink."""
    found: list[list[Glyph]] = []
    for glyph in sorted(page.glyphs, key=lambda glyph: glyph.baseline):
        if found and glyph.baseline - found[-1][-1].baseline < 1:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [
        Line(tuple(sorted(line, key=lambda glyph: glyph.left)), join(inks))
        for line in found
        if (inks := [glyph.ink for glyph in line if glyph.ink])
    ]


def in_margin(page: Page, line: Line, label: str) -> bool:
    """Whether a line is a running head, a continued caption, or the number that the page goes by."""
    type_area, ink = area(page), line.ink
    if not (type_area.left - SLACK <= ink.left and ink.right <= type_area.right + SLACK):
        return False
    if ink.top >= HEAD * POINTS and ink.bottom <= type_area.top:
        return line.heavy
    said = TALLY.sub(r"\1", unicodedata.normalize("NFKC", line.text))
    folio = bool(label) and said.removeprefix(label).removesuffix(label)
    return (
        type_area.bottom <= ink.top
        and ink.bottom <= page.height - FOOT * POINTS
        and bool(said)
        and (said == label or (folio or said).startswith(PROOF))
    )


def body(page: Page, label: str) -> list[Line]:
    """Return the lines of a page without its head and number."""
    return [line for line in lines(page) if not in_margin(page, line, label)]


def outside(page: Page, picture: Image.Image, label: str) -> Iterator[str]:
    """Find text and ink outside the type area."""
    allowed = area(page).grown(SLACK)
    known = [allowed]
    for line in lines(page):
        stray = [glyph.ink for glyph in line.glyphs if glyph.ink and glyph.ink.meet(allowed) != glyph.ink]
        if stray:
            known.extend(ink.grown(1.5) for ink in stray)
            if not in_margin(page, line, label):
                yield f"“{short(line.text)}”超出版心{_how_far(join(stray), area(page))}"
    mask = _ink(picture)
    for box in known:
        ImageDraw.Draw(mask).rectangle(tuple(box), fill=0)
    if spot := mask.getbbox():
        yield f"版心外有墨迹（离左边 {spot[0] / POINTS:.0f} 毫米，离上边 {spot[1] / POINTS:.0f} 毫米）"


def fullness(page: Page, picture: Image.Image) -> float:
    """Return over what part of the height of the type area there is ink, from 0 to 1."""
    type_area = area(page)
    left, top, right, bottom = (round(edge) for edge in type_area)
    spot = _ink(picture).crop((left, top, right, bottom)).getbbox()
    return (spot[3] - spot[1]) / type_area.height if spot else 0.0


def sparse(
    pages: Sequence[Page], labels: Sequence[str], fills: Sequence[float], targets: Sequence[Target]
) -> list[int]:
    """Return the pages that are almost empty, though text could have run on: their numbers, from 1."""
    opening = sorted((target.page, target.title) for target in targets if target.opens)
    filled = [page.number for page, fill in zip(pages, fills, strict=True) if fill]
    breaks = {number for number, _ in opening} | {len(pages) + 1}
    ends = {number for number, after in pairwise([*filled, len(pages) + 1]) if after in breaks}
    forms = {
        page.number
        for page, label in zip(pages, labels, strict=True)
        if any(SHEET.search(line.text) for line in body(page, label))
    }
    starts = [*opening, (len(pages) + 1, "")]
    contents = {
        number
        for (first, title), (after, _) in pairwise(starts)
        if title == CONTENTS
        for number in range(first, after)
    }
    return [
        number for number in filled if fills[number - 1] < FULL and number not in {1} | ends | forms | contents
    ]


def tails(pages: Sequence[Page], fills: Sequence[float], targets: Sequence[Target]) -> list[int]:
    """Return the last pages of parts that hold hardly anything, though the page before is of the same part."""
    opening = {target.page for target in targets if target.opens}
    filled = [page.number for page, fill in zip(pages, fills, strict=True) if fill]
    last = (number for number, after in pairwise([*filled, len(pages) + 1]) if after in opening | {len(pages) + 1})
    return [number for number in last if number not in opening and fills[number - 1] < TAIL]


def stranded(page: Page, label: str, targets: Sequence[Target]) -> Iterator[str]:
    """Find headings, captions and heads of tables with nothing below them.

    A caption stands over its table or figure. The outline leads to headings whatever they look like.
    """
    printed = body(page, label)
    if not printed or page.number == 1:
        return
    last = printed[-1]
    below = [rule for rule in page.rules if rule.bottom > last.ink.bottom]
    if below:
        if _only_heads(page, printed):
            yield f"表头或小标题“{short(last.text)}”落在页末，下面没有表身"
    elif last.heavy and (named := TABLE.match(last.text) or FIGURE.match(last.text)):
        yield f"{named[0][0]}题“{short(last.text)}”落在页末"
    elif last.heavy or any(0 <= last.ink.top - target.top < 3 * last.glyphs[0].size for target in targets):
        yield f"标题“{short(last.text)}”落在页末"


def _only_heads(page: Page, printed: Sequence[Line]) -> bool:
    """Whether the last row of the table at the foot of a page holds nothing but heads, one in every cell."""
    across = sorted({round(rule.top) for rule in page.rules if rule.width > rule.height})
    rows = [(top, bottom) for top, bottom in pairwise(across) if bottom - top > printed[-1].glyphs[0].size]
    if not rows or rows[-1][1] < printed[-1].ink.bottom:
        return False
    top, bottom = rows[-1]
    row = [line for line in printed if line.ink.bottom > top]
    upright = {round(rule.left) for rule in page.rules if rule.top < top + 3 and rule.bottom > bottom - 3}
    edges = sorted({*upright, *(round(edge) for edge in area(page)[::2])})
    lefts = [glyph.left for line in row for glyph in line.glyphs if glyph.ink]
    named = (
        any(left <= place < right for place in lefts)
        for left, right in pairwise(edges)
        if right - left > SLACK * 3
    )
    return bool(row) and all(line.heavy for line in row) and all(named)


def short(text: str) -> str:
    """Cut a text down to what a report needs."""
    return text if len(text) <= 20 else f"{text[:19]}…"  # noqa: PLR2004


def _ink(picture: Image.Image) -> Image.Image:
    return picture.convert("L").point([255 if value < DARK else 0 for value in range(256)])


def _how_far(ink: Box, allowed: Box) -> str:
    over = {
        "左": allowed.left - ink.left,
        "上": allowed.top - ink.top,
        "右": ink.right - allowed.right,
        "下": ink.bottom - allowed.bottom,
    }
    return "、".join(f"{side}边 {far / POINTS:.1f} 毫米" for side, far in over.items() if far > SLACK)
