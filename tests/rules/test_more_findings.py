"""What rules say beside what their pages show: the other branches of each, by an example of its own."""

from __future__ import annotations

import pytest

from support.projects import findings, patched
from support.rule_examples import RULES, example

SHEET = """# 文件 unit.yaml
kind: unit
name: 某县水利局
prefix: SLJ
edition: 2027年版
year: 2027
base:
  from: 随程序
  edition: 2027年版
  sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
shape: 总支
branches:
"""
HOLIDAYS = """# 文件 standards/holidays/2026-放假安排.yaml
kind: holidays
year: 2026
source: 国务院办公厅的通知
off:
  - {first: 2026-01-01, last: 2026-01-03}
  - {first: 2026-02-15, last: 2026-02-23}
  - {first: 2026-04-04, last: 2026-04-06}
  - {first: 2026-05-01, last: 2026-05-05}
  - {first: 2026-06-19, last: 2026-06-21}
  - {first: 2026-09-25, last: 2026-09-27}
  - {first: 2026-10-01, last: 2026-10-07}
worked: [2026-01-04, 2026-02-14, 2026-02-28, 2026-05-09, 2026-09-20, 2026-10-10]
"""
"""An arrangement in which nothing is wrong."""
RATES = """# R201 present
compute: {rate: due, by: kinds, annex: rates}
# DJ401
annexes:
  - id: rates
    title: 比例
    columns: [种类, 多少, 比例]
    rows:
      - [主题党日, 每月, 1元]
# DJ401 one-topic
text: 每次主题党日应照〔rates〕办。
"""


ABSENT = """# DJ401 notify
how:
  - 写明时间、地点、主题和需要准备的内容。
  - 对外出的流动党员，照〔absent〕办。
# DJ401
annexes:
  - id: absent
    title: 外出党员
"""
"""An annex that a sentence with articles names; what stands in it comes below."""
FOREIGN = "“3个月”不是党员教育管理条例第三十二条第一款、党员教育管理条例第二十三条写的数"


def holidays(old: str, new: str) -> str:
    """Return the arrangement with one piece of it written otherwise."""
    assert old in HOLIDAYS
    return HOLIDAYS.replace(old, new)


def fixed(step: str, day: str) -> str:
    """Return a day that is fixed for a step."""
    head = "# 文件 standards/dates/2027-已定.yaml\nkind: dates\nyear: 2027\ndates:\n"
    return f"{head}  - {{step: {step}, on: {day}}}\n"


PARAMETER = "# DJ401\nparameters:\n  - {id: a, title: 甲, at: "
TOLD = f"{PARAMETER}[tell.when.within_workdays]"
ANNEX = """# DJ401 one-topic
text: 每次主题党日应照〔list〕办。
# DJ401
annexes:
  - id: list
    title: 清单
"""
CASE = "# catalog\ncases:\n  - {name: 主题党日, from: DJ401.hold, parts: [DJ401.theme]"
TERM = "# DJ401\nterms:\n  - id: away\n    term: 长期外出\n    definition: "

