"""`dstd validate`: what is wrong with the standards."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dangjian_std import desk, usage


@click.command("validate", cls=usage.Command, options_metavar="[选项]")
@click.argument("paths", nargs=-1, metavar="[路径]...", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="输出格式")
@click.option("--strict", is_flag=True, help="有提醒也算不通过")
def command(paths: tuple[Path, ...], format_: str, *, strict: bool) -> None:
    """检查标准写得对不对。

    路径可以是项目、它的 standards/ 文件夹或其中的文件；不写就是当前项目。
    点了文件名，也照整套检查：只列同这些文件有关的，别处另有错误的也算不通过。
    """
    from dangjian_std import project, scope, voice

    asked = scope.scope(paths)
    if asked.files == frozenset():
        raise project.DstdError(asked.complaint)
    loaded, found = desk.validated(asked.root)
    ours, others = asked.split(found)
    files = len(loaded.sources if asked.files is None else asked.files)
    if format_ == "json":
        click.echo(voice.as_json(ours, files, others))
    else:
        click.echo(voice.text(ours, loaded.sources, files, others))
        if desk.empty(loaded):
            click.echo(desk.EMPTY)
    if asked.unread:
        raise project.DstdError(asked.complaint)
    sys.exit(desk.FINDINGS if desk.fails(found, strict=strict) else desk.CLEAN)
