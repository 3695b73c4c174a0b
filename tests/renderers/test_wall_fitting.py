"""A wall calendar takes the fullest setting that fits, in the largest type, and each month fills its column."""

from __future__ import annotations

import dataclasses
import io

import pikepdf
import pytest

from dangjian_std import renderers
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.wall_calendars import (
    WallCalendar,
    WallDay,
    WallEntry,
    WallMonth,
    WallSetting,
    Weight,
)
from dangjian_std.renderers.layout import wall_fitting
from dangjian_std.renderers.layout.wall_fitting import (
    BETWEEN_MONTHS,
    DAY_RULE_WIDTH,
    LEAST_DAY_HEIGHT,
    READABLE_SIZE,
    SIZES,
)
from dangjian_std.text.errors import DstdError

LONG = WallEntry(text="核对党员的组织关系，启用当年登记簿", beside="组织委员，31日前")
SHORT = WallEntry(text="时限1件", beside="31日前")


def setting(entries, entry=LONG, below=""):
    days = (WallDay(number=number, weekday="一") for number in range(1, 31))
    return WallSetting(days=(WallDay(number=31, weekday="二", entries=(entry,) * entries), *days), below=below)


def calendar(*settings, months=6, notes=("注。",)):
    month = WallMonth(title="1月", settings=settings)
    return WallCalendar(title="年历", issuer="示例单位", months=(month,) * months, notes=notes)


def chosen(laid):
    return [tuple(day for day, _ in each.days) for each in laid.months]


def test_the_fullest_setting_that_fits_in_readable_type_is_taken():
    full, short, least = setting(40), setting(10, SHORT), setting(0)
    assert set(chosen(wall_fitting.lay_out(calendar(full, short, least)))) == {short.days}
    assert set(chosen(wall_fitting.lay_out(calendar(short, least)))) == {short.days}


def test_readable_type_is_ten_points_and_a_half():
    """Seven long entries and two short ones just fit in it; with one more, less is said."""

    def busy(short):
        day = WallDay(number=31, weekday="二", entries=(LONG,) * 7 + (SHORT,) * short)
        return WallSetting(days=(day, *setting(0).days[1:]))

    just, over, least = busy(2), busy(3), setting(0)
    assert wall_fitting.lay_out(calendar(just)).size == READABLE_SIZE == 10.5
    assert wall_fitting.lay_out(calendar(over)).size == 10.0
    assert set(chosen(wall_fitting.lay_out(calendar(just, least)))) == {just.days}
    assert set(chosen(wall_fitting.lay_out(calendar(over, least)))) == {least.days}


def test_less_text_is_set_larger_and_more_than_readable_type_takes_smaller():
    sizes = [wall_fitting.lay_out(calendar(setting(number))).size for number in (2, 8, 10, 12)]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], SIZES[-1]) == (13.0, 9.0)
    assert sizes[-1] < READABLE_SIZE
    assert wall_fitting.fits(calendar(setting(2)))
    assert not wall_fitting.fits(calendar(setting(40)))
    assert wall_fitting.fits(calendar(setting(40), setting(2)))
    assert wall_fitting.lay_out(calendar(setting(40))).size == SIZES[-1]


def test_with_each_entry_more_the_type_is_the_next_smaller_one():
    sizes = [wall_fitting.lay_out(calendar(setting(number, SHORT))).size for number in range(18, 27)]
    assert sizes == [13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0]
    assert [wall_fitting.fits(calendar(setting(number, SHORT))) for number in (27, 28)] == [True, False]


def test_a_month_that_leaves_room_in_smaller_type_says_more_again():
    """One month makes the type small; the others then have room for a fuller setting."""
    full, short, packed = setting(7), setting(1, SHORT), setting(8)
    sizes = [wall_fitting.lay_out(calendar(each)).size for each in (full, packed)]
    assert sizes[0] > sizes[1]
    months = (WallMonth(title="1月", settings=(packed,)), WallMonth(title="2月", settings=(full, short)))
    both = dataclasses.replace(calendar(full), months=(*months[:1] * 5, months[1]))
    laid = wall_fitting.lay_out(both)
    assert laid.size == sizes[1]
    assert chosen(laid) == [packed.days] * 5 + [full.days]


def counting(entries):
    """A month that names what is due, or counts it."""
    counted = dataclasses.replace(setting(1, SHORT), counted=True)
    return WallMonth(title="1月", settings=(setting(entries), counted))


def test_a_month_is_wider_before_it_counts_and_none_is_wider_than_another_without_need():
    empty = WallMonth(title="2月", settings=(setting(0),))
    laid = wall_fitting.lay_out(dataclasses.replace(calendar(setting(0)), months=(counting(7), *(empty,) * 5)))
    assert len({each.width for each in laid.months}) == 1
    laid = wall_fitting.lay_out(dataclasses.replace(calendar(setting(0)), months=(counting(12), *(empty,) * 5)))
    wide, *others = (each.width for each in laid.months)
    assert wide > max(others) == min(others) >= wall_fitting.LEAST_MONTH_WIDTH
    assert chosen(laid)[0] == counting(12).settings[0].days
    assert (
        sum(each.width + wall_fitting.BETWEEN_MONTHS for each in laid.months)
        <= wall_fitting.WALL_INNER_WIDTH + BETWEEN_MONTHS
    )


