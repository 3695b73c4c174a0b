"""句子里的数，所引的条文里没有。

为什么
------
没有标▲的句子，印出来就是条文的话。“培养满1年”改成“半年”，“不超过5个”改成10个，条文还引在那里，谁也看不出来。
所以没有标为自己定的做法、要求里的人数、次数、天数、年数，要在所引条文的大意、最低要求里，或者在这一步自己的
when、bounds 里；句子提到的附录也一样。阶段的进入条件，同这个阶段和上一个阶段的步骤所引的条文比，
条文里有同样单位的数的才比。
“一个”“两个”这样不计多少的话，“例：”和“应到20名的”这样的算例，日期，都不比。

反例
----
    # DJ401 notify
    how:
      - 写明时间、地点、主题和需要准备的内容。
      - 对外出3个月以上的流动党员，说明参加方式。

正例
----
    # DJ401 notify
    how:
      - 写明时间、地点、主题和需要准备的内容。
      - 对外出6个月以上的流动党员，说明参加方式。

依据
----
本工具的约定：条文号下面不添加条文没有的内容。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison.numbers import SHARES
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.regulation import Article, Citation
from dangjian_std.domain.standard import MENTION, Standard, Step, overlap
from dangjian_std.domain.timing import Bounds, Every, When
from dangjian_std.domain.vocabulary import Period
from dangjian_std.rules.figures import COUNTS, DIGITS, EXAMPLE, SAID, counts
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Path

CODE = "DS315"
SEVERITY = Severity.ERROR
REQUIRES = (
    "names",
    "malformed-when",
    "malformed-bounds",
    "weaker-than-floor",
    "contradicted-gate",
    "voting-contradiction",
)

TIMES = {"times": "次", **{str(unit): word for unit, word in SAID.items()}}
AMOUNTS = {"headcount": "人", "term_years": "年", "hours": "学时"}
PERIODS = {Period.HALF_YEAR: "半年", Period.YEAR: "1年", Period.QUARTER: "3个月", Period.MONTH: "1个月"}
SHOWN = 3
"""Articles that a message names."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that passes for the words of articles, and the numbers of the data beside it."""

    holder: Node
    path: Path
    text: str
    basis: tuple[Citation, ...]
    data: str = ""
    gate: bool = False
    """Whether it says when a stage begins: then a number of what no article counts is its own."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield the first number of each sentence that passes for an article's and is not."""
    for standard in catalog.standards.values():
        said = list(claims(standard))
        for claim in (*said, *_gates(standard), *_annexes(standard, said)):
            yield from _foreign(claim, sources(catalog, claim.basis))


def claims(standard: Standard) -> Iterator[Claim]:
    """Yield each sentence of a standard that passes for the words of the articles it cites."""
    for step in standard.steps:
        marks = (*step.local, *step.unread_places)
        for index, text in enumerate(step.how if step.basis else ()):
            if not any(overlap(mark, f"how.{index + 1}") for mark in marks):
                yield Claim(
                    step, ("how", index), text, step.basis, _said(step.when, step.bounds, _period(step.when))
                )
    for each in standard.requirements:
        if each.basis and not each.local and not each.unread:
            yield Claim(each, ("text",), each.text, each.basis)


def annex_basis(said: Iterable[Claim]) -> Mapping[str, tuple[Citation, ...]]:
    """Return what the sentences that name an annex cite, by the name of the annex."""
    basis: dict[str, tuple[Citation, ...]] = {}
    for claim in said:
        for found in MENTION.finditer(claim.text):
            basis[found[1]] = (*basis.get(found[1], ()), *claim.basis)
    return basis


def _annexes(standard: Standard, said: Iterable[Claim]) -> Iterator[Claim]:
    """Yield each text of an annex that a sentence names for an article."""
    basis = annex_basis(said)
    for annex in standard.annexes if basis else ():
        texts: list[tuple[Path, str]] = [(("text", index), text) for index, text in enumerate(annex.text)]
        texts += [(("rows", r, c), text) for r, row in enumerate(annex.rows) for c, text in enumerate(row)]
        for path, text in texts if annex.id in basis else ():
            yield Claim(annex, path, text, basis[annex.id])


def _gates(standard: Standard) -> Iterator[Claim]:
    before: tuple[Step, ...] = ()
    for stage in standard.stages:
        steps = (*before, *stage.steps)
        cited = tuple(citation for step in steps for citation in step.basis)
        if stage.gate and cited:
            said = "。".join(
                text for step in steps for text in (_said(step.when, step.bounds), step.what, *step.how)
            )
            yield Claim(stage, ("gate",), stage.gate, cited, said, gate=True)
        before = stage.steps


def sources(catalog: Catalog, basis: Iterable[Citation]) -> Mapping[str, Article]:
    """Return the registered articles of some citations, by name."""
    return {f"{each.regulation}{each.article}": found for each in basis if (found := catalog.article(each))}


def _foreign(claim: Claim, cited: Mapping[str, Article]) -> Iterator[Problem]:
    """Yield the first number of a sentence that its articles and the data beside it do not have."""
    asked = (_said(floor.when, floor.bounds) for each in cited.values() for floor in each.floor)
    law = counts("。".join((*(each.gist for each in cited.values()), *asked)))
    units = {unit for _, unit in law}
    known = law | counts(claim.data)
    for found in COUNTS.finditer(EXAMPLE.sub(lambda each: "□" * len(each[0]), claim.text)):
        said = counts(found[0])
        alike = not claim.gate or any(unit in units for _, unit in said)
        vague = found["unit"] == "个" and not found["number"].isdecimal()  # 一个, 两个 say no number
        if not vague and alike and not said & known:
            yield _problem(claim, found, cited)
            return


def _problem(claim: Claim, found: re.Match[str], cited: Mapping[str, Article]) -> Problem:
    shown = list(cited.items())[:SHOWN]
    return Problem(
        place=claim.holder.part(claim.path, claim.text, found.span()),
        message=f"“{found[0]}”不是{'、'.join(name for name, _ in shown)}写的数",
        help="照条文改；自己定的，标为自己定的（local）；这一步的 when、bounds 里的，两处写成一样",
        related=tuple(Related(each.at("gist"), name) for name, each in shown),
    )


def _period(when: When) -> str:
    return PERIODS.get(when.every, "") if isinstance(when, Every) else ""


def _said(when: When | None, bounds: Bounds | None, *more: str) -> str:
    """Say the numbers of a time and of bounds, as a sentence does."""
    said = [*more]
    for key, value in when.stated() if when else ():
        unit = "times" if key == "times" else key.partition("within_")[2] or key.partition("at_least_")[2]
        said += [f"{value}{TIMES[unit]}"] if unit in TIMES else []
    for name, unit in AMOUNTS.items():
        amount = getattr(bounds, name, None)
        limits = (amount.at_least, amount.at_most) if amount else ()
        said += [f"{number:g}{unit}" for number in limits if number]
    shares = (getattr(bounds, name, None) for name in SHARES)
    parts = (share.at_least or share.more_than for share in shares if share)
    said += [f"{DIGITS[each.denominator - 1]}分之{DIGITS[each.numerator - 1]}" for each in parts if each]
    return "，".join(said)
