"""月包: the reminders of a month stay on a sheet and say what they must; the forms of a month, in number."""

from __future__ import annotations

import dataclasses
import io
import re

import pikepdf
import pytest

from dangjian_std import renderers
from dangjian_std.cli import commands
from dangjian_std.cli.console import pack_making
from dangjian_std.document.blocks import Band, Heading, Row, Table
from dangjian_std.document.forms import Form, Letter
from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Medium, Modal
from dangjian_std.publications.month_pack import member_notices, month_forms, pack, tasks
from dangjian_std.reading import load, project
from dangjian_std.renderers.layout import plain_text as layout_plain_text
from dangjian_std.text.errors import DstdError, NoTypesetterError
from support import kept
from support.program import dstd

PROFILES = ("小支部", "支部", "总支", "机关党委")


SHAPED = {}


def shaped(catalog, name):
    """The set for a unit of a shape: the same one each time, so that its year is planned once."""
    made = dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, profile=name))
    return SHAPED.setdefault((id(catalog), name), made)


def table(document):
    """The first table: in a kit, what is to be printed; what is to be sent stands in another."""
    return blocks(document, Table)[0]


def cells(document):
    return [
        [layout_plain_text.cell(cell) for cell in row.cells]
        for each in blocks(document, Table)
        for row in each.rows
        if isinstance(row, Row)
    ]


FULLEST = 5
"""How many months of twelve are set: where the fullest have room all others have."""


@pytest.mark.parametrize("name", PROFILES)
def test_every_month_stays_on_one_sheet_of_paper(catalog, name):
    """The fullest sheets as one document, each from a right-hand page on: one that runs over makes it longer."""
    year = pack.year_of_unit(Unit.of(catalog, name), 2027)
    sheets = [pack.reminder_sheet(year, month) for month in range(1, 13)]
    sheets = sorted(sheets, key=lambda sheet: -len(repr(sheet.parts)))[:FULLEST]
    parts = []
    for number, sheet in enumerate(sheets):
        (part,) = sheet.parts
        blocks = tuple(
            dataclasses.replace(block, anchor=f"{type(block).__name__}-{number}") for block in part.blocks
        )
        parts.append(dataclasses.replace(part, id=f"part-{number}", blocks=blocks, recto=True))
    whole = dataclasses.replace(sheets[0], parts=tuple(parts))
    with pikepdf.open(io.BytesIO(renderers.render(whole, "pdf"))) as pdf:
        assert 2 * len(sheets) - 1 <= len(pdf.pages) <= 2 * len(sheets)


def sheet(catalog, month, name=""):
    """The rows of a month below the role that they stand under."""
    found, role = {}, ""
    for row in table(pack.reminder_sheet(pack.year_of_unit(Unit.of(catalog, name), 2027), month)).rows:
        if isinstance(row, Band):
            role = layout_plain_text.line(row.text)
        else:
            found.setdefault(role, []).append([layout_plain_text.cell(cell) for cell in row.cells])
    return found


def test_what_one_meeting_holds_is_one_row_with_a_box_its_day_and_one_record(catalog):
    (row,) = (row for row in sheet(catalog, 3)["支部书记"] if "主持主题党日" in row[3])
    assert row[:3] == ["□", "10日周三", "当天"]
    for what in ("召集并主持党员大会（DJ201）", "组织党员上党课"):
        assert what in row[3]
    assert row[4].split("；") == ["会议活动记录2份", "发W202"]


def test_what_comes_before_and_after_stands_under_who_does_it_with_its_own_days(catalog):
    found = sheet(catalog, 3)
    assert ["□", "3日周三", "5日", "〔支部主题党日〕通知到每名党员（DJ401）", "发W401"] in found["组织委员"]
    assert ["□", "11日周四", "15日", "〔支部主题党日〕向缺席党员转告内容（DJ401）", "记入R201"] in found[
        "党小组组长"
    ]
    assert not any("清点到会人数" in row[3] for rows in found.values() for row in rows)


def test_roles_come_in_their_order_and_what_each_does_by_date(catalog):
    for month in range(1, 13):
        found = sheet(catalog, month)
        assert [*found] == [role for role in catalog.roles if role in found]
        for rows in found.values():
            days = [int(row[1].partition("日")[0]) for row in rows]
            assert days == sorted(days)


