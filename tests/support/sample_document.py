"""A document that has every kind of block, in the shape of a real one; its bureau and its rules are invented."""

from __future__ import annotations

from dangjian_std.document.blocks import (
    Annex,
    Band,
    Cell,
    Contents,
    ContentsEntry,
    Cover,
    Definition,
    EndRule,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Row,
    Table,
)
from dangjian_std.document.cards import Card, CardRow
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, HeadEntry, Letter, Sheet, Space
from dangjian_std.document.inline import Align, Blank, Column, Marker, Ref

NUMBER = "SLDW DJ 401—2027"


def cell(*lines: str, numbered: bool = False, anchor: str = "") -> Cell:
    return Cell(lines=tuple((line,) for line in lines), numbered=numbered, anchor=anchor)


def cover() -> Part:
    block = Cover(
        number="",
        title=("双柳市水利局党建工作标准化手册",),
        subtitle="SLDW DJ 101～605—2027",
        issuer="中共双柳市水利局委员会",
        edition="2027年版",
    )
    return Part(id="cover", title="封面", head="", folio=Folio.NONE, blocks=(block,), listed=False)


def contents() -> Part:
    entries = [ContentsEntry(level=0, text="前言", target="foreword")]
    entries.append(ContentsEntry(level=0, text=f"{NUMBER}　支部主题党日规范", target="DJ401"))
    titles = ("范围", "规范性引用文件", "术语和定义", "工作依据", "总体要求", "程序", "检查要点")
    entries += [
        ContentsEntry(level=1, text=f"{n}　{title}", target=f"DJ401-{n}") for n, title in enumerate(titles, 1)
    ]
    entries.append(ContentsEntry(level=1, text="附录A（资料性）支部主题党日记录（样式）", target="DJ401-A"))
    entries.append(
        ContentsEntry(level=1, text="附录B（资料性）关于变更主题党日固定日期的请示（样式）", target="DJ401-B")
    )
    entries.append(ContentsEntry(level=0, text="SLDW DJ 402—2027　发展党员工作规范", target="DJ402"))
    block = Contents(title="目次", entries=tuple(entries))
    return Part(id="contents", title="目次", head="", folio=Folio.ROMAN, blocks=(block,))


def foreword() -> Part:
    blocks = (
        Heading(level=0, text="前言", anchor="foreword"),
        Paragraph(
            text=("本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。",)
        ),
        Paragraph(text=("请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。",)),
        Paragraph(text=("本文件由中共双柳市水利局委员会提出并归口，起草单位为局机关党委办公室。",)),
        Paragraph(text=("标记<b>&{{ 3*7 }}</b>与{% raw %}原样印出，\"引号\"和'撇号'也是。",)),
    )
    return Part(id="foreword-part", title="前言", head="", folio=Folio.ROMAN, blocks=blocks)


HOW = (
    "对照年度计划和上级部署选一个主题，主题宜具体，一次只解决一两个问题。",
    "需要党员议决的事项，先经支部委员会会议讨论，按R201《党员大会记录》留痕。",
    "写明时间、地点、主题和需要准备的内容，在开展前3个工作日通知到每名党员。",
    "对流动党员、年老体弱党员说明参加方式；暂时不能到会的，会后3个工作日内转告内容。",
    "围绕主题开展学习、议事或者实践，与“三会一课”合并开展的，分别计数，只填一份记录。",
    "按照《中国共产党支部工作条例（试行）》第十六条第一款的要求，每月相对固定一天。",
)
STEPS = (
    ("支部委员会", "确定当月主题和议题", "每月25日前定下月▲", "—"),
    ("组织委员", "通知到每名党员", "党日前3个工作日", "—"),
    ("支部书记", "主持主题党日", "每月10日，遇非工作日顺延▲", "R401"),
    ("党小组组长", "核对到会，转告缺席党员", "当日；会后3个工作日内", "R401"),
    ("组织委员", "记录要点和落实事项", "会后3个工作日内", "R401"),
)


