"""What `build`, `month` and `year` share: refuse what cannot be printed, make the rest, say where it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std import desk, usage

if TYPE_CHECKING:
    from dangjian_std.load import Loaded
    from dangjian_std.output import Plan

OUT = click.option("-o", "--out", metavar="文件夹", type=usage.Where(), help="放到哪里（默认：项目下的 build/）")


def refuse_unprintable(plan: Plan, loaded: Loaded) -> None:
    """Stop where a page to be made has a character that no face has, or a form that does not fit."""
    from dangjian_std import printable

    if missing := tuple(printable.refused((each.document for each, _ in plan.stale), loaded)):
        desk.refuse(missing, loaded)


def deliver(plan: Plan, folder: Path, edition: str) -> None:
    """Make what is stale, and say where everything is."""
    from dangjian_std import output

    if not plan.idle:
        output.deliver(plan, folder, edition, click.echo)
    click.echo("没有变化，不必重做。" if plan.idle else "做好了。")
    for place in desk.places(folder, plan.paths):
        click.echo(f"  {place}")
