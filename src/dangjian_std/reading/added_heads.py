"""The worksheet of 单位.xlsx in which an office adds a standard of its own, a step in a row."""

from __future__ import annotations

from dangjian_std.document.inline import InputKind
from dangjian_std.domain.unit_sheet import Occasion
from dangjian_std.reading.unit_columns import Head, UnitWorksheet

ADDED_WORKSHEET = UnitWorksheet(
    key="added",
    optional=True,
    note="增加一项本单位的标准，一步一行，照先后写；不增加的空着。要写要求、依据、新表的，请技术人员放进 local/。",
    told=(
        "代号、名称、分组、理由：代号各行都写，其余写在头一行；名称以“规程”结尾。点到每一格，旁边有说明。",
        "何时：每月、每季度、每半年、每年的，可以填月份、几日前；上一步以后、下一步以前的，填工作日数；",
        "遇到事情的，填遇到什么、工作日数。怎么做：一句一行，按 Alt+Enter 换行。",
    ),
    begins=("standard", "title", "who", "what", "how", "when"),
    heads=(
        Head(
            key="standard",
            word="代号",
            hint="DJ 加三位数字，头一位是第几组，后两位从90起，如 DJ490；同一项各行都写。",
            needed=True,
            width=7,
        ),
        Head(key="title", word="名称", hint="以“规程”结尾，如 防汛值守规程；写在头一行。", width=11),
        Head(key="group", word="分组", hint="母本的哪一组；写在头一行。", kind=InputKind.CHOICE, width=8),
        Head(key="reason", word="理由", hint="为什么要增加，一句话；写在头一行。", width=12),
        Head(key="who", word="谁来做", hint="一个岗位。", kind=InputKind.CHOICE, needed=True, width=9),
        Head(key="with", word="谁参加", hint="还有谁，几个用顿号隔开；没有的空着。", several=str, width=9),
        Head(key="what", word="做什么", hint="一句话，句末不加句号。", needed=True, width=14),
        Head(
            key="how",
            word="怎么做",
            hint="一句一行，按 Alt+Enter 换行，以句号结尾。",
            several=str,
            lines=True,
            needed=True,
            width=22,
        ),
        Head(
            key="when",
            word="何时",
            hint="选一项；右边四格照它填，用不着的空着。",
            kind=InputKind.CHOICE,
            options=tuple(Occasion),
            needed=True,
            width=9,
        ),
        Head(
            key="months",
            word="月份",
            hint="每年的要填：在哪几个月，用顿号隔开，如 5、9。",
            example="5、9",
            several=int,
            width=7,
        ),
        Head(
            key="by_day",
            word="几日前",
            hint="最迟当月几日，只写数，如 15；不限的空着。",
            kind=InputKind.NUMBER,
            example="15",
            bounds=(1, 31),
            width=7,
        ),
        Head(
            key="event",
            word="遇到什么",
            hint="遇到事情的要填：母本里有的事件。",
            kind=InputKind.CHOICE,
            width=12,
        ),
        Head(
            key="workdays",
            word="工作日数",
            hint="以后几个工作日内，或者至少提前几个工作日，只写数，如 3。",
            kind=InputKind.NUMBER,
            example="3",
            bounds=(0, 366),
            width=8,
        ),
        Head(
            key="record",
            word="记入哪张表",
            hint="记入母本已有的哪一张记录表；不填表的空着。",
            kind=InputKind.CHOICE,
            coded=True,
            width=11,
        ),
        Head(key="leaves", word="另留什么", hint="另外留下的材料，几种用顿号隔开。", several=str, width=10),
    ),
)
