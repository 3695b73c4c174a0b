"""`dstd report`: lists that are read off all standards together."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

FORMS = {".txt": "text", ".json": "json", ".xlsx": "xlsx"}
"""What a report can be made as, by the ending of a file."""


@click.command("report", cls=chinese.Command, options_metavar="[选项]")
@click.argument("name", metavar="清单", type=click.Choice(["basis", "forms", "roles", "goals", "burden"]))
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "xlsx"]), help="格式（默认按 -o 的扩展名）"
)
@click.option(
    "-o", "--out", metavar="文件", type=chinese.Where(), help="存成文件（.txt、.json 或 .xlsx），不在这里显示"
)
def command(name: str, root: Path | None, format_: str | None, out: Path | None) -> None:
    """列清单：basis 依据，forms 记录表，roles 岗位，goals 目标，burden 负担。

    在终端里看，或者用 -o 存成 XLSX 表格、JSON、文字。
    """
    from dangjian_std import renderers
    from dangjian_std.output import build
    from dangjian_std.publications.reports import lists as reports
    from dangjian_std.reading import project

    folder = project.find_root(root or Path())
    place = context.file(folder, out) if out else None
    form = _form(format_, out)
    document = reports.compose(name, context.catalog(folder).units)
    data = renderers.render(document, "txt" if form == "text" else form)
    if place is None:
        click.echo(data.decode(), nl=False)
    else:
        build.save(place, data, click.echo)
        click.echo(f"做好了 {context.shown_path(place)}")


def _form(asked: str | None, out: Path | None) -> str:
    """Return what to make, by what is asked for and by the name of the file, which must agree."""
    if out is None:
        if asked == "xlsx":
            raise DstdError("做 XLSX 要用 -o 写明存成哪个文件，如 -o 清单.xlsx。")
        return asked or "text"
    ending = out.suffix.lower()
    found = FORMS.get(ending)
    if (ending and found is None) or (found is None and asked is None):
        raise DstdError(f"{visible(out.name)} 的扩展名不对：清单只能存成 {'、'.join(FORMS)}，请改一个。")
    if asked and found and asked != found:
        raise DstdError(f"{visible(out.name)} 的扩展名和 --format {asked} 说的不是一回事，请只写一个。")
    return found or str(asked)
