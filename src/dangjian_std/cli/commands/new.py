"""`dstd new`: a new standard, form or paper."""

from __future__ import annotations

import datetime as dt

import click

from dangjian_std.cli.console import chinese


@click.command(
    "new",
    cls=chinese.Command,
    place=90,
    add_help_option=False,
    context_settings={"ignore_unknown_options": True},
    options_metavar="",
)
@click.argument("arguments", nargs=-1, metavar="", type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """新建一项标准、一张记录表或者一件文书。"""
    from dangjian_std.cli.console import interview

    interview.new.main(arguments or ["--help"], "dstd new", standalone_mode=False, obj=dt.date.today)
