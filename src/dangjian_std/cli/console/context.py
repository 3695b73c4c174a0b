"""What every command does first and last: open a project, refuse one with errors, name a path."""

from __future__ import annotations

import contextlib
import functools
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.domain.catalog import Catalog
    from dangjian_std.domain.unit import Unit
    from dangjian_std.output.effects import Effects
    from dangjian_std.reading.load import KnownFiles, Loaded
    from dangjian_std.reading.project import RawSource
    from dangjian_std.rules import Between
    from dangjian_std.rules.by_file import Judged
    from dangjian_std.text.diagnostic import Diagnostic

EXIT_CLEAN, EXIT_FINDINGS, EXIT_TROUBLE = 0, 1, 2
"""Exit codes: nothing wrong; the standards have errors; usage or environment."""
NO_STANDARDS_MESSAGE = "还没有标准。用 dstd new standard 新建一项。"


class RefusedError(Exception):
    """The standards have errors, so the command goes no further. Holds what to print. Exit code 1."""


def checked(root: Path, raws: Iterable[RawSource] | None = None) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    """Return a project and everything that is wrong with it; of one without a standard nothing can be made."""
    from dangjian_std.reading import layers

    loaded, found = judged(layers.sources(root) if raws is None else raws)
    if empty(loaded):
        raise DstdError(NO_STANDARDS_MESSAGE)
    return loaded, found


def judged(
    raws: Iterable[RawSource],
    known: KnownFiles | None = None,
    between: Between | None = None,
    before: Judged | None = None,
) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    """Return what the sources say and everything that is wrong with it; `known` are files that were read before.

    `between` is told each rule before it is asked; `before` is what was found in its files the last time.
    """
    from dangjian_std import rules

    loaded = read(raws := tuple(raws), known)
    check = functools.partial(rules.check, between=between or rules.on_with_it, judged=before)
    return loaded, by_rules(loaded, raws, check)


def read(raws: tuple[RawSource, ...], known: KnownFiles | None = None) -> Loaded:
    """Return what the sources say."""
    from dangjian_std.reading import kept_files, load
    from dangjian_std.text import kept

    return load.load(raws, known or load.KnownFiles(kept=kept_files.KeptFiles(kept.shelf(), raws)))


