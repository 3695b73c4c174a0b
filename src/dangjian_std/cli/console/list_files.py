"""A list for a person: shown on the terminal, or put into a file whose name says the format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese, context
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.document.document import Document

WIDE_FORMATS = frozenset({"xlsx", "json"})
"""Formats in which a table may have as many columns as there are standards."""
FORMATS_WITH_OUR_FONTS = frozenset({"pdf"})
"""Formats that have no faces but ours."""
TEXT_FORMAT = "text"
"""What `--format` calls plain text."""


def _formats() -> tuple[str, ...]:
    return tuple(TEXT_FORMAT if each == "txt" else each for each in _endings())


def _endings() -> tuple[str, ...]:
    from dangjian_std import renderers

    return tuple(each for each in renderers.formats() if each not in renderers.OF_DAYS)


FORMAT_OPTION = click.option(
    "--format", "format_", type=chinese.OneOf(_formats), help="格式（默认按 -o 的扩展名）"
)
FILE_OPTION = click.option("-o", "--out", metavar="文件", type=chinese.OutputPath(), help="存成文件，不在这里显示")


def form(asked: str | None, out: Path | None) -> str:
    """Return what to make, by what is asked for and by the name of the file, which must agree."""
    from dangjian_std import renderers

    found = "txt" if asked == TEXT_FORMAT else asked
    if out is None:
        if found and not renderers.renderer(found).text:
            raise DstdError(f"做 {found.upper()} 要用 -o 写明存成哪个文件，如 -o 清单.{found}。")
        return found or "txt"
    ending = out.suffix.lower().removeprefix(".")
    meant = ending if ending in _endings() else None
    if (ending and meant is None) or (meant is None and found is None):
        known = "、".join(f".{each}" for each in _endings())
        raise DstdError(f"{visible(out.name)} 的扩展名不对：清单只能存成 {known}，请改一个。")
    if found and meant and found != meant:
        raise DstdError(f"{visible(out.name)} 的扩展名和 --format {asked} 说的不是一回事，请只写一个。")
    return meant or str(found)


def require_drawable(document: Document, made_as: str) -> None:
    """Refuse to print a text that others wrote as boxes."""
    from dangjian_std import renderers

    if made_as in FORMATS_WITH_OUR_FONTS and (missing := sorted(renderers.missing_glyphs(document))):
        shown = "、".join(f"“{visible(each)}”（U+{ord(each):04X}）" for each in missing)
        raise DstdError(f"报上来的文字里有{shown}，随附字体里没有，印不出来。请存成 .xlsx 或者 .docx。")


def deliver(document: Document, made_as: str, place: Path | None) -> None:
    """Show a list, or put it into its place."""
    from dangjian_std import renderers
    from dangjian_std.output import build

    data = renderers.render(document, made_as)
    if place is None:
        click.echo(data.decode(), nl=False)
    else:
        build.save(place, data, click.echo)
        click.echo(f"做好了 {context.shown_path(place)}")
