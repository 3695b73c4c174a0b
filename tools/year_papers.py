"""Fills in the blank forms of the set as an office does: tests/cases/year, its names, its bad habits.

A paper is what one file of a branch holds; what a later month says of it is written into the same file.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dangjian_std import renderers
from dangjian_std.assessment import examined_cells
from dangjian_std.composition.request import Request
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.publications import records
from year_desks import Book, Letter
from year_messes import MESSES

YEAR = Path(__file__).resolve().parents[1] / "tests" / "cases" / "year"
BRANCHES = {"甲支部": ("第一党小组", "第二党小组"), "乙支部": ("第三党小组", "第四党小组")}
TEXTS = frozenset({FieldType.TEXT, FieldType.LINES, FieldType.PERSON, FieldType.SIGNATURE})
LISTS = frozenset({FieldType.TABLE, FieldType.ROSTER})
STEMS = "甲乙丙丁戊己庚辛壬癸"
NAMES = tuple(map("".join, itertools.product("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许", STEMS, STEMS)))
"""Two thousand names that nobody has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One file of a branch as it stands after a month."""

    form: str
    branch: str
    file: str
    number: str = ""
    mess: str = ""
    asked: str = ""
    """A word of the question that its mess is met with; the office then hands in the file without it."""
    reason: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)


def months() -> dict[int, list[Paper]]:
    """Return the papers of each month; those that were begun before hold what they held."""
    known: dict[tuple[str, str], Paper] = {}
    found: dict[int, list[Paper]] = {}
    for month in range(1, 13):
        told = yaml.safe_load((YEAR / f"{month:02}.yaml").read_text("utf-8"))
        for branch, papers in told.items():
            for each in papers:
                old = known.get((branch, each["file"]))
                new = known[branch, each["file"]] = _continued(old, branch, each)
                found.setdefault(month, []).append(new)
    return found


def _continued(old: Paper | None, branch: str, told: Mapping[str, Any]) -> Paper:
    rows = copy.deepcopy(old.rows) if old else {}
    for table, said in told.get("rows", {}).items():
        lines = rows.setdefault(table, {})
        news = said if isinstance(said, dict) else dict(enumerate(said, max(lines, default=0) + 1))
        for at, row in news.items():
            # YAML reads the column `on` as the word yes
            lines.setdefault(at, {}).update({"on" if name is True else name: value for name, value in row.items()})
    return Paper(
        form=told["form"],
        branch=branch,
        file=told["file"],
        number=told.get("number", old.number if old else ""),
        mess=told.get("mess", ""),
        asked=told.get("asked", ""),
        reason=told.get("reason", ""),
        fields={**(old.fields if old else {}), **told.get("fields", {})},
        rows=rows,
    )


def blanks(catalog: Catalog) -> Mapping[str, bytes]:
    """Return the empty forms by code and format: R211.xlsx."""
    used = {f"{paper.form}{Path(paper.file).suffix}" for papers in months().values() for paper in papers}
    return {
        f"{document.name[:4]}.{form}": renderers.render(document, form)
        for document, formats in records.compose(Unit.of(catalog), Request())
        for form in formats
        if f"{document.name[:4]}.{form}" in used
    }


class Clerk:
    """Fills in papers; into every cell for texts of which a machine asks nothing go the next names."""

    def __init__(self, catalog: Catalog) -> None:
        """Lay out the empty forms of a set."""
        self.catalog, self.asked, self.blanks = catalog, examined_cells.cells(catalog), blanks(catalog)
        self.sums = False
        """Whether a program that works out sums saves the files; else somebody types them."""
        self.names, self.given = itertools.cycle(NAMES), 0

    def filled(self, paper: Paper, *, tidy: bool = False) -> bytes:
        """Return the file; a tidy one without the mess that it was made in."""
        blank = self.blanks[f"{paper.form}{Path(paper.file).suffix}"]
        record = self.catalog.records[paper.form]
        desk: Book | Letter
        desk = Book(blank, paper.form) if paper.file.endswith(".xlsx") else Letter(blank, paper.form, record.cells)
        desk.spelling = 0 if paper.mess == "dates" else None
        desk.head(paper.branch, paper.number)
        for each in record.fields:
            if each.type in LISTS:
                rows = paper.rows.get(each.id, {})
                for at, row in rows.items():
                    for column in each.columns:
                        name = f"{each.id}.{column.id}"
                        value = row.get(column.id, self._name(name, column.type, paper.form))
                        if value is not None and not column.compute and not column.given:
                            desk.write(name, at, value)
            else:
                value = paper.fields.get(each.id, self._name(each.id, each.type, paper.form))
                summed = each.compute and (each.id not in paper.fields or (self.sums and isinstance(desk, Book)))
                if value is not None and not summed:
                    desk.write(each.id, 0, value)
        if paper.mess not in {"", "dates"} and not tidy and isinstance(desk, Book):
            MESSES[paper.mess](desk)
        return desk.saved()

    def _name(self, name: str, kind: FieldType, form: str) -> str | None:
        if name in self.asked[form] or kind not in TEXTS:
            return None
        self.given += 3
        return "、".join(itertools.islice(self.names, 3))
