from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest

from dangjian_std import renderers
from dangjian_std.composition import book_pages
from dangjian_std.document.blocks import Contents, Items, Table
from dangjian_std.document.document import Document, Folio
from dangjian_std.document.forms import EntryRow, EntryTable, Form
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Archive, Modal
from dangjian_std.publications import Request
from dangjian_std.publications.month_pack import pack, reminders
from dangjian_std.publications.workbooks import books as workbooks_books
from dangjian_std.publications.workbooks import bound_forms, branch_book, month_entries
from dangjian_std.reading import load, project
from dangjian_std.renderers.html import blocks as html
from dangjian_std.renderers.layout import form_layout, page_rules, plain_text
from support import drawn

BRANCH, MEMBER = "党支部工作手册", "党员学习手册"


def made(unit: Unit, cover: str = "") -> dict[str, Document]:
    return {document.name: document for document, _ in workbooks_books.compose(unit, Request(cover=cover))}


@pytest.fixture(scope="module")
def books(catalog) -> dict[str, Document]:
    return made(Unit.of(catalog))


@pytest.fixture(scope="module")
def small(catalog) -> dict[str, Document]:
    return made(Unit.of(catalog, "小支部"))


def opened(root) -> Unit:
    loaded = load.load(project.sources(root))
    assert loaded.catalog is not None, loaded.diagnostics
    return Unit.of(loaded.catalog)


def blocks(document: Document) -> Iterator[object]:
    return (block for part in document.parts for block in part.blocks)


def forms(document: Document, *parts: str) -> list[Form]:
    found = [each for each in document.parts if not parts or each.id in parts]
    return [block for part in found for block in part.blocks if isinstance(block, Form)]


def monthly(document: Document, month: int) -> list[Form]:
    return forms(document, f"part-month-{month}", f"part-month-{month}-forms")


def codes(document: Document) -> set[str]:
    return {form.code for form in forms(document) if form.code}


def others(document: Document) -> dict[str, str]:
    """Where the forms are that are not bound, as the page on how to use the book says it."""
    (part,) = (each for each in document.parts if each.id == "part-use")
    (table,) = (block for block in part.blocks if isinstance(block, Table))
    return {plain_text.cell(row.cells[0]): plain_text.cell(row.cells[1]) for row in table.rows}


# -- the book of a branch ----------------------------------------------------------------------------------


def test_what_a_branch_opens_every_year_and_files_is_bound(catalog, books):
    assert {"R201", "R211", "R310"} <= codes(books[BRANCH])
    for code in codes(books[BRANCH]):
        record = catalog.records[code]
        assert record.sensitivity.value != "不入库"
        assert record.per.value == "branch"
        assert record.archive in {Archive.YEARS_10, Archive.YEARS_30}


def test_where_every_other_form_on_paper_is_is_said(catalog, books):
    told = others(books[BRANCH])
    assert told["手写，密封，另放"].startswith("R303")
    assert "R304" in told["一事一份，同那件事的材料放在一起"]
    assert "R318" in told["一人一份，另放"]
    assert "R501" in told["由党总支书记启用，另放"]
    paper = {code for code, record in catalog.records.items() if record.medium in bound_forms.BOUND_MEDIA}
    named = {code for code in paper if any(code in forms for forms in told.values())}
    assert named | codes(books[BRANCH]) >= paper & Unit.of(catalog).forms
    assert not named & codes(books[BRANCH])


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("archive: 10年", "archive: 不归档\nkeep: 到次年年底", "不归档，到次年年底"),
        ("archive: 10年", "archive: 永久", "永久保管，单独成件"),
        ("per: branch", "per: unit", "本单位一份，不按党支部分"),
        ("per: branch", "per: group", "由党小组组长保管，年终并入支部的材料"),
    ],
)
def test_a_form_that_is_not_filed_with_the_book_is_not_bound(edit, old, new, place):
    book = made(opened(edit("R211", old, new)))[BRANCH]
    assert "R211" not in codes(book)
    assert "R211" in others(book)[place]


