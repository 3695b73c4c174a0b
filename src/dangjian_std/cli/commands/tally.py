"""`dstd tally`: sign-ins that are typed already, added up on the screen and nowhere else."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese

TALLY_ARGUMENTS = ("签到",)


@click.command("tally", cls=chinese.Command, place=57, options_metavar="[选项]")
@click.argument("kind", metavar="签到", type=chinese.OneOf(lambda: TALLY_ARGUMENTS), expose_value=False)
@click.argument("files", metavar="文件或者文件夹...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--on", metavar="日期", help="哪一天算的（默认今天）")
def command(files: tuple[Path, ...], on: str | None) -> None:
    """把已经录入的签到加起来：每个人到会几次、几学时，一共几次会。

    收 XLSX、CSV，第一行要有姓名、日期两栏，可以有种类、学时；一行是一个人一次签到。
    姓名只在屏幕上显示，不存，不进台账。照文件里的先后，不排名。手签的纸不用重打。
    """
    import sys

    from dangjian_std.cli.console import tally_told

    sys.exit(tally_told.sign_ins(files, on))
