"""Sealing of one article: shows what it was and what it is, then writes its seal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import context
from dangjian_std.domain import article_numbers, seals
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.reading.tree import Tree


def seal(root: Path, name: str, number: str, source: str, on: dt.date) -> None:
    """Write the seal, the source and the day into the file of a regulation: all of it, or nothing."""
    from dangjian_std.output import locks, write
    from dangjian_std.reading import load, project, schema
    from dangjian_std.reading.parse import parse
    from dangjian_std.reading.yaml_editing.amending import amend
    from dangjian_std.reading.yaml_editing.seals import operations

    with locks.locked(root / "standards"):
        raws = {raw.path: raw for raw in project.sources(root)}
        loaded = load.load(raws.values())
        if loaded.catalog is None:
            context.refuse(loaded.diagnostics, loaded, "没有写封签。")
        regulation = loaded.catalog.regulations.get(name.strip("《》"))
        if regulation is None:
            context.unknown("依据", name, loaded.catalog.regulations)
        numbers = [article.number for article in regulation.articles]
        if numbers.count(number) != 1:
            close = "、".join(article_numbers.meant(number, numbers))
            raise DstdError(f"{regulation.name}没有登记“{number}”。{f'可以写：{close}。' if close else ''}")
        raw = raws[regulation.anchor.outline.file.path]
        tree, index = parse(raw).sound, numbers.index(number)
        new, sealed = amend(raw, tree, list(operations(tree, index, on=str(on), source=source)))
        for wrong in schema.check(sealed):
            raise DstdError(f"{wrong.message}。没有写封签。")
        _show(root, tree, index)
        if new != raw:
            write.create(root, {}, (raw.path, new.data))
    said = "写上了封签" if new != raw else "封签没有变"
    click.echo(f"{said}：{context.shown_path(root / raw.path)} {number}，{on}，{visible(source)}")


def _show(root: Path, tree: Tree, index: int) -> None:
    """Print an article as it was in the last commit and as it is."""
    article = tree.data["articles"][index]
    before = _committed(root, tree.source.path, article["number"])
    if before is None:
        click.echo("原来的文字：不知道（上次提交里没有这一条，或者不在 git 仓库里）")
    elif list(_said(before)) == list(_said(article)):
        click.echo("和上次提交一样：")
    else:
        click.echo("\n".join(("上次提交：", *_said(before), "现在：")))
    click.echo("\n".join(_said(article)))


def _said(article: Mapping[str, object]) -> Iterator[str]:
    """Yield what a reviewer compares with the text of the regulation, a line each."""
    from dangjian_std.reading.yaml_editing.layout import flow

    checked = article.get("checked")
    demands = seals.demands(article)
    yield f"  条号：{visible(str(article.get('number')))}"
    yield f"  大意：{visible(str(article.get('gist')))}"
    yield f"  最低要求：{visible('；'.join(f'{key} {flow(each)}' for key, each in demands.items())) or '没有写'}"
    yield f"  核对程度：{visible(str(checked.get('level'))) if isinstance(checked, Mapping) else ''}"


def _committed(root: Path, path: str, number: str) -> Mapping[str, object] | None:
    """Return the article of the same number in the last commit; None where nobody can tell."""
    from dangjian_std.reading import migrations, states_of_sets
    from dangjian_std.reading.parse import parse

    try:
        raws = migrations.earlier(states_of_sets.sources(root, "HEAD"))
    except DstdError:
        return None
    tree = next((parse(raw).tree for raw in raws if raw.path == path), None)
    articles = tree.data.get("articles") if tree else None
    found = (each for each in articles or () if isinstance(each, dict) and each.get("number") == number)
    return next(found, None)
