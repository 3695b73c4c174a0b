from __future__ import annotations

import dataclasses
import io
import re
import zipfile

from dangjian_std import renderers
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Band, Row, Table
from dangjian_std.document.inline import Ref
from dangjian_std.document.words import UNTICKED
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.roles import Doubling
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Period
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


def test_a_duty_has_a_box_for_each_time_that_it_comes(catalog):
    unit = Unit.of(catalog)
    wanted = {Period.MONTH: 12, Period.QUARTER: 4, Period.HALF_YEAR: 2}
    count = {
        f"{code} {Clauses(catalog, standard).clauses[step.id]}": (
            len(when.months or range(12)) if when.every is Period.MONTH else wanted.get(when.every, 1)
        )
        for code, standard in catalog.standards.items()
        for step in standard.steps
        if (when := unit.recurrence(code, step))
    }
    rows = [row for rows in lists(catalog).values() for row in rows]
    assert all("".join(row).count(UNTICKED) == count.get(row[4], 1) for row in rows)
    assert all((row[0] == UNTICKED) == (count.get(row[4], 1) == 1) for row in rows)
    monthly = next(row for row in rows if count.get(row[4]) == 12)
    assert monthly[1].endswith("\n1□2□3□4□5□6□7□8□9□10□11□12□")
    assert {row[1].rpartition("　")[2] for row in rows if count.get(row[4]) == 4} == {"一□二□三□四□"}
    assert {row[1].rpartition("　")[2] for row in rows if count.get(row[4]) == 2} == {"上□下□"}


def test_a_duty_of_some_months_has_their_boxes(catalog):
    unit = Unit.of(catalog)
    standard, step = next(
        (standard, step)
        for code, standard in catalog.standards.items()
        for step in standard.steps
        if isinstance(step.when, Every) and step.when.every is Period.MONTH and unit.does(code, step)
    )
    when = dataclasses.replace(step.when, months=(3, 11))
    stages = tuple(
        dataclasses.replace(
            stage,
            steps=tuple(dataclasses.replace(each, when=when) if each is step else each for each in stage.steps),
        )
        for stage in standard.stages
    )
    changed = dataclasses.replace(standard, stages=stages)
    made = lists(dataclasses.replace(catalog, standards={**catalog.standards, standard.code: changed}))
    assert [row for rows in made.values() for row in rows if row[1].endswith("　3□11□")]


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


def test_lists_are_numbered_as_they_are_printed(catalog):
    ((document, _),) = checklists.compose(Unit.of(catalog), Request())
    tables = [block for part in document.parts for block in part.blocks if isinstance(block, Table)]
    assert [each.label for each in tables] == [f"表{number}" for number in range(1, len(tables) + 1)]
    sizes = [sum(isinstance(row, Row) for row in each.rows) for each in tables]
    assert sorted(sizes, key=lambda size: size <= checklists.FEW) == sizes
