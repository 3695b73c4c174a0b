"""Changes of what stands beside the standards, and of the marks of a step, in the words of `dstd diff`."""

from __future__ import annotations

import pytest

from dangjian_std import changes
from dangjian_std.domain.catalog import Catalog
from dangjian_std.reading.load import load
from support.projects import patched

EXCUSES = "# 小支部\nnot_applicable:\n"
ASSIGN, TELL = "  - {step: DJ401.assign, reason: 事项少。}\n", "  - {step: DJ401.tell, reason: 人少。}\n"
DATES = """\
# 文件 standards/dates/2027-已定.yaml
kind: dates
year: 2027
dates:
  - {step: DJ401.hold, on: 2027-10-12}
"""
UNREAD = "# DJ401 count\nlocal: [who, what, how.2, when]\nunread:\n  - {regulation: 支部条例, places: [how.1]}\n"
SHARE = "# DJ401 monthly\nmeasure: {{share: R211.items, where: result, not_less: {}, at_least: 90}}\n"


def catalog(example: str) -> Catalog:
    files = patched(example)
    found = load(files[path] for path in sorted(files)).catalog
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            EXCUSES + ASSIGN,
            EXCUSES + ASSIGN.replace("事项少", "没有"),
            "文字 单位类型 小支部 DJ401 6.3.1 不适用的理由：事项少。→没有。",
        ),
        (
            EXCUSES + ASSIGN + TELL,
            EXCUSES + TELL + ASSIGN,
            "移动 单位类型 小支部  不适用的先后：DJ401.assign、DJ401.tell→DJ401.tell、DJ401.assign",
        ),
        (
            "",
            "# DJ401 删去 hold.opens\n# DJ401 hold\nrecord: R201\n",
            "改动 DJ401 6.2.2 留痕：开新表《会议活动记录》（R201）→记入《会议活动记录》（R201）",
        ),
        ("", UNREAD, "改动 DJ401 6.2.1 ▲→◇：→怎么做第1项（支部条例）"),
        (UNREAD, "", "改动 DJ401 6.2.1 ◇→▲：→怎么做第1项（支部条例）"),
        (
            "",
            DATES,
            "新增 2027年已定日期  已定日期：→1个日子",
        ),
        (DATES, "", "取消 2027年已定日期  已定日期：1个日子→"),
        (
            SHARE.format("2.5"),
            SHARE.format("3.5"),
            (
                "改动 DJ401 检查要点1 怎样看："
                "“落实事项”，“结果”不少于2.5的占90%以上→“落实事项”，“结果”不少于3.5的占90%以上"
            ),
        ),
    ],
)
def test_a_change_is_told_once(old, new, said):
    (found,) = changes.compare(catalog(old), catalog(new))
    where = f"{changes.WORDS_FOR_KINDS[found.kind]} {found.site.subject} {found.site.clause}"
    assert f"{where} {found.aspect}：{found.before}→{found.after}" == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", EXCUSES + TELL, "取消 本单位要办→不办：人少。"),
        (EXCUSES + TELL, "", "新增 不办：人少。→本单位要办"),
        ("# DJ401 tell\nid: pass-on\n", EXCUSES + TELL, "改动 没有这一步→不办：人少。"),
        (EXCUSES + TELL, "# DJ401 tell\nid: pass-on\n", "改动 不办：人少。→这一步已经取消"),
    ],
)
def test_an_excuse_is_told_by_what_a_unit_did_and_does(old, new, said):
    found = [each for each in changes.compare(catalog(old), catalog(new)) if each.aspect == "适用"]
    assert [f"{changes.WORDS_FOR_KINDS[each.kind]} {each.before}→{each.after}" for each in found] == [said]


def test_a_day_that_is_fixed_otherwise_is_another_one():
    gone, added = changes.compare(catalog(DATES), catalog(DATES.replace("10-12", "10-13")))
    assert (gone.site.subject, gone.before, gone.after) == (
        "2027年已定日期",
        "步骤 DJ401.hold，日期 2027-10-12",
        "",
    )
    assert (added.before, added.after) == ("", "步骤 DJ401.hold，日期 2027-10-13")
