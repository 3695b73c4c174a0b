"""`dstd build --units`: a pack for each unit of a list. A bad row is told with its line, and stops nobody."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dangjian_std.cli.console import context
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.domain.unit import Unit
    from dangjian_std.output.many_units import State
    from dangjian_std.reading.load import Loaded
    from dangjian_std.reading.unit_lists import Listed

LEAST_FREE = 300_000_000
"""Bytes that the disk has to have left while it is not known how large a pack becomes."""
SPARE = 1.1
"""How much more than is thought to be needed has to be free."""
MINUTE, HOUR = 60, 3600
LARGEST = 20_000_000
"""Bytes of a list."""


class RowError(Exception):
    """A row of which nothing can be made, and why."""


@dataclass(slots=True)
class Run:
    """A run over a list of units."""

    listed: str
    root: Path
    out: Path
    only: tuple[str, ...]
    formats: tuple[str, ...]
    digest: str
    state: State
    estimate: bool
    """Whether only as many are made as it takes to know how long one takes."""
    bad: list[str] = field(default_factory=list)
    made: int = 0
    kept: int = 0

    def over(self, rows: Sequence[Listed]) -> None:
        """Make the pack of each row."""
        from dangjian_std.output import many_units

        seen: dict[str, str] = {}
        for at, row in enumerate(rows):
            try:
                self._row(row, seen, f"[{at + 1}/{len(rows)}]", len(rows) - at - 1)
            except (RowError, many_units.NotMadeError) as error:
                name = f"{row.name}：" if row.name else ""
                self.bad.append(visible(f"{self._where(row)}: {name}{error}"))
                click.echo(f"[{at + 1}/{len(rows)}] 没有做 {self.bad[-1]}", err=True)

    def _where(self, row: Listed) -> str:
        return f"{self.listed}/{row.file}" if row.file else f"{self.listed}:{row.line}"

    def _row(self, row: Listed, seen: dict[str, str], number: str, left: int) -> None:
        from dangjian_std.composition.request import safe_file_name
        from dangjian_std.output import many_units
        from dangjian_std.scaffold import unit_workbook

        if row.trouble:
            raise RowError(row.trouble)
        _require_drawable(row.data)
        folder = safe_file_name(row.name)
        if before := seen.get(folder.casefold()):
            raise RowError(f"同 {before} 的名称一样；改一个，或者删去一个")
        seen[folder.casefold()] = self._where(row)
        sheet = unit_workbook.text(row.data)
        inputs = many_units.identity(sheet, self.digest, self.only, self.formats)
        if many_units.whole(self.out, self.state.get(folder), inputs):
            self.kept += 1
            click.echo(f"{number} {visible(row.name)}：没有变化")
            return
        if self.estimate and self.known():
            return
        self._require_room(left + 1)
        begun = time.monotonic()
        unit, loaded, names = self._unit(sheet)
        targets = many_units.wanted(unit, names, self.formats)
        _require_printable((each.document for each in targets), loaded)
        made = many_units.make(
            unit,
            self.out,
            folder,
            targets,
            lambda path: click.echo(f"{number} {visible(row.name)}：制作 {visible(path)}……"),
        )
        seconds = round(time.monotonic() - begun, 1)
        self.state[folder] = {
            "folder": folder,
            "name": row.name,
            "line": row.line,
            "inputs": inputs,
            "sha256": many_units.digest(self.out / folder / many_units.PACK),
            "bytes": made.size,
            "files": made.files,
            "made": made.fresh,
            "wishes": self._wishes,
            "seconds": seconds,
        }
        many_units.put(self.out, self.state)
        self.made += 1
        click.echo(
            f"{number} {visible(row.name)}：做好了（{made.files} 个文件，新做 {made.fresh} 个，"
            f"{_size(made.size)}，用了{_lasting(seconds)}）{self._ahead(left)}"
        )

    def _unit(self, sheet: str) -> tuple[Unit, Loaded, tuple[str, ...]]:
        from dangjian_std import publications
        from dangjian_std.reading import layers
        from dangjian_std.reading.project import SHEET, RawSource

        loaded, found = context.judged(layers.over(self.root, (RawSource(SHEET, sheet.encode()),)))
        if loaded.catalog is None or context.fails(found, strict=False):
            first = next(each for each in found if context.fails((each,), strict=False))
            raise RowError(f"{first.message}（{first.code}）。建议：{first.help}")
        names, _ = publications.parse_request(loaded.catalog, self.only, None, large=False, proof=False)
        return context.unit(loaded.catalog, None), loaded, names

    # -- how long, and how much

    def known(self) -> list[Mapping[str, Any]]:
        """Return what is said of the units that were made with these wishes."""
        return [each for each in self.state.values() if each.get("wishes") == self._wishes]

    @property
    def _wishes(self) -> str:
        """What is made of each unit: only of such a pack can another be told."""
        return "、".join((*self.only, *self.formats))

    def _require_room(self, units: int) -> None:
        """Refuse to begin what the disk has no room for: twice a pack, as its files are kept until the end."""
        from dangjian_std.output import many_units

        known, free = self.known(), many_units.free(self.out)
        need = SPARE * (units + 1) * _mean(known, "bytes") if known else LEAST_FREE
        if free < need:
            raise DstdError(
                f"还要约 {_size(need)}，磁盘只剩 {_size(free)}，没有往下做。做好的都在；腾出地方再运行一次。"
            )

    def _ahead(self, left: int) -> str:
        return f"，约还要{_lasting(left * _mean(self.known(), 'seconds'))}" if left else ""

    def estimated(self, left: int) -> str:
        """Say how long the rest takes and how much room, and how that is known."""
        known = self.known()
        return (
            f"还有 {left} 个单位，约要{_lasting(left * _mean(known, 'seconds'))}，"
            f"占磁盘约 {_size(left * _mean(known, 'bytes'))}。照已经做好的 {len(known)} 个算的："
            "内容一样的只做一次，头一个最慢，后面的会快些。"
        )


def build(  # noqa: PLR0913 one parameter for each option
    root: Path | None, listed: Path, out: Path | None, only: tuple[str, ...], *, office: bool, estimate: bool
) -> None:
    """Make the pack of each unit of a list."""
    from dangjian_std import renderers
    from dangjian_std.output import locks, many_units
    from dangjian_std.reading import layers, load, project, unit_lists
    from dangjian_std.reading.project import RawSource
    from dangjian_std.text.package_data import shipped

    if out is None:
        raise DstdError("请用 -o 写明成品放到哪个文件夹。")
    folder = project.find_root(root) if root else shipped("standards").parent
    target = context.output_folder(folder, out)
    raws = layers.base_of(folder, ".", None)
    loaded = load.load(raws)
    if loaded.catalog is None:
        context.refuse(loaded.diagnostics, loaded, "母本读不了，没有做。")
    system, digest = loaded.catalog.system, layers.digest(raws)
    common = {
        "kind": "unit",
        "edition": system.edition,
        "year": system.year,
        "base": {"from": ".", "edition": system.edition, "sha256": digest},
    }
    shown = context.shown_path(listed)
    if listed.is_dir():
        paths = sorted(path for path in listed.glob("*.xlsx") if not path.name.startswith((".", "~")))
        rows = tuple(unit_lists.sent((RawSource(path.name, project.local(path)) for path in paths), common))
    else:
        rows = unit_lists.read(shown, project.local(listed, LARGEST), common)
    formats = tuple(each for each in renderers.formats() if not (office and each == "pdf"))
    run = Run(shown, folder, target, only, formats, digest, many_units.read(target), estimate)
    target.mkdir(parents=True, exist_ok=True)
    with locks.locked(target):
        run.over(rows)
    left = len(rows) - run.made - run.kept - len(run.bad)
    if left and run.known():
        click.echo(run.estimated(left))
    elif not left:
        many_units.clear(target)
    click.echo(f"{len(rows)} 个单位：新做 {run.made} 个，没有变化 {run.kept} 个，没有做成 {len(run.bad)} 个。")
    for line in run.bad:
        click.echo(f"  {line}")
    sys.exit(context.FINDINGS if run.bad else context.CLEAN)


def _require_drawable(data: Mapping[str, Any]) -> None:
    """Refuse a unit whose name would be printed as boxes."""
    from dangjian_std import renderers

    for text in _texts(data):
        if missing := dict.fromkeys(renderers.undrawable(text)):
            listed = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in missing)
            raise RowError(f"“{text}”里的{listed}随附字体里没有，印不出来；换一个通行的写法")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _require_printable(documents: Iterator[Any], loaded: Loaded) -> None:
    from dangjian_std.output import preflight

    for first in preflight.refused(documents, loaded):
        raise RowError(f"{first.message}（{first.code}）。建议：{first.help}")


def _mean(known: Sequence[Mapping[str, Any]], key: str) -> float:
    return sum(float(each[key]) for each in known) / len(known)


def _size(number: float) -> str:
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{number / 1e6:.1f} MB"  # noqa: PLR2004 units of bytes


def _lasting(seconds: float) -> str:
    if seconds < MINUTE:
        return f" {max(round(seconds), 1)} 秒"
    if seconds < HOUR:
        return f" {round(seconds / MINUTE)} 分钟"
    return f" {seconds / HOUR:.1f} 小时"
