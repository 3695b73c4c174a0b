"""修改单: what it says of a book, leaf by leaf."""

from __future__ import annotations

import pytest

from dangjian_std.changes import compare
from dangjian_std.document import leaves
from dangjian_std.document.blocks import Paragraph, Table
from dangjian_std.document.leaves import Page
from dangjian_std.publications.revision import amendment
from dangjian_std.publications.revision.amendment import Book
from dangjian_std.publications.revision.comparison_table import ComparedSets
from dangjian_std.reading.load import load
from dangjian_std.renderers.layout import plain_text
from support.projects import base, patched


def book(*said: str):
    """A book of pages: the number printed on each, and behind a colon what it says."""
    pages = (each.partition(":") for each in said)
    return leaves.leaves([Page(label=label, drawn=f"{label}{body}", body=body) for label, _, body in pages])


def numbers(first, last, body="原"):
    return [f"{number}:{body}{number - first}" for number in range(first, last + 1)]


OLD = (":封面", "Ⅰ:前言", *numbers(1, 10))


def composed(old, new, parts=None, file="换入"):
    files = base()
    catalog = load(files[path] for path in sorted(files)).catalog
    assert catalog is not None
    revision = ComparedSets(old=catalog, new=catalog, was="旧", now="新", changes=())
    one = Book(title="手册", old=book(*old), new=book(*new), parts=parts or {0: "封面", 2: "甲"}, file=file)
    (part,) = amendment.compose(revision, (one,)).parts
    tables = [each for each in part.blocks if isinstance(each, Table)]
    text = "".join(plain_text.line(each.text) for each in part.blocks if isinstance(each, Paragraph))
    return [[plain_text.cell(cell) for cell in row.cells] for row in tables[-1].rows], text


def changed(example):
    """Return what a revision says of each file, by its code or name."""
    old, new = (load(files[path] for path in sorted(files)).catalog for files in (base(), patched(example)))
    revision = ComparedSets(old=old, new=new, was="旧", now="新", changes=compare(old, new))
    (part,) = amendment.compose(revision, ()).parts
    (table,) = (each for each in part.blocks if isinstance(each, Table))
    rows = ([plain_text.cell(cell) for cell in row.cells] for row in table.rows)
    return {name.partition("　")[0]: said.split("\n") for name, _, said in rows}


def test_a_regulation_says_clause_by_clause_what_changed():
    said = changed("# 支部条例 articles.0\ngist: 另一种大意。\n# 支部条例 articles.1\ngist: 又一种大意。\n")
    assert said["支部条例"] == ["改动：第十一条第四款　条文大意", "改动：第十二条第二款　条文大意"]


def test_a_loss_is_told_beside_what_the_history_says():
    entries = (
        "history:\n  - {version: 1.0.0, on: 2026-12-01, change: 首次发布}\n"
        "  - {version: 1.1.0, on: 2026-12-20, change: 改通知的时间}\n"
    )
    said = changed(
        f"# DJ401\nversion: 1.1.0\n{entries}# DJ401 notify.when\nat_least_workdays: 1\n"
        "# DJ401 tell.when\nwithin_workdays: 2\n"
    )
    assert said["DJ401"] == ["改通知的时间", "放宽：6.1.2　何时"]


def test_one_page_takes_its_leaf_and_is_named_with_its_part():
    rows, text = composed(OLD, [*OLD[:3], "2:改", *OLD[4:]])
    assert rows == [["第1—2页", "第1—2页", "1→1", "甲：第2页"]]
    assert "作废页：第1—2页，共1张" in text
    assert "旧版共6张，最后一页是第10页" in text
    assert "一半" not in text


def test_a_leaf_more_at_the_end_goes_behind_the_last_one():
    rows, text = composed(OLD, [*OLD, "11:新", "12:又"])
    assert rows == [["—", "第11—12页，插在第9—10页后面", "0→1", "甲：第11—12页"]]
    assert "没有作废页" in text


def test_a_leaf_less_is_only_taken_out():
    rows, _ = composed([*OLD, "11:新", "12:又"], OLD, file="")
    assert rows == [["第11—12页", "只抽出", "1→0", "—"]]


def test_where_all_numbers_move_that_is_said_and_the_whole_book_is_advised():
    new = [*OLD[:2], "1:新", "2:又", *numbers(3, 12)]
    rows, text = composed(OLD, new)
    assert rows == [["第1—10页", "第1—12页", "5→6", "甲：第1—2页"]]
    assert "换入的6张里，有5张内容没有变，只变书眉或者页码：前面多了或者少了页，后面的页码跟着变。" in text
    assert "建议重印整册" in text


def test_where_only_heads_change_no_page_is_said_to_have_moved():
    old = [Page(label=str(n), drawn=f"甲{n}", body=f"{n}") for n in (1, 2, 3, 4)]
    new = [Page(label=str(n), drawn=f"乙{n}" if n < 3 else f"甲{n}", body=f"{n}") for n in (1, 2, 3, 4)]
    one = Book(title="手册", old=leaves.leaves(old), new=leaves.leaves(new), parts={}, file="换入")
    texts = [plain_text.line(each.text) for each in amendment._book(1, one) if isinstance(each, Paragraph)]
    assert "换入的1张里，有1张内容没有变，只变书眉或者页码。" in texts


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ((0,), "封面"),
        ((0, 1, 2, 3), "封面、第Ⅰ页、第1—2页"),
        ((2, 3, 5), "第1—2页、第4页"),
        ((), ""),
    ],
)
def test_pages_are_called_by_what_is_printed_on_them(pages, said):
    assert amendment.numbered(book(*OLD), pages) == said


def test_a_blank_page_goes_without_saying_and_one_that_bears_no_number_is_counted():
    pages = book(":封面", ":", "1:甲", ":", "3:乙", ":图")
    assert amendment.numbered(pages, range(6)) == "封面、第1页、第3页、第6面"