def test_type_is_smaller_before_a_month_counts_and_where_nothing_helps_it_counts():
    small = wall_fitting.lay_out(calendar(*counting(9).settings))
    assert SIZES[-1] <= small.size < READABLE_SIZE
    assert set(chosen(small)) == {counting(9).settings[0].days}
    laid = wall_fitting.lay_out(calendar(*counting(40).settings))
    assert set(chosen(laid)) == {counting(40).settings[1].days}
    assert laid.size >= READABLE_SIZE


def test_the_days_of_each_month_fill_the_same_height():
    months = (WallMonth(title="1月", settings=(setting(5),)), WallMonth(title="2月", settings=(setting(0),)))
    laid = wall_fitting.lay_out(dataclasses.replace(calendar(setting(0)), months=months * 3))
    heights = [sum(height + DAY_RULE_WIDTH for _, height in each.days) for each in laid.months]
    assert max(heights) - min(heights) < 0.2
    full, empty = laid.months[0].days, laid.months[1].days
    assert len({height for _, height in empty}) == 1
    assert full[0][1] > empty[0][1] > full[1][1] >= LEAST_DAY_HEIGHT - DAY_RULE_WIDTH


def test_who_does_it_stands_in_the_last_line_or_in_the_next_one():
    width = wall_fitting._width(calendar(setting(0)))
    line = wall_fitting._line(10.0, Weight.PLAIN)

    def lines(text, beside, weight=Weight.PLAIN, about=""):
        entry = WallEntry(text=text, beside=beside, weight=weight, about=about)
        return round(wall_fitting._entry_height(entry, 10.0, width) / line, 2)

    assert lines("想好承诺的", "党员，24日前") == 1  # 5, one between, and more than 6 of 12.9 characters
    assert lines("想好承诺的事", "党员，24日前") == 2
    assert lines("想", "") == 1
    assert lines("想" * 12, "") == 1
    assert lines("想" * 13, "") == 2
    strong = round(wall_fitting._line(10.0, Weight.STRONG) / line, 2)
    assert lines("支委会会议", "支部书记，25日前", Weight.STRONG) == strong + 1
    assert lines("支委会会议", "支部书记", Weight.STRONG, "审定议题") == strong + 1
    assert lines("支委会会议", "支部书记，25日前", Weight.STRONG, "审定党员大会的议题") == strong + 2
    assert lines("支委会会议", "", Weight.STRONG) == strong


def test_no_name_of_a_meeting_goes_on_in_a_further_line():
    laid = wall_fitting.lay_out(calendar(setting(0)))
    assert laid.pieces("主题党日、党员大会、党课") == ["主题党日、", "党员大会、", "党课"]
    assert laid.pieces("党组（党委）") == ["党组（党委）"]
    assert wall_fitting._packed(["主题党日、", "党员大会、", "党课"], 9.9) == 2
    assert wall_fitting._packed(["主题党日、", "党员大会、", "党课"], 13) == 1
    assert wall_fitting._packed(["主题党日、", "党员大会、", "党课"], 5) == 3


def test_a_sheet_is_set_as_it_was_measured():
    """Nothing runs over, and the months end level: what is measured is what is set."""
    sheets = [calendar(setting(each), setting(each, SHORT), notes=("注" * 300,)) for each in (0, 2, 8)]
    parts = (
        Part(id=f"wall-{at}", title="年历", head="", folio=Folio.NONE, blocks=(sheet,), recto=False)
        for at, sheet in enumerate(sheets)
    )
    document = Document(name="n", title="题", author="人", subject="事", parts=tuple(parts))
    with pikepdf.open(io.BytesIO(renderers.render(document, "pdf"))) as pdf:
        assert len(pdf.pages) == len(sheets)


def test_a_calendar_is_told_in_words_and_refused_as_a_file_to_edit():
    worked = WallDay(number=9, weekday="六", mark="班", entries=(dataclasses.replace(LONG, about="全部"), SHORT))
    days = (WallDay(number=8, weekday="五"), worked, WallDay(number=10, weekday="日", mark="休", off=True))
    sheet = calendar(WallSetting(days=days, below="另有3件，见1月工作提示"), months=1)
    part = Part(id="wall", title="年历", head="", folio=Folio.NONE, blocks=(sheet,))
    document = Document(name="n", title="题", author="人", subject="事", parts=(part,))
    assert renderers.render(document, "txt").decode() == (
        "年历\n示例单位\n\n【1月】\n"
        "  9 六 班核对党员的组织关系，启用当年登记簿：全部（组织委员，31日前）；时限1件（31日前）\n"
        "  10 日 休\n另有3件，见1月工作提示\n\n注。\n"
    )
    with pytest.raises(DstdError, match="“年历”是图，DOCX 里不放图"):
        renderers.render(document, "docx")
