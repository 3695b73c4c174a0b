"""`dstd explain`: the page of a rule, or the list of all."""

from __future__ import annotations

import click

from dangjian_std.cli.console import chinese, context
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError
from dangjian_std.text.spelling import near


@click.command("explain", cls=chinese.Command, place=110, options_metavar="")
@click.argument("rule", required=False, metavar="[规则]")
def command(rule: str | None) -> None:
    """解释一条规则，如 dstd explain DS102；不写就列出全部规则。"""
    from dangjian_std import rules
    from dangjian_std.cli.console import reporters
    from dangjian_std.rules import pages

    if rule is None:
        every = rules.rules()
        rows = [(each.code, reporters.SEVERITY_WORDS[each.severity], pages.page(each).summary) for each in every]
        click.echo("\n".join(reporters.columns(rows)))
        click.echo("用 dstd explain 代号 看一条：为什么、反例、正例、依据。")
        return
    for found in rules.find(rule):
        click.echo(
            f"{found.code} {found.name}\n\n{pages.page(found).text.strip()}\n\n{pages.EXAMPLE_INSTRUCTIONS}"
        )
        return
    if near(rule, names := [each.name for each in rules.rules()]):
        context.unknown("规则", rule, names)
    raise DstdError(f"没有“{visible(rule)}”这个规则。用 dstd explain 看全部规则。")
