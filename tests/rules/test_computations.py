from __future__ import annotations

import pytest

from support.projects import findings, patched


def said(example: str) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in findings(patched(example))]


@pytest.mark.parametrize(
    ("compute", "code", "words"),
    [
        ("{sum: [due], round: 1}", "DS415", "round 不能与 sum"),
        ("{round: 1}", "DS415", "缺少 same"),
        ("{product: [due], round: 1}", "DS415", "第二个因数"),
        ("{product: [due, hours]}", "DS415", "缺少 round"),
        ("{rate: due, by: kinds}", "DS415", "缺少 by 和 annex"),
        ("{sum: [place]}", "DS417", "“地点”的填写方式是 text"),
        ("{same: place}", "DS417", "“地点”的填写方式是 text"),
        ("{sum: [present]}", "DS415", "又用到它自己"),
        ("{totals: [votes.for]}", "DS417", "不是表格的列"),
        ("{count: [votes]}", "DS417", "“表决”的填写方式是 table"),
        ("{product: [votes.for, due], round: 1}", "DS417", "“赞成”写的是整列"),
        ("{same: votes.for}", "DS417", "不能这样算"),
        ("{sum: [nowhere]}", "DS115", "nowhere"),
        ("{count: [kinds], is: 没有的}", "DS117", "没有的"),
        ("{rate: due, by: kinds, annex: nowhere}", "DS416", "没有附录 nowhere"),
    ],
)
def test_what_cannot_be_computed_is_said(compute, code, words):
    found = said(f"# R201 present\ncompute: {compute}\n")
    assert [each for each in found if each[0] == code and words in each[1]], found


def test_a_circle_of_two_is_said_once():
    found = said("# R201 present\ncompute: {sum: [due]}\n# R201 due\ncompute: {sum: [present]}\n")
    assert [code for code, _ in found] == ["DS415"]


TABLES = """# R211 items.columns.matter
type: number
# R211 open-matters
type: table
{continues}columns:
  - {{id: matter, label: 事项, width: 34, type: number}}
  - {{id: owner, label: 责任人, type: person}}
  - {{id: due-on, label: 时限, type: date}}
  - {{id: done-on, label: 办结日期, type: date}}
  - {{id: result, label: 结果, type: number, compute: {compute}}}
# R211 items.columns.result
type: number
"""


@pytest.mark.parametrize(
    ("continues", "compute", "words"),
    [
        ("", "{totals: [matter]}", "不是整列"),
        ("", "{totals: [items.matter, open-matters.matter]}", "不在一个表格里"),
        ("", "{sum: [due-on]}", "的填写方式是 date"),
        ("continues: items\n", "{sum: [open-matters.matter]}", "在接着往下填的表格里"),
        ("", "{sum: [matter, items.matter]}", ""),
        ("continues: items\n", "{same: items.matter}", ""),
    ],
)
def test_what_a_row_cannot_be_computed_from_is_said(continues, compute, words):
    found = said(TABLES.format(continues=continues, compute=compute))
    assert [code for code, _ in found] == (["DS417"] if words else [])
    assert all(words in message for _, message in found)


def test_what_stands_only_on_a_screen_is_computed_and_has_no_sample():
    assert "却要人填" in said("# R201 present\nscreen: true\n")[0][1]
    (found,) = said("# R201 present\nscreen: true\ncompute: {sum: [due]}\nsample: ['3']\n")
    assert (found[0], "用不着示例" in found[1]) == ("DS415", True)


ANNEX = """# DJ401
annexes:
  - id: rates
    title: 比例
    columns: [谁, 多少, 交多少]
    rows:
      - [{who}, {band}, 1%]
# DJ401 requirements.0
text: 学时应照〔rates〕的比例算。
# R201 present
compute: {{rate: due, by: kinds, annex: rates}}
"""


@pytest.mark.parametrize(
    ("who", "band", "words", "rest"),
    [
        ("主题党日", "3000元以上", "看不出|不是接着", "- 主题党日"),
        ("没有的", "3000元以下（含3000元）", "不是 R201 的选项", "没有的"),
        ("主题党日", "三千以下", "看不出从多少到多少", "- 主题党日"),
    ],
)
def test_an_annex_from_which_no_rate_can_be_read_is_named(who, band, words, rest):
    files = patched(ANNEX.format(who=who, band=band))
    (found,) = (each for each in findings(files) if each.code == "DS416")
    assert any(word in found.message for word in words.split("|"))
    span = found.place.span
    line = files[span.path].data.decode().splitlines()[span.line - 1]
    assert line[span.column - 1 :] == rest


def test_group_and_post_stand_in_a_text_column_of_a_table_of_members():
    assert said("# R211 items.columns.matter\nfill: post\n")[0][0] == "DS403"
    assert said("# R211 items\nfill: members\n# R211 items.columns.matter\nfill: post\n") == []