def test_a_form_that_no_year_opens_is_not_bound(copy, edit):
    book = made(opened(copy))[BRANCH]
    assert "R211" in others(book)["遇事才填，同那件事的材料放在一起"]
    again = made(opened(edit("DJ401", "when: {on: 形成议定事项, within_workdays: 3}", "when: {every: quarter}")))[
        BRANCH
    ]
    assert "R211" in codes(again)
    yearly = edit("DJ401", "when: {every: quarter}", "when: {on: 形成议定事项, within_workdays: 3}")
    yearly = edit("DJ401", "when: {after: assign, within_months: 1}", "when: {every: year}")
    assert "R211" in others(made(opened(yearly))[BRANCH])["只建一份，每年核对，不从头填"]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_has_a_record_for_every_meeting_of_the_branch(books, small, month):
    found = [form.code for form in monthly(books[BRANCH], month)]
    assert found.count("R201") >= 2  # 主题党日 and 支委会会议; the groups keep theirs
    assert found.count("R201") > [form.code for form in monthly(small[BRANCH], month)].count("R201")


def test_a_record_of_a_meeting_says_what_is_known(books):
    texts = [str(form) for form in monthly(books[BRANCH], 3) if form.code == "R201"]
    assert any("'主题党日', '党员大会', '党课'" in text and "2027年3月10日" in text for text in texts)
    assert all("用于：3月" in text and "'2027'" in text for text in texts)
    assert not any("value=('党小组会'" in text for text in texts)


def test_what_a_year_needs_several_times_stands_together_with_what_is_known(books):
    registers = [form for form in forms(books[BRANCH], branch_book.REGISTERS) if form.code == "R211"]
    assert [str(form).count(f"2027年第{n}季度") for n, form in enumerate(registers, 1)] == [1, 1, 1, 1]
    (contents,) = (block for block in blocks(books[BRANCH]) if isinstance(block, Contents))
    assert len({entry.text for entry in contents.entries}) == len(contents.entries) <= 30


def test_a_month_lists_what_the_branch_does_and_has_a_box_for_it(books):
    tables = [
        block
        for month in range(1, 13)
        for part in books[BRANCH].parts
        if part.id == f"part-month-{month}"
        for block in part.blocks
        if isinstance(block, Table)
    ]
    assert len(tables) == 12
    assert len({table.columns for table in tables}) == 1
    for table in tables:
        assert {plain_text.cell(row.cells[-1]) for row in table.rows} == {"□"}
        actors = {plain_text.cell(row.cells[2]) for row in table.rows}
        assert actors <= {
            month_entries.SEVERAL,
            "记录人",
            "支部书记",
            "组织委员",
            "宣传委员",
            "纪检委员",
            "党小组组长",
            "党员",
            "活动室管理员",
            "活动召集人",
        }


def test_whose_book_it_is_is_asked_on_the_cover_alone(books):
    (cover,) = books[BRANCH].parts[0].blocks
    assert [entry.label for entry in cover.entries] == ["党支部", "书记", "册号", "起止日期"]
    heads = {entry.id for form in forms(books[BRANCH]) for sheet in form.sheets for entry in sheet.head}
    assert heads == {"head.number", "head.period"}


SIGN_IN = "    type: roster\n    rows: 40\n    overleaf: true\n"
TOLD = "    hint: 写明姓名、缺席原因、转告日期\n"


@pytest.fixture
def apart(edit) -> Unit:
    edit("R201", TOLD, TOLD + "    overleaf: true\n")
    return opened(edit("R201", SIGN_IN, SIGN_IN.replace("overleaf", "apart")))


