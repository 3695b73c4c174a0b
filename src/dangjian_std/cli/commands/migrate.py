"""`dstd migrate`: a set of an older format, carried over to the newest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese, context
from dangjian_std.reading.project import CATALOG_FILE
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.reading.migrations import Carried
    from dangjian_std.reading.project import RawSource


@click.command("migrate", cls=chinese.Command, place=100, options_metavar="[选项]")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option("--diff", is_flag=True, help="只看要改哪些地方，不改")
def command(root: Path | None, *, diff: bool) -> None:
    """把旧格式的标准升到新格式。

    全部改完才算，中途出错就恢复原样；注释、次序、排版都不动。改之前请先提交或者备份。
    """
    from dangjian_std.cli.console import text_differences
    from dangjian_std.output import exchange, locks
    from dangjian_std.reading import project

    folder = project.find_root(root or Path())
    project.require_set(folder, "格式由母本定")
    if diff:
        if exchange.unfinished(folder / "standards"):
            raise DstdError("上次升级没有做完。先运行 dstd migrate，会先恢复原样。")
        carried = _carried(tuple(project.sources(folder)))
        if carried.steps:
            click.echo("\n".join(line for file in carried.changed for line in text_differences.lines(file)))
        return
    with locks.locked(folder / "standards"):
        if exchange.restore(folder / "standards"):
            click.echo("上次升级没有做完，已恢复原样，现在重新升级。")
        raws = tuple(project.sources(folder))
        carried = _carried(raws)
        if not carried.steps:
            return
        if tuple(project.sources(folder)) != raws:
            raise DstdError("升级的时候有文件被改动了，没有写任何文件。请再运行一次。")
        _write(folder / "standards", carried)
    _tell(carried)


def _carried(raws: Sequence[RawSource]) -> Carried:
    """Carry a set over, or stop with what keeps it from being read."""
    from dangjian_std.reading import load, migrations, schema
    from dangjian_std.reading.yaml_editing.operations import AmendError

    number = migrations.stated(raws)
    loaded = load.load(raws) if number != schema.newest_format() else None
    unread = [each for each in loaded.diagnostics if each.rule != "old-format"] if loaded else []
    if loaded and (number is None or unread):
        context.refuse(unread, loaded, "没有写任何文件。改好以后，再运行 dstd migrate。")
    if not loaded:
        click.echo(f"已经是第{number}版格式，不用升级。")
    try:
        return migrations.carry(raws)
    except AmendError as error:
        raise context.RefusedError(f"{visible(str(error))}没有写任何文件。") from None


def _write(folder: Path, carried: Carried) -> None:
    """Write what has changed. The number of the format comes last: until then, the set is an old one."""
    from dangjian_std.output import exchange

    top = CATALOG_FILE
    new = {file.new.path: file.new.data for file in carried.changed}
    gone = {file.old.path: None for file in carried.changed if file.old.path not in new}
    last = new.pop(top)
    files = {path.removeprefix("standards/"): data for path, data in {**new, **gone}.items()}
    exchange.exchange(folder, files, (top.removeprefix("standards/"), last))


def _tell(carried: Carried) -> None:
    """Say what was done, and what is to be done next."""
    from dangjian_std.cli.console import reporters

    for step in carried.steps:
        click.echo(step.page)
    for file in carried.changed:
        click.echo(f"  {visible(file.old.path)}：{visible('，'.join(file.said))}")
    loaded, found = context.judged(carried.raws)
    click.echo(f"升级了，改动 {len(carried.changed)} 个文件。{reporters.summary(found, len(loaded.sources))}")
    click.echo("接着运行 dstd validate 检查。项目里有 schemas/ 的，运行 dstd doctor，看要不要换新的。")
