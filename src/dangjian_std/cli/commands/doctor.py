"""`dstd doctor`: whether this machine has what it takes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context


@click.command("doctor", cls=chinese.Command, place=120, options_metavar="")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
def command(root: Path | None) -> None:
    """检查运行环境，缺什么就说怎么补。"""
    from dangjian_std.cli.console import environment as examination
    from dangjian_std.reading import project

    if root is not None:
        project.find_root(root)
    fine = True
    for name, trouble in examination.examine(root or Path(), sys.stdout.encoding):
        fine = fine and not trouble
        click.echo(f"{'缺' if trouble else '好'}　{name}{'：' + trouble if trouble else ''}")
    sys.exit(context.EXIT_CLEAN if fine else context.EXIT_TROUBLE)
