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

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Article
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.rules.claims import Claim, annex_basis, claims, in_words, sources, strange
from dangjian_std.rules.figures import counts
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Path

CODE = "DS315"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = (
    "names",
    "malformed-when",
    "malformed-bounds",
    "weaker-than-floor",
    "contradicted-gate",
    "voting-contradiction",
)

MOST_ARTICLES_NAMED = 3
"""Articles that a message names."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield the first number of each sentence that passes for an article's and is not."""
    for standard in catalog.standards.values():
        said = claims(standard)
        for claim in (*said, *_gates(standard), *_annexes(standard, said)):
            if counts(claim.text):
                yield from _foreign(claim, sources(catalog, claim.basis))


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
                text for step in steps for text in (in_words(step.when, step.bounds), step.what, *step.how)
            )
            yield Claim(stage, ("gate",), stage.gate, cited, said, gate=True)
        before = stage.steps


def _foreign(claim: Claim, cited: Mapping[str, Article]) -> Iterator[Problem]:
    """Yield the first number of a sentence that its articles and the data beside it do not have."""
    asked = (in_words(floor.when, floor.bounds) for each in cited.values() for floor in each.floor)
    law = counts("。".join((*(each.gist for each in cited.values()), *asked)))
    found = strange(claim.text, law | counts(claim.data), {unit for _, unit in law} if claim.gate else None)
    if found:
        yield _problem(claim, found, cited)


def _problem(claim: Claim, found: re.Match[str], cited: Mapping[str, Article]) -> Problem:
    shown = list(cited.items())[:MOST_ARTICLES_NAMED]
    return Problem(
        place=claim.holder.part(claim.path, claim.text, found.span()),
        message=f"“{found[0]}”不是{'、'.join(name for name, _ in shown)}写的数",
        help="照条文改；自己定的，标为自己定的（local）；这一步的 when、bounds 里的，两处写成一样",
        related=tuple(Related(each.at("gist"), name) for name, each in shown),
    )
