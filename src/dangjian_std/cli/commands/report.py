"""`dstd report`: lists that are read off all standards together."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context, list_files
from dangjian_std.domain.unit import Unit


def _reports() -> tuple[str, ...]:
    from dangjian_std.publications.reports import lists

    return tuple(lists.REPORTS)


@click.command("report", cls=chinese.Command, place=80, options_metavar="[选项]")
@click.argument("name", metavar="清单", type=chinese.OneOf(_reports))
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@list_files.FORMAT_OPTION
@list_files.FILE_OPTION
@click.option("--profile", metavar="单位", help="分单位的只列这一种，如 小支部（默认：每一种都列）")
def command(name: str, root: Path | None, format_: str | None, out: Path | None, profile: str | None) -> None:
    """列清单：依据、记录表、岗位、各级、目标、负担、检查要点。

    依据写 basis，记录表写 forms，岗位写 roles，各级办哪些标准写 bodies，目标写 goals，负担写 burden，
    检查要点怎样看写 measures。

    在终端里看，或者用 -o 存成 XLSX 表格、JSON、文字，或者别的格式。
    """
    from dangjian_std.publications.reports import lists as reports
    from dangjian_std.reading import project

    folder = project.find_root(root or Path())
    place = context.file(folder, out) if out else None
    form = list_files.form(format_, out)
    catalog = context.catalog(folder)
    units = Unit.all(catalog) if profile is None else (context.unit(catalog, profile),)
    list_files.deliver(reports.compose(name, units), form, place)
