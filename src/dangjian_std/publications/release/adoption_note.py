"""适用说明: on a page, which set a unit adopted, what it does not use, what it changed and added, and why."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.changes import adopted
from dangjian_std.composition import book_divisions
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Block, Heading, Paragraph
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain import filling
from dangjian_std.domain.adoption import Adoption
from dangjian_std.domain.adoption_report import ADDED_STANCE
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.unit_sheet import Stance
from dangjian_std.publications.reports import standards_by_body

ADOPTION_NOTE_TITLE = "适用说明"
LEFT_OUT_COLUMNS = (column("编号", 10), column("名称", 40), column("理由", 50))
OWN_COLUMNS = (column("编号", 10), column("名称", 40), column("理由", 50))
SAMPLE_ISSUER = "示例单位"
"""Whose set comes with the program: nobody's, so it is not named."""
SAME_AS_ABOVE_CELL = "同上"
CHANGED_PLACE_COLUMNS = (
    column("编号", 9),
    column("哪一处", 16),
    column("怎样改", 8),
    column("原来", 21),
    column("现在", 23),
    column("理由", 23),
)

ADDED_RECORD_COLUMNS = (
    column("编号", 9),
    column("名称", 25),
    column("份/年", 9, Align.CENTRE),
    column("分钟/年", 11, Align.CENTRE),
    column("签名/年", 11, Align.CENTRE),
    column("遇事另填（种）", 13, Align.CENTRE),
    column("理由", 22),
)


def part(unit: Unit, adoption: Adoption) -> Part:
    """Return the page."""
    blocks = tuple(_blocks(unit, adoption))
    return Part(id="part-adoption", title=ADOPTION_NOTE_TITLE, head="", folio=Folio.NONE, blocks=blocks)


def _blocks(unit: Unit, adoption: Adoption) -> Iterator[Block]:
    catalog = unit.catalog
    taken = tuple(adopted.taken(catalog, adoption))
    out = tuple(each for each in taken if each.stance == Stance.LEFT_OUT)
    own = tuple(each for each in taken if each.stance == ADDED_STANCE)
    used = len(taken) - len(out) - len(own)
    yield Heading(level=0, text=ADOPTION_NOTE_TITLE, anchor="adoption")
    said = (
        f"{adoption.sheet.name}沿用{_whose(adoption)}《{adoption.set}》（{adoption.edition}），编为本单位的{catalog.system.edition}："
        f"采用{used}项，不用{len(out)}项，本单位另有{len(own)}项。下面没有写到的，都照沿用的那一套。"
    )
    yield Paragraph(text=(said,))
    yield Paragraph(text=(_burden(unit, adoption),))
    tables = (
        ("不用的标准", LEFT_OUT_COLUMNS, tuple((each.code, each.title, each.reason) for each in out)),
        ("改了的地方", CHANGED_PLACE_COLUMNS, tuple(_changed(catalog, adoption))),
        ("多填、少填的", ADDED_RECORD_COLUMNS, tuple(_added(unit, adoption))),
        (
            "本单位另有的标准",
            OWN_COLUMNS,
            tuple((each.code, each.title, each.reason or NOTHING_MARK) for each in own),
        ),
    )
    number = 0
    for number, (title, columns, rows) in enumerate((each for each in tables if each[2]), 1):
        yield table(number, title, columns, iter(rows))
    yield standards_by_body.codes(number + 1, unit, book_divisions.in_order(catalog))
    yield Paragraph(text=(f"沿用的那一套的校验值：{adoption.sha256}",))


def _whose(adoption: Adoption) -> str:
    """Say whose set it is: of nobody, of another unit, or of this one."""
    if adoption.issuer == SAMPLE_ISSUER:
        return "通用的"
    return f"{adoption.issuer}的" if adoption.borrowed else ""


def _changed(catalog: Catalog, adoption: Adoption) -> Rows:
    before = ("", "")
    for _, each in adopted.changes(catalog, adoption):
        reason = SAME_AS_ABOVE_CELL if (each.code, each.reason) == before else each.reason
        before = each.code, each.reason
        yield each.code, each.where, each.kind, each.before, each.after, reason


def _added(unit: Unit, adoption: Adoption) -> Rows:
    """Yield by which standards and forms the unit fills in more or less than by the set, and why."""
    catalog = unit.catalog
    for code, more in filling.additions(unit, adoption):
        numbers = (more.copies, more.minutes, more.signatures, more.on_demand)
        if any(numbers):
            item = catalog.standards.get(code) or catalog.records[code]
            reason = filling.reason(adoption, code) or adopted.CHOSEN_DAY_REASON
            yield code, item.title, *(f"{each:+d}" if each else NOTHING_MARK for each in numbers), reason


def _burden(unit: Unit, adoption: Adoption) -> str:
    """Say what the unit has to fill in by its own standards, and by those of the set."""
    now, then = (_filled(each) for each in (unit, filling.by_the_set(unit, adoption)))
    same = "同沿用的那一套一样" if now == then else f"照沿用的那一套是{then}"
    return f"照本单位的情况计算，全单位一年{now}，{same}。不用的标准、遇事才填的没有算在内。"


def _filled(unit: Unit) -> str:
    found = filling.filled(unit)
    return f"填记录表{found.copies}份，约{found.minutes / 60:.0f}小时，签名{found.signatures}个"
