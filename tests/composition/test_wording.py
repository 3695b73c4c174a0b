from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from dangjian_std.composition import wording
from dangjian_std.domain.nodes import Anchor
from dangjian_std.domain.timing import Amount, Bounds, Share
from dangjian_std.domain.vocabulary import Modal, Period, PeriodOffset, ShareBase, Shift
from dangjian_std.text.places import Outline, Span
from support.times import when

HERE = Anchor(Outline(Span("x")))


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ({"every": Period.MONTH, "times": 1, "day": 10, "shift": Shift.NEXT}, "每月1次，10日，遇非工作日顺延"),
        ({"every": Period.MONTH, "by_day": 25}, "每月25日前"),
        ({"every": Period.MONTH, "day": 5, "of": PeriodOffset.NEXT}, "每月次月5日"),
        ({"every": Period.QUARTER, "times": 1}, "每季度1次"),
        ({"every": Period.YEAR, "months": (1, 7), "by_day": 15}, "每年1、7月15日前"),
        ({"every": Period.YEAR, "months": (10, 11, 12), "times": 1}, "每年10月至12月1次"),
        ({"every": Period.HALF_YEAR, "months": (6, 12), "times": 1}, "每年6、12月各1次"),
        ({"every": Period.YEAR, "months": (1,), "by_day": 31, "times": 1}, "每年1月31日前1次"),
        ({"every": Period.QUARTER, "months": (1, 4, 7, 10), "by_day": 15}, "每季度第1个月15日前"),
        ({"every": Period.QUARTER, "months": (3, 6), "by_day": 15}, "每年3、6月15日前"),
        ({"on": "任期届满", "within_days": 5, "modal": Modal.MAY}, "可不办；办的，任期届满后5日内"),
        ({"every": Period.YEAR, "times": 2, "modal": Modal.SHOULD}, "宜每年2次"),
        ({"on": "任期届满"}, "任期届满时"),
        ({"on": "任期届满", "within_days": 0}, "任期届满的，当日"),
        ({"on": "收到入党申请", "within_months": 1}, "收到入党申请后1个月内"),
        ({"before": "hold", "at_least_workdays": 3}, "hold前，至少提前3个工作日"),
        ({"before": "hold", "at_least_days": 0}, "当日，hold开始前"),
        ({"after": "hold", "within_workdays": 3}, "hold后3个工作日内"),
        ({"after": "hold", "also": ("tell", "sign"), "within_workdays": 3}, "hold、tell、sign都办完后3个工作日内"),
        ({"after": "hold", "within_workdays": 3, "modal": Modal.SHOULD}, "hold后，宜在3个工作日内"),
        ({"on": "入党纪念日到来", "within_days": 0, "modal": Modal.MAY}, "可不办；办的，入党纪念日到来的，当日"),
        ({"on": "任期届满", "modal": Modal.SHOULD}, "宜任期届满时"),
        ({"every": Period.YEAR, "months": (12,), "by_day": 3, "modal": Modal.MAY}, "可不办；办的，每年12月3日前"),
        ({"before": "hold", "at_least_days": 3, "modal": Modal.MAY}, "可不办；办的，hold前，至少提前3日"),
        ({"before": "hold", "at_least_months": 6, "modal": Modal.SHOULD}, "hold前，宜至少提前6个月"),
        ({"after": "hold", "within_days": 0}, "hold后，当日"),
        ({"every": Period.MONTH, "times": 1, "nth": "第一个", "weekday": "周五"}, "每月1次，第一个周五"),
        ({"every": Period.QUARTER, "nth": "最后一个", "weekday": "工作日"}, "每季度最后一个工作日"),
        ({"every": Period.YEAR, "months": (9,), "nth": "第二个", "weekday": "周三"}, "每年9月第二个周三"),
        ({"every": Period.WEEK, "weekday": "周五"}, "每周五"),
        ({"every": Period.WEEK, "times": 1, "weekday": "周五"}, "每周1次，周五"),
        ({"every": Period.HALF_MONTH, "times": 1}, "每半月1次"),
        ({"every": Period.YEAR, "years": 2, "first_year": 2027, "times": 1}, "每两年1次"),
        ({"on": "发生意外", "within_hours": 24}, "发生意外后24小时内"),
        ({"on": "发生意外", "within_hours": 0}, "发生意外后立即"),
        ({"after": "hold", "within_hours": 0, "modal": Modal.SHOULD}, "hold后，宜立即"),
        ({"before": "hold", "at_least_hours": 2}, "hold前，至少提前2小时"),
    ],
)
def test_a_time_prints_its_bound(time: dict[str, Any], words: str):
    line = wording.when(when(**time), str)
    assert "".join(str(piece) for piece in line) == words


def test_numbers_of_a_vote():
    half = Fraction(1, 2)
    limits = Bounds(
        anchor=HERE,
        quorum=Share(anchor=HERE, of=ShareBase.ENTITLED, at_least=half),
        majority=Share(anchor=HERE, of=ShareBase.ENTITLED, more_than=half),
        hours=Amount(anchor=HERE, at_least=32.0),
    )
    assert wording.bounds(limits) == (
        "到会的不少于应到有表决权党员的半数，赞成的超过应到有表决权党员的半数，学时：不少于32学时"
    )


@pytest.mark.parametrize(
    ("part", "words"),
    [(Fraction(4, 5), "五分之四"), (Fraction(2, 3), "三分之二"), (Fraction(13, 20), "13/20")],
)
def test_a_part_is_printed_as_it_is_said(part: Fraction, words: str):
    limits = Bounds(anchor=HERE, quorum=Share(anchor=HERE, of=ShareBase.PRESENT, at_least=part))
    assert wording.bounds(limits) == f"到会的不少于实到有表决权党员的{words}"


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (3.0, 5.0, "人数：3至5人"),
        (3.0, 3.0, "人数：3人"),
        (3.0, None, "人数：不少于3人"),
        (None, 7.0, "人数：不多于7人"),
    ],
)
def test_a_number_of_people_from_one_to_another(least, most, words):
    limits = Bounds(anchor=HERE, headcount=Amount(anchor=HERE, at_least=least, at_most=most))
    assert wording.bounds(limits) == words


def test_nothing_stands_between_names_in_quotes():
    names = ("“审核”", "“公示”", "6.1.2", "DJ102的“计票”", "“宣布”")
    assert "".join(map(str, wording.listed(names))) == "“审核”“公示”、6.1.2、DJ102的“计票”“宣布”"
