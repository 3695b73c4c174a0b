from __future__ import annotations

from dataclasses import replace

import pytest

from dangjian_std.composition import form_blocks, letter_blocks
from dangjian_std.document.forms import EntryRow
from dangjian_std.document.inline import Blank
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import DRAWN_MEDIA
from dangjian_std.domain.vocabulary import Archive, Direction, Medium
from dangjian_std.renderers.layout import plain_text


def sides(catalog: Catalog, code: str) -> tuple[str, str]:
    """What stands above and below the frame of a form."""
    form = form_blocks.draw_form(catalog.records[code])
    return "".join(map(plain_text.line, form.sheets[0].lines_above)), form.foot(form.sheets[0])


def test_every_form_says_how_long_it_is_kept(catalog: Catalog):
    for code, record in catalog.records.items():
        if record.medium in DRAWN_MEDIA - {Medium.BALLOT}:
            above, below = sides(catalog, code)
            assert ("保管期限：" in above) != ("保管期限：" in below)
            assert below.endswith(f"{code}　第{record.version}版")
            if record.archive is Archive.NONE and record.keep:
                assert f"保管期限：不归档（{record.keep}）" in above + below


@pytest.mark.parametrize(("keep", "side"), [("到次年年底", 0), ("保存到登记年度的次年12月31日", 1)])
def test_a_long_period_stands_below_the_frame(catalog: Catalog, keep: str, side: int):
    record = replace(catalog.records["R211"], archive=Archive.NONE, keep=keep)
    catalog = replace(catalog, records={"R211": record})
    assert f"保管期限：不归档（{keep}）" in sides(catalog, "R211")[side]


def test_a_ballot_carries_whose_it_is_and_nothing_else(catalog: Catalog):
    assert sides(catalog, "R305") == (f"党支部：{'＿' * 12}", "")


def test_small_ballots_fill_their_sheet_of_paper(catalog: Catalog):
    record = replace(catalog.records["R305"], per_sheet=8)
    drawn = form_blocks.draw_form(record, alone=True)
    assert (drawn.per_sheet, drawn.repeated) == (8, 8)
    assert form_blocks.draw_form(record).repeated == 1
    fields = replace(record, fields=tuple(replace(each, width=None) for each in record.fields))
    (sheet,) = form_blocks.draw_form(fields, alone=True).sheets
    assert [len(row.entries) for row in sheet.rows if isinstance(row, EntryRow)] == [1] * len(record.fields)


def test_a_slot_alone_is_a_line_to_write_on(catalog: Catalog):
    body = letter_blocks.draw_letter(catalog.papers["W114"]).body
    lines = [line[0] for line in body if len(line) == 1]
    assert [each.ems for each in lines if isinstance(each, Blank) and not each.shown] == [
        letter_blocks.LINE_EMS
    ] * 2


@pytest.mark.parametrize(("direction", "shown"), [("上行", True), ("下行", False), ("平行", False)])
def test_an_official_letter_has_its_number_and_upward_who_signed_it_off(catalog: Catalog, direction, shown):
    paper = replace(catalog.papers["W114"], direction=Direction(direction))
    number = plain_text.line(letter_blocks.draw_letter(paper).number)
    assert number.startswith("发文字号：")
    assert ("签发人：" in number) is shown
    assert not letter_blocks.draw_letter(catalog.papers["W114"]).number


def test_where_a_person_signs_nothing_is_printed(catalog: Catalog):
    *_, signed = letter_blocks.draw_letter(catalog.papers["W303"]).body
    assert signed == ("支部书记签名：", Blank(letter_blocks.SIGNATURE_EMS, "支部书记签名"))
    post, name = (
        piece for piece in letter_blocks.draw_letter(catalog.papers["W114"]).body[2] if isinstance(piece, Blank)
    )
    assert {post.ems, name.ems} == {letter_blocks.SHARED_EMS}
    assert not post.shown


def test_whom_a_letter_is_for_is_filled_in_where_it_stands_in_brackets(catalog: Catalog):
    asked, told = (
        letter_blocks.draw_letter(catalog.papers["W305"]),
        letter_blocks.draw_letter(catalog.papers["W401"]),
    )
    assert asked.addressee == (Blank(8, "上级党委名称", shown=True), "：")
    assert asked.closing[0] == (Blank(7, "党支部名称", shown=True),)
    assert told.addressee == ("各党小组、全体党员", "：")


@pytest.mark.parametrize(
    ("body", "label", "said"),
    [
        ("一、委员：〔names〕（没有的，删去本项）。", "姓名", True),
        ("二、委员：〔names〕。", "姓名；没有的，删去本项", True),
        ("十一、议题：〔names〕。", "没有党员大会的删去六、七两段", True),
        ("三、党课：〔names〕。", "没有党课的删去这一段", True),
        ("四、分工：〔names〕（换届没有本项）。", "姓名", True),
        ("五、委员：〔names〕（没有的，删去）。", "没有的，删去后半句", False),
        ("党组讨论的日期（没有的，删去本段）：〔names〕。", "没有的，删去本段", False),
    ],
)
def test_a_letter_says_what_becomes_of_the_numbers_where_one_is_left_out(catalog: Catalog, body, label, said):
    slot = replace(catalog.papers["W114"].slots[0], id="names", label=label)
    paper = replace(catalog.papers["W114"], body=("请审查。", body, "联系人"), slots=(slot,))
    *_, last = letter_blocks.draw_letter(paper).body
    assert last == (("（删去一项的，后面各项的序号前移。）",) if said else ("联系人",))
