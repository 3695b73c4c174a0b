"""Names that do not resolve: the one way in which every reference is checked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from dangjian_std.characters import visible
from dangjian_std.diagnostic import Problem, Related
from dangjian_std.model import Node
from dangjian_std.source import Place

LIKELY, SURE = 0.5, 0.75
"""How alike a name, and a short English word, must be to be another misspelt: held and hold, not tell and vote."""


def near(word: str, known: Iterable[str]) -> list[str]:
    """Return up to three of `known` that `word` may have been meant for, nearest first."""
    return difflib.get_close_matches(word, list(known), n=3, cutoff=LIKELY)


def alike(word: str, known: Iterable[str]) -> list[str]:
    """Return what `word` may be a misspelling of. Any two codes are alike, and so are two short English words.

    Another thing that is only somewhat alike must not be offered: taking it would change a duty.
    """
    if re.fullmatch(r"[A-Z]+[0-9]+", word):
        return []
    return difflib.get_close_matches(word, list(known), n=3, cutoff=SURE if word.isascii() else LIKELY)


def nearest(what: str, name: str, known: Iterable[str]) -> str:
    """Say in one sentence that nothing is called `name`, and what it may have been meant for."""
    names = list(known)
    close = near(name, names) or near(name.upper(), names) or sorted(names)[:6]
    return f"没有“{visible(name)}”这个{what}。可以用：{'、'.join(close)}。"


def called(nodes: Mapping[str, Node], by: str) -> dict[str, Place]:
    """Where each node is registered, under the name of its file and under the name it gives itself.

    The two differ only where `code-file-mismatch` has said so already: then neither may seem unknown.
    """
    by_name = {str(getattr(node, by)): node.at(by) for node in reversed(list(nodes.values()))}
    return by_name | {key: node.at(by) for key, node in nodes.items()}


def dangling(
    uses: Iterable[tuple[str, Place]],
    known: Mapping[str, Place],
    *,
    what: str,
    register: str,
    meant: Callable[[str, Iterable[str]], list[str]] = alike,
) -> Iterator[Problem]:
    """Yield one problem for each name that is used and not known, however often it is used.

    `what` names the kind of thing in Chinese, `register` says where one is registered, `meant` which of the known
    names another may have been meant for. The further uses and the nearest registered name that nobody uses (most
    likely the same thing, renamed) are related places.
    """
    places: dict[str, list[Place]] = {}
    for name, place in uses:
        places.setdefault(name, []).append(place)
    free = [name for name in known if name not in places]
    for name, found in places.items():
        if name in known:
            continue
        related = [Related(place, "这里也用到") for place in found[1:]]
        related += [Related(known[other], f"登记的是“{other}”，没有别处用到") for other in meant(name, free)[:1]]
        close = meant(name, known)
        lost = f"在 {register} 登记；登记过、误删的，恢复它；不再要的，把这里也删去"
        yield Problem(
            place=found[0],
            message=f"{what}“{name}”没有登记",
            help=f"在 {register} 登记，或改用：{'、'.join(close)}" if close else lost,
            related=tuple(related),
        )
