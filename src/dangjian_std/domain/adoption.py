"""What a unit made of the set that it adopted: said in its adoption.json and on its 适用说明."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.unit_sheet import UnitSheet
from dangjian_std.text.places import Path, Place


class Act(StrEnum):
    """What a layer does to the set."""

    PUT = "put"
    ADD = "add"
    OMIT = "omit"


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerChange:
    """One thing that a layer of the unit changes in a file of the set."""

    act: Act
    code: str
    """What the file is called by."""
    way: Path
    """Where that node stands in the file of the set."""
    node: str
    """Id of the node that it is changed in or that is added; empty for the file itself."""
    key: str
    """The keys below that node, or the list that an item comes into."""
    before: object
    after: object
    """None for what is not there: before an addition, after an omission."""
    reason: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """The sheet of the unit, the set as it was before, and what was changed in it."""

    sheet: UnitSheet
    set: str
    """Title of the set."""
    issuer: str
    """Name of the unit whose set it is."""
    edition: str
    sha256: str
    titles: Mapping[str, str]
    """Titles of all its standards, by code."""
    before: Mapping[str, Standard]
    """The standards of the set that are changed, as they were."""
    forms: Mapping[str, Record]
    """Its forms that are changed, as they were."""
    papers: Mapping[str, Paper]
    """Its papers that are changed, as they were."""
    changes: tuple[LayerChange, ...] = ()
    own: tuple[str, ...] = ()
    """Codes of the standards, forms and papers of the unit's own."""

    @property
    def borrowed(self) -> bool:
        """Whether it is the set of another unit, whose revisions are none of this one."""
        return self.issuer != self.sheet.name
