"""Short names: an article by its regulation and number, what a step leaves by its code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dangjian_std.domain.regulation import Citation, ordinals
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Medium

ARTICLE = re.compile("第([^条]+)条")
WHOLE_ARTICLE_PARAGRAPHS = {"": None}
"""Paragraphs of an article that is cited as a whole."""


def article_keys(basis: Iterable[Citation]) -> str:
    """Return articles as they are cited in a table: 支部条例十四、十五，机关条例二十六（三）.

    An article is named once: with its paragraphs, or without them where one citation is of the whole.
    """
    articles: dict[str, dict[str, dict[str, None]]] = {}
    for each in basis:
        number, paragraphs = _parted(each.article)
        articles.setdefault(each.regulation, {}).setdefault(number, {}).update(paragraphs)
    return "，".join(
        f"{name}{'、'.join(number + _below(below) for number, below in numbers.items())}"
        for name, numbers in articles.items()
    )


def _parted(article: str) -> tuple[str, dict[str, None]]:
    """Return the number of an article, or from which to which, and its paragraphs; an empty one is the whole."""
    found = ARTICLE.match(article)
    if not found or "至" in article:
        return ARTICLE.sub(r"\1", article), WHOLE_ARTICLE_PARAGRAPHS
    rest = article[found.end() :]
    return found[1], dict.fromkeys([rest] if "（" in rest else rest.split("、"))


def _below(paragraphs: Iterable[str]) -> str:
    named = sorted(paragraphs, key=lambda each: ordinals(each.replace("款", "条")))
    return "" if "" in named else "、".join(named)


def left(unit: Unit, step: Step) -> Iterator[tuple[str, str]]:
    """Yield the key of all that a step leaves in a unit, and what is done: 填R201, 记R211, 发W401, 留照片."""
    for key, verb, code in (("opens", "填", step.opens), ("record", "记", unit.form(step.record) or step.record)):
        if code:
            yield key, f"{_verb(unit.catalog.records[code].medium, verb)}{code}"
    if step.papers:
        yield "papers", f"发{'、'.join(step.papers)}"
    if step.leaves:
        yield "leaves", f"留{'、'.join(step.leaves)}"


def _verb(medium: Medium, otherwise: str) -> str:
    """Say what is done with a form of which nobody makes a new one: it comes from above, or is in a system."""
    if medium is Medium.SYSTEM:
        return "系统："
    return "用" if medium is Medium.ISSUED_ABOVE and otherwise == "填" else otherwise
