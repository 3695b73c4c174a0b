"""Sources written anew by a command: what would change is shown, or all of it is written, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import click

from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.reading.migrations import File
    from dangjian_std.reading.project import RawSource


class MadeSources(Protocol):
    """What a command makes of the sources of a project."""

    @property
    def changed(self) -> Sequence[File]:
        """The files that are other than before."""


M = TypeVar("M", bound=MadeSources)
Make = Callable[[tuple["RawSource", ...]], M]


def rewrite(root: Path, make: Make[M], command: str, *, writes: bool) -> M:
    """Make something of the sources of a project and, where asked, write what is other than before."""
    from dangjian_std.output import exchange, locks
    from dangjian_std.reading import project

    folder = _folder(root)
    if not writes:
        if exchange.unfinished(folder):
            raise DstdError(f"上次没有写完。先运行 dstd {command}，会先恢复原样。")
        return make(tuple(project.sources(root)))
    with locks.locked(folder):
        if exchange.restore(folder):
            click.echo("上次没有写完，已恢复原样，现在重新来。")
        raws = tuple(project.sources(root))
        made = make(raws)
        if made.changed:
            if tuple(project.sources(root)) != raws:
                raise DstdError("这时候有文件被改动了，没有写任何文件。请再运行一次。")
            _write(root, raws, made.changed)
    return made


def show(changed: Sequence[File]) -> None:
    """Print what changes, as a unified diff."""
    from dangjian_std.cli.console import text_differences

    for line in (line for file in changed for line in text_differences.lines(file)):
        click.echo(line)


def tell(changed: Sequence[File]) -> None:
    """Print the names of files, and what was done to them."""
    for file in changed:
        new = f" => {file.new.path}" if file.new.path != file.old.path else ""
        said = f"：{'，'.join(file.said)}" if file.said else ""
        click.echo(f"  {visible(file.old.path + new)}{visible(said)}")


def _folder(root: Path) -> Path:
    """Return the folder whose files belong together."""
    from dangjian_std.reading import project

    return root if project.adopts(root) else root / project.own(root)


def _write(root: Path, raws: Sequence[RawSource], changed: Sequence[File]) -> None:
    """Write what has changed; the file that every project has comes last, as it is or anew."""
    from dangjian_std.output import exchange
    from dangjian_std.reading import project

    folder = _folder(root)
    sheets = (project.CATALOG_FILE,) if folder != root else (project.UNIT_SHEET, project.UNIT_WORKBOOK)
    last = next(raw for name in sheets for raw in raws if raw.path == name)
    files: dict[str, bytes | None] = dict.fromkeys(file.old.path for file in changed)
    files |= {file.new.path: file.new.data for file in changed}
    top = files.pop(last.path, None) or last.data
    inside = {(root / path).relative_to(folder).as_posix(): data for path, data in files.items()}
    exchange.exchange(folder, inside, (Path(last.path).name, top))
