"""`dstd list`: the standards, a line each."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context


@click.command("list", cls=chinese.Command, place=60, options_metavar="")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
def command(root: Path | None) -> None:
    """列出全部标准。"""
    from dangjian_std.cli.console import reporters

    catalog = context.catalog(root)
    rows = [("编号", "名称", "类型", "状态", "版本", "步骤", "依据")]
    for code in sorted(catalog.standards):
        each = catalog.standards[code]
        steps, articles = len(each.steps), len({(one.regulation, one.article) for one in each.citations})
        rows.append((code, each.title, each.type, each.status, each.version, f"{steps} 步", f"{articles} 条"))
    click.echo("\n".join(reporters.columns(rows)))