def test_what_has_no_day_and_no_form_has_a_day_that_is_proposed(catalog):
    (row,) = (row for row in sheet(catalog, 6)["活动召集人"] if "组织志愿服务" in row[3])
    assert row[3] == "宜组织志愿服务（本季度）（DJ406）"
    assert row[1:3] == ["28日周一", "30日"]


def test_the_committee_meets_once_before_the_first_deadline_of_what_it_settles(catalog):
    (row,) = (row for row in sheet(catalog, 1)["支部书记"] if "支委会会议" in row[3])
    assert row[1:3] == ["21日周四", "25日"]
    assert "年度党建工作计划" in row[3]
    assert "排定全年的会议和党课" in row[3]


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("name", PROFILES)
def test_rows_come_by_date_and_nothing_that_is_due_is_lost(catalog, name, month):
    catalog = shaped(catalog, name)
    found = pack.year_of_unit(Unit.of(catalog), 2027).listed(month)
    assert [task.day for task in found] == sorted(task.day for task in found)
    dues = {due.key for due in year_agenda(Unit.of(catalog, name), 2027) if due.month == (2027, month)}
    gathered = [due.key for task in found for due in task.everything]
    assert len({*gathered}) == len(dues - {key for key in dues if _per_case(catalog, key)})
    text = plain_text(pack.reminder_sheet(pack.year_of_unit(Unit.of(catalog), 2027), month))
    for task in found:
        for due in task.acts:
            if not task.loose or due.step.when.modal == "应":
                assert due.step.what in text, due.key


def _per_case(catalog, key):
    code, _, step = key.partition(".")
    return any(each.id == step and each.when.per == "case" for each in catalog.standards[code].steps)


def plain_text(document):
    found = table(document)
    return "\n".join(
        ["|".join(row) for row in cells(document)] + [layout_plain_text.line(note) for note in found.notes]
    )


def test_a_year_that_nobody_published_says_so_on_every_paper(catalog):
    assert (
        table(pack.reminder_sheet(pack.year_of_unit(Unit.of(catalog), 2027), 5)).title == pack.ESTIMATED_YEAR_NOTE
    )
    assert table(pack.reminder_sheet(pack.year_of_unit(Unit.of(catalog), 2026), 5)).title == catalog.system.issuer
    for year, expected in ((2027, True), (2026, False)):
        notice = renderers.render(pack.notice(pack.year_of_unit(Unit.of(catalog), year), 5), "txt").decode()
        assert (pack.ESTIMATED_YEAR_NOTE in notice) is expected
        words = renderers.render(pack.year_calendar(pack.year_of_unit(Unit.of(catalog), year)), "txt").decode()
        assert (pack.ESTIMATED_YEAR_NOTE in words) is expected


def told(catalog, month, name=""):
    year = pack.year_of_unit(Unit.of(catalog, name), 2027)
    return renderers.render(pack.notice(year, month), "txt").decode().splitlines()[2:]


def test_members_are_told_when_they_meet_and_what_everybody_does(catalog):
    names = {"DJ401.hold": {"meeting": "主题党日"}, "DJ201.general-meeting": {"meeting": "党员大会"}}
    unit = Unit.of(kept.changed(catalog, names))
    fill = member_notices.TO_FILL_IN
    assert [*member_notices.lines(unit.catalog, pack.year_of_unit(unit, 2027).listed(3))] == [
        f"10日（周三）主题党日、党员大会、党课：{fill}。",
        "3月20日前：组织委员收缴当月党费。",
        f"29日（周一）党小组组长召集并主持党小组会：{fill}。",
        f"29日（周一）活动召集人宜组织志愿服务（本季度）：{fill}。",
        f"29日（周一）支部书记组织或者参加共建活动（本季度）：{fill}。",
    ]