def steps() -> Table:
    columns = (
        Column(head="条", width=8, align=Align.CENTRE),
        Column(head="谁来做", width=14, align=Align.CENTRE, strong=True),
        Column(head="做什么", width=17),
        Column(head="怎么做", width=34),
        Column(head="何时", width=16),
        Column(head="留什么", width=11, align=Align.CENTRE),
    )
    rows: list[Row | Band] = []
    for stage, name in enumerate(("定主题", "组织实施", "小结", "归档"), 1):
        rows.append(Band(text=(f"6.{stage}　阶段{'一二三四'[stage - 1]}　{name}",), anchor=f"DJ401-6.{stage}"))
        for number, (who, what, when, kept) in enumerate(STEPS[: 3 if stage == 3 else 5], 1):
            how = tuple((text,) for text in HOW[(number + stage) % 5 : (number + stage) % 5 + 1 + number % 3])
            rows.append(
                Row(
                    cells=(
                        cell(f"6.{stage}.{number}", anchor=f"DJ401-6.{stage}.{number}"),
                        cell(who),
                        cell(what),
                        Cell(lines=how, numbered=True),
                        cell(when),
                        Cell(lines=((Ref("R401", kept),),)) if kept != "—" else cell(kept),
                    )
                )
            )
    return Table(
        label="表1",
        title="谁来做、做什么、怎么做",
        columns=columns,
        rows=tuple(rows),
        anchor="DJ401-t1",
        notes=(("▲表示本单位在上位规定之外增加的要求。",),),
    )


def basis() -> Table:
    columns = (Column(head="规范性文件", width=36), Column(head="条款", width=17), Column(head="大意", width=47))
    rows = (
        Row(
            cells=(
                cell("《中国共产党支部工作条例（试行）》"),
                cell("第十六条"),
                cell(
                    "党支部每月相对固定一天开展主题党日，组织党员集体学习、过组织生活、进行民主议事和志愿服务等。"
                ),
            )
        ),
        Row(
            cells=(
                cell("《中国共产党支部工作条例（试行）》"),
                cell("第十一条第四款"),
                cell("党小组会一般每月召开1次，组织党员参加政治学习、谈心谈话、开展批评和自我批评等。"),
            )
        ),
        Row(
            cells=(
                cell("《整治形式主义为基层减负若干规定》"),
                cell("—"),
                cell("不把拍照、学习笔记作为评判工作的依据。"),
            )
        ),
    )
    return Table(label="表2", title="工作依据", columns=columns, rows=rows, anchor="DJ401-t2")


def points() -> Table:
    columns = (
        Column(head="序", width=7, align=Align.CENTRE),
        Column(head="要点", width=43),
        Column(head="怎么核", width=38),
        Column(head="分值", width=12, align=Align.CENTRE),
    )
    rows = tuple(
        Row(cells=(cell(str(n)), cell(text), cell(how), cell(mark)))
        for n, (text, how, mark) in enumerate(
            (
                ("当年每月开展不少于1次，日期相对固定。", "查R401，按月计数", "合规"),
                ("议定事项有责任人、有时限、有结果，完成率不低于90%。", "查R401“议定事项”栏，抽查3件", "40"),
                ("缺席党员在3个工作日内得到转告。", "抽查2名缺席党员", "20"),
            ),
            1,
        )
    )
    return Table(label="表3", title="检查要点", columns=columns, rows=rows, anchor="DJ401-t3")


def record() -> Form:
    decisions = EntryTable(
        id="decisions",
        label="议定事项",
        rows=3,
        columns=(
            Column(head="事项", width=46),
            Column(head="责任人", width=18),
            Column(head="时限", width=18),
            Column(head="结果", width=18),
        ),
    )
    front = Sheet(
        title="支部主题党日记录",
        head=(
            HeadEntry("head.owner", "党支部", (Blank(12, "党支部名称"),)),
            HeadEntry("head.number", "编号", ("R401—", Blank(4, "年"), "—", Blank(3, "序号"))),
            HeadEntry("head.period", "保管期限", ("10年",)),
        ),
        rows=(
            EntryRow(
                entries=(
                    Entry(id="time", label="时间", space=Space.LINE),
                    Entry(id="place", label="地点", space=Space.LINE),
                )
            ),
            EntryRow(entries=(Entry(id="topic", label="主题", space=Space.LINE, full=True),)),
            EntryRow(
                entries=(
                    Entry(id="host", label="主持人", space=Space.LINE),
                    Entry(id="clerk", label="记录人", space=Space.LINE),
                )
            ),
            EntryRow(
                entries=(
                    Entry(id="due", label="应到／实到", space=Space.LINE),
                    Entry(id="hours", label="学时", space=Space.LINE),
                )
            ),
            EntryRow(
                entries=(
                    Entry(
                        id="merged",
                        label="合并计数",
                        space=Space.CHOICE,
                        full=True,
                        options=("党员大会", "党小组会", "党课", "志愿服务", "不合并"),
                    ),
                )
            ),
            EntryRow(
                entries=(
                    Entry(
                        id="absent",
                        label="缺席及转告",
                        space=Space.RULED,
                        height=2,
                        full=True,
                        hint="写明缺席党员姓名、原因，转告的日期和转告人",
                    ),
                )
            ),
            EntryRow(entries=(Entry(id="gist", label="内容要点", space=Space.RULED, height=6, full=True),)),
            decisions,
            EntryRow(
                entries=(
                    Entry(id="sign1", label="记录人签名", space=Space.SIGN),
                    Entry(id="sign2", label="书记签名", space=Space.SIGN),
                )
            ),
        ),
    )
    roster = EntryTable(
        id="roster",
        label="",
        rows=20,
        across=2,
        columns=(Column(head="姓名", width=40), Column(head="签名", width=40), Column(head="备注", width=20)),
    )
    back = Sheet(
        title="支部主题党日签到表",
        above=(("日期：", Blank(4, "年"), "年", Blank(2, "月"), "月", Blank(2, "日"), "日"),),
        rows=(roster,),
    )
    return Form(code="R401", version="1", anchor="R401", sheets=(front, back))


