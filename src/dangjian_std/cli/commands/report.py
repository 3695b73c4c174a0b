"""`dstd report`: lists that are read off all standards together."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context
from dangjian_std.domain.unit import Unit
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

TEXT = "text"
"""What `--format` calls plain text."""


def _reports() -> tuple[str, ...]:
    from dangjian_std.publications.reports import lists

    return tuple(lists.REPORTS)


def _formats() -> tuple[str, ...]:
    return tuple(TEXT if each == "txt" else each for each in _endings())


def _endings() -> tuple[str, ...]:
    from dangjian_std import renderers

    return tuple(each for each in renderers.formats() if each not in renderers.OF_DAYS)


@click.command("report", cls=chinese.Command, place=80, options_metavar="[选项]")
@click.argument("name", metavar="清单", type=chinese.OneOf(_reports))
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=chinese.OneOf(_formats), help="格式（默认按 -o 的扩展名）")
@click.option("-o", "--out", metavar="文件", type=chinese.Where(), help="存成文件，不在这里显示")
@click.option("--profile", metavar="单位", help="分单位的只列这一种，如 小支部（默认：每一种都列）")
def command(name: str, root: Path | None, format_: str | None, out: Path | None, profile: str | None) -> None:
    """列清单：依据、记录表、岗位、各级、目标、负担、检查要点。

    依据写 basis，记录表写 forms，岗位写 roles，各级办哪些标准写 bodies，目标写 goals，负担写 burden，
    检查要点怎样看写 measures。

    在终端里看，或者用 -o 存成 XLSX 表格、JSON、文字，或者别的格式。
    """
    from dangjian_std import renderers
    from dangjian_std.output import build
    from dangjian_std.publications.reports import lists as reports
    from dangjian_std.reading import project

    folder = project.find_root(root or Path())
    place = context.file(folder, out) if out else None
    form = _form(format_, out)
    catalog = context.catalog(folder)
    units = Unit.all(catalog) if profile is None else (context.unit(catalog, profile),)
    data = renderers.render(reports.compose(name, units), form)
    if place is None:
        click.echo(data.decode(), nl=False)
    else:
        build.save(place, data, click.echo)
        click.echo(f"做好了 {context.shown_path(place)}")


def _form(asked: str | None, out: Path | None) -> str:
    """Return what to make, by what is asked for and by the name of the file, which must agree."""
    from dangjian_std import renderers

    form = "txt" if asked == TEXT else asked
    if out is None:
        if form and not renderers.renderer(form).text:
            raise DstdError(f"做 {form.upper()} 要用 -o 写明存成哪个文件，如 -o 清单.{form}。")
        return form or "txt"
    ending = out.suffix.lower().removeprefix(".")
    found = ending if ending in _endings() else None
    if (ending and found is None) or (found is None and form is None):
        known = "、".join(f".{each}" for each in _endings())
        raise DstdError(f"{visible(out.name)} 的扩展名不对：清单只能存成 {known}，请改一个。")
    if form and found and form != found:
        raise DstdError(f"{visible(out.name)} 的扩展名和 --format {asked} 说的不是一回事，请只写一个。")
    return found or str(form)