def test_members_are_told_of_everything_by_the_day_that_they_read(catalog):
    """Dues are best collected at the meeting on the 11th, but what a member reads is the 20th."""
    early = {"DJ304.collect": {"prefers": (StepRef.parse("DJ401.hold"),)}}
    lines = told(kept.changed(catalog, early), 2, "总支")
    assert [line.split("日")[0] for line in lines[:5]] == ["2月4", "11", "15", "2月20", "24"]


@pytest.mark.parametrize("name", PROFILES)
def test_members_are_told_nothing_of_forms_nor_of_what_is_done_with_one_of_them(catalog, name):
    inward = [
        step.what
        for standard in catalog.standards.values()
        for step in standard.steps
        if (form := catalog.records.get(step.form or "")) and (not form.stored or form.per == "member")
    ]
    assert inward
    for month in range(1, 13):
        text = "".join(told(catalog, month, name))
        assert not re.search(r"[RW][0-9]{3}|DJ[0-9]{3}", text)
        assert not [what for what in inward if what in text]


def test_each_act_is_understood_without_its_standard(catalog):
    text = plain_text(pack.reminder_sheet(pack.year_of_unit(Unit.of(catalog), 2027), 12))
    assert "〔志愿服务〕留下有用的" in text
    assert "收缴当月党费" in text
    assert "〔党费" not in text


def test_what_ought_to_be_done_says_so(catalog):
    unit = Unit.of(optional(catalog, "DJ201", "attendance"))
    text = plain_text(pack.reminder_sheet(pack.year_of_unit(unit, 2027), 6))
    assert "〔“三会一课”〕宜检查、通报" in text


def optional(catalog, code, name):
    """The set with one step that ought to be done, and need not."""
    standard = catalog.standards[code]
    stages = tuple(
        dataclasses.replace(
            stage,
            steps=tuple(
                dataclasses.replace(step, when=dataclasses.replace(step.when, modal=Modal.SHOULD))
                if step.id == name
                else step
                for step in stage.steps
            ),
        )
        for stage in standard.stages
    )
    standards = {**catalog.standards, code: dataclasses.replace(standard, stages=stages)}
    return dataclasses.replace(catalog, standards=standards)


def test_what_comes_every_month_is_in_the_table_of_the_fullest_month(catalog):
    for name, month in (("总支", 1), ("总支", 12), ("机关党委", 12)):
        said = "".join(
            "".join(row)
            for row in cells(pack.reminder_sheet(pack.year_of_unit(Unit.of(catalog, name), 2027), month))
        )
        for what in ("召集并主持党小组会", "收缴当月党费", "主持主题党日", "确定下月主题和内容"):
            assert what in said


def test_the_plan_names_what_comes_every_month_once_and_each_meeting_day(catalog):
    tables = [
        block
        for block in pack.year_calendar(pack.year_of_unit(Unit.of(catalog), 2027)).parts[0].blocks
        if isinstance(block, Table)
    ]
    assert [each.title for each in tables] == ["每月", *(f"{month}月" for month in range(1, 13))]
    rows = [[layout_plain_text.cell(cell) for cell in row.cells] for row in tables[0].rows]
    assert sum("收缴当月党费" in row[2] for row in rows) == 1
    for each in tables[1:]:
        said = ["|".join(layout_plain_text.cell(cell) for cell in row.cells) for row in each.rows]
        assert sum("主持主题党日" in line for line in said) == 1
        assert not any("收缴当月党费" in line for line in said)


def of_month(catalog, month, year=2027):
    return month_forms.month_forms(
        Unit.of(catalog), pack.year_of_unit(Unit.of(catalog), year).listed(month), year, month
    )


def blocks(document, kind):
    return [block for part in document.parts for block in part.blocks if isinstance(block, kind)]


@pytest.mark.parametrize("name", PROFILES)
def test_the_forms_are_as_many_as_the_list_says(catalog, name):
    catalog = shaped(catalog, name)
    for month in range(1, 13):
        document = of_month(catalog, month)
        wanted: dict[str, int] = {}
        for what, copies, *_ in cells(document):
            code = what.partition("\u3000")[0]
            if copies != "—" and code in catalog.records:
                wanted[code] = wanted.get(code, 0) + int(re.findall("[0-9]+", copies)[-1])
        found: dict[str, int] = {}
        for block in blocks(document, Form):
            found[block.code] = found.get(block.code, 0) + 1
        assert found == wanted


