"""What is offered for a name that is not registered: the same thing misspelt, never another duty."""

from __future__ import annotations

import pytest

from dangjian_std.text.spelling import alike
from support.projects import findings


def told(root):
    return [(each.code, each.help, [other.message for other in each.related]) for each in findings(root)]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("第16条第四款", "第十六条第四款"),
        ("第十六条", "第十六条第四款"),
        ("第十六条第九款", "第十六条第四款"),
        ("第14条", "第十四条"),
        ("第十四条第一款", "第十四条"),
    ],
)
def test_an_article_is_meant_by_its_number(edit, wrong, meant):
    root = edit(
        "DJ401", "{regulation: 支部条例, article: 第十四条}", f"{{regulation: 支部条例, article: {wrong}}}"
    )
    ((code, help_, _),) = told(root)
    assert code == "DS104"
    assert help_.endswith(f"或改用：{meant}")


def test_a_form_that_is_wanted_is_told_how_it_is_made(edit):
    root = edit("DJ401", "        record: R211", "        record: R299")
    helps = {code: help_ for code, help_, _ in told(root)}
    assert "用 dstd new record 建" in helps["DS105"]


def test_a_field_that_sentences_still_look_for_is_told_how_it_is_renamed(edit):
    root = edit("DJ401", "围绕主题组织集中学习", "在 R201 的“话题”栏写明，围绕主题组织集中学习")
    helps = {code: help_ for code, help_, _ in told(root)}
    assert "用 dstd rename label 改" in helps["DS608"]


def test_an_article_that_is_like_none_gets_no_other(edit):
    root = edit("DJ401", "article: 第十四条", "article: 第九十九条")
    ((_, help_, related),) = told(root)
    assert "改用" not in help_
    assert related == []


def test_a_step_that_is_gone_is_not_swapped_for_another(edit):
    ((code, help_, related),) = told(edit("DJ401", "{recurs: hold}", "{recurs: answer}"))
    assert code == "DS109"
    assert "改用" not in help_
    assert "恢复它" in help_
    assert "删去" in help_
    assert related == []


def test_a_step_misspelt_is_offered(edit):
    ((_, help_, _),) = told(edit("DJ401", "after: hold, within_workdays: 3", "after: held, within_workdays: 3"))
    assert help_.endswith("或改用：hold")


@pytest.mark.parametrize(
    ("code", "old"), [("R211", "home: DJ401"), ("DJ401", "opens: R211"), ("DJ401", "papers: [W401]")]
)
def test_no_code_is_offered_for_another(edit, code, old):
    root = edit(code, old, old.replace("01", "02").replace("11", "12"))
    assert [help_ for _, help_, _ in told(root) if "改用" in help_] == []


def test_a_name_is_offered_for_one_like_it():
    assert alike("记录员", ["记录人", "支部书记"]) == ["记录人"]
    assert alike("DJ402", ["DJ602", "DJ401"]) == []
    assert alike("tell", ["vote", "tells"]) == ["tells"]


@pytest.mark.parametrize(
    ("typed", "known", "offered"),
    [
        ("组织委员", ["纪检委员", "宣传委员"], []),
        ("组识委员", ["组织委员", "宣传委员"], ["组织委员"]),
        ("支委会", ["支部委员会", "支部书记"], ["支部委员会"]),
        ("支部副书记", ["支部书记"], []),
        ("周末", ["周六", "周日"], []),
        ("within_day", ["within_days", "within_workdays"], ["within_days"]),
    ],
)
def test_another_thing_is_not_offered(typed, known, offered):
    assert alike(typed, known) == offered


def test_a_role_named_anew_is_told_first_and_not_another_role(edit):
    ((_, help_, related),) = told(edit("roles", "id: 组织委员", "id: 党务委员"))
    assert related[0] == "登记的是“党务委员”，没有别处用到"
    assert help_.startswith("改了名的，这里也写“党务委员”；")
    assert "纪检委员" not in help_


def test_what_lost_its_standard_is_offered_those_that_use_it(edit):
    ((code, help_, _),) = told(edit("W401", "home: DJ401", "home: DJ499"))
    assert code == "DS114"
    assert "用到它们的是 DJ401，" in help_


def test_a_full_title_means_its_short_name(edit):
    ((_, help_, _),) = told(edit("DJ401", "{regulation: 支部条例", "{regulation: 中国共产党支部工作条例（试行）"))
    assert help_.endswith("或改用：支部条例")


@pytest.mark.parametrize(
    ("key", "value", "listed"), [("modal", "必须", "应、宜、可"), ("weekday", "周八", "周一、周二")]
)
def test_the_values_of_a_list_are_told(edit, key, value, listed):
    root = edit("DJ401", "{every: month, times: 1, day: 10", f"{{every: month, times: 1, {key}: {value}, day: 10")
    ((_, help_, _),) = told(root)
    assert help_.startswith(f"可以写：{listed}")


def test_two_roles_in_one_place_are_told_apart(edit):
    ((code, help_, _),) = told(edit("DJ401", "who: 组织委员", "who: 组织委员、党员"))
    assert code == "DS102"
    assert help_.startswith("只写一个；一起做的写进 with")
