from __future__ import annotations

import dataclasses
import io
import re
import zipfile

import pytest

from dangjian_std import renderers
from dangjian_std.composition import wording
from dangjian_std.composition.clauses import Clauses, all_clauses
from dangjian_std.composition.role_duties import duties_by_person
from dangjian_std.document.blocks import Band, Row, Table
from dangjian_std.document.inline import Ref
from dangjian_std.document.words import UNTICKED
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.roles import Doubling
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every, reference
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


TICKS = re.compile("(?:[0-9]*[一二三四上下]?□)+　?")


def pieces(rows: list[list[str]]) -> list[tuple[str, str, str]]:
    """Where each duty of a list stands, its boxes, and what is said of it."""
    found = []
    for line in (line for row in rows for line in row[1].split("\n")):
        stage, *said = TICKS.split(line)
        for boxes, text in zip(TICKS.findall(line), said, strict=True):
            where = stage.strip("　") or re.findall(r"(DJ[0-9]+ [0-9.]+)）[；。]$", text)[0]
            found.append((where, boxes.strip("　"), text))
    return found


def expected(unit: Unit) -> dict[str, list[tuple[Clauses, Step, str]]]:
    """The duties of each person: where one with a date stands, and in which stage one without."""
    found = {}
    for role, own in duties_by_person(unit, all_clauses(unit.catalog)).items():
        found[role] = [
            (book, step, f"{book.code} {book.clauses[step.id if isinstance(step.when, Every) else stage.id]}")
            for book, step in own
            for stage in book.standard.stages
            if step in stage.steps
        ]
    return found


@pytest.mark.parametrize("profile", ["总支", "小支部"])
def test_every_step_that_somebody_does_stands_on_exactly_one_list(catalog, profile):
    catalog = dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, profile=profile))
    unit = Unit.of(catalog)
    made = {role: pieces(rows) for role, rows in lists(catalog).items()}
    wanted = expected(unit)
    assert set(made) == set(wanted)
    for role, own in wanted.items():
        for _, step, where in own:
            codes = [code for code in (step.opens, unit.form(step.record), *step.papers) if code]
            (match, *_) = [
                each
                for each in made[role]
                if each[0] == where and each[2].startswith(step.what) and all(code in each[2] for code in codes)
            ]
            made[role].remove(match)
        assert made[role] == []
    assert sum(map(len, wanted.values())) > 100


def test_a_duty_says_when_or_how_long_after_the_one_before_it(catalog):
    unit = Unit.of(catalog)
    after = 0
    for role, rows in lists(catalog).items():
        said = pieces(rows)
        for book, step, where in expected(unit)[role]:
            time = plain_text.line(wording.when(step.when, book.told))
            texts = [text for place, _, text in said if place == where and text.startswith(step.what)]
            if isinstance(step.when, Every) or any(time in text for text in texts):
                continue
            before = next(
                text for at, text in zip(said[1:], said, strict=False) if at[0] == where and at[2] in texts
            )
            target = next(
                each.what for each in book.standard.steps if StepRef("", each.id) == reference(step.when)
            )
            assert before[2].startswith(target)
            assert time.removeprefix(f"“{target}”后").removeprefix("，") in texts[0]
            after += 1
    assert after > 5


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
    for role, own in expected(unit).items():
        said = pieces(lists(catalog)[role])
        for book, step, where in own:
            boxes = {each for place, each, text in said if place == where and text.startswith(f"{step.what}")}
            asked = count.get(f"{book.code} {book.clauses[step.id]}", 1)
            assert asked in {each.count(UNTICKED) for each in boxes}
            assert len(boxes) == 1
    boxes = {each for rows in lists(catalog).values() for _, each, _ in pieces(rows)}
    assert {"□", "1□2□3□4□5□6□7□8□9□10□11□12□", "一□二□三□四□", "上□下□"} == boxes


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
    assert [each for rows in made.values() for each in pieces(rows) if each[1] == "3□11□"]


def test_who_holds_two_posts_has_one_list(catalog):
    name = catalog.system.profile
    doubled = dataclasses.replace(
        catalog.profiles[name],
        doubling=(Doubling(role="组织委员", by="支部书记", anchor=catalog.profiles[name].anchor),),
    )
    merged = lists(dataclasses.replace(catalog, profiles={**catalog.profiles, name: doubled}))
    assert "组织委员" not in merged
    apart = lists(catalog)
    together = len(pieces(apart["支部书记"])) + len(pieces(apart["组织委员"]))
    assert len(pieces(merged["支部书记"])) == together
    assert any("（组织委员）" in text for _, _, text in pieces(merged["支部书记"]))


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
    own = duties_by_person(Unit.of(catalog), all_clauses(catalog))
    sizes = [len(own[each.title]) for each in tables]
    assert sorted(sizes, key=lambda size: size <= checklists.FEW) == sizes