def places(document: Document) -> dict[int, list[str]]:
    """What stands on the two sides of each sheet of paper from the registers on, by the titles of the pages."""
    found: dict[int, list[str]] = {}
    side = 4
    for part in document.parts[4:]:
        side += part.recto and side % 2
        lists = sum(isinstance(block, Table) for block in part.blocks)
        titles = [part.title] * lists + [s.title for f in part.blocks if isinstance(f, Form) for s in f.sheets]
        for title in titles:
            found.setdefault(side // 2, []).append(title)
            side += 1
    return found


@pytest.mark.parametrize("profile", ["总支", "小支部"])
def test_members_never_sign_on_the_sheet_that_is_written_on(apart, profile):
    unit = Unit.of(apart.catalog, profile)
    book = made(unit)[BRANCH]
    sheets = list(places(book).values())
    assert all(len(sheet) == 2 for sheet in sheets)
    assert sum("签到" in "".join(sheet) for sheet in sheets) > 0
    assert not any(
        sheet.count("会议活动记录（签到）") == 1 and {"会议活动记录", "会议活动记录（背面）"} & {*sheet}
        for sheet in sheets
    )
    (use,) = (
        each for part in book.parts if part.id == "part-use" for each in part.blocks if isinstance(each, Items)
    )
    told = "".join(map(plain_text.line, use.items))
    gathered = any(part.id == "part-signed" for part in book.parts)
    assert (branch_book.SIGNED_APART in told, branch_book.SIGNED_BEHIND in told) == (gathered, not gathered)


def test_there_are_spare_records_for_two_more_meetings_of_each_kind(books):
    assert [form.code for form in forms(books[BRANCH], "part-spare")] == ["R201"] * branch_book.SPARE_MEETINGS


def test_the_other_handbook_is_compared_with_every_form_of_the_book(catalog, books):
    (form,) = forms(books[BRANCH], "part-replaced")
    (table,) = form.sheets[0].rows
    assert isinstance(table, EntryTable)
    assert {name for name, *_ in table.values} == {catalog.records[code].title for code in codes(books[BRANCH])}
    assert dict(row[:2] for row in table.values)["落实清单"] == "落实事项、未办结事项的安排"


# -- the book of a member ----------------------------------------------------------------------------------


def months(document: Document) -> list[EntryTable]:
    own = [form for month in range(1, 13) for form in forms(document, f"part-month-{month}")]
    return [row for form in own for row in form.sheets[0].rows if isinstance(row, EntryTable)]


def test_a_member_reads_what_the_member_does(books):
    rows = [row[:2] for table in months(books[MEMBER]) for row in table.values]
    told = {act for _, act in rows}
    assert ("10日周三", "参加主题党日、党员大会、党课") in rows
    assert {"看本人的责任清单", "参加党小组会", "可以参加志愿服务"} <= told
    assert not any(word in act for act in told for word in ("主持", "收缴", "核定", "召集", "讲党课"))


def test_a_member_is_called_to_the_meeting_that_the_record_of_a_group_takes_down(edit):
    edit("R211", "per: branch", "per: group")
    unit = opened(edit("DJ401", "when: {after: assign, within_months: 1}", "when: {every: month, by_day: 25}"))
    rows = [row for table in months(made(unit)[MEMBER]) for row in table.values]
    assert not any(act.startswith("参加：") for _, act, *_ in rows)
    with_members = edit(
        "DJ401",
        "        when: {every: month, by_day: 25}\n        record: R211",
        "        with: [党员]\n        when: {every: month, by_day: 25}\n        record: R211",
    )
    rows = [row for table in months(made(opened(with_members))[MEMBER]) for row in table.values]
    assert [re.search("[0-9]+日前", day)[0] for day, act, *_ in rows if act.startswith("参加：")] == [
        "25日前"
    ] * 12


def test_all_months_of_a_member_look_alike(books):
    tables = months(books[MEMBER])
    assert {table.rows for table in tables} == {tables[0].rows}
    for table in tables:
        page = book_pages.page("x", "x", (table,))
        (sheet,) = form_layout.lay_out(page, under_title=False).sheets
        (drawn,) = sheet.rows
        acts = [row[1] for row in drawn.rows]
        assert not any(cell.centred for cell in acts)


def test_hours_are_written_beside_what_was_studied_and_summed(books):
    (form,) = forms(books[MEMBER], "part-month-5")
    taken, sums, notes = form.sheets[0].rows
    assert isinstance(sums, EntryRow)
    assert isinstance(notes, EntryRow)
    assert taken.columns[-1].head == "学时"
    assert [entry.label for entry in sums.entries] == ["本月学时", "1月以来学时"]


def test_how_many_hours_a_year_has_at_least_is_said_with_what_it_rests_on(edit):
    unit = opened(edit("DJ401", "record: R211\n", "record: R211\n        bounds: {hours: {at_least: 40}}\n"))
    part = made(unit)[MEMBER].parts[1]
    assert "全年集中学习培训不少于40学时，怎样计见DJ401的要求，怎样核对见DJ401" in str(part.blocks[1])
    (rests,) = (block for block in part.blocks if isinstance(block, Table) and block.title.startswith("学时"))
    assert [plain_text.cell(row.cells[0]) for row in rests.rows] == ["支部条例第十六条第四款"]


def test_a_member_copies_nothing_and_signs_nothing(books):
    own = forms(books[MEMBER])
    assert {(form.code, form.version) for form in own} == {("", "")}
    assert not any(word in str(form) for form in own for word in ("签名", "抄", "党费"))


def test_the_book_of_a_member_fills_whole_sheets_and_is_hardly_blank(books):
    pages = 2 + len(forms(books[MEMBER]))
    assert pages % 4 == 0
    assert len(forms(books[MEMBER], "part-notes")) <= 2


def test_a_unit_without_groups_asks_for_none(books, small):
    labels = [[entry.label for entry in each[MEMBER].parts[0].blocks[0].entries] for each in (books, small)]
    assert labels[0] == ["姓名", "所在党支部", "党小组", "入党日期", "转正日期"]
    assert labels[1] == ["姓名", "所在党支部", "入党日期", "转正日期"]


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_the_lines_of_a_cover_are_printed_in_every_format(books, form):
    cover = dataclasses.replace(books[MEMBER], parts=books[MEMBER].parts[:1])
    data = renderers.render(cover, form)
    text = "".join(drawn.members(data, "document.xml$")) if form == "docx" else data.decode()
    for label in ("姓名", "所在党支部", "入党日期", "转正日期"):
        assert f"{label}：" in text
    assert all(f">{label}</span>" in html.page(cover) for label in ("姓名", "所在党支部"))


def test_nobody_else_keeps_the_book_of_a_member(books):
    assert [books[name].parts[0].blocks[0].edition for name in (BRANCH, MEMBER)] == [
        "内部资料　专人保管",
        "本人使用　本人保管",
    ]


# -- both --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("党支部手册", ["党支部手册"]),
        ("示例局机关党支部工作手册（2027年度）", ["示例局机关党支部工作手册", "（2027年度）"]),
        ("示例省示例市示例区示例局机关党支部工作手册", ["示例省示例市示例区示", "例局机关党支部工作手册"]),
        ("（试行）示例省示例市示例局党支部手册", ["（试行）示例省示例", "市示例局党支部手册"]),
        (
            "示例局党支部手册（办公室和财务科两个党支部合用）",
            ["示例局党支部手册", "（办公室和财务科两个党支部合用）"],
        ),
        (
            "示例局党支部手册（办公室和财务科的两个党支部合用）",
            ["示例局党支部手册（办公室", "和财务科的两个党支部合用）"],
        ),
        ("示例省示例市示例县示例局党支部（手册）", ["示例省示例市示例县示例局党支部", "（手册）"]),
        ("示例省示例市示例县示例局的党支部（手册）", ["示例省示例市示例县示例局的党支部", "（手册）"]),
        ("示例省示例市示例县示例局中的党支部（手册）", ["示例省示例市示例县示", "例局中的党支部（手册）"]),
        ("示例省示例市示例局机关党支部手册（2027）", ["示例省示例市示例局机关党支部手册", "（2027）"]),
        ("示例省示例市示例局机关的党支部手册（2027）", ["示例省示例市示例局机关", "的党支部手册（2027）"]),
    ],
)
def test_a_long_title_breaks_evenly(catalog, title, lines):
    (cover,) = made(Unit.of(catalog), title)[BRANCH].parts[0].blocks
    assert list(cover.title) == lines


