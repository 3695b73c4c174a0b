"""年历: sheets for the wall, a table of every step that is due, calendars for telephones."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
from itertools import pairwise

import openpyxl
import pikepdf
import pytest

from dangjian_std import renderers
from dangjian_std.cli import commands
from dangjian_std.document.blocks import Table
from dangjian_std.document.wall_calendars import WallEntry, Weight
from dangjian_std.domain import workdays
from dangjian_std.domain.fixed_dates import FixedDate, FixedDates
from dangjian_std.domain.holidays import DaysOff, Holidays
from dangjian_std.domain.key_dates import KeyDate, KeyDates
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, RoleKind
from dangjian_std.publications.month_pack import pack
from dangjian_std.publications.year_calendar import plan_table, telephone, wall
from dangjian_std.renderers.layout import plain_text, wall_fitting

PROFILES = ("小支部", "支部", "总支", "机关党委")
FULL, BARE, BY_PERSON, SEVERAL_COUNTED, COUNTED, WITHOUT = range(6)
"""The settings of a month."""


@pytest.fixture(scope="module")
def year(catalog):
    return pack.year_of_unit(Unit.of(keeping(catalog), "总支"), 2027)


def keeping(catalog):
    anchor = catalog.system.anchor
    days = (
        KeyDate(anchor=anchor, name="全国两会", month=3, local=True),
        KeyDate(anchor=anchor, name="学雷锋纪念日", month=3, day=5, local=True),
    )
    return dataclasses.replace(catalog, key_dates=KeyDates(anchor=anchor, days=days))


def holidays(catalog):
    """An arrangement of 2027 in which people work through most of October."""
    anchor = catalog.system.anchor
    off = tuple(DaysOff(anchor=anchor, first=dt.date(2027, 10, day)) for day in (1, 4))
    worked = (dt.date(2027, 10, 9), dt.date(2027, 10, 10))
    return Holidays(anchor=anchor, year=2027, source="通知", off=off, worked=worked)


def sheets(year):
    return [part.blocks[0] for part in wall.wall_calendar(year).parts]


def month_of(year, number):
    return [month for sheet in sheets(year) for month in sheet.months][number - 1]


def told(setting, number):
    return [(each.text, each.about, each.beside) for each in setting.days[number - 1].entries]


# -- the wall --------------------------------------------------------------------------------------------


def test_a_sheet_is_half_a_year(year):
    first, second = sheets(year)
    assert (first.title, second.title) == ("2027年党务工作年历（上半年）", "2027年党务工作年历（下半年）")
    assert [month.title for month in (*first.months, *second.months)] == [f"{number}月" for number in range(1, 13)]
    for number in range(1, 13):
        days = month_of(year, number).settings[0].days
        assert [each.number for each in days] == list(range(1, len(days) + 1))
        assert len(days) == (dt.date(2027 + number // 12, number % 12 + 1, 1) - dt.date(2027, number, 1)).days


def test_a_month_says_less_and_less(year):
    settings = month_of(year, 1).settings
    deadlines = [("按岗位摘出责任清单", "", "组织委员，20日前"), ("核对上年党费账目", "", "纪检委员，20日前")]
    deadlines += [("商定本季度的志愿服务和共建活动", "", "组织委员，20日前")]
    meeting = ("党总支委员会", "确定全单位的年度党建工作计划", "20日前")
    dues = ("收缴当月党费", "", "组织委员，20日前")
    assert told(settings[FULL], 18) == [meeting, dues, *deadlines]
    assert told(settings[BARE], 18) == told(settings[FULL], 18)
    by_person = [deadlines[1], ("按岗位摘出责任清单等2件", "", "组织委员，20日前")]
    assert told(settings[BY_PERSON], 18) == [meeting, dues, *by_person]
    assert told(settings[SEVERAL_COUNTED], 18) == [meeting, dues, ("时限3件", "", "20日前")]
    assert told(settings[SEVERAL_COUNTED], 13) == [("启用本季度党费收缴登记表", "", "组织委员，15日前")]
    assert told(settings[COUNTED], 13) == [("时限1件", "", "15日前")]
    assert told(settings[WITHOUT], 18) == [meeting, dues]
    assert told(settings[WITHOUT], 13) == []


def test_a_meeting_tells_what_is_new_at_it_where_there_is_room(year):
    settings = month_of(year, 1).settings
    (committee,) = [each for each in settings[FULL].days[20].entries if each.weight is Weight.STRONG]
    assert committee == WallEntry(
        text="召集并主持支委会会议",
        about="确定本支部的年度党建工作计划；排定全年的会议和党课；排定一周的日程",
        beside="支部书记，25日前",
        weight=Weight.STRONG,
    )
    (bare,) = [each for each in settings[BARE].days[20].entries if each.weight is Weight.STRONG]
    assert bare == dataclasses.replace(committee, about="")


def test_what_is_told_together_has_the_earliest_of_its_last_days(year):
    listed = year.listed(1)
    organ = next(task for task in listed if task.root.who == "党总支委员会" and task.day.day == 18)
    alone = next(task for task in listed if task.root.who == "纪检委员" and task.day.day == 18)

    def earlier(task):
        return dataclasses.replace(task, root=dataclasses.replace(task.root, until=dt.date(2027, 1, 19)))

    for own in ((organ, earlier(organ)), (earlier(organ), organ)):
        ((_, entry),) = wall._meetings(year.catalog, own, told=True)
        act = "确定全单位的年度党建工作计划"
        assert (entry.text, entry.about, entry.beside) == ("党总支委员会", f"{act}；{act}", "19日前")
    for pair in ((alone, earlier(alone)), (earlier(alone), alone)):
        ((_, entry),) = wall._by_person(pair)
        assert (entry.text, entry.beside) == ("核对上年党费账目等2件", "纪检委员，19日前")
        ((_, entry),) = wall._counted(pair, least=2)
        assert (entry.text, entry.beside) == ("时限2件", "19日前")


def test_meetings_that_are_one_are_one_and_are_called_by_their_names(catalog):
    """Where steps say what their meetings are called; the frozen set does not yet."""
    names = {("DJ401", "hold"): "主题党日", ("DJ201", "general-meeting"): "党员大会", ("DJ201", "lesson"): "党课"}
    standards = {}
    for code, standard in catalog.standards.items():
        stages = tuple(
            dataclasses.replace(
                stage,
                steps=tuple(dataclasses.replace(step, meeting=names.get((code, step.id))) for step in stage.steps),
            )
            for stage in standard.stages
        )
        standards[code] = dataclasses.replace(standard, stages=stages)
    unit = Unit.of(dataclasses.replace(catalog, standards=standards), "总支")
    march = month_of(pack.year_of_unit(unit, 2027), 3).settings[BARE].days[9]
    assert [(each.text, each.beside) for each in march.entries] == [("主题党日、党员大会、党课", "支部书记")]
    assert march.entries[0].weight is Weight.STRONG


@pytest.mark.parametrize("name", PROFILES)
def test_what_is_not_shown_is_counted(catalog, name):
    """In the fullest setting every act is shown or counted; a shorter one counts what it leaves out."""
    year = pack.year_of_unit(Unit.of(catalog, name), 2027)
    for number in range(1, 13):
        settings = month_of(year, number).settings
        left = [int(found[0]) if (found := re.findall(r"另有(\d+)件", each.below)) else 0 for each in settings]
        listed = year.listed(number)
        everything = sum(len((*task.acts, *task.before, *task.after)) for task in listed)
        loose = sum(len(task.acts) for task in listed if task.loose)
        assert 0 <= left[FULL] == left[COUNTED] <= left[WITHOUT] <= everything
        assert left[FULL] >= loose + sum(len((*task.before, *task.after)) for task in listed)


def test_days_off_and_days_worked_in_exchange_are_marked(catalog):
    october = month_of(pack.year_of_unit(Unit.of(catalog), 2026), 10).settings[0].days
    marked = [(each.number, each.weekday, each.mark, each.off) for each in october if each.mark]
    assert marked == [
        (1, "四", "休", True),
        (2, "五", "休", True),
        (3, "六", "休", True),
        (5, "一", "休", True),
        (6, "二", "休", True),
        (7, "三", "休", True),
        (10, "六", "班", False),
    ]
    assert [each.number for each in october if each.off and not each.mark] == [4, 11, 17, 18, 24, 25, 31]
    assert told(month_of(pack.year_of_unit(Unit.of(catalog), 2026), 10).settings[0], 1) == [("国庆节", "", "")]


def test_key_dates_stand_in_light_type_and_are_not_counted(year, catalog):
    march = month_of(year, 3).settings
    for setting in march:
        assert setting.days[0].entries[-1] == WallEntry(text="本月：全国两会", weight=Weight.LIGHT)
        assert setting.days[4].entries == (WallEntry(text="学雷锋纪念日", weight=Weight.LIGHT),)
    without = month_of(pack.year_of_unit(Unit.of(catalog, "总支"), 2027), 3).settings
    assert [each.below for each in without] == [each.below for each in march]


def test_a_year_that_nobody_published_says_so(catalog):
    arranged = dataclasses.replace(catalog, holidays={"2027": holidays(catalog)})
    for found, expected in (
        (catalog, [wall.WALL_NOTE, f"{pack.ESTIMATED_YEAR_NOTE}。"]),
        (arranged, [wall.WALL_NOTE]),
    ):
        whole = pack.year_of_unit(Unit.of(found), 2027)
        assert [list(sheet.notes) for sheet in sheets(whole)] == [expected, expected]
        ((table,),) = (part.blocks for part in plan_table.plan_table(whole).parts)
        assert [plain_text.line(note) for note in table.notes] == expected[1:]


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("number", [2027, 2028])
def test_every_half_year_fits_its_sheet_in_type_that_can_be_read(catalog, name, number):
    for sheet in sheets(pack.year_of_unit(Unit.of(catalog, name), number)):
        assert wall_fitting.fits(sheet)
        assert wall_fitting.lay_out(sheet).size >= wall_fitting.READABLE_SIZE - 0.5


def test_the_sheets_are_two_pages_of_a3_on_their_side(year):
    document = wall.wall_calendar(year)
    with pikepdf.open(io.BytesIO(renderers.render(document, "pdf"))) as pdf:
        sizes = [[round(float(each) / 72 * 25.4) for each in page.mediabox] for page in pdf.pages]
    assert sizes == [[0, 0, 420, 297]] * 2
    assert not renderers.missing_glyphs(document)


# -- the table -------------------------------------------------------------------------------------------


def test_the_table_has_a_row_for_every_step_that_time_brings(year):
    ((table,),) = (part.blocks for part in plan_table.plan_table(year).parts)
    rows = [[plain_text.cell(cell) for cell in row.cells] for row in table.rows]
    assert len(rows) == sum(due.step.when.per is not CountedPer.CASE for due in year.dues)
    assert rows == sorted(rows, key=lambda row: row[1])
    (hold,) = [row for row in rows if row[5] == "主持主题党日" and row[0] == "3"]
    form = "会议活动记录（R201）"
    assert hold == ["3", *["2027-03-10"] * 3, "支部书记", "主持主题党日", "", "DJ401", "6.2.2", form, ""]
    (lesson,) = [row for row in rows if row[5] == "组织党员上党课" and row[0] == "3"]
    assert lesson[6] == "主持主题党日"
    (money,) = [row for row in rows if row[5] == "收缴当月党费" and row[0] == "3"]
    assert money[1:4] == ["2027-03-17", "2027-03-01", "2027-03-20"]


def test_the_workbook_can_be_filtered_ticked_off_and_printed(year):
    data = renderers.render(plan_table.plan_table(year), "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [column.head for column in plan_table.PLAN_COLUMNS]
    assert [sheet.cell(2, place).is_date for place in (1, 2, 3, 4, 5)] == [False, True, True, True, False]
    assert sheet.cell(2, 2).value.date() == min(due.planned for due in year.dues)
    last = sheet.max_row - 2  # a note, below an empty row
    assert sheet.cell(sheet.max_row, 1).value == f"注：{pack.ESTIMATED_YEAR_NOTE}。"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:K{last}")
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.type, rule.formula1) == (f"K2:K{last}", "list", '"已办,不办"')
    page = sheet.page_setup
    assert (page.paperSize, page.orientation, page.fitToHeight) == (9, "landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


# -- telephones ------------------------------------------------------------------------------------------


def read(document):
    """Read a calendar back by the rules of RFC 5545: unfold its lines, undo its escapes."""
    data = renderers.render(document, "ics")
    assert data.endswith(b"\r\n")
    cut = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in cut)
    assert all(len(line + more.decode()[1].encode()) > 75 for line, more in pairwise(cut) if more[:1] == b" ")
    lines = re.sub(r"\r\n ", "", data.decode()).removesuffix("\r\n").split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events, own = [], None
    for line in lines[1:-1]:
        key, _, value = line.partition(":")
        match key, value:
            case "BEGIN", "VEVENT":
                own = {}
            case "END", "VEVENT":
                events.append(own)
                own = None
            case _ if own is not None:
                assert key not in own
                own[key] = re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), value)
    return events


def calendars(year):
    return {re.search("（(.*)）", each.name)[1]: each for each in telephone.calendars(year)}


def test_an_entry_is_a_whole_day_with_a_stamp_that_no_clock_gave(year):
    document = calendars(year)["全部"]
    events = read(document)
    assert len(events) == len(document.days) == len({each["UID"] for each in events})
    for event, day in zip(events, document.days, strict=True):
        first, after = (dt.date.fromisoformat(event[f"{key};VALUE=DATE"]) for key in ("DTSTART", "DTEND"))
        assert (first, after - first, event["SUMMARY"]) == (day.day, dt.timedelta(days=1), day.title)
        assert event["DTSTAMP"] == f"{day.day:%Y%m%d}T000000Z"
    assert renderers.render(document, "ics") == renderers.render(calendars(year)["全部"], "ics")


def test_every_file_says_what_it_is(year):
    documents = (wall.wall_calendar(year), plan_table.plan_table(year), next(telephone.calendars(year)))
    issuer = year.catalog.system.issuer
    assert [(each.name, each.title, each.author, each.subject) for each in documents] == [
        ("2027年党务工作年历（挂图）", "2027年党务工作年历", issuer, "2027年党务工作年历"),
        ("2027年党务工作计划表", "2027年党务工作计划表", issuer, "2027年党务工作计划表"),
        ("2027年党务工作日历（全部）", "2027年党务工作日历（全部）", issuer, "2027年党务工作日历（全部）"),
    ]
    assert b"\r\nX-WR-CALNAME:" in renderers.render(documents[2], "ics")


def test_each_post_has_what_it_does_and_what_it_is_called_to(year):
    found = calendars(year)
    roles = year.catalog.roles
    assert not [name for name in found if name in roles and roles[name].kind is RoleKind.ORGAN]
    titles = {name: [each.title for each in document.days] for name, document in found.items()}
    assert "组织委员：收缴当月党费（3月20日前）" in titles["组织委员"]
    assert "组织委员：收缴当月党费（3月20日前）" in titles["党员"]
    assert "组织委员：收缴当月党费（3月20日前）" not in titles["纪检委员"]
    assert "纪检委员：核对上年党费账目（1月20日前）" in titles["纪检委员"]
    assert "纪检委员：核对上年党费账目（1月20日前）" not in titles["组织委员"]
    (committee,) = [each for each in found["支部书记"].days if "支委会会议" in each.title and each.day.month == 3]
    for member in ("组织委员", "宣传委员", "纪检委员"):
        assert committee in found[member].days
    assert committee not in found["党员"].days
    assert set(found["党总支书记"].days) <= set(found["全部"].days)


def test_an_organ_is_who_convenes_it_and_the_posts_that_a_unit_has_with_it(year):
    """Below it, posts that need another organ are none of its members."""
    due = next(due for due in year.dues if due.who == "党总支委员会")
    step = dataclasses.replace(due.step, with_=())

    def concerned(who):
        return set(telephone._concerned(year.unit, (dataclasses.replace(due, who=who, step=step),)))

    members = {"支部书记", "组织委员", "宣传委员", "纪检委员"}
    assert concerned("支部委员会") == {"支部委员会", *members}
    assert concerned("党总支委员会") == {"党总支委员会", "党总支书记"}
    assert concerned("党组（党委）") == {"党组（党委）", "党组（党委）书记"}
    assert concerned("上级党组织") == {"上级党组织"}
    assert concerned("组织委员") == {"组织委员"}


def test_what_is_prepared_and_what_follows_is_an_entry_of_its_own(year):
    march = [each for each in calendars(year)["全部"].days if each.day.month == 3]
    (notice,) = [each for each in march if "通知到每名党员" in each.title]
    assert (notice.day, notice.title) == (
        dt.date(2027, 3, 3),
        "组织委员：〔支部主题党日〕通知到每名党员（3月5日前）",
    )
    (meeting,) = [each for each in march if "主持主题党日" in each.title]
    assert meeting.day == dt.date(2027, 3, 10)
    assert meeting.note == "见DJ401、DJ201"


def test_an_entry_keeps_its_uid_when_its_words_and_its_day_change(catalog):
    whole = pack.year_of_unit(Unit.of(catalog, "总支"), 2027)
    before = {each.id: each for each in calendars(whole)["全部"].days}
    hold = StepRef("DJ401", "hold")
    fixed = FixedDate(anchor=catalog.system.anchor, step=hold, on=dt.date(2027, 3, 12))
    dates = FixedDates(anchor=catalog.system.anchor, year=2027, dates=(fixed,))
    stage = next(each for each in catalog.standards["DJ401"].stages if any(s.id == "hold" for s in each.steps))
    steps = tuple(dataclasses.replace(s, what="办主题党日") if s.id == "hold" else s for s in stage.steps)
    stages = tuple(
        dataclasses.replace(each, steps=steps) if each is stage else each
        for each in catalog.standards["DJ401"].stages
    )
    other = dataclasses.replace(
        catalog,
        dates={"2027": dates},
        standards=catalog.standards | {"DJ401": dataclasses.replace(catalog.standards["DJ401"], stages=stages)},
    )
    after = {each.id: each for each in calendars(pack.year_of_unit(Unit.of(other, "总支"), 2027))["全部"].days}
    name = "2027-DJ401.hold-3"
    assert (before[name].day, after[name].day) == (dt.date(2027, 3, 10), dt.date(2027, 3, 12))
    assert before[name].title != after[name].title
    assert before.keys() == after.keys()
    later = calendars(pack.year_of_unit(Unit.of(catalog, "总支"), 2028))["全部"].days
    assert not before.keys() & {each.id for each in later}


def test_key_dates_are_no_entries(year, catalog):
    without = pack.year_of_unit(Unit.of(catalog, "总支"), 2027)
    assert [each.days for each in telephone.calendars(year)] == [
        each.days for each in telephone.calendars(without)
    ]


# -- A4 and the command ----------------------------------------------------------------------------------


def test_the_list_by_month_tells_days_off_and_ends_with_the_key_dates(year, catalog):
    tables = [block for block in pack.year_calendar(year).parts[0].blocks if isinstance(block, Table)]
    notes = {table.title: [plain_text.line(note) for note in table.notes] for table in tables}
    assert notes["1月"] == ["放假：1日（元旦）。"]
    assert notes["3月"] == ["重要时间节点（只提醒，不另填表）：全国两会、5日学雷锋纪念日。"]
    assert notes["8月"] == []
    rows = [[plain_text.cell(cell) for cell in row.cells] for row in tables[-1].rows]
    assert rows == [["3月", "全国两会", "本单位选定"], ["3月5日", "学雷锋纪念日", "本单位选定"]]
    arranged = dataclasses.replace(catalog, holidays={"2027": holidays(catalog)})
    plain = pack.year_calendar(pack.year_of_unit(Unit.of(arranged, "总支"), 2027)).parts[0].blocks
    others = [block for block in plain if isinstance(block, Table)]
    assert [table.title for table in others] == ["每月", *(f"{number}月" for number in range(1, 13))]
    october = "放假：1日（国庆节）、2日（国庆节）、3日（国庆节）、4日；调休上班：9日（周六）、10日（周日）。"
    assert [plain_text.line(note) for note in others[10].notes] == [october]


def test_the_command_makes_all_or_the_calendars_and_says_in_one_line_that_days_off_are_not_known(
    copy, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(renderers, "render", lambda document, format_, _: f"{document.title} {format_}".encode())
    commands.load("year")(["2027", str(copy), "-o", str(tmp_path / "out")], standalone_mode=False)
    said = (
        "2027年的放假安排还没有收入，工作日照周末和法定节假日推算；公布以后写进 standards/holidays/，再做一次。\n"
    )
    assert capsys.readouterr().err == said
    months = {f"2027-{number:02}" for number in range(1, 13)}
    made = {path.name for path in (tmp_path / "out" / "月包").iterdir() if path.is_dir()}
    assert made == {"2027", "2027-日历", *months}
    monkeypatch.setattr(workdays.Calendar, "published", lambda *_: True)
    options = ["2027", str(copy), "-o", str(tmp_path / "other"), "--calendars"]
    commands.load("year")(options, standalone_mode=False)
    assert capsys.readouterr().err == ""
    made = {path.name for path in (tmp_path / "other" / "月包").iterdir() if path.is_dir()}
    assert made == {"2027", "2027-日历"}
