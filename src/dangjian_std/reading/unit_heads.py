"""What stands where in 单位.xlsx: its worksheets, their heads, and what each is called in unit.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from dangjian_std.document.inline import InputKind
from dangjian_std.domain.unit_sheet import Stance
from dangjian_std.reading.added_heads import ADDED_WORKSHEET
from dangjian_std.reading.unit_columns import NO_WORD, YES_WORD, Head, UnitWorksheet

UNIT_WORKSHEETS: Mapping[str, UnitWorksheet] = {
    "单位": UnitWorksheet(
        note="只填“填写”一列，每一行右边有说明。填好存盘，照原名 单位.xlsx 放好。不写姓名。",
        heads=(
            Head(key="name", word="项目", hint="", width=12),
            Head(key="value", word="填写", hint="", width=22),
        ),
        lines=(
            Head(key="name", word="单位名称", hint="全称，印在封面、书眉和落款上，如 某县水利局。", needed=True),
            Head(key="prefix", word="编号前缀", hint="标准编号最前面的代号，大写字母，如 SLJ。", needed=True),
            Head(key="title", word="手册名称", hint="整套叫什么；空着就用母本的名称。"),
            Head(key="edition", word="版次", hint="印在封面上，如 2027年版。", needed=True),
            Head(
                key="year",
                word="年份",
                hint="哪一年，写成数字，如 2027。",
                kind=InputKind.NUMBER,
                example="2027",
                bounds=(2000, 2099),
                needed=True,
            ),
            Head(key="shape", word="单位类型", hint="从下拉的几项里选一项。", kind=InputKind.CHOICE, needed=True),
            Head(
                key="leaders",
                word="党员领导干部",
                hint="几名，写成数字；没有的空着。",
                kind=InputKind.NUMBER,
                example="4",
                bounds=(0, 1000),
            ),
            Head(key="base.from", word="母本", hint="沿用哪一套，由程序写入，不用改。", needed=True),
            Head(key="base.revision", word="母本版本", hint="由程序写入，空着的不用填。"),
            Head(key="base.edition", word="母本版次", hint="由程序写入，不用改。", needed=True),
            Head(key="base.sha256", word="母本校验值", hint="由程序写入，不用改。", needed=True),
        ),
    ),
    "支部和党小组": UnitWorksheet(
        key="branches",
        note="一个支部一行，从表头下面一行写起，不合并格子。",
        needed="个党支部",
        begins=("name", "members", "groups", "from", "until", "temporary"),
        heads=(
            Head(key="name", word="党支部", hint="支部的名称，不能重。", needed=True, width=16),
            Head(
                key="members",
                word="党员人数",
                hint="多少名党员，只写数，如 12。",
                kind=InputKind.NUMBER,
                example="12",
                bounds=(1, 10000),
                needed=True,
                width=9,
            ),
            Head(
                key="groups",
                word="党小组",
                hint="各小组的名称，用顿号隔开，如 第一党小组、第二党小组；不分的空着。",
                several=str,
                width=24,
            ),
            Head(
                key="from",
                word="哪天起",
                hint="当年新设、分设的，写从哪天起，如 2027-03-01；一直有的空着。",
                kind=InputKind.DATE,
                width=11,
            ),
            Head(
                key="until",
                word="到哪天",
                hint="当年撤销、合并的，写到哪天为止；没有的空着。",
                kind=InputKind.DATE,
                width=11,
            ),
            Head(
                key="temporary",
                word="临时",
                hint="临时党支部写“是”：党员的组织关系不转，人数不重复计算。",
                kind=InputKind.CHOICE,
                options=(YES_WORD, NO_WORD),
                width=7,
            ),
        ),
    ),
    "日期": UnitWorksheet(
        key="dates",
        note="要改日子的，在那一行填几日或者月份；不填的照母本。",
        begins=("day", "months"),
        heads=(
            Head(key="step", word="步骤", hint="标准代号、点和步骤标识，已经列好。", needed=True, width=18),
            Head(
                key="day",
                word="几日",
                hint="每期的几日，只写数，如 15；母本没有写几日的不填。",
                kind=InputKind.NUMBER,
                example="15",
                bounds=(1, 31),
                width=7,
            ),
            Head(
                key="months",
                word="月份",
                hint="在哪几个月，用顿号隔开，如 6、12；母本没有写月份的不填。",
                example="6、12",
                several=int,
                width=12,
            ),
        ),
    ),
    "时限": UnitWorksheet(
        key="limits",
        optional=True,
        note="母本准许单位自己定的时限，如提前几个工作日通知。要改的在那一行写数，不填的照母本；不能松于条文。",
        begins=("value", "reason"),
        heads=(
            Head(key="parameter", word="时限", hint="标准代号、点和时限标识，已经列好。", needed=True, width=16),
            Head(
                key="value",
                word="定为几",
                hint="只写数，如 5；工作日、日、个月照左边“母本现在”的，不用写。",
                kind=InputKind.NUMBER,
                example="5",
                bounds=(0, 400),
                needed=True,
                width=8,
            ),
            Head(key="reason", word="理由", hint="为什么这样定，一句话；印在适用说明里，可以空着。", width=18),
        ),
    ),
    "采用": UnitWorksheet(
        key="adopt",
        note="都照母本的，这一张不用填。不适用、增加要求的要写理由；做法、表要改的，请技术人员放进 local/。",
        begins=("stance", "reason"),
        heads=(
            Head(key="standard", word="标准", hint="标准的代号，已经列好。", needed=True, width=9),
            Head(
                key="stance",
                word="怎样采用",
                hint="空着就是采用；整项不用的选“不适用”。",
                kind=InputKind.CHOICE,
                options=tuple(Stance),
                needed=True,
                width=11,
            ),
            Head(key="reason", word="理由", hint="不适用、增加要求的，写一句为什么。", width=30),
        ),
    ),
    "增补": ADDED_WORKSHEET,
    "岗位": UnitWorksheet(
        key="doubling",
        note="一人兼两个岗位的，写在这里；没有的空着。只写岗位，不写姓名。",
        begins=("role", "by"),
        heads=(
            Head(
                key="role", word="岗位", hint="由别人兼的那个岗位。", kind=InputKind.CHOICE, needed=True, width=20
            ),
            Head(key="by", word="由谁兼", hint="兼它的那个岗位。", kind=InputKind.CHOICE, needed=True, width=20),
        ),
    ),
}
"""Every worksheet of the workbook, by its title."""