@pytest.mark.parametrize("name", [BRANCH, MEMBER])
def test_a_form_with_an_overleaf_is_one_sheet_of_paper(books, name):
    for part in books[name].parts:
        side = sum(isinstance(block, Table) for block in part.blocks)
        for form in (block for block in part.blocks if isinstance(block, Form)):
            assert len(form.sheets) == 1 or side % 2 == 0, part.id
            side += len(form.sheets)


@pytest.mark.parametrize("name", [BRANCH, MEMBER])
def test_every_page_is_counted_and_every_name_is_used_once(books, name):
    assert {part.folio for part in books[name].parts} == {Folio.TALLY}
    names = [form.anchor for form in forms(books[name])]
    assert len(names) == len(set(names))


def test_a_page_that_stays_blank_has_its_number_too(books):
    book = books[BRANCH]
    plain = dataclasses.replace(
        book, parts=tuple(dataclasses.replace(part, folio=Folio.NONE) for part in book.parts)
    )
    assert '@page :blank:left { @bottom-left { content: "第"' in page_rules.stylesheet(page_rules.of(book))
    assert ":blank:left" not in page_rules.stylesheet(page_rules.of(plain))


def test_the_office_above_may_name_the_book(catalog):
    named = made(Unit.of(catalog), "党支部手册")
    assert named[BRANCH].parts[0].blocks[0].title == ("党支部手册",)
    assert named[BRANCH].title == "党支部手册（2027年）"
    assert named[MEMBER].parts[0].blocks[0].title == (MEMBER,)


