"""`dstd gather`: what units handed up for a month, as tables."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context, list_files


@click.command("gather", cls=chinese.Command, place=59, options_metavar="[选项]")
@click.argument("files", metavar="文件或者文件夹", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--units", metavar="清单", type=click.Path(path_type=Path), help="应报的单位：一行一个名称，或者一份单位清单"
)
@click.option("--month", metavar="年月", help="汇总哪个月的（默认报上来的最后一个月）")
@list_files.FORMAT_OPTION
@list_files.FILE_OPTION
def command(
    files: tuple[Path, ...], units: Path | None, month: str | None, format_: str | None, out: Path | None
) -> None:
    """汇总各单位上报的答案：哪些检查要点几个单位答“否”，哪些单位没有报。不打分，不排名；未报不算0。

    收 dstd hand-up 做的文件，或者放着它们的文件夹。上个月的一起给，还看台账是不是接着上一份的。
    读不了的、接不上的逐份说出来，别的照样汇总。
    """
    from dangjian_std.cli.console import reporters
    from dangjian_std.publications.reports import gathered
    from dangjian_std.reading import expected_units, hand_up_files, project

    form = list_files.form(format_, out)
    place = context.file(None, out) if out else None
    expected = expected_units.names(context.shown_path(units), project.local(units)) if units else ()
    paths = hand_up_files.files(files)
    handed = hand_up_files.read(paths)
    asked = month or hand_up_files.newest(handed)
    reports, torn = hand_up_files.of_month(handed, asked)
    document = gathered.compose(
        asked, reports, expected, len(handed.found), torn, wide=form in list_files.WIDE_FORMATS
    )
    list_files.require_drawable(document, form)
    list_files.deliver(document, form, place)
    if handed.found:
        click.echo(reporters.as_text(handed.found, {}, len(paths)), err=True)
    if handed.found or any(torn.values()):
        sys.exit(context.EXIT_FINDINGS)
