from __future__ import annotations

import dataclasses
import io
import re
import zipfile

from dangjian_std import renderers
from dangjian_std.document.blocks import Band, Row, Table
from dangjian_std.document.inline import Ref
from dangjian_std.document.words import UNTICKED
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.roles import Doubling
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import Request, checklists
from dangjian_std.renderers.layout import plain_text


def lists(catalog: Catalog) -> dict[str, list[list[str]]]:
    ((document, formats),) = checklists.compose(Unit.of(catalog), Request())
    assert formats == ("pdf", "xlsx", "docx")
    tables = [block for part in document.parts for block in part.blocks if isinstance(block, Table)]
    return {
        each.title: [[plain_text.cell(cell) for cell in row.cells] for row in each.rows if isinstance(row, Row)]
        for each in tables
    }


def test_every_step_that_somebody_does_stands_on_exactly_one_list(catalog):
    unit = Unit.of(catalog)
    steps = [
        f"{code}.{step.id}"
        for code, standard in catalog.standards.items()
        for step in standard.steps
        if unit.does(code, step)
    ]
    assert sum(map(len, lists(catalog).values())) == len(steps) > 150


def test_a_list_is_sorted_by_what_brings_a_duty(catalog):
    ((document, _),) = checklists.compose(Unit.of(catalog), Request())
    part = next(part for part in document.parts if part.title == "支部书记")
    (table,) = (block for block in part.blocks if isinstance(block, Table))
    beats = [plain_text.line(row.text) for row in table.rows if isinstance(row, Band)]
    order = ["每月", "每季", "每半年", "每年", "每届", "遇事"]
    assert beats == sorted(set(beats), key=order.index)
    assert {"每月", "每季", "遇事"} <= set(beats)


def test_a_duty_is_a_line_with_a_box(catalog):
    rows = [row for rows in lists(catalog).values() for row in rows]
    assert {row[0] for row in rows} == {UNTICKED}
    assert not [row for row in rows if "\n" in "".join(row)]


def test_who_holds_two_posts_has_one_list(catalog):
    name = catalog.system.profile
    doubled = dataclasses.replace(
        catalog.profiles[name],
        doubling=(Doubling(role="组织委员", by="支部书记", anchor=catalog.profiles[name].anchor),),
    )
    merged = lists(dataclasses.replace(catalog, profiles={**catalog.profiles, name: doubled}))
    assert "组织委员" not in merged
    assert len(merged["支部书记"]) == len(lists(catalog)["支部书记"]) + len(lists(catalog)["组织委员"])
    assert any("（组织委员）" in row[2] for row in merged["支部书记"])


def test_what_a_unit_lacks_is_done_by_who_acts_for_it(catalog):
    small = dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, profile="小支部"))
    assert "支部委员会" not in lists(small)
    assert "支部委员会" in lists(catalog)


def test_no_list_leads_out_of_its_document(catalog):
    ((document, _),) = checklists.compose(Unit.of(catalog), Request())
    refs = [
        piece
        for part in document.parts
        for block in part.blocks
        if isinstance(block, Table)
        for row in block.rows
        if isinstance(row, Row)
        for cell in row.cells
        for line in cell.lines
        for piece in line
        if isinstance(piece, Ref)
    ]
    assert refs == []


def test_lists_become_a_workbook_with_a_sheet_a_role(catalog):
    ((document, _),) = checklists.compose(Unit.of(catalog), Request())
    book = zipfile.ZipFile(io.BytesIO(renderers.render(document, "xlsx"))).read("xl/workbook.xml").decode()
    assert re.findall('<sheet name="([^"]*)"', book) == list(lists(catalog))
