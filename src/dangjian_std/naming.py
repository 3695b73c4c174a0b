"""Names that do not resolve: the one way in which every reference is checked."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from dangjian_std.characters import visible
from dangjian_std.diagnostic import Problem, Related
from dangjian_std.model import Node
from dangjian_std.source import Place


def near(word: str, known: Iterable[str]) -> list[str]:
    """Return up to three of `known` that `word` may have been meant for, nearest first."""
    return difflib.get_close_matches(word, list(known), n=3, cutoff=0.5)


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
    uses: Iterable[tuple[str, Place]], known: Mapping[str, Place], *, what: str, register: str
) -> Iterator[Problem]:
    """Yield one problem for each name that is used and not known, however often it is used.

    `what` names the kind of thing in Chinese, `register` says where one is registered. The further uses and the
    nearest registered name that nobody uses (most likely the same thing, renamed) are related places.
    """
    places: dict[str, list[Place]] = {}
    for name, place in uses:
        places.setdefault(name, []).append(place)
    free = [name for name in known if name not in places]
    for name, found in places.items():
        if name in known:
            continue
        related = [Related(place, "这里也用到") for place in found[1:]]
        related += [Related(known[other], f"登记的是“{other}”，没有别处用到") for other in near(name, free)[:1]]
        close = near(name, known)
        meant = f"，或改用：{'、'.join(close)}" if close else ""
        yield Problem(
            place=found[0],
            message=f"{what}“{name}”没有登记",
            help=f"在 {register} 登记{meant}",
            related=tuple(related),
        )
