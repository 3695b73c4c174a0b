"""What `month`, `year` and `case` share: the time asked for, the roster, and making a pack."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import context, delivery
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.cli.console.month_packs import Outputs
    from dangjian_std.domain.unit import Unit
    from dangjian_std.reading.roster import Roster

MOST_BYTES_OF_ROSTER = 20_000_000
"""Bytes of a roster."""
FIRST_YEAR, LAST_YEAR = 2001, 2099
"""Years that the calendar of working days reaches, with a year to spare on either side."""
ROSTER = click.option(
    "--roster",
    metavar="名单",
    type=click.Path(path_type=Path),
    help="本机的名单（XLSX、CSV、TXT，一行一人：党支部、姓名、党小组、职务），表上印好姓名；不保存",
)


def known_month(text: str) -> tuple[int, int]:
    """Return year and month of 2027-03, 2027-3 or 2027年3月, or say in one sentence that it is none."""
    found = re.fullmatch(r"([0-9]{4})(?:-(0?[1-9]|1[0-2])|年(0?[1-9]|1[0-2])月)", text)
    if found is None:
        raise DstdError(f"“{visible(text)}”不是月份，请写成 2027-03 这样。")
    return known_year(found[1]), int(found[2] or found[3])


def known_year(text: str) -> int:
    """Return a year that the calendar reaches, or say in one sentence that it is none."""
    if not re.fullmatch(r"[0-9]{4}", text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise DstdError(f"“{visible(text)}”不是能用的年份，请写{FIRST_YEAR}到{LAST_YEAR}之间的一年，如 2027。")
    return int(text)


def listed(path: Path | None) -> Roster:
    """Read the roster, or say in which line it cannot be read; say which names are left to be written by hand."""
    from dangjian_std import renderers
    from dangjian_std.reading import project, roster

    if path is None:
        return roster.NOBODY
    if project.in_repository(path):
        raise context.RefusedError(
            f"{context.shown_path(path)} 在 git 仓库里，姓名会跟着提交；请把名单移到仓库外面的文件夹，再做一次。"
        )
    try:
        names, told = roster.printable(
            roster.read(project.local(path, MOST_BYTES_OF_ROSTER)), renderers.undrawable
        )
    except roster.RosterError as error:
        raise context.RefusedError(f"{context.shown_path(path)}:{error.line}:1: 错误 {error}") from None
    for line, message in told:
        click.echo(f"{context.shown_path(path)}:{line}:1: 提醒 {visible(message)}", err=True)
    return names


def make(
    root: Path | None,
    out: Path | None,
    profile: str | None,
    compose: Callable[[Unit], Outputs],
    below: str,
) -> None:
    """Compose outputs from a sound project and deliver them: all that a pack consists of, and nothing else."""
    from dangjian_std.output import build, packs
    from dangjian_std.reading import project

    folder = project.find_root(root or Path())
    target = context.output_folder(folder, out)
    loaded, found = context.checked(folder)
    if loaded.catalog is None or context.fails(found, strict=False):
        context.refuse(found, loaded)
    unit = context.unit(loaded.catalog, profile)
    target = delivery.place(target, unit, below)
    targets = [*packs.targets(compose(unit))]
    plan = build.plan(targets, target, {each.publication for each in targets})
    delivery.refuse_unprintable(plan, loaded)
    delivery.deliver(plan, target, loaded.catalog.system.edition)
