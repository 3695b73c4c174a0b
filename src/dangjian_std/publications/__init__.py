"""What can be made of a catalogue.

A publication is one module: the `FOLDER` that it goes to, and `compose(catalog, request)`, which yields each
document and the formats that it is made in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType

from dangjian_std.composition.request import Request
from dangjian_std.document.document import Document
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Trust
from dangjian_std.publications import archive, checklists, papers, records
from dangjian_std.publications.handbook import book, booklet
from dangjian_std.publications.workbooks import books
from dangjian_std.text.characters import refused, visible
from dangjian_std.text.errors import DstdError
from dangjian_std.text.spelling import near, nearest

__all__ = ["PUBLICATIONS", "Request", "compose", "parse_request"]

PUBLICATIONS: Mapping[str, ModuleType] = {
    "handbook": book,
    "booklet": booklet,
    "checklists": checklists,
    "records": records,
    "papers": papers,
    "workbooks": books,
    "archive": archive,
}
"""Publications by the name that `dstd build --only` takes."""
DEFAULT = tuple(name for name in PUBLICATIONS if name != "booklet")
"""What a build makes when nothing else is asked for."""
KINDS = {"手册": "handbook", "单行本": "booklet"}
"""Publications by the word that `dstd build --as` takes."""
ONE_SIZE = {"清单": "checklists", "本子": "workbooks", "归档": "archive"}
"""Publications of one size: the lists are in large type as they are, the others hold forms of fixed sheets."""
LONGEST_COVER = 40
"""Characters of the name that a person gives a book."""
WORDS = {
    **KINDS,
    "清单": "checklists",
    "责任清单": "checklists",
    "记录表": "records",
    "文书": "papers",
    "本子": "workbooks",
    "归档": "archive",
}
"""What else people call publications."""


def compose(unit: Unit, name: str, request: Request) -> Iterator[tuple[str, Document, str]]:
    """Yield the outputs of publication `name`: path below the output folder, document, format."""
    module = PUBLICATIONS[name]
    for document, formats in module.compose(unit, request):
        for format_ in formats:
            marked = dataclasses.replace(document, proof=request.proof)
            yield f"{module.FOLDER}/{document.name}.{format_}", marked, format_


def parse_request(  # noqa: PLR0913 one parameter for each wish
    catalog: Catalog, only: Sequence[str], kind: str | None, *, large: bool, proof: bool, cover: str = ""
) -> tuple[tuple[str, ...], Request]:
    """Sort what a person asks for into publications and standards; a name that is neither is refused."""
    _check_cover(cover)
    only = [WORDS.get(name, name) for name in only]
    codes = tuple(dict.fromkeys(name.upper() for name in only if name.upper() in catalog.standards))
    names = tuple(dict.fromkeys(name for name in only if name in PUBLICATIONS))
    for name in only:
        if name not in names and name.upper() not in codes:
            raise DstdError(_unknown(catalog, name))
    wanted = KINDS.get(kind or "")
    if wanted == "handbook" and codes:
        raise DstdError("整册收全部标准；只要几项，请用 --as 单行本。")
    if wanted and names not in {(), (wanted,)}:
        raise DstdError(f"--as {kind} 和 --only {'、'.join(names)} 说的不是一回事，请只写一个。")
    names = (wanted,) if wanted else names
    if codes and "booklet" not in names:
        names = (*names, "booklet")
    _check_size(names, large=large)
    unchecked = sorted(code for code, each in catalog.standards.items() if _rests_on_hearsay(catalog, each))
    if unchecked and not proof:
        raise DstdError(f"{'、'.join(unchecked)} 引用了待核的条款，只能做校样：请加 --proof。")
    plain = ("handbook",) if large or proof else DEFAULT
    return names or plain, Request(codes=codes, large=large, proof=proof, cover=cover)


def _check_cover(cover: str) -> None:
    """Refuse the name of a book that cannot stand on its cover."""
    if len(cover) > LONGEST_COVER:
        raise DstdError(f"--cover 的书名太长，超过 {LONGEST_COVER} 个字。")
    for char in cover:
        if char in "\t\n" or refused(char):
            what = refused(char) or "换行或制表符"
            raise DstdError(f"--cover 里有{what} U+{ord(char):04X}，书名里不能用；请去掉。")


def _check_size(names: Sequence[str], *, large: bool) -> None:
    """Refuse a large edition of what has but one size."""
    if large and (fixed := [word for word, name in ONE_SIZE.items() if name in names]):
        raise DstdError(f"{'、'.join(fixed)}没有大字版，请不写 --edition。")


def _unknown(catalog: Catalog, name: str) -> str:
    """Say what may be asked for; a form or paper is made with all others of its kind."""
    kind = "records" if name.upper() in catalog.records else "papers" if name.upper() in catalog.papers else ""
    if kind:
        return f"记录表和文书整类做：--only {kind}，做好以后按 {name.upper()} 找文件。"
    known = [*WORDS, *PUBLICATIONS, *catalog.standards]
    if near(name, known) or near(name.upper(), known):
        return nearest("成品或标准", name, known)
    example = min(catalog.standards, default="DJ401")
    return f"没有“{visible(name)}”这个成品或标准。可以写：{'、'.join(WORDS)}，或者标准的编号，如 {example}。"


def _rests_on_hearsay(catalog: Catalog, standard: Standard) -> bool:
    """Whether a standard cites an article that nobody has read: such a one is never printed as final."""
    articles = (catalog.article(citation) for citation in standard.citations)
    return any(article is not None and article.checked.level is Trust.UNCHECKED for article in articles)
