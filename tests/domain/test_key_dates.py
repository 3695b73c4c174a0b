"""重要时间节点: which a unit keeps in mind, what is said of them, and what is a mistake in them."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std import changes
from dangjian_std.composition import key_dates
from dangjian_std.document.blocks import Table
from dangjian_std.domain.key_dates import KeyDate, KeyDates
from dangjian_std.domain.regulation import Citation
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.month_pack import pack
from dangjian_std.reading import load
from dangjian_std.renderers.layout import plain_text
from support.projects import findings, patched, shown

SAID = "名称 甲，月份 4，几日 2，本单位选定 是"
FILE = "# 文件 standards/节点.yaml\nkind: key-dates\ndays:\n"


def day(catalog, name, month, number=None, **more):
    return KeyDate(anchor=catalog.system.anchor, name=name, month=month, day=number, **more)


def keeping(catalog, *days):
    kept = KeyDates(anchor=catalog.system.anchor, days=days)
    return dataclasses.replace(catalog, key_dates=kept)


def some(catalog):
    return keeping(
        catalog,
        day(catalog, "后一个", 3, 5, local=True),
        day(catalog, "没有日子", 3, local=True),
        day(catalog, "前一个", 3, 4, local=True, not_for=("小支部",)),
        day(catalog, "别的月", 4, 5, local=True),
    )


def test_a_month_has_its_days_in_order_and_none_that_a_unit_does_without(catalog):
    found = some(catalog)
    assert [each.name for each in Unit.of(found, "总支").key_dates(3)] == ["没有日子", "前一个", "后一个"]
    assert [each.name for each in Unit.of(found, "小支部").key_dates(3)] == ["没有日子", "后一个"]
    assert Unit.of(found, "总支").key_dates(5) == ()
    assert Unit.of(dataclasses.replace(catalog, key_dates=None), "总支").key_dates(3) == ()


def test_they_are_the_last_note_of_a_month_and_a_line_for_the_group(catalog):
    year = pack.year_of_unit(Unit.of(some(catalog), "总支"), 2027)
    said = "重要时间节点（只提醒，不另填表）：没有日子、4日前一个、5日后一个。"
    (table,) = (block for block in pack.reminder_sheet(year, 3).parts[0].blocks if isinstance(block, Table))
    for setting in (table, *table.denser):
        assert plain_text.line(setting.notes[-1]) == said
    assert sum(said in str(block) for block in pack.notice(year, 3).parts[0].blocks) == 1
    assert "重要时间节点" not in str(pack.notice(year, 5)) + str(pack.reminder_sheet(year, 5))


def test_they_are_no_work(catalog):
    """No task, no form, nothing in the numbers of a year: only what is said changes."""
    with_, without = some(catalog), dataclasses.replace(catalog, key_dates=None)
    for month in (3, 4):
        first, second = (pack.year_of_unit(Unit.of(each), 2027) for each in (with_, without))
        assert first.listed(month) == second.listed(month)
        packs = [[document.name for document, _ in pack.month_pack(each, month)] for each in (first, second)]
        assert packs[0] == packs[1]


def test_what_one_rests_on_is_told_with_its_level(catalog):
    regulation = min(catalog.regulations.values(), key=lambda each: each.name)
    article = regulation.articles[0]
    cited = Citation(anchor=article.anchor, regulation=regulation.name, article=article.number)
    assert key_dates.basis(catalog, day(catalog, "甲", 3, 4, local=True)) == "本单位选定"
    known = key_dates.basis(catalog, day(catalog, "甲", 3, 4, basis=(cited,)))
    assert known == f"《{regulation.title}》{article.number}（{article.checked.level}）"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{name: 甲, month: 2, day: 29, local: true}", []),
        ("{name: 甲, month: 2, day: 30, local: true}", ["3:30: error[DS228] 2月没有30日"]),
        ("{name: 甲, month: 4, day: 31, local: true}", ["3:30: error[DS228] 4月没有31日"]),
        ("{name: 甲, month: 4}", ["3:12: error[DS228] “甲”没有写依据"]),
        ("{name: 甲, month: 4, local: false}", ["3:12: error[DS228] “甲”没有写依据"]),
        (
            "{name: 甲, month: 4, local: true}\n  - {name: 甲, month: 5, local: true}",
            ["4:12: error[DS228] “甲”写了两遍"],
        ),
        (
            "{name: 甲, month: 4, local: true, not_for: [支部, 大支部]}",
            ["3:52: error[DS113] 单位画像“大支部”没有登记"],
        ),
        (
            "{name: 甲, month: 4, basis: [{regulation: 支部工作办法, article: 第一条}]}",
            ["3:46: error[DS103] 依据“支部工作办法”没有登记"],
        ),
        (
            "{name: 甲, month: 4, basis: [{regulation: 支部条例, article: 第九十九条}]}",
            ["3:61: error[DS104] “支部条例”的条文“第九十九条”没有登记"],
        ),
        (
            "{name: 甲, month: 4, local: true, basis: [{regulation: 支部条例, article: 第十六条第四款}]}",
            ["3:32: error[DS228] “甲”写了依据，又写了 local: true"],
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(written, expected):
    found = [shown(each) for each in findings(patched(f"{FILE}  - {written}\n"))]
    assert found == [f"standards/节点.yaml:{each}" for each in expected]


def test_a_mistake_says_what_to_do():
    days = (
        "{name: 甲, month: 2, day: 30, local: true}",
        "{name: 甲, month: 5, local: true}",
        "{name: 乙, month: 5}",
    )
    found = findings(patched(FILE + "".join(f"  - {each}\n" for each in days)))
    assert [(each.help, [near.message for near in each.related]) for each in found] == [
        ("写 1 到 29 之间的一天", []),
        ("留一个", ["前面已经写了"]),
        ("有条文的写 basis，本单位选定的写 local: true，只写一个", []),
    ]
    assert found[1].related[0].place.span.line == 3


def test_a_change_of_one_is_told():
    old, new = (load.load(iter(patched(f"{FILE}  - {each}\n").values())).catalog for each in (
        "{name: 甲, month: 4, day: 2, local: true}", "{name: 甲, month: 4, day: 3, local: true}"
    ))  # fmt: skip
    (change,) = changes.compare(old, new)
    assert (change.site.subject, change.site.clause, change.aspect) == ("节点", "节点“甲”", "几日")
    assert (change.before, change.after) == ("2", "3")
    bare = load.load(iter(patched("").values())).catalog
    (change,) = changes.compare(bare, old)
    assert (changes.WORDS_FOR_KINDS[change.kind], change.aspect, change.after) == ("新增", "节点", SAID)
    (change,) = changes.compare(old, bare)
    assert (changes.WORDS_FOR_KINDS[change.kind], change.aspect, change.before) == ("取消", "节点", SAID)
