"""`dstd compare`: how many units take each standard, read off what they handed in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context, list_files


@click.command("compare", cls=chinese.Command, place=8, options_metavar="[选项]")
@click.argument("files", metavar="文件或者文件夹", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--units",
    metavar="清单",
    type=click.Path(path_type=Path),
    help="应报的单位：一行一个名称，或者做成品包用的那份",
)
@list_files.FORMAT_OPTION
@list_files.FILE_OPTION
def command(files: tuple[Path, ...], units: Path | None, format_: str | None, out: Path | None) -> None:
    """汇总各单位的采用情况：每项标准有几个单位采用、增加要求、不适用、增补，哪些没有报，哪些改得一样。

    收 adoption.json（dstd build 做的），或者成品包.zip，或者放着它们的文件夹。读不了的逐份说出来，别的照样汇总。
    """
    from dangjian_std.cli.console import reporters
    from dangjian_std.publications.reports import adoptions
    from dangjian_std.reading import adoption_files, expected_units, project

    form = list_files.form(format_, out)
    place = context.file(None, out) if out else None
    expected = expected_units.names(context.shown_path(units), project.local(units)) if units else ()
    paths = adoption_files.files(files)
    handed = adoption_files.read(paths)
    document = adoptions.compose(handed.reports, expected, len(handed.found), wide=form in list_files.WIDE_FORMATS)
    list_files.require_drawable(document, form)
    list_files.deliver(document, form, place)
    if handed.found:
        click.echo(reporters.as_text(handed.found, {}, len(paths)), err=True)
        sys.exit(context.EXIT_FINDINGS)
