from __future__ import annotations

import dataclasses
import re
from io import BytesIO

import pikepdf
import pytest

from dangjian_std import renderers
from dangjian_std.composition import copies, form_blocks
from dangjian_std.composition.request import Request, safe_file_name
from dangjian_std.document.blocks import Contents, Row, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Form
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import DRAWN_MEDIA
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, FieldType, Medium, Sensitivity
from dangjian_std.publications import records
from dangjian_std.renderers.layout import plain_text
from support.pdf_text import read, text

EVERYTHING = Request()
ABOVE = {Medium.ISSUED_ABOVE, Medium.SYSTEM}


def made(catalog: Catalog, order: Request = EVERYTHING) -> dict[str, tuple[Document, tuple[str, ...]]]:
    found = {document.name: (document, formats) for document, formats in records.compose(Unit.of(catalog), order)}
    assert all(name == safe_file_name(name) for name in found)
    return found


def blocks(document: Document, kind: type) -> list:
    return [block for part in document.parts for block in part.blocks if isinstance(block, kind)]


def is_apart(catalog: Catalog, part: Part) -> bool:
    """Whether a part is a form that shares its sheet of paper with no other."""
    record = catalog.records.get(part.id.removeprefix("part-"))
    return bool(record) and (record.medium is Medium.BALLOT or record.sensitivity is Sensitivity.NOT_STORED)


def unsampled(catalog: Catalog) -> Catalog:
    bare = {}
    for code, record in catalog.records.items():
        fields = tuple(
            dataclasses.replace(
                each,
                sample=(),
                columns=tuple(dataclasses.replace(column, sample=()) for column in each.columns),
            )
            for each in record.fields
        )
        bare[code] = dataclasses.replace(record, fields=fields)
    return dataclasses.replace(catalog, records=bare)


def test_every_form_that_we_draw_is_a_file_and_no_other(catalog):
    found = made(catalog)
    drawn = {code: record for code, record in catalog.records.items() if record.medium in DRAWN_MEDIA}
    single = {name: value for name, value in found.items() if name not in {"记录表汇编", "填写示例"}}
    assert set(single) == {safe_file_name(f"{code}-{record.title}") for code, record in drawn.items()}
    for document, _ in single.values():
        (one,) = blocks(document, Form)
        assert one == form_blocks.draw_form(catalog.records[one.code], alone=True)
        assert one.sheets[0].title == document.title == catalog.records[one.code].title
    shown = {one.code for document, _ in found.values() for one in blocks(document, Form)}
    assert shown == set(drawn)
    rest = {record.medium for record in catalog.records.values() if record.code not in shown}
    assert rest == ABOVE


def test_a_ballot_is_for_print_only_and_carries_no_mark(catalog):
    found = made(catalog)
    ballots = [record for record in catalog.records.values() if record.medium is Medium.BALLOT]
    assert ballots
    for record in ballots:
        document, formats = found[safe_file_name(f"{record.code}-{record.title}")]
        assert formats == ("pdf", "docx")
        assert {part.folio for part in document.parts} == {Folio.NONE}
        assert {part.head for part in document.parts} == {""}
    printed = "".join(text(page.shown) for page in read(renderers.render(document, "pdf")))
    assert record.title in printed  # of the last one
    assert record.code not in printed
    assert record.version not in printed
    assert "编号" not in printed
    bound, _ = found["记录表汇编"]
    unmarked = {part.id for part in bound.parts if part.folio is Folio.NONE}
    assert unmarked == {f"part-{record.code}" for record in ballots}


def test_registers_are_workbooks(catalog):
    found = made(catalog)
    books = {name[:4] for name, (_, formats) in found.items() if "xlsx" in formats}
    assert books >= {"R210", "R211", "R307", "R310", "R501"}
    assert not books & {"R201", "R311", "R305", "R209"}
    for code in books:
        assert any(each.type is FieldType.TABLE for each in catalog.records[code].fields)
        assert catalog.records[code].sensitivity is not Sensitivity.NOT_STORED
    for name, (_, formats) in found.items():
        if name[:4] in catalog.records and catalog.records[name[:4]].medium is not Medium.BALLOT:
            assert formats[:2] == ("docx", "html")


@pytest.mark.parametrize(("rows", "expected"), [(4, False), (5, True)])
def test_a_register_is_mostly_rows(catalog, rows, expected):
    record = catalog.records["R211"]
    fields = {each.id: each for each in record.fields}
    table = dataclasses.replace(fields["items"], rows=rows)
    notes = dataclasses.replace(fields["open-matters"], rows=4)
    smaller = dataclasses.replace(record, fields=(table, notes))
    assert records.is_register(smaller) is expected
    kept_out = dataclasses.replace(smaller, sensitivity=Sensitivity.NOT_STORED)
    assert not records.is_register(kept_out)


def test_only_the_forms_of_the_standards_that_are_asked_for(catalog):
    found = made(catalog, Request(codes=("DJ302",)))
    assert {name[:4] for name in found} >= {"R307"}
    codes = {one.code for document, _ in found.values() for one in blocks(document, Form)}
    assert codes == {
        code for code, each in catalog.records.items() if each.home == "DJ302" and each.medium in DRAWN_MEDIA
    }
    assert not made(catalog, Request(codes=("DJ000",)))