def letter() -> Letter:
    return Letter(
        title="关于变更主题党日固定日期的请示",
        anchor="W402",
        addressee=(Blank(10, "上级党组织"), "："),
        body=(
            (
                (
                    "根据《中国共产党支部工作条例（试行）》第十六条和SLDW DJ 401—2027《支部主题党日规范》"
                    "6.1.1的规定，我支部主题党日原定于每月"
                ),
                Blank(3, "日"),
                "日开展。因",
                Blank(14, "原因"),
                "，拟自",
                Blank(4, "年"),
                "年",
                Blank(2, "月"),
                "月起变更为每月",
                Blank(3, "日"),
                "日，其他安排不变。",
            ),
            (
                "以上变更已经",
                Blank(4, "年"),
                "年",
                Blank(2, "月"),
                "月",
                Blank(2, "日"),
                "日支部委员会会议讨论通过。",
            ),
            ("妥否，请批示。",),
        ),
        attachments=("支部委员会会议记录", "党员意见汇总表"),
        closing=(
            ("中共", Blank(10, "党支部"), "支部委员会"),
            (Blank(4, "年"), "年", Blank(2, "月"), "月", Blank(2, "日"), "日"),
        ),
    )


def standard() -> Part:
    blocks = (
        Heading(level=0, text="支部主题党日规范", anchor="DJ401"),
        Heading(level=1, number="1", text="范围", anchor="DJ401-1"),
        Paragraph(
            text=("本文件规定了支部主题党日的日期、主题、环节、记录和检查，确立了从“定主题”到“归档”的程序。",)
        ),
        Paragraph(
            text=(
                (
                    "本文件适用于局党委所属党支部。驻外项目部的临时党支部可以参照执行，"
                    "会场温度不宜低于18 ℃，人数宜为5～30人。"
                ),
            )
        ),
        Heading(level=1, number="2", text="规范性引用文件", anchor="DJ401-2"),
        Paragraph(
            text=(
                (
                    "下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。其中，注日期的引用文件，仅该日期对应的版本适用于"
                    "本文件；不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。"
                ),
            )
        ),
        Paragraph(text=("GB/T 1.1—2020　标准化工作导则　第1部分：标准化文件的结构和起草规则",)),
        Heading(level=1, number="3", text="术语和定义", anchor="DJ401-3"),
        Paragraph(text=("下列术语和定义适用于本文件。",)),
        Definition(
            number="3.1",
            term="支部主题党日",
            text=("党支部每月相对固定一天，组织党员集中学习、过组织生活、进行民主议事和志愿服务的活动。",),
        ),
        Definition(
            number="3.2",
            term="合并开展",
            text=(
                "在同一时间、同一地点接续进行两项以上组织生活，分别计数、合写一份记录的做法（见",
                Ref("DJ401-6.2.3", "6.2.3"),
                "）。",
            ),
        ),
        Heading(level=1, number="4", text="工作依据", anchor="DJ401-4"),
        Paragraph(text=("支部主题党日的工作依据见", Ref("DJ401-t2", "表2"), "。")),
        basis(),
        Heading(level=1, number="5", text="总体要求", anchor="DJ401-5"),
        Heading(level=2, number="5.1", text="频次和日期"),
        Paragraph(
            number="5.1.1",
            text=(
                (
                    "党支部应每月开展1次主题党日，全年不少于12次；日期应相对固定，确需调整的，应提前3个工作日报上级党组织，"
                    "并按照SLDW DJ 401—2027的附录B行文。"
                ),
            ),
        ),
        Paragraph(
            number="5.1.2", text=("“相对固定”是指：在每年第一季度确定全年的日期，写入年度计划，“能固定不变动”。",)
        ),
        Heading(level=2, number="5.2", text="内容"),
        Paragraph(text=("主题党日的内容应包括：",)),
        Items(
            items=(
                ("学习：习近平新时代中国特色社会主义思想，党章党规，上级部署，每次集中学习时间不宜少于60 min；",),
                ("议事：讨论本支部的重要事项，事项应有责任人、有时限、有结果；",),
                ("实践：志愿服务、结对帮扶、岗位练兵等。",),
            )
        ),
        Items(marker=Marker.NUMBER, items=(("先集中学习；",), ("后议事实践。",))),
        Items(marker=Marker.NONE, items=(("一个主题、一张记录、一次转告。",),)),
        Heading(level=1, number="6", text="程序", anchor="DJ401-6"),
        Paragraph(
            text=(
                "支部主题党日应按",
                Ref("DJ401-t1", "表1"),
                "的步骤开展。只准许在上一阶段的步骤全部完成后进入下一阶段。",
            )
        ),
        steps(),
        Heading(level=1, number="7", text="检查要点", anchor="DJ401-7"),
        Paragraph(
            text=(
                "检查时应按",
                Ref("DJ401-t3", "表3"),
                "逐项核对，使用",
                Ref("R401", "R401《支部主题党日记录》"),
                "。",
            )
        ),
        points(),
        Annex(
            letter="A",
            nature="资料性",
            title="支部主题党日记录（样式）",
            anchor="DJ401-A",
            listed="支部主题党日记录（样式）",
        ),
        record(),
        Annex(
            letter="B",
            nature="资料性",
            title="关于变更主题党日固定日期的请示（样式）",
            anchor="DJ401-B",
            listed="关于变更主题党日固定日期的请示（样式）",
        ),
        letter(),
        EndRule(),
    )
    return Part(
        id="DJ401-part", title=f"{NUMBER}　支部主题党日规范", head=NUMBER, folio=Folio.ARABIC, blocks=blocks
    )


