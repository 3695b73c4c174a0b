"""`dstd show`: one standard in the terminal."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context
from dangjian_std.text.errors import DstdError


@click.command("show", cls=chinese.Command, place=70, options_metavar="")
@click.argument("code", metavar="编号")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
def command(code: str, root: Path | None) -> None:
    """在终端里读一项标准，如 dstd show DJ401。"""
    from dangjian_std import renderers
    from dangjian_std.publications.handbook import booklet

    catalog = context.catalog(root)
    if (withdrawal := catalog.withdrawn.get(code.upper())) and code.upper() not in catalog.standards:
        raise DstdError(f"{withdrawal}。")
    if code.upper() not in catalog.standards:
        context.unknown("标准", code, catalog.standards)
    click.echo(renderers.render(booklet.reading(catalog.unit(), code.upper()), "txt").decode(), nl=False)
