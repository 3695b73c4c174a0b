"""An article that is relied on and the one that comes in its place, each with its gist."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Citation

LONGEST_GIST = 60
"""Characters of the gist of an article that are shown."""
LEAD_CHARACTERS = LONGEST_GIST // 4
"""Characters of it that are shown before the two begin to differ."""


def citations(old: Catalog, was: Citation | None, new: Catalog, is_: Citation | None) -> tuple[str, str]:
    """Name an article and the one that comes in its place with their gists, where these differ."""
    before, after = _gist(old, was), _gist(new, is_)
    same = before == after != ""
    first, second = ("", "大意没有变") if same else excerpts(before, after)
    return _named(was, first), _named(is_, second)


def _named(each: Citation | None, said: str) -> str:
    name = f"{each.regulation}{each.article}" if each else ""
    return f"{name}（{said}）" if said else name


def _gist(catalog: Catalog, each: Citation | None) -> str:
    article = catalog.article(each) if each else None
    return article.gist if article else ""


def excerpts(*gists: str) -> Iterator[str]:
    """Yield the gists, of long ones the part from shortly before they begin to differ."""
    alike = sum(1 for _ in takewhile(lambda pair: len(set(pair)) == 1, zip(*gists, strict=False)))
    start = alike - LEAD_CHARACTERS if alike > LONGEST_GIST - LEAD_CHARACTERS else 0
    for gist in gists:
        begin = start if len(gist) > LONGEST_GIST else 0
        end = begin + LONGEST_GIST
        yield ("……" if begin else "") + gist[begin:end] + ("……" if len(gist) > end else "")