def second() -> Part:
    number = "SLDW DJ 402—2027"
    blocks = (
        Cover(
            number=number,
            title=("发展党员工作规范",),
            subtitle="Specification for admitting Party members",
            issuer="中共双柳市水利局委员会",
            edition="2027年3月1日发布　2027年4月1日实施",
        ),
        PageBreak(),
        Heading(level=0, text="发展党员工作规范", anchor="DJ402"),
        Heading(level=1, number="1", text="范围"),
        *(
            Paragraph(
                text=(
                    (
                        "本文件规定了发展党员的程序、时限和记录，适用于局党委所属党支部。从递交入党申请书到转正，共5个阶段"
                        "25个步骤，每个步骤写明由谁来做、做什么、怎么做，以及在几个工作日内完成；"
                        "与GB/T 20001.6—2017《标准编写规则》相衔接。"
                    ),
                )
            ),
        )
        * 3,
        EndRule(),
    )
    return Part(
        id="DJ402-part", title=f"{number}　发展党员工作规范", head=number, folio=Folio.ARABIC, blocks=blocks
    )


def wall() -> Part:
    rows = (
        CardRow(head="每月", lines=(("10日　主持主题党日",), ("20日前　督查党小组",))),
        CardRow(head="另有", lines=(("遇事办的3件，见责任清单。",),), listed=False),
    )
    block = Card(title="支部书记职责明白卡", settings=(rows,), foot="双柳市水利局", wall=True)
    return Part(id="wall", title="支部书记", head="", folio=Folio.NONE, blocks=(block,), recto=False)


def sample() -> Document:
    return Document(
        name="handbook",
        title="双柳市水利局党建工作标准化手册",
        author="中共双柳市水利局委员会",
        subject="党建工作标准体系的全部标准",
        parts=(cover(), contents(), foreword(), standard(), second(), wall()),
    )


def one_page(*lines: str) -> Document:
    blocks = tuple(Paragraph(text=(line,)) for line in lines)
    part = Part(id="only", title="一", head="", folio=Folio.NONE, blocks=blocks)
    return Document(name="n", title="题", author="人", subject="事", parts=(part,))
