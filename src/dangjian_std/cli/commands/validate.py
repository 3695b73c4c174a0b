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
@click.option("--base", default="", metavar="旧版", help="也查同旧版比改得对不对：git 的版本，或者文件夹")
def command(paths: tuple[Path, ...], format_: str, base: str, *, strict: bool) -> None:
    """检查标准写得对不对。

    路径可以是项目、它的 standards/ 文件夹或其中的文件；不写就是当前项目。
    点了文件名，也照整套检查：只列同这些文件有关的，别处另有错误的也算不通过。
    """
    from dangjian_std.cli.console import reporters
    from dangjian_std.reading import project, scope
    from dangjian_std.text.errors import DstdError

    asked = scope.scope(paths)
    if asked.files == frozenset():
        raise DstdError(asked.complaint)
    if base:
        project.require_set(asked.root, "版本和变更记录是母本的")
    loaded, found, accepted = context.validated(asked.root, base)
    ours, others = asked.split(found)
    files = len(loaded.sources if asked.files is None else asked.files)
    if format_ == "json":
        click.echo(reporters.as_json(ours, files, others))
    else:
        click.echo(reporters.as_text(ours, loaded.sources, files, others))
        if context.empty(loaded):
            click.echo(context.EMPTY)
        if accepted:
            click.echo(f"另有 {accepted} 条同旧版比出来的问题，已经接受（standards/已接受.yaml）。")
    if asked.unread:
        raise DstdError(asked.complaint)
    sys.exit(context.FINDINGS if context.fails(found, strict=strict) else context.CLEAN)
