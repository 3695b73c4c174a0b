"""`dstd build`: the outputs, made afresh where they are stale."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese, context, delivery
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.cli.console.unit_jobs import Wish


def _usual() -> tuple[str, ...]:
    """Return what people call the publications of a usual build."""
    from dangjian_std import publications

    return tuple(publications.publications()[name].words[0] for name in publications.usual())


def _bindings() -> tuple[str, ...]:
    """Return what people call the ways to bind the standards."""
    from dangjian_std import publications

    return tuple(publications.bindings())


@click.command("build", cls=chinese.Command, place=30, options_metavar="[选项]")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@delivery.FOLDER_OPTION
@delivery.PROFILE
@click.option(
    "--only",
    cls=chinese.Naming,
    known=_usual,
    metavar="名称",
    multiple=True,
    help="只做这一类（{known}）或者这一项标准，可以写多次",
)
@click.option("--as", "kind", type=chinese.OneOf(_bindings), help="做成整册，还是一项一册")
@click.option("--edition", type=click.Choice(["大字"]), help="大字版：正文四号，表小四")
@click.option("--cover", metavar="书名", default="", help="党支部工作手册封面上的书名（默认：党支部工作手册）")
@click.option("--proof", is_flag=True, help="校样：每页都有标记，供核对")
@click.option("--watch", is_flag=True, help="做好以后等着，改一个文件就再做一次过时的")
@click.option("--check", is_flag=True, help="只看有没有过时的，不做")
@click.option(
    "--changed",
    metavar="旧版",
    help="只做同旧版（git 的版本或者项目文件夹）比变了的页，和修改单：照单换页，旧书就是新书",
)
@click.option(
    "--units",
    metavar="清单",
    type=click.Path(path_type=Path),
    help="给清单（XLSX、CSV、YAML，一行一个单位）或者一个文件夹的单位表上的每个单位做一个成品包",
)
@click.option(
    "--month", "months", metavar="年-月", multiple=True, help="同 --units 一起写：包里再放这个月的月包，可以写多次"
)
@click.option(
    "--year", metavar="年", help="同 --units 一起写：包里再放这一年的年历、挂图、计划表、日历文件和各月的月包"
)
@click.option("--calendars", is_flag=True, help="同 --year 一起写：不放各月的月包")
@click.option("--office", is_flag=True, help="同 --units 一起写：不做 PDF")
@click.option("--reference", is_flag=True, help="PDF 不分部分，整本一次排成：慢，供核对")
@click.option(
    "--scheduler",
    metavar="地址",
    help="同 --units 一起写：交给这个 Dask 集群做（tcp://主机:端口、tls://主机:端口）",
)
@click.option("--estimate", is_flag=True, help="同 --units 一起写：做好一两个，估计其余的要多久、占多少磁盘")
def command(  # noqa: PLR0913, PLR0917 one parameter for each option
    root: Path | None,
    out: Path | None,
    profile: str | None,
    only: tuple[str, ...],
    kind: str | None,
    edition: str | None,
    cover: str,
    *,
    proof: bool,
    watch: bool,
    check: bool,
    changed: str | None,
    units: Path | None,
    months: tuple[str, ...],
    year: str | None,
    calendars: bool,
    office: bool,
    estimate: bool,
    reference: bool,
    scheduler: str | None,
) -> None:
    """校验，然后把标准做成可以打印装订的文件。

    有错误就不做，原有文件不动；没有变化的不重做。被人改过、填过的文件不丢，另起一个名字留在旁边。
    """
    from dangjian_std.cli.console import building, changed_pages
    from dangjian_std.reading import project

    if units:
        from dangjian_std.cli.console import units as listed_units

        if profile or kind or edition or cover or proof or watch or check or changed is not None or reference:
            raise DstdError(
                "--units 只能同 --only、--month、--year、--calendars、--office、--estimate、--scheduler、"
                "-o 一起写。"
            )
        wish = _wish(only, months, year, calendars=calendars, office=office)
        if scheduler and estimate:
            raise DstdError("--scheduler 和 --estimate 请只写一个。")
        listed_units.build(root, units, out, wish, estimate=estimate, scheduler=scheduler)
    if months or year or calendars:
        raise DstdError(
            "--month、--year、--calendars 要同 --units 一起写；做自己单位的，用 dstd month、dstd year。"
        )
    if office or estimate or scheduler:
        raise DstdError("--office、--estimate、--scheduler 要同 --units 一起写。")
    folder = project.find_root(root or Path())
    wanted = building.BuildOptions(
        only=only,
        kind=kind,
        edition=edition,
        cover=cover,
        profile=profile,
        proof=proof,
        reference=reference,
    )
    top = context.output_folder(folder, out)
    if changed is not None:
        if cover or watch or check or reference:
            raise DstdError("--changed 只能同 --only、--as、--edition、--proof、--profile、-o 一起写。")
        changed_pages.make(folder, top, changed, wanted)
        return
    if watch and check:
        raise DstdError("--watch 和 --check 请只写一个。")
    if watch:
        building.watch(folder, top, wanted)
    else:
        building.build(folder, top, wanted, check=check)


def _wish(
    only: tuple[str, ...], months: tuple[str, ...], year: str | None, *, calendars: bool, office: bool
) -> Wish:
    """Return what each unit of a list gets."""
    from dangjian_std.cli.console import pack_making
    from dangjian_std.cli.console.unit_jobs import Wish

    if calendars and not year:
        raise DstdError("--calendars 要同 --year 一起写。")
    number = pack_making.known_year(year) if year else None
    alone = dict.fromkeys(map(pack_making.known_month, months))
    kept = tuple(each for each in alone if calendars or each[0] != number)
    return Wish(only=only, office=office, months=kept, year=number, calendars=calendars)
