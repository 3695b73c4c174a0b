"""`dstd diff`: what changed in the duties, and for whom."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context

GIT_ARGUMENT_COUNT = 7
"""Arguments that git gives to a program which compares one file."""


@click.command("diff", cls=chinese.Command, place=20, options_metavar="[选项]")
@click.argument("old", default="HEAD", metavar="[旧版]")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown", "pdf", "docx"]),
    help="输出格式（默认按 -o 的扩展名，不写 -o 是 text）；markdown 贴在合并请求里，pdf、docx 是修订对照表",
)
@click.option("-o", "--out", metavar="文件", type=chinese.OutputPath(), help="存成文件，如 修订对照表.docx")
@click.option(
    "--fail-on", default="", metavar="种类", help="有这些改动的退出码是 1，如 放宽,取消,责任主体（逗号隔开）"
)
@click.option("--driver", nargs=GIT_ARGUMENT_COUNT, type=str, hidden=True)
def command(  # noqa: PLR0913, PLR0917 one parameter for each option
    old: str,
    root: Path | None,
    format_: str | None,
    out: Path | None,
    fail_on: str,
    driver: tuple[str, ...] | None,
) -> None:
    """比较两版标准：哪些职责新增、取消、放宽、加重、移动了，是谁的。

    旧版可以是 git 的版本（如 HEAD~1、origin/main、v1.0.0），也可以是另一个项目的文件夹；不写就是
    上次提交（HEAD）。新版是现在的文件；写成 A..B 是从 A 到 B，写成 A...B 是 B 自离开 A 以来。

    -o 修订对照表.docx（或者 .pdf）做一张可以印的表：条款、修订前、修订后、理由，改了的字标出来。
    """
    from dangjian_std import changes
    from dangjian_std.cli.console import (
        change_effects,
        change_files,
        change_markdown,
        change_report,
        diff_driver,
        failing,
    )
    from dangjian_std.publications.revision import comparison_table
    from dangjian_std.reading import project, states_of_sets

    if driver:
        click.echo(diff_driver.report(driver[0], driver[1], driver[4]))
        return
    wanted = failing.kinds(fail_on)
    form = change_files.form(format_, out)
    folder = project.find_root(root or Path())
    place = context.file(folder, out) if out else None
    new = ""
    if not states_of_sets.folder(old):
        old, new = states_of_sets.pair(folder, old)
    before = context.base(folder, old)
    after = change_files.newer(folder, new, form, place)
    found, errors = change_files.settled(after, changes.compare(before, after)), context.errors(after)
    effects = context.effects(before, after, errors) if found else None
    coming = tuple(change_effects.lines(found, effects))
    if form in change_files.PRINTED_FORMATS and not found:
        click.echo("两版没有差别，没有做修订对照表。")
        sys.exit(context.EXIT_CLEAN)
    if form in change_files.PRINTED_FORMATS:
        compared = comparison_table.ComparedSets(
            old=before,
            new=after,
            was=states_of_sets.called(folder, old),
            now=states_of_sets.called(folder, new),
            changes=found,
            accepted=change_files.accepted(before, after) if effects else {},
            comes_to=coming,
        )
        data = change_files.printed(compared, form)
    elif form == "json":
        data = change_report.as_json(found, old, new, errors, effects).encode()
    else:
        write = change_markdown.markdown if form == "markdown" else change_report.text
        data = write(found, old, new, errors, coming).encode()
    change_files.put(place, data)
    sys.exit(context.EXIT_FINDINGS if any(failing.matching(found, wanted)) else context.EXIT_CLEAN)