CASES = {
    "superseded-regulation": [
        (
            "# 支部条例\nstatus: 已修订\nreplaced_by: 党员教育管理条例\n",
            ["“支部条例”已修订"],
        )
    ],
    "contradicted-statement": [
        (
            (
                "# DJ401 sign\nwhen: {every: year, months: [6], day: 20}\n"
                "# DJ401 monthly\nstatement: 每年7月整理记录。\nmeasure: {recurs: sign}\n"
            ),
            ["这里写“7月”，要检查的是“6月”"],
        ),
        (
            (
                "# DJ401 sign\nwhen: {every: year, months: [6], by_day: 20}\n"
                "# DJ401 monthly\nstatement: 每年6月21日整理记录。\nmeasure: {recurs: sign}\n"
            ),
            ["这里写“6月21日”，要检查的是“6月20日”"],
        ),
    ],
    "malformed-measure": [
        ("# DJ401 monthly\nmeasure: {where: done-on}\n", ["只写了 where，没有写怎样看"]),
        (
            "# R211 删去 agree\n# DJ401 monthly\nmeasure: {agrees: R211.closed}\n",
            ["R211 的 agree 里没有写 closed"],
        ),
    ],
    "mistyped-cell": [
        (
            (
                "# R211 source\ntype: table\nrows: 2\ncolumns:\n"
                "  - {id: since-on, label: 起算, type: date, width: 50}\n"
                "  - {id: rest, label: 其他}\n"
                "# DJ401 assign\nwrites: {since: source.since-on, on: items.done-on}\n"
            ),
            ["起算的日期同做的日期不在一个表格里，不知道哪一行对哪一行"],
        )
    ],
    "mistaken-parameter": [
        (
            f"{PARAMETER}[tell.when.within_workdays, sign.when.within_workdays]}}\n",
            ["“sign.when.within_workdays”是 5，前面的是 3"],
        ),
        (
            f"{PARAMETER}[told.measure.within_workdays, tell.when.within_workdays], said: [told.statement]}}\n",
            [],
        ),
        (
            (
                f"{PARAMETER}[choose.when.by_day, hold.when.times, hold.when.day,"
                " monthly.measure.within_workdays, gone.when.times]}\n"
            ),
            [
                "“hold.when.times”是 1，前面的是 25",
                "“hold.when.day”那里没有可以定的数",
                "“monthly.measure.within_workdays”那里没有可以定的数",
                "“gone.when.times”那里没有可以定的数",
            ],
        ),
        (
            f"{TOLD}, said: [tell.what, told.statement, tell.how.0, tell.how.2, tell.how.a, gone.text]}}\n",
            [
                "“tell.what”的句子里没有说到 3",
                "“tell.how.0”的句子里没有说到 3",
                "“tell.how.2”的句子里没有说到 3",
                "“tell.how.a”的句子里没有说到 3",
                "“gone.text”的句子里没有说到 3",
            ],
        ),
        (
            f"{TOLD}, said: [tell.how.2]}}\n# DJ401 tell\nhow:\n  - 转告。\n  - 3个工作日内，最迟3个工作日。\n",
            ["“tell.how.2”的句子里不止一处说到 3"],
        ),
        (f"{TOLD}, said: [tell.how.2]}}\n# DJ401 tell\nhow:\n  - 转告。\n  - 3个工作日内转告。\n", []),
        (f"{TOLD}}}\n# DJ401 tell\nfixed: 全县统一。\n", ["这一步写了 fixed，不许改"]),
        (
            f"{TOLD}, follows: DJ401.b}}\n  - {{id: b, title: 乙, at: [notify.when.at_least_workdays]}}\n",
            ["DJ401.b：不是同一种时间"],
        ),
        (f"{TOLD}, follows: DJ401.b}}\n  - {{id: b, title: 乙, at: [sign.when.within_workdays]}}\n", []),
        (f"{TOLD}, follows: DJ401.c}}\n", ["DJ401.c：没有这个时限"]),
    ],
    "unknown-option": [
        ("# DJ401 hold\nwrites: {on: held-on, ticked: [主题日]}\n", ["R201 的选项“主题日”没有登记"]),
        (
            "# DJ401 hold\nkinds: [主题日]\nwrites: {on: held-on, ticked: [主题日]}\n",
            ["R201 的种类“主题日”没有登记"],
        ),
    ],
    "unknown-label": [
        ("# DJ401 sign\nhow:\n  - 记清 R201 的列席和上级参加栏、地点栏。\n", []),
        ("# DJ401 sign\nhow:\n  - 记清 R201 的地点和议题栏。\n", ["R201 的栏目“议题”没有登记"]),
        ("# DJ401 sign\nhow:\n  - 记清 R201 的“议题”栏。\n", ["R201 的栏目“议题”没有登记"]),
    ],
    "mistaken-annex": [
        (f"{ANNEX}    rows:\n      - [一, 二]\n", ["表只写了一半"]),
        (f"{ANNEX}    columns: [一, 二]\n", ["表只写了一半"]),
        (f"{ANNEX}    columns: [一]\n    rows:\n      - [二]\n", ["表只有一列"]),
        (f"{ANNEX}    columns: [一, 二]\n    rows:\n      - [二]\n", ["这一行有1格，表头有2列"]),
        (f"{ANNEX}    columns: [一, 二]\n    rows:\n      - [三, 四]\n", []),
    ],
    "mistaken-case": [
        (f"{CASE}, uses: [{{step: DJ401.close, code: W401}}]}}\n", ["步骤“DJ401.close”没有登记"]),
        (f"{CASE}, uses: [{{step: DJ401.notify, code: R201}}]}}\n", ["无记名纸票或者文书“R201”没有登记"]),
        (
            f"{CASE}, brings: [{{event: 没有的, step: DJ401.gone}}]}}\n",
            ["事件“没有的”没有登记", "步骤“DJ401.gone”没有登记"],
        ),
        (
            "# catalog\ncases:\n  - {name: 主题党日, from: 形成议定事项, parts: [DJ401.theme]}\n",
            ["“主题党日”里没有一步从“形成议定事项”算起，排不出日期"],
        ),
        (
            "# catalog\ncases:\n  - {name: 主题党日, from: DJ401.hold, parts: [DJ401.theme], without: [W499]}\n",
            ["要发的文书“W499”没有登记"],
        ),
    ],
    "mistaken-date": [
        (
            fixed("DJ401.assign", "2027-05-12"),
            ["2027-05-12 没有用上：这一步不按时间办，或者这一次已经另外定了日子"],
        ),
        (fixed("DJ401.hold", "2028-05-12"), ["2028-05-12 不在2027年"]),
        (fixed("DJ401.tell", "2027-05-07"), ["2027-05-07 早了，要从5月10日起"]),
        (fixed("DJ401.tell", "2027-05-28"), ["2027-05-28 过了时限，最迟5月13日"]),
    ],
    "mistaken-holidays": [
        (
            holidays("first: 2026-05-01, last: 2026-05-05", "first: 2026-05-05, last: 2026-05-01"),
            ["末日 2026-05-01 早于首日 2026-05-05"],
        ),
        (
            holidays("last: 2026-05-05", "last: 2026-05-16"),
            ["从 2026-05-01 到 2026-05-16，一次放假超过15天"],
        ),
        (
            holidays("first: 2026-05-01, last: 2026-05-05", "first: 2025-05-01, last: 2025-05-05"),
            ["2025-05-01 不在2026年"],
        ),
        (holidays("2026-10-10", "2027-10-10"), ["2027-10-10 不在2026年"]),
        (holidays("2026-10-10", "2026-10-03"), ["2026-10-03 又放假又上班"]),
        (
            holidays("  - {first: 2026-06-19, last: 2026-06-21}\n", ""),
            ["放假里没有端午节（2026-06-19）"],
        ),
        (
            holidays(
                "  - {first: 2026-06-19", "  - {first: 2026-07-11, last: 2026-07-12}\n  - {first: 2026-06-19"
            ),
            ["从 2026-07-11 起的放假里没有法定节日"],
        ),
        (
            holidays("last: 2026-10-07", "last: 2026-10-09"),
            ["放假和调休对不上：法定节日13天，调休上班6天，算下来多放了2天"],
        ),
        (
            holidays("2026-10-10", "2026-10-10, 2026-10-11, 2026-10-17"),
            ["放假和调休对不上：法定节日13天，调休上班8天，算下来多上了2天班"],
        ),
    ],
    "no-meeting": [
        ("# DJ401 hold\nmeeting: 组织活动\nprefers: [hold]\n", ["“主持主题党日”就是这一步"]),
        ("# DJ401 hold\nmeeting: 组织活动\n# DJ401 tell\nat: [hold]\n", []),
        (
            "# DJ401 hold\nmeeting: 组织活动\n# DJ401 tell\njoins: [hold]\nat: [hold]\n",
            ["joins 和 at 只写一个"],
        ),
    ],
    "repeated-branch": [
        (
            f"{SHEET}  - {{name: 一支部, members: 12, groups: [第一党小组, 第一党小组]}}\n",
            ["“一支部”有两个党小组叫“第一党小组”"],
        ),
        (
            (
                f"{SHEET}  - {{name: 一支部, members: 12, groups: [第一党小组]}}\n"
                "  - {name: 二支部, members: 9, groups: [第二党小组], from: 2027-06-01, until: 2027-05-01}\n"
            ),
            ["“二支部”从 2027-06-01 起，却到 2027-05-01 为止"],
        ),
        (
            f"{SHEET}  - {{name: 一支部, members: 12, groups: [第一党小组], temporary: true}}\n",
            ["只有临时党支部；它不换届、不收党费、一般不发展党员（支部条例第八条第二款），不能照整套标准做"],
        ),
    ],
    "unexplained-stance": [
        (
            (
                f"{SHEET}  - {{name: 一支部, members: 12, groups: [第一党小组]}}\n"
                "adopt:\n  - {standard: DJ401, stance: 增加要求}\n"
            ),
            ["DJ401 写了增加要求，没有写理由"],
        )
    ],
    "no-form-to-add-to": [
        (
            "# R211\nneeds: 支委会\n",
            ["这样的单位不填 R211：小支部", "这样的单位不填 R211：小支部", "写了 needs，没有写 instead"],
        ),
        (
            "# 小支部\nnot_applicable:\n  - {step: DJ401.assign, reason: 事项少。}\n",
            ["这样的单位不填 R211：小支部"],
        ),
    ],
    "uncomputable-cell": [
        ("# R201 kinds\ncompute: {sum: [due]}\n", ["“种类”的填写方式是 choices，算出来的放不进去"]),
    ],
    "unreadable-rates": [(RATES, ["附录“比例”里没有比例"])],
    "foreign-number": [
        (f"{ABSENT}    text:\n      - 外出6个月以上的流动党员，另行通知。\n", []),
        (f"{ABSENT}    text:\n      - 外出3个月以上的流动党员，另行通知。\n", [FOREIGN]),
        (f"{ABSENT}    columns: [谁, 怎么通知]\n    rows:\n      - [外出3个月以上的, 另行通知]\n", [FOREIGN]),
    ],
    "unusable-field": [("# R201 roster\napart: true\n", ["“签到”写了 overleaf，又写了 apart"])],
    "unstated-floor": [
        (
            "# 支部条例 第十四条\nfloor:\n  - {who: [支部书记], when: {every: month}, modal: 宜}\n",
            ["写了时间的，能愿动词写在时间里"],
        ),
        (
            "# 党员教育管理条例 第十六条第二款\nfloor:\n  - {kinds: [主题党日]}\n",
            ["这一项什么也没有要求"],
        ),
    ],
    "weaker-wording": [
        (
            (
                "# 党员教育管理条例 第十六条第二款\ngist: 提倡开展主题党日。\n"
                "# DJ401 fixed-day\ntext: 主题党日宜每月开展1次。\n"
            ),
            [],
        ),
        (
            "# DJ401 fixed-day\ntext: 主题党日宜每月开展1次。\n",
            ["这里说“宜”，支部条例第十六条第四款说的是应当"],
        ),
    ],
    "unknown-role": [
        ("# DJ401 tell\nwho: 组织委员和支部书记\n", ["“组织委员和支部书记”是2个岗位"]),
        ("# DJ401 tell\nwho: 组织委员,支部书记，党员\n", ["“组织委员,支部书记，党员”是3个岗位"]),
        ("# DJ401 tell\nwho: 组织委员和甲\n", ["岗位“组织委员和甲”没有登记"]),
    ],
    "malformed-when": [
        ("# DJ401 hold\nwhen: {every: year, months: [3, 1], day: 10}\n", ["月份没有照先后写：3、1"]),
        ("# DJ401 hold\nwhen: {every: year, months: [2, 1, 12], day: 10}\n", ["月份没有照先后写：2、1、12"]),
        ("# DJ401 hold\nwhen: {every: year, months: [12, 1, 2], day: 10}\n", []),
    ],
    "contradicted-term": [
        (f"{TERM}外出6个月以上的，刚好6个月的不算。\n", ["“刚好6个月的不算”同前面写的界限不合"]),
        (f"{TERM}外出6个月以上的，刚好6个月的算。\n", []),
        (f"{TERM}外出超过6个月的，刚好6个月的算。\n", ["“刚好6个月的算”同前面写的界限不合"]),
    ],
    "unusable-sample": [
        *(
            (f"# R201 held-on\nsample: [{day}]\n", [f"“日期”的示例“{day}”不是一天"])
            for day in ("2027年2月30日", "2027年2月29日", "4月31日", "三月十日", "2027年3月")
        ),
        *((f"# R201 held-on\nsample: [{day}]\n", []) for day in ("2028年2月29日", "2月29日", "2027.3.10", "—")),
        ("# R201 place\nsample: [3月10日]\n", ["“地点”的示例是日期，填写方式写的是文字"]),
        (
            "# R201 place\ntype: choice\noptions: [室内, 室外]\nsample: [室内, 室外]\n",
            ["“地点”是单选"],
        ),
    ],
    "vague-bound": [
        ("# DJ401 assign\nhow:\n  - 适当列入落实清单。\n", ["“适当”说不出界限"]),
        ("# DJ401 assign\nhow:\n  - 定期列入落实清单。\n", ["“定期”说不出界限"]),
        ("# DJ401 assign\nhow:\n  - 认真列入落实清单。\n", ["“认真”说不出界限"]),
    ],
    "omitted-bounds": [
        (
            (
                "# 支部条例 第十一条第四款.floor.0\nkinds: [党员大会]\n"
                "# DJ401 sign\nwho: 支部书记\nwith: [党员]\nkinds: [党员大会]\n"
                "basis:\n  - {regulation: 支部条例, article: 第十一条第四款}\n"
            ),
            [
                (
                    "支部条例第十一条第四款写了“党员大会，到会的不少于应到有表决权党员的半数，赞成的超过应到有表决权党员的半数”，"
                    "DJ401 没有写成数据"
                )
            ],
        )
    ],
    "mistaken-tier": [
        (
            example(next(each for each in RULES if each.name == "mistaken-tier"), "正例").replace(
                "      - [10000元以上, 2%]", ""
            ),
            ["少了党费规定第二条的一档：10000元以上2%"],
        )
    ],
}
"""Of each rule: changed sets, and what the rule says of them."""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        pytest.param(name, text, said, id=f"{name}-{number}")
        for name, cases in CASES.items()
        for number, (text, said) in enumerate(cases)
    ],
)
def test_a_rule_says_what_is_wrong(name, text, said):
    found = findings(patched(text))
    assert [each.message for each in found if each.rule == name] == said
