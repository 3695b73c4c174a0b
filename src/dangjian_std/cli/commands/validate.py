"""`dstd validate`: what is wrong with the standards."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context


@click.command("validate", cls=chinese.Command, place=10, options_metavar="[选项]")
@click.argument("paths", nargs=-1, metavar="[路径]...", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="输出格式")
@click.option("--strict", is_flag=True, help="有提醒也算不通过")
def command(paths: tuple[Path, ...], format_: str, *, strict: bool) -> None:
    """检查标准写得对不对。

    路径可以是项目、它的 standards/ 文件夹或其中的文件；不写就是当前项目。
    点了文件名，也照整套检查：只列同这些文件有关的，别处另有错误的也算不通过。
    """
    from dangjian_std.cli.console import reporters
    from dangjian_std.reading import scope
    from dangjian_std.text.errors import DstdError

    asked = scope.scope(paths)
    if asked.files == frozenset():
        raise DstdError(asked.complaint)
    loaded, found = context.validated(asked.root)
    ours, others = asked.split(found)
    files = len(loaded.sources if asked.files is None else asked.files)
    if format_ == "json":
        click.echo(reporters.as_json(ours, files, others))
    else:
        click.echo(reporters.as_text(ours, loaded.sources, files, others))
        if context.empty(loaded):
            click.echo(context.EMPTY)
    if asked.unread:
        raise DstdError(asked.complaint)
    sys.exit(context.FINDINGS if context.fails(found, strict=strict) else context.CLEAN)