def test_a_merged_meeting_has_one_record_a_branch_with_its_boxes_and_day(catalog):
    forms = [block for block in blocks(of_month(catalog, 3), Form) if block.code == "R201"]
    values = [{entry.id: entry.value for row in form.sheets[0].rows for entry in entries(row)} for form in forms]
    merged = [each for each in values if each["held-on"]]
    assert [(each["kinds"], each["held-on"]) for each in merged] == [
        (("主题党日", "党员大会", "党课"), ("2027年3月10日",))
    ] * 2
    assert [each["kinds"] for each in values].count(("党小组会",)) == 4
    assert "编号：R201—2027—" in "".join(map(str, forms[0].sheets[0].lines_above[0]))


def test_a_study_on_the_day_of_a_meeting_has_no_record_of_its_own(catalog):
    days = [row[2] for row in cells(of_month(catalog, 2)) if row[0].startswith("R201")]
    assert days.count("11日周四") == 1


def test_a_committee_that_plans_lessons_holds_none(catalog):
    forms = [block for block in blocks(of_month(catalog, 1), Form) if block.code == "R201"]
    ticked = {
        entry.value for form in forms for row in form.sheets[0].rows for entry in entries(row) if entry.options
    }
    assert ("支委会会议",) in ticked
    assert not any("党课" in each for each in ticked)


def entries(row):
    return getattr(row, "entries", ())


def test_ballots_carry_no_mark_and_what_others_print_is_only_named(catalog):
    ballots = {code for code, each in catalog.records.items() if each.medium is Medium.BALLOT}
    foreign = {
        code for code, each in catalog.records.items() if each.medium in {Medium.ISSUED_ABOVE, Medium.SYSTEM}
    }
    forms = [block for month in (11, 12) for block in blocks(of_month(catalog, month), Form)]
    drawn = [form for form in forms if form.code in ballots]
    assert drawn
    for form in drawn:
        assert not any(entry.value for sheet in form.sheets for row in sheet.rows for entry in entries(row))
        assert all("2027" not in "".join(map(str, line)) for sheet in form.sheets for line in sheet.lines_above)
    assert not {form.code for form in forms} & foreign


def test_a_form_that_others_print_stands_in_the_list(catalog):
    record = dataclasses.replace(catalog.records["R211"], medium=Medium.ISSUED_ABOVE)
    catalog = dataclasses.replace(catalog, records={**catalog.records, "R211": record})
    document = of_month(catalog, 4)
    (row,) = (row for row in cells(document) if row[0].startswith("R211"))
    assert row[0].endswith("（上级统一印制）")
    assert row[1] == "—"
    assert "R211" not in {form.code for form in blocks(document, Form)}


def test_the_year_and_quarter_of_a_form_and_the_day_of_a_notice_are_written(catalog):
    document = of_month(catalog, 4)
    (first, *_) = (form for form in blocks(document, Form) if form.code == "R211")
    assert ("2027年第2季度",) in [entry.value for row in first.sheets[0].rows for entry in entries(row)]
    notice = next(letter for letter in letters(catalog, 4) if letter.name.startswith("W401"))
    assert "2027年4月12日" in [piece for block in blocks(notice, Letter) for line in block.body for piece in line]


def letters(catalog, month):
    return tuple(
        month_forms.month_letters(
            Unit.of(catalog), pack.year_of_unit(Unit.of(catalog), 2027).listed(month), 2027, month
        )
    )


def test_each_copy_starts_on_a_sheet_of_its_own_in_the_order_of_the_list(catalog):
    first, *parts = of_month(catalog, 1).parts
    (listed, *_) = (block for block in first.blocks if isinstance(block, Table))
    codes = [layout_plain_text.cell(row.cells[0])[:4] for row in listed.rows]
    drawn = list(dict.fromkeys(part.id.split("-")[1] for part in parts))
    assert drawn == [code for code in dict.fromkeys(codes) if code in drawn]
    days = [int(layout_plain_text.cell(row.cells[2]).partition("日")[0]) for row in listed.rows]
    assert days[: len(drawn)] == sorted(days[: len(drawn)])
    assert {len(part.blocks) for part in parts} == {1}
    assert all(part.recto for part in parts)
    assert len({part.id for part in parts}) == len(parts)


