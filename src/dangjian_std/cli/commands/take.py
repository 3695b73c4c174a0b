"""`dstd take`: filled forms into the ledger, without a text or a name."""

from __future__ import annotations

import calendar
import datetime as dt
import sys
from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context
from dangjian_std.text.errors import DstdError

TAKING_REASONS = ("写错", "漏填", "核对", "换版")


@click.command("take", cls=chinese.Command, place=52, options_metavar="[选项]")
@click.argument("paths", nargs=-1, required=True, metavar="文件或文件夹...", type=click.Path(path_type=Path))
@click.option("--branch", metavar="党支部", default="", help="是哪个党支部的（文件夹以它为名的，不用写）")
@click.option("--group", metavar="党小组", default="", help="是哪个党小组的（党小组的表才写）")
@click.option("--form", metavar="表号", default="", help="CSV 是哪一张表，如 R211")
@click.option("--complete", metavar="年月", help="报到：到这个月底为止写了的都在这里，如 2027-03")
@click.option("--reason", type=click.Choice(TAKING_REASONS), help="已经登记的要改，为什么")
@click.option("--on", metavar="日期", help="哪一天收的（默认今天）")
@click.option("--ledger", metavar="文件夹", type=click.Path(path_type=Path), help="台账（默认项目旁边的 台账/）")
@click.option("--dry", is_flag=True, help="只看收得了什么，不登记")
def command(  # noqa: PLR0913, PLR0917 one argument for each option
    paths: tuple[Path, ...],
    branch: str,
    group: str,
    form: str,
    complete: str | None,
    reason: str | None,
    on: str | None,
    ledger: Path | None,
    *,
    dry: bool,
) -> None:
    """收表：读填好的记录表，把日期、数、勾选和登记过的词记进台账。

    姓名和文字看过就放下，不记。拿不准的逐格列出来，这一份不登记；改好再收。同一份收几次，只记一次。
    照片、扫描件和纸不读；不入库的表和票不收。在项目里运行。
    """
    from dangjian_std.cli.console import taking
    from dangjian_std.reading import ledger_files, project

    today = taking.day(on, dt.date.today)
    until = _month(complete, today) if complete else None
    catalog = context.catalog(None)
    root = project.find_root(Path())
    wishes = taking.Wishes(
        branch=branch,
        group=group,
        form=form.upper(),
        root=root,
        reason=reason or "",
        until=until,
        today=today,
        dry=dry,
    )
    sys.exit(taking.take(catalog, ledger_files.folder(root, ledger), paths, wishes))


def _month(text: str, today: dt.date) -> dt.date:
    """Return the last day of a month that is over, or runs."""
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        raise DstdError(f"--complete 写年月，如 2027-03；这里是“{text}”。") from None
    if first > today:
        raise DstdError(f"{text} 还没有到，不能报到。")
    return min(first.replace(day=calendar.monthrange(first.year, first.month)[1]), today)
