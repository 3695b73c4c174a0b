"""`dstd show`: one standard in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from dangjian_std.cli.console import chinese, context
from dangjian_std.domain.unit import Unit
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.domain.catalog import Catalog


@click.command("show", cls=chinese.Command, place=70, options_metavar="")
@click.argument("code", metavar="编号")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
def command(code: str, root: Path | None) -> None:
    """在终端里读一项标准，如 dstd show DJ401。"""
    from dangjian_std import renderers
    from dangjian_std.publications.handbook import booklet

    catalog = context.catalog(root)
    if code.upper() not in catalog.standards:
        _refuse(catalog, code)
    click.echo(renderers.render(booklet.reading(Unit.of(catalog), code.upper()), "txt").decode(), nl=False)


def _refuse(catalog: Catalog, name: str) -> NoReturn:
    """Say what was withdrawn, where a form, a paper or a step stands, or which standards have such a title."""
    if withdrawal := catalog.withdrawn.get(name.upper()):
        raise DstdError(f"{withdrawal}。")
    kept = catalog.records.get(name.upper()) or catalog.papers.get(name.upper())
    if kept:
        raise DstdError(f"{kept.code}《{kept.title}》印在 {kept.home} 后面：用 dstd show {kept.home} 看。")
    code, _, step = name.partition(".")
    if step and code.upper() in catalog.standards:
        raise DstdError(f"一次看一项标准：用 dstd show {code.upper()} 看。")
    titled = [f"{each.code} {each.title}" for each in catalog.standards.values() if name in each.title]
    if titled:
        raise DstdError(f"请写编号。名称里有“{visible(name)}”的是：{'、'.join(titled)}。")
    context.unknown("标准", name, catalog.standards)
