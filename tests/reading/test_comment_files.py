"""Forms of comments as people hand them in: by the heads of their columns, whatever stands around them."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest

from dangjian_std.domain.comments import COMMENT_HEADS, OF_UNIT, UNIT_NAME_HEAD, Comment, CommentVerdict, gathered
from dangjian_std.reading import comment_files
from dangjian_std.text.places import Span

FILLED = (
    OF_UNIT,
    ("单位", "", "提出意见的单位（全称）→", "某县水利局", ""),
    ("DJ401", "整项标准", "", "改名称", ""),
    ("DJ401.notify", "6.1.2", "", "提前5天", "工地远"),
    ("DJ401.hold", "6.2.2", "", "", ""),
)


def sheet(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def document(rows):
    made = docx.Document()
    made.add_paragraph("征求意见表")
    table = made.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def commas(rows):
    return "\n".join(",".join(row) for row in rows).encode("gb18030")


FORMS = {"a.xlsx": sheet, "a.docx": document, "a.csv": commas}


def said(path, rows):
    comments, found = comment_files.read(path, FORMS[path](rows))
    return [(each.at, each.unit, each.said, each.reason) for each in comments], [each.message for each in found]


@pytest.mark.parametrize("path", FORMS)
def test_a_line_with_a_comment_is_one(path):
    expected = [("DJ401", "某县水利局", "改名称", ""), ("DJ401.notify", "某县水利局", "提前5天", "工地远")]
    assert said(path, FILLED) == (expected, [])


def test_columns_may_be_moved_and_rows_put_above():
    turned = [("请于3月底前报回",), *(row[::-1] for row in FILLED)]
    assert [each[2] for each in said("a.xlsx", turned)[0]] == ["改名称", "提前5天"]


def test_the_place_is_the_row_of_the_file():
    comments, _ = comment_files.read("a.xlsx", sheet([("标题",), *FILLED]))
    assert [each.span.line for each in comments] == [4, 5]


@pytest.mark.parametrize(
    ("rows", "message", "help_"),
    [
        ((*FILLED[:1], *FILLED[2:3]), "没有写提出单位", "在“单位”那一行写上单位名称"),
        (
            (*FILLED, ("6.1.1", "", "", "不好", "")),
            "这一行的“标识”是“6.1.1”，不知道说的是哪一条",
            "照发下去的表写，“标识”一栏不要改",
        ),
        (
            (("标识", "条款"), ("DJ401", "")),
            "没有“标识”“修改意见”两栏，不是征求意见表",
            "用 dstd comments form 做的表来填",
        ),
    ],
)
def test_what_cannot_be_taken_is_told_and_the_rest_goes_on(rows, message, help_):
    taken, (found,) = comment_files.read("a.xlsx", sheet(rows))
    assert (found.message, found.help) == (message, help_)
    assert all(each.unit for each in taken)


def test_a_missing_name_is_told_where_it_goes():
    rows = [("标题",), *((row[0], *row[1:3], "", "") if row[0] == UNIT_NAME_HEAD else row for row in FILLED)]
    _, found = comment_files.read("a.xlsx", sheet(rows))
    assert {each.place.span.line for each in found} == {3}
    _, found = comment_files.read("a.xlsx", sheet([row for row in rows if row[0] != UNIT_NAME_HEAD]))
    assert {each.place.span.line for each in found} == {3, 4}


@pytest.mark.parametrize(("path", "data"), [("a.docx", b"PK\3\4 no zip"), ("a.xlsx", b"PK\3\4"), ("a.docx", b"")])
def test_a_damaged_file_is_told_in_one_sentence(path, data):
    comments, found = comment_files.read(path, data)
    assert comments == ()
    assert [(each.code, each.place.span.path, each.help) for each in found] == [("DS001", path, "改好再交")]
    assert path[2:].upper() in found[0].message


SUMMED = (
    COMMENT_HEADS,
    ("DJ401", "", "", "改名称", "", "某县水利局", "不采纳", "已经用惯"),
    ("DJ401.hold", "", "", "换日子", "", "某县林业局", "", ""),
    ("DJ401.hold", "", "", "换地方", "", "某县林业局", "也许", ""),
)


def test_a_summary_is_read_again_with_what_was_decided():
    comments, found = comment_files.read("a.xlsx", sheet(SUMMED))
    assert [each.verdict for each in comments] == [CommentVerdict.LEFT, None, None]
    assert comments[0].why == "已经用惯"
    assert [(each.message, each.help) for each in found] == [
        ("“处理”写的是“也许”", "只写：采纳、部分采纳、不采纳")
    ]


def comment(said="改", verdict=None, why="", unit="甲局"):
    return Comment(at="DJ401", said=said, reason="", unit=unit, verdict=verdict, why=why, span=Span("a"))


def test_what_was_decided_goes_with_the_comment_wherever_it_stands():
    decided = comment(verdict=CommentVerdict.PARTLY, why="照办一半")
    for order in ([comment(), decided], [decided, comment()]):
        (only,) = gathered(order)
        assert (only.verdict, only.why) == (CommentVerdict.PARTLY, "照办一半")
    assert len(gathered([comment(), comment(unit="乙局"), comment("别的")])) == 3


@pytest.mark.parametrize(
    ("verdict", "why", "answered"),
    [
        (None, "", False),
        (CommentVerdict.TAKEN, "", True),
        (CommentVerdict.PARTLY, "", False),
        (CommentVerdict.LEFT, "用惯", True),
    ],
)
def test_only_what_is_taken_as_it_is_needs_no_reason(verdict, why, answered):
    assert comment(verdict=verdict, why=why).answered is answered
