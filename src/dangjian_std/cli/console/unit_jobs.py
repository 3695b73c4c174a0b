"""The rows of a list of units, and what is to be made of each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dangjian_std.cli.console import context
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.domain.catalog import Catalog
    from dangjian_std.domain.unit import Unit
    from dangjian_std.output.many_units import Packs
    from dangjian_std.reading.project import RawSource
    from dangjian_std.reading.unit_lists import ListedUnit

MOST_BYTES_OF_UNIT_LIST = 20_000_000
"""Bytes of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted of each unit."""

    only: tuple[str, ...]
    office: bool
    """Whether there is to be no PDF."""
    months: tuple[tuple[int, int], ...] = ()
    """Months whose packs are wanted too, each a year and a month."""
    year: int | None = None
    """A year whose calendars are wanted too, and the packs of its months."""
    calendars: bool = False
    """Whether the packs of its months are not."""

    def packs(self, unit: Unit) -> Packs:
        """Yield what these packs hold for a unit, as commands of their own make them."""
        from dangjian_std.cli.console import month_packs
        from dangjian_std.reading.roster import NOBODY

        for each in self.months:
            yield from month_packs.of_month(unit, *each, NOBODY)
        if self.year:
            yield from month_packs.of_year(unit, self.year, NOBODY, calendars=self.calendars)

    @property
    def packed(self) -> tuple[str, ...]:
        """What these packs are called."""
        year = [f"{self.year}-日历" if self.calendars else f"{self.year}"] if self.year else []
        return (*(f"{each[0]}-{each[1]:02}" for each in self.months), *year)

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that are made."""
        from dangjian_std import renderers

        return tuple(each for each in renderers.formats() if not (self.office and each == "pdf"))

    @property
    def words(self) -> tuple[str, ...]:
        """What is wanted in words: only of such a pack can another be told."""
        return (*self.only, *self.packed, *self.formats)


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A row of a list, and what would be made of it; or why nothing is."""

    row: ListedUnit
    number: str
    """Which one of how many it is."""
    place: str
    """Where the row stands."""
    folder: str = ""
    sheet: str = ""
    inputs: str = ""
    variant: str = ""
    trouble: str = ""


def rows(listed: Path, common: Mapping[str, Any], base: Catalog) -> tuple[ListedUnit, ...]:
    """Return the units of a list, or of the workbooks in a folder; `common` is said of each of them."""
    from dangjian_std.reading import project, unit_lists
    from dangjian_std.scaffold import limits

    if not listed.is_dir():
        parameters = {each.name: each.title for each in limits.limits(base)}
        return unit_lists.read(
            context.shown_path(listed), project.local(listed, MOST_BYTES_OF_UNIT_LIST), common, parameters
        )
    paths = sorted(path for path in listed.glob("*.xlsx") if not path.name.startswith((".", "~")))
    if not paths:
        raise DstdError(f"{context.shown_path(listed)} 里没有单位表（.xlsx）。")
    return tuple(unit_lists.sent(map(_raw, paths), common))


def _raw(path: Path) -> RawSource:
    """Return a workbook, or why it was not read: the others may do well."""
    from dangjian_std.reading import project

    try:
        return project.RawSource(path.name, project.local(path))
    except DstdError:
        return project.RawSource(path.name, trouble="读不了，或者超过 1 MB，不像填好的单位表；打开另存一份再试")


def planned(listed: str, rows: Sequence[ListedUnit], run: str) -> Iterator[Job]:
    """Yield a job for each row of a list that is called `listed`; `run` says all that the rows do not.

    Of two units with one name or one prefix only the first is made. A unit is not made if its name would be
    printed as boxes.
    """
    from dangjian_std.composition.request import safe_file_name
    from dangjian_std.output import many_units
    from dangjian_std.scaffold import unit_workbook

    seen = {many_units.UNITS_FILE: "这里的清单文件"}
    prefixes: dict[str, str] = {}
    for at, row in enumerate(rows, 1):
        number, folder = f"[{at}/{len(rows)}]", safe_file_name(row.name)
        place = f"{listed}/{row.file}" if row.file else f"{listed}:{row.line}"
        trouble = row.trouble or _undrawable(row.data)
        if not trouble and (before := seen.get(folder.casefold())):
            trouble = f"同 {before} 的名称一样；改一个，或者删去一个"
        prefix = str(row.data.get("prefix", ""))
        if not trouble and (before := prefixes.get(prefix)):
            trouble = f"编号前缀“{prefix}”同 {before} 的一样，两个单位的编号就分不开；改一个"
        if trouble:
            yield Job(row, number, place, folder, trouble=trouble)
            continue
        seen[folder.casefold()] = prefixes[prefix] = place
        sheet = unit_workbook.text(row.data)
        yield Job(row, number, place, folder, sheet, many_units.inputs(run, sheet), many_units.variant(row.data))


def _undrawable(data: Mapping[str, Any]) -> str:
    """Say that a name of a unit would be printed as boxes."""
    from dangjian_std import renderers

    for text in _texts(data):
        if missing := dict.fromkeys(renderers.undrawable(text)):
            listed = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in missing)
            return f"“{text}”里的{listed}随附字体里没有，印不出来；换一个通行的写法"
    return ""


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