def by_rules(
    loaded: Loaded, raws: tuple[RawSource, ...], check: Callable[[Catalog], tuple[Diagnostic, ...]]
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with what was read; `check` is how its catalogue is judged (`rules.check`)."""
    from dangjian_std.cli.console import base_findings

    if loaded.catalog is None:
        return loaded.diagnostics
    return base_findings.left_out(check(loaded.catalog), loaded.catalog, raws)


def on_paper(
    root: Path,
    loaded: Loaded,
    found: tuple[Diagnostic, ...],
    between: Callable[[], None] | None = None,
    before: Judged | None = None,
) -> tuple[Diagnostic, ...]:
    """Return findings, those about what git keeps, and where there is no error those about what is printed."""
    found = kept_in_git(root, found)
    return found if fails(found, strict=False) else (*found, *printed(loaded, between, before))


def kept_in_git(root: Path, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return findings, and those about what git keeps before them."""
    from dangjian_std.reading import tracked
    from dangjian_std.text import ds0

    return (*map(ds0.TRACKED_LEDGER.diagnose, tracked.problems(root)), *found)


def printed(
    loaded: Loaded, between: Callable[[], None] | None = None, before: Judged | None = None
) -> Iterator[Diagnostic]:
    """Yield what is wrong with what is printed of a set without errors."""
    from dangjian_std.output import preflight

    return preflight.refused_of_all(loaded, between or preflight.on_with_it, before)


def catalog(root: Path | None) -> Catalog:
    """Return the catalogue of a project with standards, or stop with what is wrong with it."""
    from dangjian_std.reading import project

    loaded, found = checked(project.find_root(root or Path()))
    if loaded.catalog is None or fails(found, strict=False):
        refuse(found, loaded)
    return loaded.catalog


def unit(catalog: Catalog, name: str | None) -> Unit:
    """Return a unit of the shape of this name or title, the set's own where none is asked for, or stop."""
    from dangjian_std.domain.unit import Unit

    if name is None:
        return Unit.of(catalog)
    for found in Unit.all(catalog):
        if name in {found.profile.name, found.profile.title}:
            return found
    return unknown("单位类型", name, catalog.profiles)


def empty(loaded: Loaded) -> bool:
    """Whether a project has all that it needs except standards."""
    return loaded.catalog is not None and not loaded.catalog.standards


def errors(catalog: Catalog) -> int:
    """Count what is wrong with a set by the rules, warnings aside."""
    from dangjian_std import rules
    from dangjian_std.text.diagnostic import Severity

    return sum(each.severity is Severity.ERROR for each in rules.check(catalog))


def earlier(raws: Iterable[RawSource], name: str) -> Catalog:
    """Return what another state of a set says: the one way in for sets of another time.

    It was judged by the rules of its time; here it need only be readable.
    """
    from dangjian_std.reading import load, migrations

    loaded = load.load(migrations.earlier(raws))
    if loaded.catalog is None:
        raise DstdError(f"{name} 里的标准{first_of(loaded.diagnostics)}")
    return loaded.catalog


def first_of(found: Sequence[Diagnostic]) -> str:
    """Say of a state that cannot be compared how many errors it has, and the first of them."""
    first = found[0]
    return f"有 {len(found)} 个错误，因此没有比较；第一处在 {first.place.span.where}：{first.message}。"


def base(root: Path, name: str) -> Catalog:
    """Return the set that a project is compared with: of a revision in git, or of another folder."""
    from dangjian_std.reading import layers, states_of_sets

    other = states_of_sets.folder(name)
    return earlier(layers.sources(other) if other else layers.of_revision(root, name), name)


def effects(old: Catalog, new: Catalog, wrong: int) -> Effects | None:
    """Return what a change comes to; None where a state has errors by the rules of today (`wrong` of the new)."""
    from dangjian_std.output import effects

    return None if wrong or errors(old) else effects.of(old, new)


def fails(found: Sequence[Diagnostic], *, strict: bool) -> bool:
    """Whether the findings keep a command from going on."""
    from dangjian_std.text.diagnostic import Severity

    return any(strict or each.severity is Severity.ERROR for each in found)


def refuse(found: Sequence[Diagnostic], loaded: Loaded, closing: str = "") -> NoReturn:
    """Stop with the findings, and a sentence on what that means."""
    from dangjian_std.cli.console import reporters

    text = reporters.as_text(found, loaded.sources, len(loaded.sources))
    raise RefusedError(f"{text}\n{closing}" if closing else text)


def unknown(what: str, name: str, known: Iterable[str]) -> NoReturn:
    """Stop with one sentence and the nearest names."""
    from dangjian_std.text.spelling import nearest

    raise DstdError(nearest(what, name, known))


def output_folder(folder: Path, out: Path | None) -> Path:
    """Return where outputs go: what a person asks for, or build/ in the project."""
    from dangjian_std.reading import project

    found = _resolved(out or folder / "build")
    if found == folder or among_standards(folder, found):
        raise DstdError(f"输出文件夹不能是项目本身，也不能在 {project.own(folder)}/ 里面，请另选一个。")
    return found


def file(folder: Path | None, out: Path) -> Path:
    """Return the file that a person names, or refuse it. By a link the file is meant that it leads to."""
    from dangjian_std.reading import project

    found = _resolved(out)
    if folder and among_standards(folder, found):
        raise DstdError(f"清单不能存到 {project.own(folder)}/ 里面，请另选一个地方。")
    with contextlib.suppress(OSError):
        mode = found.stat().st_mode
        if stat.S_ISDIR(mode):
            raise DstdError(f"{shown_path(out)} 是文件夹，不是文件，请再写上文件名。")
        if not stat.S_ISREG(mode):
            raise DstdError(
                f"{shown_path(out)} 是设备或者管道，不是文件；要交给别的程序，请不写 -o，用 > 或者 |。"
            )
    return found


def _resolved(out: Path) -> Path:
    """Return where a path leads to."""
    try:
        return out.resolve()
    except (OSError, RuntimeError) as error:
        raise DstdError(f"找不到 {shown_path(out)}：链接绕成了圈。请另选一个。") from error


def among_standards(folder: Path, path: Path) -> bool:
    """Whether a path is, or lies in, the folder of a project in which its author writes; it may be a link."""
    from dangjian_std.reading import project

    return path.resolve().is_relative_to((folder / project.own(folder)).resolve())


def shown_outputs(folder: Path, paths: Iterable[str]) -> Iterator[str]:
    """Yield where outputs are: a file by its name, more than one in a folder by their number."""
    found: dict[Path, list[str]] = {}
    for path in paths:
        found.setdefault((folder / path).parent, []).append(path)
    for place, files in found.items():
        yield f"{shown_path(place)}　{len(files)} 个文件" if len(files) > 1 else shown_path(folder / files[0])


def shown_path(path: Path) -> str:
    """A path the way its reader would type it: relative to here where that is shorter."""
    with contextlib.suppress(ValueError, OSError):
        path = path.relative_to(Path.cwd())
    return visible(os.fspath(path))
