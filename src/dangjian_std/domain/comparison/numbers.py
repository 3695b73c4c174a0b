"""Two sets of numbers: who has to come, to agree, how many, how long."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dangjian_std.domain.comparison.verdict import Difference, Verdict, opposite, order
from dangjian_std.domain.timing import Amount, Bounds, Share
from dangjian_std.domain.vocabulary import ShareBase, Voters

SHARES = ("quorum", "majority")
AMOUNT_KEYS = ("headcount", "term_years", "hours")


def numbers(mine: Bounds | None, other: Bounds | None) -> Iterator[Difference]:
    """Yield each number in which two bounds differ. What is not stated asks for nothing."""
    for name in (*SHARES, *AMOUNT_KEYS):
        here, there = getattr(mine, name, None), getattr(other, name, None)
        if here is None or there is None:
            if here is not there:
                verdict = Verdict.WEAKER if here is None else Verdict.STRICTER
                yield Difference(verdict, (name,), (name,), _say(here), _say(there))
        elif name in SHARES:
            yield from _share(name, here, there)
        else:
            yield from _amount(name, here, there)


def _share(name: str, mine: Share, other: Share) -> Iterator[Difference]:
    """Compare shares. Who votes decides first, then whether those entitled or those present count."""
    here, there = _part(mine), _part(other)
    if mine.whom is not other.whom:
        said = (f"{each.of}{each.whom}" for each in (mine, other))
        yield Difference(_whom(mine.whom, other.whom), (name, "whom"), (name, "whom"), *said)
        return
    if not (_sound(mine) and _sound(other)):
        verdict = Verdict.EQUAL if mine == other else Verdict.UNLIKE
        key = other_key = "of"
    elif mine.of is not other.of:
        verdict = Verdict.STRICTER if mine.of is ShareBase.ENTITLED else Verdict.WEAKER
        key = other_key = "of"
    else:
        verdict, key, other_key = order(here, there), _operator(mine), _operator(other)
    if verdict is not Verdict.EQUAL:
        yield Difference(verdict, (name, key), (name, other_key), _say(mine), _say(other))


def _whom(here: Voters, there: Voters) -> Verdict:
    """Compare who votes: the committee is a few of the members; those who elect are others."""
    if Voters.ELECTORS in {here, there}:
        return Verdict.UNLIKE
    return Verdict.WEAKER if here is Voters.COMMITTEE else Verdict.STRICTER


def _sound(share: Share) -> bool:
    """Whether a share has exactly one operator."""
    return (share.at_least is None) != (share.more_than is None)


def _part(share: Share) -> tuple[Fraction, bool]:
    """Return the part, and whether it has to be exceeded."""
    return (
        share.more_than if share.more_than is not None else share.at_least or Fraction(),
        share.more_than is not None,
    )


def _operator(share: Share) -> str:
    return "more_than" if share.more_than is not None else "at_least"


def _amount(name: str, mine: Amount, other: Amount) -> Iterator[Difference]:
    for key in ("at_least", "at_most"):
        here, there = getattr(mine, key), getattr(other, key)
        if here == there:
            continue
        if here is None or there is None:
            verdict = Verdict.WEAKER if here is None else Verdict.STRICTER
            path, other_path = ((name,) if limit is None else (name, key) for limit in (here, there))
        else:
            found, path, other_path = order(here, there), (name, key), (name, key)
            verdict = found if key == "at_least" else opposite(found)
        yield Difference(verdict, path, other_path, amount_in_words(mine), amount_in_words(other))


def _say(value: Share | Amount | None) -> str:
    if isinstance(value, Share):
        word = "超过" if value.more_than is not None else "不少于"
        return f"{word}{value.of}的{_part(value)[0]}"
    return amount_in_words(value) if value else ""


def amount_in_words(amount: Amount) -> str:
    """Say an amount: 不少于32, 不多于7, 3至5; one that has no limit is an empty text."""
    least, most = amount.at_least, amount.at_most
    if least is not None and most is not None:
        return f"{least:g}" if least == most else f"{least:g}至{most:g}"
    if least is not None:
        return f"不少于{least:g}"
    return "" if most is None else f"不多于{most:g}"
