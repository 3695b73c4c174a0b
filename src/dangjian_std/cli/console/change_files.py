"""A comparison of two states: shown on the terminal, or put into a file whose name says the format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import context
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.changes.change import Change
    from dangjian_std.domain.catalog import Catalog
    from dangjian_std.publications.revision.comparison_table import ComparedSets
    from dangjian_std.text.places import Place

PLAIN_FORMAT = "text"
FILE_ENDING_OF_FORMAT = {PLAIN_FORMAT: "txt", "json": "json", "markdown": "md", "pdf": "pdf", "docx": "docx"}
"""Formats, and how their files end."""
PRINTED_FORMATS = frozenset({"pdf", "docx"})
"""Formats of 修订对照表."""
BINARY = frozenset({".pdf", ".docx"})
"""Endings of files that are no text."""


def form(asked: str | None, out: Path | None) -> str:
    """Return the format, by what is asked for and by the name of the file, which must agree."""
    if out is None:
        if asked in PRINTED_FORMATS:
            raise DstdError(f"做 {asked.upper()} 要用 -o 写明存成哪个文件，如 -o 修订对照表.{asked}。")
        return asked or PLAIN_FORMAT
    ending = out.suffix.lower().removeprefix(".")
    meant = next((name for name, each in FILE_ENDING_OF_FORMAT.items() if each == ending), None)
    if meant is None:
        known = "、".join(f".{each}" for each in FILE_ENDING_OF_FORMAT.values())
        raise DstdError(f"{visible(out.name)} 的扩展名不对：改动只能存成 {known}，请改一个。")
    if asked and asked != meant:
        raise DstdError(f"{visible(out.name)} 的扩展名和 --format {asked} 说的不是一回事，请只写一个。")
    return meant


def newer(folder: Path, name: str, form: str, place: Path | None) -> Catalog:
    """Return the new state, of a revision or as the files are now, even if not all of it makes sense.

    One that cannot be read stops the command; a summary says that too, and why.
    """
    from dangjian_std.reading import layers, load

    if name:
        try:
            return context.earlier(layers.of_revision(folder, name), name)
        except DstdError as error:
            _unread(str(error), form, place)
            raise
    loaded = load.load(layers.sources(folder))
    if loaded.catalog is None:
        _unread(f"新版{context.first_of(loaded.diagnostics)}", form, place)
        context.refuse(loaded.diagnostics, loaded, "新版读不了，因此没有比较。")
    return loaded.catalog


def _unread(why: str, form: str, place: Path | None) -> None:
    from dangjian_std.cli.console import change_markdown

    if form == "markdown":
        put(place, change_markdown.unread(why).encode())


def accepted(old: Catalog, new: Catalog) -> Mapping[Place, Sequence[str]]:
    """Return why findings about a change were accepted, by their places; neither set may have errors."""
    from dangjian_std import rules

    found: dict[Place, list[str]] = {}
    for each, reason in rules.accepted(old, new):
        found.setdefault(each.place, []).append(reason)
    return found


def settled(new: Catalog, changes: Sequence[Change]) -> Sequence[Change]:
    """Return the changes; those that were accepted with the reason that was written down."""
    if not new.acceptances:
        return changes
    from dangjian_std.rules.revision import unexplained_loosening

    return tuple(unexplained_loosening.settled(new, changes))


def printed(revision: ComparedSets, form: str) -> bytes:
    """Return 修订对照表 as the bytes of a file; an old state may hold what no face of ours can show."""
    from dangjian_std import renderers
    from dangjian_std.publications.revision import comparison_table

    document = comparison_table.compose(revision)
    if missing := sorted(renderers.missing_glyphs(document)):
        said = "、".join(f"“{each}”（U+{ord(each):04X}）" for each in missing)
        raise DstdError(f"两版的文字里有随附字体没有的字：{said}，印不出来；请存成 .txt 或者 .md。")
    return renderers.render(document, form)


def put(place: Path | None, data: bytes) -> None:
    """Put a comparison into its file, and say where that is; show it where there is none."""
    from dangjian_std.output import build

    if place is None:
        click.echo(data.decode())
    else:
        build.save(place, data if place.suffix.lower() in BINARY else data + b"\n", click.echo)
        click.echo(f"做好了 {context.shown_path(place)}")