def test_all_forms_in_one_file_behind_their_list(catalog):
    document, formats = made(catalog)["记录表汇编"]
    assert formats == ("pdf",)
    (listed,) = blocks(document, Contents)
    assert [entry.text[:4] for entry in listed.entries] == sorted(catalog.records)
    forms = blocks(document, Form)
    assert [one.code for one in forms] == sorted(one.code for one in forms)
    for part in document.parts:
        if len(part.blocks) == 1 and isinstance(part.blocks[0], Form):
            assert part.recto or len(part.blocks[0].sheets) == 1
    apart = [is_apart(catalog, part) for part in document.parts]
    assert sum(apart) == 3
    for at, part in enumerate(document.parts):
        assert part.recto or not (apart[at] or apart[at - 1])
    (named,) = blocks(document, Table)
    above = {code for code, record in catalog.records.items() if record.medium in ABOVE}
    assert {plain_text.cell(row.cells[0]) for row in named.rows if isinstance(row, Row)} == above
    assert all(plain_text.cell(cell) for row in named.rows if isinstance(row, Row) for cell in row.cells)


def test_each_side_is_a_page_and_the_list_tells_which(catalog):
    document, _ = made(catalog)["记录表汇编"]
    data = renderers.render(document, "pdf")
    with pikepdf.open(BytesIO(data)) as pdf:
        order = {page.objgen: number for number, page in enumerate(pdf.pages)}
        names = pdf.Root.Names.Dests.Names
        places = {str(names[at]): order[names[at + 1][0].objgen] for at in range(0, len(names), 2)}
        labels = [page.label for page in pdf.pages]
    forms = blocks(document, Form)
    starts = [places[one.code] for one in forms]
    for one, start, following in zip(forms, starts, [*starts[1:], places["named"]], strict=True):
        sides = len(one.sheets)
        assert following - start in {sides, sides + 1}
        assert sides == 1 or start % 2 == 0
    printed = "".join(text(page.body) for page in read(data)[: starts[0]])
    told = dict(re.findall(r"(R[0-9]{3})　.*?·{3,}([0-9]+)", printed))
    assert list(told) == sorted(catalog.records)
    for one, start in zip(forms, starts, strict=True):
        number = str(start - starts[0] + 1)
        assert told[one.code] == number
        assert labels[start] == ("" if catalog.records[one.code].medium is Medium.BALLOT else number)


def test_samples_are_marked_and_left_out_where_there_are_none(catalog):
    bare = unsampled(catalog)
    assert "填写示例" not in made(bare)
    record = bare.records["R211"]
    first, *rest = record.fields
    filled = dataclasses.replace(record, fields=(dataclasses.replace(first, sample=("2027年第1季度",)), *rest))
    document, formats = made(dataclasses.replace(bare, records={**bare.records, "R211": filled}))["填写示例"]
    assert formats == ("pdf", "docx")
    (sample,) = blocks(document, Form)
    (listed,) = blocks(document, Contents)
    assert [(entry.text, entry.target) for entry in listed.entries] == [("R211　落实清单", sample.anchor)]
    assert sample.sheets[0].rows[0].entries[0].value == ("2027年第1季度",)
    assert all("示例" in plain_text.line(sheet.above[0]) for sheet in sample.sheets)
    alone, _ = made(dataclasses.replace(bare, records={**bare.records, "R211": filled}))["R211-落实清单"]
    assert blocks(alone, Form) == [form_blocks.draw_form(record, alone=True)]


def with_places(catalog: Catalog, code: str, **changes) -> Catalog:
    """The set with places to sign in, changed, as the last field of a form."""
    roster = next(each for each in catalog.records["R201"].fields if each.type is FieldType.ROSTER)
    others = tuple(each for each in catalog.records[code].fields if each.type is not FieldType.ROSTER)
    record = dataclasses.replace(catalog.records[code], fields=(*others, dataclasses.replace(roster, **changes)))
    return dataclasses.replace(catalog, records={**catalog.records, code: record})


def test_only_who_is_called_has_a_further_sheet_to_sign(catalog):
    few = with_places(with_places(catalog, "R201", rows=9), "R311", rows=9)
    found = {
        code: blocks(document, Form) for code, (document, _) in made(few).items() if code[:4] in {"R201", "R311"}
    }
    titles = {code[:4]: [sheet.title for sheet in form.sheets] for code, (form,) in found.items()}
    assert titles["R201"][-1] == "会议活动记录（续页）"
    assert not any("续页" in title for title in titles["R311"])


def test_among_all_forms_a_page_apart_has_places_for_the_members_of_the_unit(catalog):
    apart = with_places(catalog, "R201", overleaf=False, apart=True)
    document, _ = made(apart)["记录表汇编"]
    (form,) = (each for each in blocks(document, Form) if each.code == "R201")
    (table,) = form.sheets[-1].rows
    people = max(each.people for each in copies.owners(Unit.of(apart), CountedPer.BRANCH))
    assert (people, table.rows, table.across) == (20, 13, 2)
    assert not any("续页" in sheet.title for each in blocks(document, Form) for sheet in each.sheets)
