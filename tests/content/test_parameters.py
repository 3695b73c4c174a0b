"""The numbers that the set leaves to a unit: each can be set, and no sentence contradicts it then."""

from __future__ import annotations

import io
from functools import cache

import openpyxl
import pytest

from dangjian_std import rules
from dangjian_std.document.fields import canonical
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import Request, compose, publications
from dangjian_std.reading import layers
from dangjian_std.reading.load import KnownFiles, load
from dangjian_std.reading.project import UNIT_SHEET, RawSource, sources
from dangjian_std.scaffold import unit_workbook
from dangjian_std.scaffold.limits import limits
from support.folders import ROOT

OTHERS = {"weaker-than-floor", "unkeepable-plan", "dates-out-of-order"}
"""What a number may offend against: the articles, and a year in which it cannot be kept."""
TEXT = """\
kind: unit
name: 某县水利局
prefix: SLJ
edition: 2027年版
year: 2027
base: {{from: 随程序, edition: 2027年版, sha256: {digest}}}
shape: 机关党委
branches:
  - {{name: 机关第一党支部, members: 13, groups: [第一党小组, 第二党小组]}}
  - {{name: 机关第二党支部, members: 9, groups: [第一党小组]}}
  - {{name: 离退休党支部, members: 11, groups: [第一党小组, 第二党小组]}}
leaders: 3
limits:
{lines}"""
ADDED = """\
added:
  - standard: DJ490
    title: 汛期值守规程
    group: 党员活动
    reason: 本局每年汛期都要值守。
    who: 组织委员
    what: 提出汛期值守的安排
    how: [写明哪天、谁值守。]
    when: 每年
    months: [5]
    by_day: 20
  - standard: DJ490
    who: 支部书记
    what: 小结汛期值守
    how: [说明谁值守了几次。]
    when: 上一步以后
    workdays: 90
    record: R211
"""
SAMPLE = ("示例单位", "SLDW", "2个党支部", "两个党支部", "4个党小组", "四个党小组", "40名")


@cache
def known():
    """The shipped set, read once for all that is asked of it here, and not when tests are only collected."""
    raws = tuple(sources(ROOT))
    return raws, KnownFiles(raws)


@cache
def shipped():
    catalog = load(*known()).catalog
    assert catalog is not None
    return catalog, tuple(limits(catalog))


def judged(numbers, more=""):
    raws, files = known()
    lines = "".join(f"  - {{parameter: {name}, value: {number}}}\n" for name, number in numbers.items())
    text = TEXT.format(digest=layers.digest(raws), lines=lines) + more
    loaded = load((*raws, RawSource(UNIT_SHEET, text.encode())), files)
    assert loaded.catalog is not None, [each.message for each in loaded.diagnostics]
    return loaded.catalog, rules.check(loaded.catalog)


def test_there_are_some_and_each_is_called_by_what_it_is():
    _, numbers = shipped()
    assert len(numbers) > 20
    assert len({each.name for each in numbers}) == len(numbers)
    (notice,) = (each for each in numbers if each.name == "DJ201.notice")
    assert numbers[0].followers
    assert {"DJ202", "DJ401"} <= set(notice.followers)


@pytest.mark.parametrize("more", [1, -1])
def test_each_number_can_be_set_and_no_sentence_contradicts_it(more):
    own = [each for each in shipped()[1] if each.number + more >= 0]
    catalog, found = judged({each.name: each.number + more for each in own})
    assert [(each.rule, each.message) for each in found if each.rule not in OTHERS] == []
    now = {each.name: each.number for each in limits(catalog)}
    assert now == {each.name: each.number + more for each in own}


def test_notice_of_five_days_stands_wherever_the_set_gives_notice():
    catalog, found = judged({"DJ201.notice": 5})
    assert found == ()
    now = {each.name: each.number for each in limits(catalog)}
    assert {name: number for name, number in now.items() if name.endswith(".notice")} == {
        each.name: each.number + 2 for each in shipped()[1] if each.name.endswith(".notice")
    }


def texts_of_workbook(said, catalog):
    book = openpyxl.load_workbook(io.BytesIO(unit_workbook.workbook(said, catalog, made=False)))
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


def test_nothing_of_the_sample_is_in_the_worksheets_of_a_unit_or_in_what_they_make():
    catalog, found = judged({"DJ201.notice": 5}, ADDED)
    assert found == ()
    said = texts_of_workbook({"base": {"from": "随程序"}}, shipped()[0])
    assert len(said) > 200
    assert [(word, text) for text in said for word in SAMPLE if word in text] == []
    made = {name: canonical(document) for name in publications() for name, document, _ in all_of(catalog, name)}
    assert len(made) > 100
    assert [(name, word) for name, text in made.items() for word in SAMPLE if word in text] == []
    (note,) = (text for name, text in made.items() if name.endswith("适用说明.docx"))
    assert "沿用通用的《党建工作标准化手册》" in note
    assert "本局每年汛期都要值守。" in note
    (book,) = (text for name, text in made.items() if name.endswith("党建工作标准化手册.pdf"))
    assert "汛期值守" in book
    assert "废止的标准和用表" not in book
    assert "首次发布" in book
    history = max(catalog.standards["DJ401"].history, key=lambda each: each.version).change
    assert history not in book


def all_of(catalog, name):
    return compose(Unit.of(catalog), name, Request())
