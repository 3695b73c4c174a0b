"""What can be made of the standards for a unit. A publication is one file or folder here (`publication.py`).

It is made of the blocks of `composition` and `document`, and knows neither millimetres nor files.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module

from dangjian_std.composition.request import Request
from dangjian_std.document.document import Document
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Trust
from dangjian_std.publications.publication import Binding, Publication
from dangjian_std.text.characters import refused, visible
from dangjian_std.text.errors import DstdError
from dangjian_std.text.spelling import near, nearest

__all__ = ["Request", "compose", "parse_request", "publications", "usual"]

LONGEST_COVER = 40
"""Characters of the name that a person gives a book."""


@cache
def publications() -> Mapping[str, Publication]:
    """Return every publication by name, in the order of their folders."""
    modules = (import_module(each.name) for each in pkgutil.walk_packages(__path__, f"{__name__}."))
    found = [value for each in modules if isinstance(value := vars(each).get("PUBLICATION"), Publication)]
    return {each.name: each for each in sorted(found, key=lambda each: each.folder)}


def usual() -> tuple[str, ...]:
    """Return the names of what a build makes when nothing else is asked for."""
    return tuple(name for name, each in publications().items() if each.binding is not Binding.SINGLE)


def words() -> Mapping[str, str]:
    """Return the names of publications by what people call them."""
    return {word: name for name, each in publications().items() for word in each.words}


def bindings() -> Mapping[str, Publication]:
    """Return the handbook and the booklet by the word that `dstd build --as` takes."""
    return {each.words[0]: each for each in publications().values() if each.binding}


def compose(unit: Unit, name: str, request: Request) -> Iterator[tuple[str, Document, str]]:
    """Yield the outputs of publication `name`: path below the output folder, document, format."""
    publication = publications()[name]
    for document, formats in publication.compose(publication.standards_of(unit), request):
        marked = replace(
            document,
            name=request.named(document.name),
            large=document.large or request.large,
            proof=request.proof,
        )
        for format_ in formats:
            yield f"{publication.folder}/{marked.name}.{format_}", marked, format_


def parse_request(  # noqa: PLR0913 one parameter for each wish
    catalog: Catalog, only: Sequence[str], kind: str | None, *, large: bool, proof: bool, cover: str = ""
) -> tuple[tuple[str, ...], Request]:
    """Sort what a person asks for into publications and standards; a name that is neither is refused."""
    _check_cover(cover)
    only = [words().get(name, name) for name in only]
    codes = tuple(dict.fromkeys(name.upper() for name in only if name.upper() in catalog.standards))
    names = tuple(dict.fromkeys(name for name in only if name in publications()))
    for name in only:
        if name not in names and name.upper() not in codes:
            raise DstdError(_unknown(catalog, name))
    names = _with_binding(names, codes, kind)
    _check_size(names, large=large)
    names = names or (_holding(Binding.WHOLE) if large or proof else usual())
    held = _held(catalog, names, codes)
    unchecked = sorted(code for code in held if _rests_on_hearsay(catalog, catalog.standards[code]))
    if unchecked and not proof:
        raise DstdError(f"{'、'.join(unchecked)} 引用了待核的条款，只能做校样：请加 --proof。")
    if cover and not any(publications()[name].cover for name in names):
        raise DstdError("--cover 是党支部工作手册的书名，这次不做它；要做请加 --only 本子。")
    return names, Request(codes=codes, large=large, proof=proof, cover=cover)


def _with_binding(names: tuple[str, ...], codes: tuple[str, ...], kind: str | None) -> tuple[str, ...]:
    """Return the publications to make: `kind` is the word after `--as`, codes of standards add the booklet."""
    single = _holding(Binding.SINGLE)
    if kind:
        wanted = bindings()[kind]
        if wanted.binding is Binding.WHOLE and codes:
            raise DstdError(f"整册收全部标准；只要几项，请用 --as {publications()[single[0]].words[0]}。")
        if names not in {(), (wanted.name,)}:
            raise DstdError(f"--as {kind} 和 --only {'、'.join(names)} 说的不是一回事，请只写一个。")
        names = (wanted.name,)
    return tuple(dict.fromkeys((*names, *single))) if codes else names


def _held(catalog: Catalog, names: tuple[str, ...], codes: tuple[str, ...]) -> set[str]:
    """Return the standards that publications hold. One that has nothing to hold is refused."""
    held: set[str] = set()
    year = catalog.system.year
    for name in names:
        publication = publications()[name]
        found = publication.standards_of(Unit.of(catalog)).catalog.standards
        word, absent = publication.words[0], [code for code in codes if code not in found]
        if absent:
            said = "、".join(f"{code}（{catalog.standards[code].status}）" for code in absent)
            raise DstdError(f"{said}在{year}年没有实施，{word}里没有；只能做单行本。")
        if not found:
            raise DstdError(f"{year}年没有在实施的标准，做不了{word}；草案和征求意见稿用 --as 单行本 做。")
        held |= set(codes or found)
    return held


def _holding(binding: Binding) -> tuple[str, ...]:
    return tuple(name for name, each in publications().items() if each.binding is binding)


def _check_cover(cover: str) -> None:
    """Refuse the name of a book that cannot stand on its cover."""
    if len(cover) > LONGEST_COVER:
        raise DstdError(f"--cover 的书名太长，超过 {LONGEST_COVER} 个字。")
    for char in cover:
        if char in "\t\n" or refused(char):
            what = refused(char) or "换行或制表符"
            raise DstdError(f"--cover 里有{what} U+{ord(char):04X}，书名里不能用；请去掉。")


def _check_size(names: Sequence[str], *, large: bool) -> None:
    """Refuse a large-print edition of publications that have only one size."""
    fixed = [each.words[0] for name, each in publications().items() if name in names and not each.large]
    if large and fixed:
        raise DstdError(f"{'、'.join(fixed)}没有大字版，请不写 --edition。")


def _unknown(catalog: Catalog, name: str) -> str:
    """Say what may be asked for; a form or paper is made with all others of its kind."""
    if withdrawal := catalog.withdrawn.get(name.upper()):
        return f"{withdrawal}。"
    kind = "records" if name.upper() in catalog.records else "papers" if name.upper() in catalog.papers else ""
    if kind:
        return f"记录表和文书整类做：--only {kind}，做好以后按 {name.upper()} 找文件。"
    known = [*words(), *publications(), *catalog.standards]
    if near(name, known) or near(name.upper(), known):
        return nearest("成品或标准", name, known)
    example = min(catalog.standards, default="DJ401")
    return f"没有“{visible(name)}”这个成品或标准。可以写：{'、'.join(words())}，或者标准的编号，如 {example}。"


def _rests_on_hearsay(catalog: Catalog, standard: Standard) -> bool:
    """Whether a standard cites an article that nobody has read: it is then printed as a proof only."""
    articles = (catalog.article(citation) for citation in standard.citations)
    return any(article is not None and article.checked.level is Trust.UNCHECKED for article in articles)
