"""`dstd explain`: the page of a rule."""

from __future__ import annotations

import click

from dangjian_std.cli.console import chinese, context


@click.command("explain", cls=chinese.Command, place=110, options_metavar="")
@click.argument("rule", metavar="规则")
def command(rule: str) -> None:
    """解释一条规则，如 dstd explain DS102。"""
    from dangjian_std import rules
    from dangjian_std.rules import pages

    for found in rules.find(rule):
        click.echo(f"{found.code} {found.name}\n\n{pages.page(found).text.strip()}\n\n{pages.READING}")
        return
    context.unknown("规则", rule, [each.code for each in rules.rules()] + [each.name for each in rules.rules()])
