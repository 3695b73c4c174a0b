"""句子里的法定人数、赞成比例同 bounds 里写的不一样。

为什么
------
按应到算和按实到算，结果不同；半数以上和超过半数，差一个人。同一步里数字写了两遍，就可能一处对、一处错，印出来谁也看不出。
算例也照 bounds 算：“应到20名的，赞成不少于11名”，改了一个数就错。要求里的比例，同这项标准里引同一条的步骤比。

反例
----
    # DJ401 vote
    how:
      - 有表决权的党员半数以上到会，开始表决。
      - 赞成人数达到应到人数三分之二的，宣布通过。

正例
----
    # DJ401 vote
    how:
      - 有表决权的党员半数以上到会，开始表决。
      - 赞成人数超过应到人数半数的，宣布通过。

依据
----
本工具的约定：数字写在 bounds，句子里再写的要一致。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil, floor

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Share
from dangjian_std.domain.vocabulary import ShareBase
from dangjian_std.rules.vote_shares import Shares, share_named, shares_of, stated
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Path

CODE = "DS208"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "malformed-bounds")

WORKED_OUT_VOTES = re.compile(
    rf"({'|'.join(ShareBase)})会?([0-9]{{1,3}})[名人][^。；，]{{0,4}}，[^。；，0-9]{{0,8}}(?:不少于|至少)[^。；，0-9]{{0,4}}"
    r"([0-9]{1,3})[名人票]"
)
"""A number of people worked out from another: 应到20名的，赞成不少于11名."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each share in a sentence that the `bounds` state otherwise, and each number that they do not give.

    Bounds that are weaker than an article are wrong themselves: their own rule has spoken.
    """
    for standard in catalog.standards.values():
        sound = [step for step in standard.steps if not _weaker(catalog, step)]
        for step in sound:
            shares = shares_of(step.bounds)
            for index, text in enumerate(step.how if shares else ()):
                for found in (*stated(text, shares), *_heads(text, shares)):
                    yield _problem(step, ("how", index), text, found)
        for requirement in standard.requirements:
            same = (step for step in sound if not {*step.basis}.isdisjoint(requirement.basis))
            shares = [pair for step in same for pair in shares_of(step.bounds)]
            for found in stated(requirement.text, shares) if shares else ():
                yield _problem(requirement, ("text",), requirement.text, found)


def _problem(holder: Node, path: Path, text: str, found: re.Match[str]) -> Problem:
    return Problem(
        place=holder.part(path, text, found.span()),
        message=f"句子里的“{found[0]}”同这一步的 bounds 不一致",
        help="改句子或改 bounds，使两处一样",
    )


def _heads(text: str, shares: Shares) -> Iterator[re.Match[str]]:
    """Yield each number of people that none of the shares of its base gives."""
    for found in WORKED_OUT_VOTES.finditer(text):
        name = share_named(found[0].partition("，")[2])
        own = [share for each, share in shares if share.of is ShareBase(found[1]) and name in {"", each}]
        if own and int(found[3]) not in {_least(share, int(found[2])) for share in own}:
            yield found


def _least(share: Share, number: int) -> int:
    """Return how many of so many people it takes at least."""
    if share.more_than is not None:
        return floor(share.more_than * number) + 1
    return ceil((share.at_least or 0) * number)


def _weaker(catalog: Catalog, step: Step) -> bool:
    """Whether the bounds of a step are weaker than those that a cited article asks."""
    return any(
        short.key == "bounds"
        for _, asked in floors.compared(catalog, step)
        for short in floors.shortfalls(step, asked)
    )
