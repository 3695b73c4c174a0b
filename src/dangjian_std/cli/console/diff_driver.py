"""`dstd diff` as git calls it for one file (`diff.dstd.command`): the rest of the set is as it lies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dangjian_std import changes
from dangjian_std.cli.console import change_report
from dangjian_std.reading import layers, load, migrations, project
from dangjian_std.reading.project import RawSource
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

PLAIN_DIFF_HINT = "逐行的改动用 git diff --no-ext-diff 看"
NULL = "/dev/null"
"""What git names where a file is new or gone."""


def report(path: str, old: str, new: str) -> str:
    """Say what became of the duties in one file, which git has laid out in an old and a new state.

    A state that cannot be read is told and no error: git would stop at the first such file.
    """
    try:
        root = project.find_root(Path(path).parent)
        name = Path(path).resolve().relative_to(root).as_posix()
        others = [each for each in project.sources(root) if each.path != name]
        states = [_state(root, others, name, place) for place in (old, new)]
    except DstdError as error:
        return f"{visible(path)}：{visible(str(error))}{PLAIN_DIFF_HINT}。"
    except ValueError:
        return f"{visible(path)}：不在项目里；{PLAIN_DIFF_HINT}。"
    loaded = [load.load(migrations.earlier(each)) for each in states]
    for each, word in zip(loaded, ("旧版", "新版"), strict=True):
        if each.catalog is None:
            first = each.diagnostics[0]
            return f"{visible(path)}：{word}读不了，{first.place.span.where} {first.message}；{PLAIN_DIFF_HINT}。"
    before, after = (each.catalog for each in loaded)
    if before is None or after is None:
        return ""
    return change_report.text(changes.compare(before, after), f"{path} 的旧版", "")


def _state(root: Path, others: Sequence[RawSource], name: str, place: str) -> tuple[RawSource, ...]:
    own = [] if place == NULL else [RawSource(name, project.local(Path(place)))]
    return layers.over(root, tuple(sorted((*others, *own), key=lambda each: each.path)))
