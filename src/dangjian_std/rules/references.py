"""Names that do not resolve: the one way in which every reference is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node, asked_once, texts_with
from dangjian_std.domain.record import HistoryEntry, Paper, Record
from dangjian_std.domain.references import CODE_IN_TEXT
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.vocabulary import Status
from dangjian_std.reading import layers
from dangjian_std.text.diagnostic import Problem, Related, Repair
from dangjian_std.text.places import Place
from dangjian_std.text.spelling import alike, near, slip

KEYS_ABOUT_PAST = frozenset({"code", "change", "origin"})
"""Keys whose texts name the thing itself, or speak of what was."""


def registered_places(nodes: Mapping[str, Node], by: str) -> dict[str, Place]:
    """Where each node is registered, under the name of its file and under the name it gives itself.

    The two differ only where `code-file-mismatch` has said so already: then neither may seem unknown.
    """
    named = {key: (str(getattr(node, by)), _PLACES[by](node)) for key, node in nodes.items()}
    by_name = dict(reversed(list(named.values())))
    return by_name | {key: place for key, (_, place) in named.items()}


_PLACES: Mapping[str, Callable[[Node], Place]] = {
    "code": asked_once(lambda node: node.at("code")),
    "name": asked_once(lambda node: node.at("name")),
}


def living(catalog: Catalog) -> tuple[Standard | Record | Paper, ...]:
    """Return everything that has a code of its own, but no standard that was withdrawn."""
    standards = (each for each in catalog.standards.values() if each.status is not Status.WITHDRAWN)
    return *standards, *catalog.records.values(), *catalog.papers.values()


@asked_once
def codes_named(node: Node) -> tuple[tuple[str, Place], ...]:
    """Return each code of a standard, form or paper that a file names, by a key or in a sentence, and where."""
    return tuple(
        (found[0], holder.part(path, text, found.span()))
        for holder, path, text in texts_with(node, CODE_IN_TEXT)
        if path[0] not in KEYS_ABOUT_PAST and not isinstance(holder, HistoryEntry)
        for found in CODE_IN_TEXT.finditer(text)
    )


def coded_places(catalog: Catalog, nodes: Mapping[str, Node]) -> dict[str, Place]:
    """Where each node with a code is registered; a code that was withdrawn is `withdrawn-code`, not unknown."""
    gone = {code: each.at("code") for code, each in catalog.withdrawn.items()}
    return gone | registered_places(nodes, "code")


def listed(_: str, known: Iterable[str]) -> list[str]:
    """Return all that there is: of a short list nobody has to guess."""
    return list(known)


def dangling(  # noqa: PLR0913 what is used, what is known, and the words for it
    uses: Iterable[tuple[str, Place]],
    known: Mapping[str, Place],
    *,
    what: str,
    register: str,
    meant: Callable[[str, Iterable[str]], list[str]] = alike,
    also: str = "",
) -> Iterator[Problem]:
    """Yield one problem for each name that is used and not known, however often it is used.

    `what` names the kind of thing in Chinese, `register` says where one is registered, `meant` which of the known
    names another may have been meant for, `also` which command may be wanted. The further uses and the nearest
    registered name that nobody uses (most likely the same thing, renamed) are related places.
    """
    places: dict[str, list[Place]] = {}
    for name, place in uses:
        places.setdefault(name, []).append(place)
    free = [name for name in known if name not in places]
    for name, found in places.items():
        if name in known:
            continue
        likely = [] if meant is listed else meant(name, free)
        if meant is alike and not likely and not name.isascii():  # what nobody uses is no other duty
            likely = near(name, free)
        related = [Related(known[other], f"登记的是“{other}”，没有别处用到") for other in likely[:1]]
        related += [Related(place, "这里也用到") for place in found[1:]]
        close = meant(name, known)
        surely = slip(name, known) if meant is alike else ""
        renamed = f"改了名的，这里也写“{likely[0]}”；没有改名的，" if likely else ""
        lost = f"{renamed}在 {register} 登记；登记过、误删的，恢复它；不再要的，把这里也删去"
        help_ = f"在 {register} 登记，或改用：{'、'.join(close)}" if close else lost
        help_ += f"；{also}" if also else ""
        if register.startswith("standards/") and layers.own(found[0].span.file):
            help_ = _from_below(close, () if name.isascii() else near(name, known))
        yield Problem(
            place=found[0],
            message=f"{what}“{name}”没有登记",
            help=help_,
            related=tuple(related),
            repair=Repair(tuple(found), name, surely) if surely else None,
        )


def _from_below(close: Iterable[str], alike_: Iterable[str]) -> str:
    """Say what a unit does that names what its base has not: nothing can be registered there."""
    ours = "本单位另加的，写在 local/ 里"
    if close := list(close):
        return f"改用母本有的：{'、'.join(close)}；{ours}"
    if alike_ := list(alike_):
        return f"母本里相近的有：{'、'.join(alike_)}；是同一个的照它写，{ours}"
    return f"从母本现在有的里面另选一个；{ours}"
