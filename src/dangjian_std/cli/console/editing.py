"""Edits of a set that a person asked for: judged before they are written, and what is left to do said after."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import context, rewriting
from dangjian_std.text.characters import visible

if TYPE_CHECKING:
    from dangjian_std.domain.catalog import Catalog
    from dangjian_std.editing.edits import Edited
    from dangjian_std.reading.load import KnownFiles, Loaded
    from dangjian_std.reading.project import RawSource
    from dangjian_std.text.diagnostic import Diagnostic

Make = Callable[["Sequence[RawSource]", "Catalog"], "Edited"]
OF_SENTENCES = ("DS3", "DS6")
"""What may come of sentences that still use an old name: a person mends them, once it is another."""
NOTHING_WRITTEN_MESSAGE = "没有写任何文件。"


def edit(
    root: Path | None,
    command: str,
    make: Make,
    *,
    diff: bool,
) -> None:
    """Show or write what an edit comes to; one after which a set has other errors is refused."""
    from dangjian_std.reading import project

    folder = project.find_root(root or Path())
    project.require_set(folder, "名称、次序都是母本的")
    made = rewriting.rewrite(folder, lambda raws: judged(raws, make), command, writes=not diff)
    if diff:
        rewriting.show(made.changed)
    else:
        rewriting.tell(made.changed)
        click.echo(f"改好了 {len(made.changed)} 个文件。")
    _tell_mentions(made)
    if not diff:
        _tell_rest(made)


def judged(raws: Sequence[RawSource], make: Make, known: KnownFiles | None = None) -> Edited:
    """Make an edit of what can be read, and refuse one that makes something wrong."""
    from dangjian_std.reading.yaml_editing.operations import AmendError

    before, found = context.judged(raws, known)
    if before.catalog is None:
        context.refuse(found, before, NOTHING_WRITTEN_MESSAGE)
    try:
        made = make(raws, before.catalog)
    except AmendError as error:
        raise context.RefusedError(f"{visible(str(error))}{NOTHING_WRITTEN_MESSAGE}") from None
    changed = {file.old.path: file.new for file in made.changed}
    files = sorted((changed.get(raw.path, raw) for raw in raws), key=lambda raw: raw.path)
    after, wrong = context.judged(files, known)
    return dataclasses.replace(made, notes=(*made.notes, *_worse(found, after, wrong)))


def _worse(before: Iterable[Diagnostic], after: Loaded, found: Iterable[Diagnostic]) -> Iterator[str]:
    """Stop where a rule has more to say than before; of one that reads sentences yield how much more."""
    had = Counter(each.code for each in before)
    more = Counter(each.code for each in found) - had
    if refused := {code for code in more if not code.startswith(OF_SENTENCES)}:
        wrong = [each for each in found if each.code in refused]
        context.refuse(wrong, after, f"这样改会有上面的问题，{NOTHING_WRITTEN_MESSAGE}")
    if more:
        said = "、".join(f"{code} {count} 处" for code, count in sorted(more.items()))
        yield f"句子还没有跟着改，检查会多出 {said}：改好句子就没有了。"


def _tell_mentions(made: Edited) -> None:
    """List where a sentence uses the old name, as the files now stand."""
    if not made.mentions:
        return
    paths = {file.old.path: file.new.path for file in made.changed}
    click.echo(f"句子里还有 {len(made.mentions)} 处写着旧名，是不是它程序认不出，没有改：")
    for each in made.mentions:
        span = each.place.span
        path = paths.get(span.path, span.path)
        click.echo(f"  {visible(path)}:{span.line}:{span.column}　{visible(each.around)}")


def _tell_rest(made: Edited) -> None:
    """Say what is left to do."""
    from dangjian_std.reading.load import file_code
    from dangjian_std.reading.parse import parse

    for note in made.notes:
        click.echo(visible(note))
    versions = [file_code(file.new.path) for file in made.changed if "version" in parse(file.new).sound.data]
    if versions:
        click.echo(f"版本（version）和变更记录（history）由你写：{'、'.join(map(visible, versions))}。")
    click.echo("接着运行 dstd validate 检查，dstd diff 看改了哪些职责。")
