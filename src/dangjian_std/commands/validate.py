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
    """
    from dangjian_std import project, voice

    root, chosen = project.scope(paths)
    loaded, found = desk.validated(root)
    if chosen:
        found = tuple(each for each in found if each.place.span.path in chosen or each.rule == "old-format")
    files = len(chosen) or len(loaded.sources)
    click.echo(voice.as_json(found, files) if format_ == "json" else voice.text(found, loaded.sources, files))
    sys.exit(desk.FINDINGS if desk.fails(found, strict=strict) else desk.CLEAN)
