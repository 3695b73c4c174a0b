"""Shares of votes in sentences: of whom, which part, to be reached or exceeded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from dangjian_std.domain.comparison.numbers import SHARES
from dangjian_std.domain.timing import Bounds, Share
from dangjian_std.domain.vocabulary import ShareBase
from dangjian_std.rules.figures import DIGITS_FROM_ONE

MORE_THAN_BEFORE, AT_LEAST_BEFORE = (
    re.compile("(?:(?<![不没])(?<!没有)(?:超过|多于)|(?<![不没超通经])过)$"),
    re.compile("(?:不少于|至少|达到)$"),
)
WORDS_OF_VOTING, WORDS_OF_ATTENDING = re.compile("赞成|票|当选|通过"), re.compile("到会|实到|召开|开会")
FRACTION_OF_WORD = {"半数": Fraction(1, 2)} | {
    f"{DIGITS_FROM_ONE[whole - 1]}分之{DIGITS_FROM_ONE[part - 1]}": Fraction(part, whole)
    for whole in range(2, 11)
    for part in range(1, whole)
}
BASES = "|".join(ShareBase)
STATED = re.compile(rf"({BASES})(?:(?!{BASES})[^，。；、]){{0,12}}?({'|'.join(FRACTION_OF_WORD)})")


Shares = Sequence[tuple[str, Share]]
"""Shares of a step, with the name of each."""


def stated(text: str, shares: Shares) -> Iterator[re.Match[str]]:
    """Yield each share of a sentence that is none of some shares: another part, base or limit."""
    known = {(share.of, share.at_least or share.more_than) for _, share in shares}
    for found in STATED.finditer(text):
        base, part = ShareBase(found[1]), FRACTION_OF_WORD[found[2]]
        if any(base is of or part == other for of, other in known) and (base, part) not in known:
            yield found
            continue
        clause = re.split("[，。；]", text[: found.start(2)])[-1] + re.split("[，。；]", text[found.end(2) :])[0]
        name = share_named(clause)
        over = {share.more_than is not None for each, share in shares if each == name}
        if over and _over(found) not in {None, *over}:
            yield found


def share_named(clause: str) -> str:
    """Tell which share a clause speaks of; nothing where it does not say."""
    return "majority" if WORDS_OF_VOTING.search(clause) else "quorum" if WORDS_OF_ATTENDING.search(clause) else ""


def _over(found: re.Match[str]) -> bool | None:
    """Whether a sentence says that a part has to be exceeded; None where it says neither."""
    before = (found.string[: found.start()], found.string[: found.start(2)])
    if any(map(MORE_THAN_BEFORE.search, before)):
        return True
    least = any(map(AT_LEAST_BEFORE.search, before)) or found.string.startswith(("以上", "的以上"), found.end())
    return False if least else None


def shares_of(bounds: Bounds | None) -> Shares:
    """Return the shares of bounds, with the name of each."""
    pairs = ((name, getattr(bounds, name, None)) for name in SHARES)
    return [(name, share) for name, share in pairs if share]
