"""`dstd ledger`: whether the lines of a ledger follow one another, its head, and what it says."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese

LEDGER_OPTION = click.option(
    "--ledger", metavar="文件夹", type=click.Path(path_type=Path), help="台账（默认项目旁边的 台账/）"
)


@click.group("ledger", cls=chinese.Family, place=53)
def command() -> None:
    """台账：查每一行接不接得上，看末行的校验值，看记了什么。"""


@command.command("verify", options_metavar="[选项]")
@LEDGER_OPTION
@click.option("--head", metavar="校验值", help="别处留着的末行校验值：看它是不是这本台账某一行的")
@click.option("--mend", is_flag=True, help="登记时中断、最后一行没有写完的，去掉这半行")
def verify(ledger: Path | None, head: str | None, *, mend: bool) -> None:
    """查台账：改过、删过、插过、调换过的，说出是哪一行。

    只凭台账自己，证明不了整本没有重写过；把末行校验值留在别人手里（印在签了字的表上），以后用 --head 对。
    """
    import sys

    from dangjian_std.cli.console import ledger_told

    sys.exit(ledger_told.verify(ledger_told.folder(ledger), head, mend=mend))


@command.command("head", options_metavar="[选项]")
@LEDGER_OPTION
def head_(ledger: Path | None) -> None:
    """印出行数和末行校验值，留在别处。"""
    from dangjian_std.cli.console import ledger_told

    click.echo(ledger_told.head(ledger_told.folder(ledger)))


@command.command("show", options_metavar="[选项]")
@click.argument("form", required=False, metavar="[表号]")
@LEDGER_OPTION
def show(form: str | None, ledger: Path | None) -> None:
    """列出登记了什么：哪一行、哪一份、哪一格、记的是什么。没有姓名，也没有文字。"""
    from dangjian_std.cli.console import ledger_told
    from dangjian_std.text.characters import visible

    for line in ledger_told.lines(ledger_told.folder(ledger), form):
        click.echo(visible(line))


@command.command("withdraw", options_metavar="[选项]")
@click.argument("number", metavar="行号", type=int)
@click.option("--on", metavar="日期", help="哪一天撤回的（默认今天）")
@LEDGER_OPTION
def withdraw(number: int, on: str | None, ledger: Path | None) -> None:
    """撤回收错的一份：台账加一行，这一份从此不算。原来的行还在。"""
    import datetime as dt

    from dangjian_std.cli.console import ledger_told, taking

    click.echo(ledger_told.withdraw(ledger_told.folder(ledger), number, taking.day(on, dt.date.today)))
