"""What a time is called in which something was due."""

from __future__ import annotations

import datetime as dt

import pytest

from dangjian_std.assessment.windows import Window


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (1, 1, "1月"),
        (12, 12, "12月"),
        (1, 3, "第一季度"),
        (4, 6, "第二季度"),
        (7, 9, "第三季度"),
        (10, 12, "第四季度"),
        (2, 4, "2月至4月"),
        (1, 2, "1月至2月"),
        (1, 4, "1月至4月"),
        (1, 6, "上半年"),
        (7, 12, "下半年"),
        (6, 11, "6月至11月"),
        (2, 7, "2月至7月"),
        (1, 5, "1月至5月"),
        (1, 7, "1月至7月"),
        (7, 11, "7月至11月"),
        (1, 11, "1月至11月"),
        (1, 12, "全年"),
    ],
)
def test_a_time_is_called_as_people_call_it(first, last, name):
    end = dt.date(2027, last, 28)
    assert Window(dt.date(2027, first, 1), end, end).name == name
