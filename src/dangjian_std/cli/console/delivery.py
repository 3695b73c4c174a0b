"""What `build`, `month` and `year` share: refuse what cannot be printed, make the rest, say where it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese, context

if TYPE_CHECKING:
    from dangjian_std.output.build import Plan
    from dangjian_std.reading.load import Loaded

OUT = click.option("-o", "--out", metavar="文件夹", type=chinese.Where(), help="放到哪里（默认：项目下的 build/）")


def refuse_unprintable(plan: Plan, loaded: Loaded) -> None:
    """Stop where a page to be made has a character that no face has, or a form that does not fit."""
    from dangjian_std.output import preflight

    if missing := tuple(preflight.refused((each.document for each, _ in plan.stale), loaded)):
        context.refuse(missing, loaded)


def deliver(plan: Plan, folder: Path, edition: str) -> None:
    """Make what is stale, and say where everything is."""
    from dangjian_std.output import build

    if not plan.idle:
        build.deliver(plan, folder, edition, click.echo)
    click.echo("没有变化，不必重做。" if plan.idle else "做好了。")
    for place in context.shown_outputs(folder, plan.paths):
        click.echo(f"  {place}")
