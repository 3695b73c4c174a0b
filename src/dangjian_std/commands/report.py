"""`dstd report`: lists that are read off all standards together."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std import desk, usage


@click.command("report", cls=usage.Command, options_metavar="[选项]")
@click.argument("name", metavar="清单", type=click.Choice(["basis", "forms", "roles", "goals", "burden"]))
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "xlsx"]), help="格式（默认按 -o 的扩展名）"
)
@click.option("-o", "--out", metavar="文件", type=click.Path(path_type=Path), help="存成文件，不在这里显示")
def command(name: str, root: Path | None, format_: str | None, out: Path | None) -> None:
    """列清单：basis 依据，forms 记录表，roles 岗位，goals 目标，burden 负担。

    在终端里看，或者用 -o 存成 XLSX 表格、JSON。
    """
    from dangjian_std import project, renderers, write
    from dangjian_std.publications import report as reports

    ending = out.suffix.lower().removeprefix(".") if out else ""
    form = format_ or (ending if ending in {"json", "xlsx"} else "text")
    if form == "xlsx" and out is None:
        raise project.DstdError("做 XLSX 要用 -o 写明存成哪个文件，如 -o 清单.xlsx。")
    folder = project.find_root(root or Path())
    if out and desk.among_standards(folder, out):
        raise project.DstdError("清单不能存到 standards/ 里面，请另选一个地方。")
    data = renderers.render(reports.compose(desk.catalog(folder), name), "txt" if form == "text" else form)
    if out is None:
        click.echo(data.decode(), nl=False)
    else:
        write.write_all(out.resolve().parent, {out.name: data})
        click.echo(f"做好了 {desk.shown(out.resolve())}")
