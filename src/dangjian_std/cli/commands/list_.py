"""`dstd list`: the standards, a line each; then the cases and what is withdrawn."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.cli.console import chinese, context


@click.command("list", cls=chinese.Command, place=60, options_metavar="")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
def command(root: Path | None) -> None:
    """列出全部标准，后面是专项工作（换届、补选等，见 dstd case）和废止的标准、记录表、文书。"""
    from dangjian_std.cli.console import reporters
    from dangjian_std.composition.marks import NOTHING_MARK
    from dangjian_std.domain.countdown import stages
    from dangjian_std.domain.unit import Unit
    from dangjian_std.domain.unit_sheet import Stance
    from dangjian_std.publications.case_pack.schedule import counted_from

    catalog = context.catalog(root)
    gone = {each.standard for each in Unit.of(catalog).profile.without}
    rows = [("编号", "名称", "类型", "状态", "实施", "版本", "步骤", "依据")]
    for code in sorted(catalog.standards):
        each = catalog.standards[code]
        steps, articles = len(each.steps), len({(one.regulation, one.article) for one in each.citations})
        days = "至".join(str(day) for day in (each.effective, each.withdrawn) if day)
        since = days if each.status.binding else NOTHING_MARK
        counts = (f"{steps} 步", f"{articles} 条")
        status = Stance.LEFT_OUT if code in gone else each.status
        rows.append((code, each.title, each.type, status, since, each.version, *counts))
    click.echo("\n".join(reporters.columns(rows)))
    if catalog.system.cases:
        cases = [("专项工作", "从哪天算起", "阶段")]
        cases += [
            (each.name, counted_from(catalog, each), "、".join(stages(catalog, each)))
            for each in catalog.system.cases
        ]
        click.echo("\n" + "\n".join(reporters.columns(cases)) + "\n")
    for withdrawal in catalog.withdrawn.values():
        click.echo(str(withdrawal))