def test_a_kit_printed_on_both_sides_puts_no_two_copies_on_one_sheet(catalog):
    document = of_month(catalog, 4)
    copies = blocks(document, Form)
    assert {len(form.sheets) for form in copies} == {1, 2}
    with pikepdf.open(io.BytesIO(renderers.render(document, "pdf"))) as pdf:
        assert len(pdf.pages) == 2 + 2 * len(copies) - (len(copies[-1].sheets) == 1)


def test_papers_are_one_file_a_code_and_members_of_a_branch_share_one(catalog):
    made = letters(catalog, 2)
    assert [letter.name.partition("-")[0] for letter in made] == sorted({row[0][:4] for row in papers(catalog, 2)})
    (row,) = (row for row in papers(catalog, 2) if row[0].startswith("W114"))
    assert row[1] == "每个党支部1份，共2份"
    assert {block.anchor for letter in made for block in blocks(letter, Letter)} >= {"W114", "W401"}
    assert not blocks(of_month(catalog, 2), Letter)
    (alone,) = (row for row in papers(shaped(catalog, "支部"), 2) if row[0].startswith("W114"))
    assert alone[1] == "1份"


def papers(catalog, month):
    return [row for row in cells(of_month(catalog, month)) if row[0].startswith("W")]


def test_a_month_without_anything_new_says_so(catalog):
    document = month_forms.month_forms(Unit.of(catalog), (), 2027, 5)
    assert not blocks(document, Form)
    assert [layout_plain_text.line(note) for note in table(document).notes] == ["这个月没有要新开的表。"]


@pytest.mark.parametrize(
    ("month", "papers"),
    [
        (3, [("W401", "3日（5日前）"), ("W202", "10日周三"), ("W402", "22日（24日前）")]),
        (11, [("W212", "3日（5日前）"), ("W201", "3日（5日前）"), ("W401", "3日（5日前）")]),
        (
            12,
            [("W112", "2日（3日前）"), ("W401", "3日（7日前）"), ("W202", "10日周五"), ("W402", "22日（24日前）")],
        ),
    ],
)
def test_a_paper_is_sent_by_its_own_last_day_or_with_what_is_done(catalog, month, papers):
    year = pack.year_of_unit(Unit.of(catalog, "支部"), 2027)
    uses = month_forms._all(year.unit, year.listed(month), 2027, month)
    assert [(use.item.code, use.when) for use in uses if use.item.code.startswith("W")] == papers


@pytest.mark.parametrize("name", PROFILES)
def test_the_lists_of_a_month_are_in_the_order_of_use(catalog, name):
    for month in range(1, 13):
        for each in blocks(of_month(shaped(catalog, name), month), Table):
            rows = [[layout_plain_text.cell(cell) for cell in row.cells] for row in each.rows]
            days = [int(when.partition("日")[0]) for _, copies, when, _ in rows if copies != "—"]
            assert days == sorted(days), (month, rows)


def test_papers_of_a_month_can_be_drawn_with_our_faces(catalog):
    year = pack.year_of_unit(Unit.of(catalog), 2027)
    for document in (*(document for document, _ in pack.month_pack(year, 1)), pack.year_calendar(year)):
        assert not renderers.missing_glyphs(document)
        assert not renderers.too_tall(document)
        assert blocks(document, Heading) or blocks(document, Letter)


def test_a_deadline_in_the_next_month_names_it(catalog):
    found = tasks.tasks_of_month(year_agenda(Unit.of(catalog, "总支"), 2027), 12)
    said = "".join(tasks.describe_day(due) for task in found for due in task.everything)
    assert "（1月1日前）" in said


def test_a_month_is_made_and_made_the_same_again(copy, tmp_path):
    made = []
    for name in ("one", "two"):
        result = dstd("month", "2027-03", copy, "-o", tmp_path / name)
        assert (result.returncode, result.stderr) == (0, "")
        folder = tmp_path / name / "月包" / "2027-03"
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
    assert set(made[0]) == {
        *(f"3月党务工作提示.{each}" for each in ("pdf", "docx")),
        "3月党员提示.txt",
        "3月用表.pdf",
        "W401-关于开展主题党日的通知.docx",
    }


