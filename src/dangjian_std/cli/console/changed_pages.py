"""`dstd build --changed`: the pages of the books that are other ones since an older state, and 修改单."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import context, delivery
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dangjian_std.cli.console.building import BuildOptions
    from dangjian_std.document.document import Document
    from dangjian_std.domain.catalog import Catalog
    from dangjian_std.domain.unit import Unit
    from dangjian_std.publications import Request


def make(folder: Path, top: Path, older: str, wanted: BuildOptions) -> None:
    """Make what has to be printed so that books of the older state become those of the files as they lie."""
    from dangjian_std import changes, renderers
    from dangjian_std.output import changed, finished_files, preflight
    from dangjian_std.publications.revision.comparison_table import ComparedSets
    from dangjian_std.reading import states_of_sets

    if not older.strip():
        raise DstdError("--changed 后面是空的，请写明旧版：git 的版本，或者项目文件夹。")
    before = context.base(folder, older)
    loaded, found = context.checked(folder)
    if loaded.catalog is None or context.fails(found, strict=False):
        context.refuse(found, loaded)
    if count := context.errors(before):
        raise DstdError(f"{visible(older)} 里的标准照现在的规则有 {count} 个错误，旧版排不出来，没有做修改单。")
    names, request = _asked(loaded.catalog, wanted)
    unit = context.unit(loaded.catalog, wanted.profile)
    pairs = changed.pairs(_older(before, wanted.profile and unit.profile.name, older), unit, names, request)
    click.echo("同旧版比……")
    if missing := tuple(preflight.refused((each.new for each in pairs if each.new), loaded)):
        context.refuse(missing, loaded)
    _refuse_undrawable(each.old for each in pairs if each.old)
    against = ComparedSets(
        old=before,
        new=loaded.catalog,
        was=states_of_sets.called(folder, older),
        now=states_of_sets.called(folder, ""),
        changes=changes.compare(before, loaded.catalog),
    )
    document, files = changed.made(against, pairs, click.echo) if pairs else (None, {})
    if document is None:
        click.echo(f"同 {visible(older)} 比，要做的各册没有一页变了，没有做修改单。")
        return
    _refuse_undrawable([document])
    files |= {f"{changed.AMENDMENT_FOLDER}.{form}": renderers.render(document, form) for form in ("pdf", "docx")}
    target = delivery.place(top, unit, changed.AMENDMENT_FOLDER)
    finished_files.hand_over(target, files, click.echo, whole=True)
    delivery.tell(target, sorted(files), idle=False)


def _asked(catalog: Catalog, wanted: BuildOptions) -> tuple[tuple[str, ...], Request]:
    """Return the books that are asked for: those of the whole set where none is named."""
    from dangjian_std import publications
    from dangjian_std.output import changed

    only = wanted.only or (() if wanted.kind else changed.usual())
    names, request = publications.parse_request(
        catalog, only, wanted.kind, large=wanted.edition is not None, proof=wanted.proof
    )
    known = publications.publications()
    if loose := [known[name].words[0] for name in names if not known[name].bound]:
        bound = "、".join(each.words[0] for each in known.values() if each.bound)
        raise DstdError(f"{'、'.join(loose)}不是成册的书，不做换页；--changed 只做{bound}。")
    return names, request


def _older(catalog: Catalog, profile: str | None, older: str) -> Unit:
    """Return the unit in its older state, of the same shape where one is named."""
    from dangjian_std.domain.unit import Unit

    if profile and profile not in catalog.profiles:
        raise DstdError(f"{visible(older)} 里没有“{visible(profile)}”这种单位，没有旧版可比。")
    return Unit.of(catalog, profile or "")


def _refuse_undrawable(documents: Iterable[Document]) -> None:
    """Stop where a text of the older state has what no face of ours can show."""
    from dangjian_std import renderers

    if missing := sorted(set[str]().union(*map(renderers.missing_glyphs, documents))):
        said = "、".join(f"“{each}”（U+{ord(each):04X}）" for each in missing)
        raise DstdError(f"两版的文字里有随附字体没有的字：{said}，印不出来，没有做修改单。")
