"""`dstd diff`: what changed in the duties, and for whom."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context

DRIVER = 7
"""Arguments that git gives to a program which compares one file."""


@click.command("diff", cls=chinese.Command, place=20, options_metavar="[选项]")
@click.argument("old", default="HEAD", metavar="[旧版]")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="输出格式；markdown 贴在合并请求里",
)
@click.option(
    "--fail-on", default="", metavar="种类", help="有这些改动的退出码是 1，如 放宽,取消,责任主体（逗号隔开）"
)
@click.option("--driver", nargs=DRIVER, type=str, hidden=True)
def command(old: str, root: Path | None, format_: str, fail_on: str, driver: tuple[str, ...] | None) -> None:
    """比较两版标准：哪些职责新增、取消、放宽、加重、移动了，是谁的。

    旧版可以是 git 的版本（如 HEAD~1、origin/main、v1.0.0），也可以是另一个项目的文件夹；不写就是
    上次提交（HEAD）。新版是现在的文件；写成 A..B 是从 A 到 B，写成 A...B 是 B 自离开 A 以来。
    """
    from dangjian_std import changes
    from dangjian_std.cli.console import change_effects, change_markdown, change_report, diff_driver, failing
    from dangjian_std.reading import layers, project, revision

    if driver:
        click.echo(diff_driver.report(driver[0], driver[1], driver[4]))
        return
    wanted = failing.kinds(fail_on)
    folder = project.find_root(root or Path())
    new = ""
    if not revision.folder(old):
        old, new = revision.pair(folder, old)
    before = context.base(folder, old)
    after = context.earlier(layers.of_revision(folder, new), new) if new else context.current(folder)
    found, errors = changes.compare(before, after), context.errors(after)
    effects = context.effects(before, after, errors) if found else None
    if format_ == "json":
        click.echo(change_report.as_json(found, old, new, errors, effects))
    else:
        write = change_markdown.markdown if format_ == "markdown" else change_report.text
        click.echo(write(found, old, new, errors, tuple(change_effects.lines(found, effects))))
    sys.exit(context.FINDINGS if any(failing.matching(found, wanted)) else context.CLEAN)
