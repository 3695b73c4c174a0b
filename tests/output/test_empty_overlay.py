"""A unit that adopts a set and changes nothing makes what the set makes for a unit of its shape, byte for byte.

A file is a pure function of its document, the code and the fonts: the same fingerprint is the same bytes. What
only a unit that adopts has is the 适用说明, which says what it adopted. The book that the set is issued as is
another: it speaks to every shape, the book of an adopter of the same shape to its own.
"""

from __future__ import annotations

import json
import re

import pytest

from dangjian_std import publications, renderers
from dangjian_std.domain.unit import Unit
from dangjian_std.output import build, packs
from dangjian_std.publications import Request
from dangjian_std.publications.month_pack import pack
from dangjian_std.publications.year_calendar import plan_table, telephone, wall
from dangjian_std.reading import layers
from dangjian_std.reading.load import KnownFiles, load
from dangjian_std.reading.project import UNIT_SHEET, RawSource
from support.folders import FROZEN

RAWS = tuple(layers.sources(FROZEN))
BASE = tuple(layers.lowered(RAWS))
KNOWN = KnownFiles(BASE)
BOOK = re.compile(r"01手册/(党建工作标准化手册|DJ[0-9]{3}-)")
"""The standards themselves: as the set is issued they speak to all shapes, those of an adopter to its own."""
NOTE = {"01手册/适用说明.docx", "01手册/适用说明.pdf"}


def share(whole, parts, at):
    return whole // parts + (at < whole % parts)


def adopter(catalog, profile):
    """Return the same unit as one that adopts the set, with an empty local/."""
    system, counts = catalog.system, profile.counts
    said = {
        "kind": "unit",
        "name": system.issuer,
        "prefix": system.prefix,
        "edition": system.edition,
        "year": system.year,
        "base": {"from": ".", "edition": system.edition, "sha256": layers.digest(RAWS)},
        "shape": profile.name,
        "leaders": counts.leaders,
        "branches": [
            {
                "name": f"第{at}党支部",
                "members": share(counts.members, counts.branches, at),
                "groups": [f"第{each}党小组" for each in range(share(counts.groups, counts.branches, at))],
            }
            for at in range(counts.branches)
        ],
    }
    loaded = load((RawSource(UNIT_SHEET, json.dumps(said, ensure_ascii=False).encode()), *BASE), KNOWN)
    assert loaded.catalog is not None, loaded.diagnostics
    return Unit.of(loaded.catalog)


def outputs(unit):
    """Return the fingerprint of each file that can be made for a unit, by its path."""
    found = build.targets(
        (path, name, document, form)
        for name in publications.publications()
        for path, document, form in publications.compose(unit, name, Request())
    )
    year = pack.year_of_unit(unit, unit.catalog.system.year)
    documents = [
        wall.wall_calendar(year),
        pack.year_calendar(year),
        plan_table.plan_table(year),
        *telephone.calendars(year),
        *(document for month in (1, 3, 11) for document, _ in pack.month_pack(year, month)),
    ]
    packed = packs.targets(("", each, "pdf") for each in documents)
    return {each.path: each.fingerprint for each in (*found, *packed)}


@pytest.mark.parametrize("shape", ["支部", "总支", "机关党委"])
def test_what_is_adopted_whole_is_the_same_in_every_file(shape):
    catalog = load(RAWS).catalog
    own, adopted = outputs(Unit.of(catalog, shape)), outputs(adopter(catalog, catalog.profiles[shape]))
    assert adopted.keys() - own.keys() == NOTE
    assert own.keys() - adopted.keys() == set()
    differ = {path for path in own if own[path] != adopted[path]}
    assert len(own) > 80
    issued = shape == catalog.system.profile
    assert [path for path in differ if not (issued and BOOK.match(path))] == []


def test_of_the_smallest_shape_only_what_it_is_called_differs():
    catalog = load(RAWS).catalog
    profile = catalog.profiles["小支部"]
    unit = adopter(catalog, profile)
    own, adopted = outputs(Unit.of(catalog, "小支部")), outputs(unit)
    differ = {path for path in own if own[path] != adopted[path]}
    assert differ == {"01手册/报批说明.docx", "01手册/报批说明.pdf"}
    assert (profile.title, unit.profile.title) == (
        "一个党支部，正式党员不足7人，不设支委会",
        "一个党支部，不设支委会",
    )


def test_the_bytes_are_the_same_where_the_fingerprints_are():
    catalog = load(RAWS).catalog
    units = Unit.of(catalog), adopter(catalog, catalog.profiles[catalog.system.profile])
    for name in ("checklists", "archive"):
        found = [
            [
                (path, renderers.render(document, form))
                for path, document, form in publications.compose(each, name, Request())
                if form != "pdf"
            ]
            for each in units
        ]
        assert found[0] == found[1] != []
