"""What an act is about, where it is read without its standard."""

from __future__ import annotations

import pytest

from dangjian_std.publications.month_pack import subject


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("DJ406", "志愿服务"),
        ("DJ603", "新春主题教育周"),
        ("DJ302", "组织关系"),
        ("DJ304", "党费"),
    ],
)
def test_a_subject_is_the_title_without_the_kind_of_text(catalog, code, expected):
    assert subject.short_subject(catalog.standards[code]) == expected


def test_an_act_that_does_not_name_its_subject_gets_it(catalog):
    said = {
        "DJ603": ("排定一周的日程", "〔新春主题教育周〕"),
        "DJ406": ("留下有用的，停掉没有用的", "〔志愿服务〕"),
        "DJ304": ("收缴当月党费", ""),
        "DJ201": ("召集并主持党员大会", ""),
        "DJ104": ("向上级党组织报告党员领导干部参加双重组织生活的情况", ""),
    }
    assert {code: subject.subject_prefix(catalog.standards[code], act) for code, (act, _) in said.items()} == {
        code: expected for code, (_, expected) in said.items()
    }


def test_every_subject_is_short_and_says_no_kind_of_text(catalog):
    for standard in catalog.standards.values():
        assert 2 <= len(subject.short_subject(standard)) <= 9
        assert not subject.short_subject(standard).endswith(("规范", "规程"))