@pytest.mark.parametrize(("pages", "recto"), [((2, 1, 2), True), ((2, 1, 2), False), ((1,), True), ((2,), False)])
def test_no_side_is_left_empty(pages, recto):
    sheet = book_pages.notes().sheets[0]
    given = [
        dataclasses.replace(book_pages.notes(), code=str(number), sheets=(sheet,) * number) for number in pages
    ]
    bound = list(book_pages.bound(given, recto=recto))
    assert (sum(len(each.sheets) for each in bound) + (not recto)) % 2 == 0
    assert sorted(each.code for each in bound if each.code) == sorted(map(str, pages))


def test_a_box_stands_before_what_must_be_done_on_a_day_of_ones_own(catalog):
    found = pack.year_of_unit(Unit.of(catalog), 2027).listed(3)
    loose = [each.task for each in reminders.reminders(found) if each.task.loose]
    (said,) = month_entries.beside(found)
    assert said.count("□") == len(loose) > 1
    mild = {id(due.step): dataclasses.replace(due.step.when, modal=Modal.SHOULD) for due in loose[0].everything}
    steps = {
        code: dataclasses.replace(
            standard,
            stages=tuple(
                dataclasses.replace(
                    stage,
                    steps=tuple(
                        dataclasses.replace(step, when=mild.get(id(step), step.when)) for step in stage.steps
                    ),
                )
                for stage in standard.stages
            ),
        )
        for code, standard in catalog.standards.items()
    }
    other = Unit.of(dataclasses.replace(catalog, standards=steps))
    (said,) = month_entries.beside(pack.year_of_unit(other, 2027).listed(3))
    assert said.count("□") == len(loose) - 1
