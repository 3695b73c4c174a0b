"""术语的定义自己同自己不合，或者句子里说的同定义不一样。

为什么
------
“超过半数”的定义写成“刚好二分之一也算”，谁都照定义算，一次表决就通过了不该通过的。所以定义里的上限、下限，
同术语的名称、同“刚好……算不算”要合得上；句子说“某某应为多久”的，要同它的定义一样。

反例
----
    # DJ401
    terms:
      - id: over-half
        term: 超过半数
        definition: 多于二分之一，刚好二分之一也算。

正例
----
    # DJ401
    terms:
      - id: over-half
        term: 超过半数
        definition: 多于二分之一，刚好二分之一不算。

依据
----
本工具的约定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.framing import Term
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.standard import Standard
from dangjian_std.rules.figures import COUNTS, count, counts, limits
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Path

CODE = "DS222"
SEVERITY = Severity.ERROR
ALONE = True

JUST_SO_MANY = re.compile("[刚正]好[^，。；]{0,8}?(不算|算)")
WORD_FOR_IS = re.compile("(?:应|宜)?[为是]")
WORDS_FOR_INCLUSIVE = {"least": "算", "over": "不算"}
"""Whether a number itself counts, of each kind of limit."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each definition that contradicts itself, then each sentence that says otherwise than one."""
    for standard in catalog.standards.values():
        for term in standard.terms:
            yield from _inside(term)
            yield from _said(standard, term)


def _inside(term: Term) -> Iterator[Problem]:
    kinds = {kind for text in (term.term, term.definition) for _, kind in limits(text)}
    just = JUST_SO_MANY.search(term.definition)
    kind = next(iter(kinds), "") if len(kinds) == 1 else ""
    if len(kinds) > 1 and _named(term):
        yield Problem(
            place=term.at("definition"),
            message=f"“{term.term}”的定义写的上限、下限，同名称不是一种",
            help="“超过”写多于，“以上”写不少于",
        )
    elif just and WORDS_FOR_INCLUSIVE.get(kind, just[1]) != just[1]:
        yield Problem(
            place=term.part(("definition",), term.definition, just.span()),
            message=f"“{just[0]}”同前面写的界限不合",
            help=f"照前面的界限，刚好这么多的{WORDS_FOR_INCLUSIVE[kind]}；界限写错了的，改界限",
        )


def _named(term: Term) -> bool:
    """Whether the name of a term is itself a limit: 超过半数, 半数以上."""
    return bool(limits(term.term))


def _number(term: str, text: str) -> re.Match[str] | None:
    """Return the first number that a text says a term is."""
    start = text.find(term)
    while start >= 0:
        verb = WORD_FOR_IS.match(text, start + len(term))
        if verb and (number := COUNTS.match(text, verb.end())):
            return number
        start = text.find(term, start + 1)
    return None


def _said(standard: Standard, term: Term) -> Iterator[Problem]:
    """Yield each sentence that says how long or how many a term is, and the definition another number."""
    defined = counts(term.definition)
    texts: list[tuple[Node, Path, str]] = [(each, ("text",), each.text) for each in standard.requirements]
    texts += [(step, ("how", index), text) for step in standard.steps for index, text in enumerate(step.how)]
    for holder, path, text in texts:
        number = _number(term.term, text)
        if number and any(unit == count(number)[1] for _, unit in defined) and not counts(number[0]) & defined:
            yield Problem(
                place=holder.part(path, text, number.span()),
                message=f"“{number[0]}”同“{term.term}”的定义不一样",
                help="两处写成一样",
                related=(Related(term.at("definition"), term.definition),),
            )
