"""One unit of a list, from its sheet to its pack; it is the same here and on another machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dangjian_std.cli.console import context
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.cli.console.unit_jobs import Wish
    from dangjian_std.domain.unit import Unit
    from dangjian_std.output.build import BuildTarget
    from dangjian_std.output.many_units import Pack
    from dangjian_std.output.shared_files import SharedFiles
    from dangjian_std.reading.load import Loaded
    from dangjian_std.reading.project import RawSource


class RowError(Exception):
    """A row of which nothing can be made, and why."""


@dataclass(frozen=True, slots=True)
class MadePack:
    """The pack of a unit; what is no error in it but has to be told, a sentence each; how long it took, in s."""

    pack: Pack
    remarks: tuple[str, ...]
    seconds: float


class PackMaker:
    """What makes the packs of units, all of one base."""

    def __init__(self, raws: tuple[RawSource, ...], wish: Wish, files: SharedFiles) -> None:
        """Take the files of the base, what is wanted, and what is there of it; the base is read once."""
        from dangjian_std.reading import layers, load

        self.raws, self.wish, self.files = raws, wish, files
        self._base = tuple(layers.lowered(raws))
        self._known = load.KnownFiles(self._base)

    def made(self, sheet: str, tell: Callable[[str], None]) -> MadePack:
        """Return the pack of the unit that a sheet describes. Raises `RowError` and `NotMadeError`."""
        from dangjian_std.cli.console import month_packs
        from dangjian_std.output import many_units

        begun = time.monotonic()
        unit, loaded, targets, remarks = self._targets(sheet)
        _require_printable(self.files.lost(targets), loaded)
        pack = many_units.packed(unit, month_packs.MONTH_FOLDER, targets, self.files, tell)
        return MadePack(pack, remarks, round(time.monotonic() - begun, 1))

    def _targets(self, sheet: str) -> tuple[Unit, Loaded, tuple[BuildTarget, ...], tuple[str, ...]]:
        from dangjian_std import publications
        from dangjian_std.output import many_units
        from dangjian_std.reading.project import UNIT_SHEET, RawSource

        loaded, found = context.judged((RawSource(UNIT_SHEET, sheet.encode()), *self._base), self._known)
        if loaded.catalog is None or context.fails(found, strict=False):
            first = next(each for each in found if context.fails((each,), strict=False))
            raise RowError(f"{first.message}（{first.code}）。建议：{first.help}")
        unit = context.unit(loaded.catalog, None)
        try:
            names, order = publications.parse_request(
                loaded.catalog, self.wish.only, None, large=False, proof=False
            )
            targets = many_units.wanted(unit, names, order, self.wish.packs(unit), self.wish.formats)
        except DstdError as error:
            raise RowError(str(error).rstrip("。")) from error
        return unit, loaded, targets, tuple(f"{visible(each.message)}（{each.code}）" for each in found)


def _require_printable(targets: Sequence[BuildTarget], loaded: Loaded) -> None:
    """Refuse a unit of which a page could not be printed; what is there already was judged when it was made."""
    from dangjian_std.output import preflight

    documents = {id(each.document): each.document for each in targets}
    for first in preflight.refused(documents.values(), loaded):
        raise RowError(f"{first.message}（{first.code}）。建议：{first.help}")
