"""对照检查表: every criterion in force once, under its standard, with empty places to answer."""

from __future__ import annotations

import dataclasses

from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Band, Row, Table
from dangjian_std.document.inline import Ref
from dangjian_std.domain.measures import Agrees
from dangjian_std.domain.nodes import Anchor
from dangjian_std.domain.references import CODE_IN_TEXT, FieldRef
from dangjian_std.domain.standard import Annex
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Archive, CriterionKind
from dangjian_std.publications import Request, checks, publications
from dangjian_std.renderers.layout import plain_text


def made(catalog):
    unit = publications()["checks"].standards_of(Unit.of(catalog))
    ((document, formats),) = checks.compose(unit, Request())
    assert formats == ("pdf", "xlsx")
    tables = [block for part in document.parts for block in part.blocks if isinstance(block, Table)]
    return unit.catalog, document, *tables


def test_every_criterion_stands_once_under_its_standard(catalog):
    held, _, table, _ = made(catalog)
    found, code = {}, ""
    for row in table.rows:
        if isinstance(row, Band):
            code = plain_text.line(row.text).partition("　")[0]
        else:
            said = [plain_text.line(line) for line in row.cells[1].lines]
            found.setdefault(code, []).append([plain_text.cell(row.cells[0]), *said])
    wanted, number = {}, 0
    for code, standard in sorted(held.standards.items()):
        book = Clauses(held, standard)
        for each in standard.criteria:
            number += 1
            effect = "成效：" if each.kind is CriterionKind.EFFECT else ""
            said = [plain_text.line(book.text(text)) for text in (each.statement, each.by_hand)]
            wanted.setdefault(code, []).append([str(number), effect + said[0], said[1]])
    assert found == wanted
    assert any(said.startswith("成效：") for rows in found.values() for _, said, _ in rows)


def test_an_annex_is_called_by_its_standard_too_and_is_no_link(catalog):
    """The list has no annexes: to whoever holds it in hand, 附录A alone says nothing."""
    standard = next(each for _, each in sorted(catalog.standards.items()) if each.criteria)
    texts, table = (Annex(anchor=Anchor(None), id=name, title=name) for name in ("texts", "table"))
    first = dataclasses.replace(
        standard.criteria[0], kind=CriterionKind.EFFECT, statement="照〔texts〕办。", by_hand="对照〔table〕。"
    )
    changed = dataclasses.replace(
        standard,
        criteria=(first, *standard.criteria[1:]),
        annexes=(texts, dataclasses.replace(table, columns=("档",), rows=(("一",),))),
    )
    _, _, table, _ = made(dataclasses.replace(catalog, standards={**catalog.standards, standard.code: changed}))
    lines = [line for row in table.rows if isinstance(row, Row) for line in row.cells[1].lines]
    code = standard.code
    assert [plain_text.line(each) for each in lines[:2]] == [
        f"成效：照{code}附录A办。",
        f"对照{code}附录B的表B.1。",
    ]
    assert not any(isinstance(piece, Ref) for line in lines for piece in line)


def test_nothing_is_answered_beforehand(catalog):
    _, _, table, _ = made(catalog)
    assert [column.head for column in table.columns[2:]] == ["是", "否", "上级"]
    rows = [row for row in table.rows if isinstance(row, Row)]
    assert not any(plain_text.cell(each) for row in rows for each in row.cells[2:])


def test_a_form_leads_to_the_criteria_that_look_at_it(catalog):
    held, _, table, forms = made(catalog)
    boxes = {plain_text.cell(row.cells[0]): plain_text.cell(row.cells[1]) for row in forms.rows}
    assert list(boxes) == ["永久", "30年", "10年", checks.FILED_PAPERS_TITLE, "不归档", "问人、看物"]
    told = {
        code: numbers.split("、")
        for box, text in boxes.items()
        if box != "问人、看物"
        for code, _, numbers in parted(text)
    }
    assert {held.records[code].archive for code in told if code in boxes["30年"]} == {Archive.YEARS_30}
    assert {code[0] for code in told if code in boxes[checks.FILED_PAPERS_TITLE]} == {"W"}
    rows = [[plain_text.cell(each) for each in row.cells[:2]] for row in table.rows if isinstance(row, Row)]
    named = {number: set(CODE_IN_TEXT.findall(text)) for number, text in rows}
    assert all(code in named[number] for code, numbers in told.items() for number in numbers)
    rest = boxes["问人、看物"].removesuffix("。").split("、")
    everything = {number for numbers in told.values() for number in numbers}
    assert everything | set(rest) == set(named)
    assert not set(rest) & everything


def test_a_form_whose_organ_the_unit_lacks_is_looked_for_where_the_unit_writes(catalog):
    form = catalog.records["R501"]
    moved = dataclasses.replace(form, needs="支委会", instead="R201")
    small = dataclasses.replace(
        catalog,
        system=dataclasses.replace(catalog.system, profile="小支部"),
        records={**catalog.records, "R501": moved},
    )
    before, after = (
        {code: numbers for row in made(each)[3].rows for code, _, numbers in parted(plain_text.cell(row.cells[1]))}
        for each in (catalog, small)
    )
    assert "R501" not in after
    assert set(after["R201"].split("、")) == {*before["R201"].split("、"), *before["R501"].split("、")}


def test_a_form_that_has_to_agree_is_looked_at(catalog):
    standard = next(each for _, each in sorted(catalog.standards.items()) if each.criteria)
    measure = Agrees(anchor=standard.criteria[0].anchor, agrees=FieldRef("R210", ""))
    first = dataclasses.replace(standard.criteria[0], measure=measure, by_hand="逐项计算。")
    changed = dataclasses.replace(standard, criteria=(first, *standard.criteria[1:]))
    *_, forms = made(dataclasses.replace(catalog, standards={**catalog.standards, standard.code: changed}))
    told = {code: numbers for row in forms.rows for code, _, numbers in parted(plain_text.cell(row.cells[1]))}
    assert told["R210"].split("、")[0] == "1"


def test_a_standard_that_is_named_is_no_form(catalog):
    standard = next(each for _, each in sorted(catalog.standards.items()) if each.criteria)
    first = dataclasses.replace(standard.criteria[0], by_hand=f"照 {standard.code} 的要求，问两个人。")
    changed = dataclasses.replace(standard, criteria=(first, *standard.criteria[1:]))
    *_, forms = made(dataclasses.replace(catalog, standards={**catalog.standards, standard.code: changed}))
    told = {plain_text.cell(row.cells[0]): plain_text.cell(row.cells[1]) for row in forms.rows}
    assert not [each for each in told.values() if standard.code in each]
    assert told["问人、看物"].startswith("1、")


def parted(text):
    return [each.partition("：") for each in text.removesuffix("。").split("；")]
