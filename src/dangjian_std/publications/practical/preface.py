"""What stands before the overviews: what prevails, how the book is used, who acts for whom, what words mean."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import actors, book_pages, role_duties, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Block, Cell, Heading, Paragraph, Row, Table
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.inline import Blank, Inline
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import ShareBase, Voters
from dangjian_std.publications.practical import standard_pages

PREVAILS = "条号和文字同发布稿一致，次序照使用的需要另排；两者不一致的，以发布稿为准。"
PRACTICAL_INSTRUCTIONS = (
    "开会、收发材料：先看三张一览表，再按条号翻到那一项标准；条号如DJ201　6.1.2，同发布稿的条号一致",
    (
        "想知道这个月要办什么：看党支部工作手册当月“要办的事”；没有工作手册的，看组织委员（不设支委会的，支部书记）印发的当月党务工作提示；"
        "一个岗位的看责任清单"
    ),
    "接任的：先看新任工作指引，一个岗位一页；迎接检查：用对照检查表，一条一条打勾；两样同责任清单、岗位职责明白卡一起印发",
    "办一件事：在目次里找到那一项标准，照表从上往下办；写“查”的一行，是检查时对这一步怎么看，写“成效”的也是查，可以选作成效指标；写“本文件”的，指这一项标准",
    "填表、发文：本册只写编号；表和文书装在记录表汇编、文书汇编里，在第几页看书末的表5、表6；编号前写“填”的，另起一份，写“用”的，用上级统一印制的，写“记”的，写进已有的一份，写“发”的，用一件文书（请示、通知送出去，主持词、写法的样子自己用），写“系统”的，在上级的系统里办；写“留”的不是本册的表，是要留存的别的材料",
    "核对依据：表里写文件的简称和条号，全称、大意和核对程度在书末的依据一览",
)

ABSENT = "没有设的机构、岗位，它的事由谁办（写明不办的除外）："
ABOVE_EMS = 7
"""Width of a blank for the name of an organ above."""
STEPS_NOT_DONE_NOTE = (
    "本单位不办的步骤，本册只写不办和为什么不办，怎么做看发布稿；"
    "只由这些步骤填的表、发的文书，不列在书末的一览里。"
)


def part(unit: Unit, books: tuple[Clauses, ...]) -> Part:
    """Return the pages before the 目次."""
    system, acting = unit.catalog.system, tuple(_substitutes(unit, books))
    blocks: tuple[Block, ...] = (
        Heading(level=0, text="使用说明", anchor="preface"),
        Paragraph(text=(f"本册摘自《{system.title}》{system.edition}的发布稿，{PREVAILS}",)),
        Paragraph(text=("本册这样用：",)),
        book_pages.items(PRACTICAL_INSTRUCTIONS),
        Paragraph(text=("哪些照上级的规定，哪些是本单位自己定的，这样看：",)),
        book_pages.items(standard_pages.RULE_STATE_NOTES),
        Paragraph(text=tuple(_above())),
        *((Paragraph(text=(ABSENT,)), book_pages.items(acting)) if acting else ()),
        *(Paragraph(text=(text,)) for text in (*role_duties.moved_forms(unit), *_votes(unit, books))),
        *((Paragraph(text=(STEPS_NOT_DONE_NOTE,)),) if unit.excuses and not actors.issued(unit) else ()),
        _terms(books),
    )
    return Part(id="part-preface", title="使用说明", head="", folio=Folio.ROMAN, blocks=blocks, recto=False)


def _above() -> Iterator[Inline]:
    """Leave room for whom the requests and reports of the unit go to: a set cannot know their names."""
    yield "请示、报告报给（印发时填）："
    yield from ("上级党组织", Blank(ABOVE_EMS, "上级党组织"), "，上级党委", Blank(ABOVE_EMS, "上级党委"), "。")


def _substitutes(unit: Unit, books: tuple[Clauses, ...]) -> Iterator[str]:
    """Say who acts where an organ that has something to do is lacking; the set as it is issued says it of all."""
    acting: dict[str, dict[str, list[str]]] = {}
    issued = actors.issued(unit)
    busy = {role for book in books for role in actors.named(unit, book.standard)}
    for role in unit.catalog.roles.values():
        if not issued and (role.id not in busy or (role.needs and unit.has(role.needs))):
            continue
        if role.needs and role.absent and role.absent.acts:
            actor = role.absent.acts if issued else unit.actor(role.id)
            acting.setdefault(role.needs, {}).setdefault(actor or role.absent.acts, []).append(role.id)
    for organ, found in acting.items():
        said = (f"{'、'.join(roles)}的事由{actor}办" for actor, roles in found.items())
        yield f"不设{organ}的，{'，'.join(said)}"


def _votes(unit: Unit, books: tuple[Clauses, ...]) -> Iterator[str]:
    """Say what the shares of those entitled are in a branch of so many: a set for several branches cannot know."""
    members = unit.profile.counts.members
    if actors.issued(unit) or unit.profile.counts.branches != 1 or not members:
        return
    done = (step for book in books for step in book.standard.steps if unit.does(book.code, step))
    found = (share for step in done if step.bounds for share in (step.bounds.quorum, step.bounds.majority))
    shares = {
        wording.counted(share, members)
        for share in found
        if share and share.of is ShareBase.ENTITLED and share.whom is not Voters.COMMITTEE
    }
    if shares:
        yield (
            f"开会表决、选举，到会和赞成的人数从应到的算起；本支部{members}名党员，都有表决权、都应到的，"
            f"{'，'.join(sorted(shares))}；不都应到的，照应到的人数另算。"
        )


def _terms(books: tuple[Clauses, ...]) -> Table:
    """Return the terms of all standards, in their order: where the words of the tables are explained."""
    rows = (
        Row(cells=(Cell(lines=((term.term,),)), cell(term.definition), cell(book.code)))
        for book in books
        for term in book.standard.terms
    )
    return Table(
        label="词语",
        title="",
        anchor="terms-table",
        columns=(column("词语", 20), column("意思", 68), column("出自", 12)),
        rows=tuple(rows),
    )
