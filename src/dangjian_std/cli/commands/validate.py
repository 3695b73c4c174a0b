"""`dstd validate`: what is wrong with the standards."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context, finding_formats, streams


@click.command("validate", cls=chinese.Command, place=10, options_metavar="[选项]")
@click.argument("paths", nargs=-1, metavar="[路径]...", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=chinese.OneOf(finding_formats.names), default="text", help="输出格式")
@click.option("--strict", is_flag=True, help="有提醒也算不通过")
@click.option("--base", default="", metavar="旧版", help="也查同旧版比改得对不对：git 的版本，或者文件夹")
def command(paths: tuple[Path, ...], format_: str, base: str, *, strict: bool) -> None:
    """检查标准写得对不对。

    路径可以是项目、它的 standards/ 文件夹或其中的文件；不写就是当前项目。
    text 给人看；github、gitlab、sarif、junit 给平台用，问题标在改的那一行；json 给别的程序用。
    点了文件名，也照整套检查：只列同这些文件有关的，别处另有错误的也算不通过。
    """
    from dangjian_std.cli.console import checking
    from dangjian_std.cli.console.finding_formats.check_report import Report
    from dangjian_std.reading import checked_files, project, states_of_sets
    from dangjian_std.text.errors import DstdError

    asked = checked_files.scope(paths)
    if asked.files == frozenset():
        raise DstdError(asked.complaint)
    if base:
        project.require_set(asked.root, "版本和变更记录是母本的")
    checked = checking.check(asked.root, base)
    ours, others = asked.split(checked.found)
    files = len(checked.sources if asked.files is None else asked.files)
    report = Report(
        found=ours,
        files=files,
        elsewhere=others,
        sources=checked.sources,
        prefix=states_of_sets.prefix(asked.root),
        strict=strict,
    )
    chosen = finding_formats.named(format_)
    if text := chosen.write(report):
        (streams.command if chosen.commands else click.echo)(text)
    if not chosen.sums_up:
        click.echo(report.summary, err=True)
    if checked.empty:
        click.echo(context.NO_STANDARDS_MESSAGE, err=format_ != "text")
    if checked.accepted:
        said = f"另有 {checked.accepted} 条同旧版比出来的问题，已经接受（standards/已接受.yaml）。"
        click.echo(said, err=format_ != "text")
    if asked.unread:
        raise DstdError(asked.complaint)
    sys.exit(context.EXIT_FINDINGS if context.fails(checked.found, strict=strict) else context.EXIT_CLEAN)