def test_a_year_is_twelve_months_and_its_plan(copy, tmp_path, monkeypatch):
    monkeypatch.setattr(renderers, "render", lambda document, format_, _: f"{document.title} {format_}".encode())
    commands.load("year")(["2027", str(copy), "-o", str(tmp_path / "out")], standalone_mode=False)
    folders = sorted(path.name for path in (tmp_path / "out" / "月包").iterdir() if path.is_dir())
    assert folders == ["2027", *(f"2027-{month:02}" for month in range(1, 13)), "2027-日历"]
    plans = {path.name for path in (tmp_path / "out" / "月包" / "2027").iterdir()}
    calendars = {"2027年党务工作年历.pdf", "2027年党务工作年历.docx", "2027年党务工作年历（挂图）.pdf"}
    assert plans == {*calendars, "2027年党务工作计划表.xlsx"}
    posts = ("全部", "支部书记", "组织委员", "党小组组长", "党员")
    telephones = {path.name for path in (tmp_path / "out" / "月包" / "2027-日历").iterdir()}
    assert telephones == {f"2027年党务工作日历（{each}）.ics" for each in posts}


def test_without_a_typesetter_everything_else_is_made(copy, tmp_path, monkeypatch):
    def render(document, format_, _):
        if format_ == "pdf":
            raise NoTypesetterError("没有排版库。")
        return document.title.encode()

    monkeypatch.setattr(renderers, "render", render)
    with pytest.raises(DstdError, match=r"其余 3 个文件已经做好。没有排版库。"):
        commands.load("month")(["2027-03", str(copy), "-o", str(tmp_path / "out")], standalone_mode=False)
    made = {path.name for path in (tmp_path / "out" / "月包" / "2027-03").iterdir()}
    assert made >= {"3月党务工作提示.docx", "3月党员提示.txt"}
    assert not any(name.endswith(".pdf") for name in made)


@pytest.mark.parametrize(
    "arguments",
    [
        ("month", "2027-13"),
        ("month", "27-3"),
        ("month", "2027-0"),
        ("month", "２０２７-03"),
        ("month", "0000-03"),
        ("month", "2027-03\n"),
        ("year", "27"),
        ("year", "2100"),
        ("year", "今年"),
        ("year", "2027-03"),
        ("month",),
    ],
)
def test_a_month_or_year_that_is_none_is_refused_in_one_sentence(arguments, copy, tmp_path):
    result = dstd(*arguments, *((copy, "-o", tmp_path / "out") if len(arguments) > 1 else ()))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.endswith("。\n") or "看用法" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["2027-03", "2027-3", "2027年3月", "2027年03月"])
def test_a_month_is_read_as_people_write_it(text):
    assert pack_making.known_month(text) == (2027, 3)


def test_a_project_with_mistakes_makes_no_month(edit, tmp_path):
    root = edit("DJ401", "who: 组织委员", "who: 记录员")
    assert dstd("month", "2027-03", root, "-o", tmp_path / "out").returncode == 1
    assert not (tmp_path / "out").exists()
    assert dstd("month", "2027-03", root, "-o", root / "standards" / "x").returncode == 2


def test_what_comes_every_week_stands_once_in_the_year_and_on_each_day_of_its_month(edit):
    root = edit("DJ401", "{every: month, times: 1, day: 10, shift: next-workday}", "{every: week, weekday: 周五}")
    year = pack.year_of_unit(Unit.of(load.load(project.sources(root)).catalog), 2027)
    every, *months = (each for each in pack.year_calendar(year).parts[0].blocks if isinstance(each, Table))
    times = [layout_plain_text.cell(row.cells[0]) for row in every.rows]
    assert times.count("每周五") == 1
    fridays = [layout_plain_text.cell(row.cells[0]) for row in months[2].rows]
    assert [each for each in fridays if "周五" in each] == ["5日周五", "12日周五", "19日周五", "26日周五"]
