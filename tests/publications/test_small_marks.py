"""Small things on a page that are easily lost: what is said of a basis, 何时, empty brackets, bookmarks."""

from __future__ import annotations

import io
import re

import docx
import pytest
from docx.oxml.ns import qn

from dangjian_std import renderers
from dangjian_std.composition import form_blocks
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Contents, ContentsEntry, Row, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.handbook import procedure
from dangjian_std.publications.month_pack import month_forms, pack
from dangjian_std.publications.workbooks import month_entries
from dangjian_std.reading import load, project
from dangjian_std.renderers.layout import plain_text
from support.folders import BASE

RESTING = {
    "6.1.1": "据表1（只限做什么、2、何时的次数）。",
    "6.1.2": "据表1（只限做什么、2、3）。",
    "6.2.1": "",
    "6.2.2": "据表1（除3、何时的日期、填表）。",
    "6.2.3": "据表1（除谁来做、何时、记录）。",
    "6.3.1": "据表1（只限做什么、何时的先后）。",
    "6.3.2": "",
    "6.3.3": "据表1（只限谁来做、做什么、2）。",
    "6.3.4": "据表1（只限做什么）。",
}
"""What the steps of DJ401 say of their articles, as their `local` says; nothing where all is the unit's own."""


def opened(root=BASE):
    loaded = load.load(project.sources(root))
    assert loaded.catalog is not None
    return loaded.catalog


def steps(catalog, *, alone=False):
    book = Clauses(catalog, catalog.standards["DJ401"], alone)
    return next(block for block in procedure.chapter(Unit.of(catalog), book) if isinstance(block, Table))


def resting(table):
    """What each step says of its basis, by clause."""
    lines = {
        plain_text.line(row.cells[0].lines[0]): plain_text.line(row.cells[3].lines[-1])
        for row in table.rows
        if isinstance(row, Row)
    }
    return {clause: line[line.find("据表1") :] if "据表1" in line else "" for clause, line in lines.items()}


def test_each_step_with_a_basis_says_how_far_it_goes_and_no_other():
    assert resting(steps(opened())) == RESTING


@pytest.mark.parametrize(
    ("local", "said"),
    [
        ("[how]", "（除1、2）"),
        ("[when]", "（除何时）"),
        ("[when.by_day]", "（除何时的日期）"),
        ("[who, what]", "（除谁来做、做什么）"),
        ("[how.2]", "（除2）"),
        ("[opens]", ""),
    ],
)
def test_what_is_ones_own_is_told_from_the_rest(edit, local, said):
    root = edit("DJ401", "local: [who, when.by_day, how.1]", f"local: {local}")
    assert resting(steps(opened(root)))["6.1.1"] == f"据表1{said}。"


def test_the_note_on_the_basis_stands_in_an_offprint_that_has_one_and_only_there(copy):
    assert [plain_text.line(note) for note in steps(opened(), alone=True).notes] == [
        procedure.OWN_RULES_NOTE.format("")
    ]
    assert steps(opened()).notes == ()  # 编制说明 says it once for all
    (path,) = copy.rglob("DJ401*.yaml")
    text = re.sub(r"\n        basis:\n(          - .*\n)+", "\n", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    assert steps(opened(copy), alone=True).notes == ()


def whens(catalog, month=3):
    document = month_forms.month_forms(
        Unit.of(catalog), pack.year_of_unit(Unit.of(catalog), 2027).listed(month), 2027, month
    )
    tables = [block for block in document.parts[0].blocks if isinstance(block, Table)]
    rows = (row for table in tables for row in table.rows if isinstance(row, Row))
    return {plain_text.cell(row.cells[0])[:4]: plain_text.cell(row.cells[2]) for row in rows}


def test_the_list_says_by_when_a_letter_goes_out_and_on_which_day_a_form_is_filled(edit):
    assert whens(opened()) == {"R201": "10日周三", "W401": "3日（5日前）"}
    edit("DJ401", "\n        papers: [W401]", "")
    root = edit("DJ401", "        opens: R201\n", "        opens: R201\n        papers: [W401]\n")
    assert whens(opened(root)) == {"R201": "10日周三", "W401": "10日周三"}


@pytest.mark.parametrize("terse", [True, False])
def test_no_bracket_stands_empty_and_a_standard_is_named_where_there_is_room(terse):
    unit = Unit.of(opened())
    found = pack.year_of_unit(unit, 2027).listed(3)
    said = [each.acts for each in month_entries.entries(found, terse=terse)]
    assert any("通知到每名党员" in text for text in said)
    assert any("整理记录并请主持人签名" in text for text in said)
    assert not any("（）" in text for text in said)
    assert any("通知到每名党员（DJ401）" in text for text in said) is not terse
    used = [row[-1] for row in month_entries.rows(unit.catalog, month_entries.entries(found, terse=terse))]
    assert "发W401" in "".join(used)


def test_a_form_of_two_sides_has_one_bookmark():
    drawn = form_blocks.draw_form(opened().records["R201"], alone=True)
    assert len(drawn.sheets) == 2
    listed = Contents(title="目次", entries=(ContentsEntry(level=1, text="R201", target=drawn.anchor),))
    parts = (
        Part(id="part-list", title="x", head="", folio=Folio.NONE, blocks=(listed,)),
        Part(id="part-x", title="x", head="", folio=Folio.NONE, blocks=(drawn,)),
    )
    whole = Document(name="x", title="x", author="x", subject="x", parts=parts)
    file = docx.Document(io.BytesIO(renderers.render(whole, "docx")))
    names = [each.get(qn("w:name")) for each in file.element.body.iter(qn("w:bookmarkStart"))]
    (target,) = {each.get(qn("w:anchor")) for each in file.element.body.iter(qn("w:hyperlink"))}
    assert names.count(target) == 1
    assert len(names) == len({*names})
