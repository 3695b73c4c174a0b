"""The forms that are shipped, filled in as their own samples say, are taken: nothing in them is in doubt."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io

import openpyxl
import pytest
from openpyxl.utils.cell import range_boundaries

from dangjian_std import renderers
from dangjian_std.assessment import examined_cells, taking
from dangjian_std.assessment.collecting import Collected, Collection, HandedIn, NotTakenError
from dangjian_std.assessment.facts import Written
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.ledger_entries import Facts
from dangjian_std.assessment.taking import Hands
from dangjian_std.composition import form_blocks
from dangjian_std.composition.request import Request
from dangjian_std.document.document import Document
from dangjian_std.document.place_names import NUMBER_PLACE
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.publications import records
from dangjian_std.reading import filled_documents, handed_forms, load, project
from dangjian_std.reading.handed_forms import Forms, HandedForm
from support.folders import LIVE

LOADED = load.load(project.sources(LIVE.parent))
assert LOADED.catalog is not None
CATALOG = LOADED.catalog
LOOKED_FOR = examined_cells.looked_for(CATALOG)
LATER = dt.date(2029, 1, 1)
HANDS = Hands(
    today=LATER, branch="示例第一党支部", branches=frozenset({"示例第一党支部"}), groups=frozenset({"第一党小组"})
)


def documents() -> dict[str, tuple[Document, tuple[str, ...]]]:
    made = list(records.compose(Unit.of(CATALOG), Request()))
    return {f"{each.name[:4]}.{form}": (each, formats) for each, formats in made for form in formats}


FILES = documents()


def in_word(code: str, document: Document) -> tuple[HandedForm, ...]:
    """Return the form as a document with its samples in it."""
    filling = form_blocks.sample_filling(CATALOG, CATALOG.records[code])
    form = form_blocks.draw_form(CATALOG.records[code], alone=True, filling=filling)
    part = dataclasses.replace(document.parts[0], blocks=(form,))
    data = renderers.render(dataclasses.replace(document, parts=(part,)), "docx")
    return filled_documents.of_document(f"{code}.docx", data, Forms(CATALOG.records))


def in_a_workbook(code: str, document: Document) -> tuple[HandedForm, ...]:
    """Return the form as a workbook into which somebody typed its samples, all as text."""
    book = openpyxl.load_workbook(io.BytesIO(renderers.render(document, "xlsx")))
    for sheet in book.worksheets:
        for name, where in sheet.defined_names.items():
            left, top, right, bottom = range_boundaries(where.attr_text.rpartition("!")[2])
            cell = CATALOG.records[code].cells.get(name.removeprefix(f"dstd.{code}.").replace("_", "-"))
            if cell is None or cell.compute or not name.startswith("dstd."):
                continue
            if "." in name.removeprefix(f"dstd.{code}."):
                for at, text in enumerate(cell.sample[: bottom - top], 1):
                    sheet.cell(top + at, left).value = text
            elif cell.options:
                said = str(sheet.cell(top, right).value)
                for text in cell.sample:
                    said = said.replace(f"□{text}", f"√{text}")
                sheet.cell(top, right).value = said
            elif cell.type is not FieldType.SIGNATURE and cell.sample:
                sheet.cell(top, right).value = "\n".join(cell.sample)
    out = io.BytesIO()
    book.save(out)
    return handed_forms.of_workbook(f"{code}.xlsx", out.getvalue())


@pytest.mark.parametrize(
    "name", [name for name in sorted(FILES) if name[:4] in LOOKED_FOR and name[5:] in {"docx", "xlsx"}]
)
def test_a_form_filled_in_as_its_sample_is_taken(name):
    code, _, kind = name.partition(".")
    document, _ = FILES[name]
    forms = in_word(code, document) if kind == "docx" else in_a_workbook(code, document)
    for form in forms:
        found = taking.take(form, CATALOG.records[code], LOOKED_FOR[code], HANDS)
        if isinstance(found, Filing):
            assert found.asked == LOOKED_FOR[code].names
            continue
        waiting = [each for each in found if each.message.startswith("这一格还没有算出结果")]
        assert {each.name for each in waiting} <= {*CATALOG.records[code].computed}  # no program has computed them
        record = CATALOG.records[code]
        blank = {
            NUMBER_PLACE,
            *(name for name in record.key_ if not record.cells[name].sample),
        }  # what tells it apart
        left = [each for each in found if each.name not in blank and each not in waiting]
        assert not left, left
        assert waiting or not {*CATALOG.records[code].key_} - blank


def test_of_the_leader_of_a_branch_only_how_many_is_kept():
    (form,) = in_word("R501", FILES["R501.docx"][0])
    found = taking.take(form, CATALOG.records["R501"], LOOKED_FOR["R501"], HANDS)
    assert isinstance(found, Filing)
    assert found.fields["leader"].value == Written(persons=1)


UNKEPT = [
    name
    for name in sorted(FILES)
    if name.endswith(".docx") and name[0] == "R" and not CATALOG.records[name[:4]].stored
]


@pytest.mark.parametrize("name", UNKEPT)
def test_a_form_that_is_not_kept_is_refused_with_what_to_do(name):
    document, _ = FILES[name]
    forms = filled_documents.of_document(name, renderers.render(document, "docx"), Forms(CATALOG.records))
    collection = Collection.of(CATALOG, Facts(), (), LATER)
    with pytest.raises(NotTakenError, match=r"(由人翻看|总数记在结果单上)"):
        collection.add(HandedIn(name=name), forms)
    assert collection.found == Collected()


def test_some_forms_are_not_kept():
    assert {name[:4] for name in UNKEPT} >= {"R106", "R209", "R212", "R214", "R303", "R305", "R503", "R506"}


def test_a_form_of_which_a_machine_looks_at_nothing_is_not_needed():
    document, _ = FILES["R103.docx"]
    forms = filled_documents.of_document("R103.docx", renderers.render(document, "docx"), Forms(CATALOG.records))
    collection = Collection.of(CATALOG, Facts(), (), LATER)
    collection.add(HandedIn(name="R103.docx"), forms)
    assert collection.found.needless == [("R103.docx", "R103 工作交接清单")]
