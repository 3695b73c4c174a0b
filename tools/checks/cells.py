"""What must hold of the text on a page: all of it shows, and none of it runs out of its cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import combinations, product

from checks.content import Glyph, Page
from checks.geometry import Box
from checks.layout import Line, lines, short

CLEAR = 0.5
"""Points between the ink of a text and a line of a table; with less it has run out of its cell."""
SUNK = 0.2
"""In em: a comma reaches so far below the line that the writing stands on."""
GAP = 1.5
"""In em: with more between two characters they are texts of different cells."""
SHARE = 0.25
"""The part of a character over which another one may lie."""
GRID = 20
"""Points: only glyphs in one square of this size are compared."""
BLANK = {"Zs", "Cc", "Cf"}


def crossings(page: Page) -> Iterator[str]:
    """Find text that a line touches or runs through; text may stand on a line that nothing is joined to."""
    upright = [rule for rule in page.rules if rule.height > rule.width + CLEAR]
    for line in lines(page):
        near = [rule for rule in page.rules if rule.meet(line.ink.grown(CLEAR)).exists()]
        borders = [(rule, any(other.meet(rule.grown(1)).exists() for other in upright)) for rule in near]
        for run in runs(line) if near else ():
            if any(_touches(rule, joined=joined, glyph=glyph) for glyph in run for rule, joined in borders):
                yield f"“{short(''.join(glyph.text for glyph in run))}”压在框线上"


def runs(line: Line) -> Iterator[tuple[Glyph, ...]]:
    """Split a line where there is a gap, as between cells."""
    run: list[Glyph] = []
    for glyph in line.glyphs:
        if run and glyph.left - run[-1].left > (1 + GAP) * glyph.size:
            yield tuple(run)
            run = []
        run.append(glyph)
    yield tuple(run)


def _touches(rule: Box, *, joined: bool, glyph: Glyph) -> bool:
    if not glyph.ink:
        return False
    ink = glyph.ink.grown(CLEAR) if joined else glyph.ink._replace(bottom=glyph.ink.bottom - SUNK * glyph.size)
    common = rule.meet(ink)
    along = common.height if rule.height > rule.width else common.width
    return common.exists() and along > 2 * CLEAR


def overlaps(page: Page) -> Iterator[str]:
    """Find characters printed over one another."""
    found: dict[str, None] = {}
    for near in _neighbourhoods(page):
        for (ink, glyph), (other, neighbour) in combinations(near, 2):
            common = ink.meet(other)
            if common.exists() and _size(common) > SHARE * min(_size(ink), _size(other)):
                found[glyph.text + neighbour.text] = None
    if found:
        yield f"文字相叠：{short('、'.join(found))}"


def _neighbourhoods(page: Page) -> Iterable[list[tuple[Box, Glyph]]]:
    """Sort the glyphs into squares of a grid; one on the border is in both."""
    squares: dict[tuple[int, int], list[tuple[Box, Glyph]]] = {}
    for glyph in page.glyphs:
        if ink := glyph.ink:
            left, top, right, bottom = (int(edge // GRID) for edge in ink)
            for square in product(range(left, right + 1), range(top, bottom + 1)):
                squares.setdefault(square, []).append((ink, glyph))
    return squares.values()


def hidden(page: Page) -> Iterator[str]:
    """Find text that is cut off, covered or transparent."""
    if lost := "".join(glyph.text for glyph in page.glyphs if glyph.hidden):
        yield f"“{short(lost)}”被裁去或遮住"


def missing(page: Page) -> Iterator[str]:
    """Find characters for which the font had nothing to show, or nothing to say."""
    if lacking := [glyph.text or "？" for glyph in page.glyphs if _lacks(glyph)]:
        yield f"缺字 {len(lacking)} 处：{short('、'.join(lacking))}"


def _lacks(glyph: Glyph) -> bool:
    if not glyph.gid or not glyph.text or "\ufffd" in glyph.text:
        return True
    return not glyph.ink and not all(unicodedata.category(character) in BLANK for character in glyph.text)


def _size(box: Box) -> float:
    return box.width * box.height
