"""`dstd diff`: what changed in the duties, and for whom."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context


@click.command("diff", cls=chinese.Command, place=20, options_metavar="[选项]")
@click.argument("old", default="HEAD", metavar="[旧版]")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="输出格式")
def command(old: str, root: Path | None, format_: str) -> None:
    """比较两版标准：哪些职责新增、取消、放宽、加重、移动了，是谁的。

    旧版可以是 git 的版本（如 HEAD~1、origin/main、v1.0.0），也可以是另一个项目的文件夹；不写就是
    上次提交（HEAD）。新版是现在的文件；写成 A..B 是从 A 到 B，写成 A...B 是 B 自离开 A 以来。
    """
    from dangjian_std import changes
    from dangjian_std.cli.console import change_report
    from dangjian_std.reading import layers, project, revision

    folder = project.find_root(root or Path())
    if other := revision.folder(old):
        before, name, new = context.earlier(layers.sources(other), old), old, ""
    else:
        name, new = revision.pair(folder, old)
        before = context.earlier(layers.of_revision(folder, name), name)
    after = context.earlier(layers.of_revision(folder, new), new) if new else context.current(folder)
    found = changes.compare(before, after)
    report = change_report.as_json if format_ == "json" else change_report.text
    click.echo(report(found, name, new, context.errors(after)))
