"""Numbers of articles as people type them, and which registered article they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dangjian_std.domain.regulation import ordinal, ordinals
from dangjian_std.text.spelling import alike

PLAIN_DIGITS = str.maketrans("０１２３４５６７８９〇", "0123456789零")
WHOLE_ARTICLE_NUMBER = re.compile(r"(?:第?([1-9][0-9]{0,2}|[零一二三四五六七八九十百]+)条)")
PART = re.compile(r"第?([1-9][0-9]?|[一二三四五六七八九十]+)款")
MOST_PARTS_OFFERED = 6
"""Registered parts of an article that are offered."""


def spelt(number: str) -> str:
    """Return a number as a regulation writes it: 第16条4款 is 第十六条第四款, 第一十四条 is 第十四条."""
    text = number.translate(PLAIN_DIGITS).replace(" ", "")
    text = f"第{text}条" if text.isdecimal() else text
    text = WHOLE_ARTICLE_NUMBER.sub(lambda found: f"第{_numeral(found[1])}条", text)
    return PART.sub(lambda found: f"第{_numeral(found[1])}款", text)


def _numeral(text: str) -> str:
    """Write a numeral in Chinese, without the one of 一十."""
    if text.isascii():
        return ordinal(int(text))[1:-1]
    return re.sub("^一十", "十", text)


def meant(number: str, known: Iterable[str]) -> list[str]:
    """Return which of the registered numbers another one may mean: the same article, or one misspelt."""
    names, wanted = list(known), spelt(number)
    if wanted in names:
        return [wanted]
    articles = set(ordinals(wanted))
    if articles:
        return sorted((name for name in names if set(ordinals(name)) & articles), key=_parts)[:MOST_PARTS_OFFERED]
    return alike(number, names)


def _parts(number: str) -> list[tuple[int, ...]]:
    """Return the paragraphs that a number names, to sort by."""
    return [ordinals(f"第{part}条") for part in PART.findall(number)]
