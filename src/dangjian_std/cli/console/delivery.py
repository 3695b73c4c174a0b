"""What `build`, `month` and `year` share: refuse what cannot be printed, make the rest, say where it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese, context
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.domain.unit import Unit
    from dangjian_std.output.build import BuildPlan
    from dangjian_std.reading.load import Loaded

UNCHANGED = "没有变化，不必重做。"
PROFILE = click.option(
    "--profile",
    metavar="单位",
    help="给另一种单位做，如 小支部（默认：catalog.yaml 选的那一种），放在以它命名的文件夹里",
)
"""For a unit of which shape."""
FOLDER_OPTION = click.option(
    "-o", "--out", metavar="文件夹", type=chinese.OutputPath(), help="放到哪里（默认：项目下的 build/）"
)


def place(target: Path, unit: Unit, *below: str) -> Path:
    """Return where the outputs of a unit go below a folder: of one that the set is not for, into its own folder.

    A folder of ours that is a link to elsewhere is refused.
    """
    for part in (*own(unit), *below):
        target /= part
        refuse_link(target)
    return target


def own(unit: Unit) -> tuple[str, ...]:
    """Return the name of the folder of a unit by another profile than the set has; nothing for that of the set."""
    from dangjian_std.composition.request import safe_file_name

    name = unit.profile.name
    return () if name == unit.catalog.system.profile else (safe_file_name(name),)


def refuse_link(folder: Path) -> None:
    """Refuse a folder of ours that is a link."""
    if folder.is_symlink():
        raise DstdError(f"{context.shown_path(folder)} 是通到别处的链接，没有写任何文件。请另选一个输出文件夹。")


def refuse_unprintable(plan: BuildPlan, loaded: Loaded) -> None:
    """Stop where a page to be made has a character that no face has, or a form that does not fit."""
    from dangjian_std.output import preflight

    if missing := tuple(preflight.refused((each.document for each, _ in plan.stale), loaded)):
        context.refuse(missing, loaded)


def deliver(plan: BuildPlan, folder: Path, edition: str) -> None:
    """Make what is stale, and say where everything is."""
    from dangjian_std.output import build

    if not plan.idle:
        build.deliver(plan, folder, edition, click.echo)
    tell(folder, plan.paths, idle=plan.idle)


def tell(folder: Path, paths: Iterable[str], *, idle: bool) -> None:
    """Say that all is done, and where everything is."""
    click.echo(UNCHANGED if idle else "做好了。")
    for place in context.shown_outputs(folder, paths):
        click.echo(f"  {place}")
