"""适用说明: on a page, which set a unit adopted, what it does not use, what it changed and added, and why."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from dangjian_std.composition import book_divisions, burden, unit_changes
from dangjian_std.document.blocks import Block, Heading, Paragraph
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.adoption import Adoption
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.unit_sheet import Stance

TITLE = "适用说明"
OUT = (column("编号", 10), column("名称", 40), column("理由", 50))
OWN = (column("编号", 10), column("名称", 90))
CHANGED = (
    column("编号", 9),
    column("哪一处", 25),
    column("怎样改", 9),
    column("原来", 19),
    column("现在", 19),
    column("理由", 19),
)


def part(unit: Unit, adoption: Adoption) -> Part:
    """Return the page."""
    blocks = tuple(_blocks(unit, adoption))
    return Part(id="part-adoption", title=TITLE, head="", folio=Folio.NONE, blocks=blocks)


def _blocks(unit: Unit, adoption: Adoption) -> Iterator[Block]:
    catalog = unit.catalog
    taken = tuple(unit_changes.taken(catalog, adoption))
    out = tuple(each for each in taken if each.stance == Stance.LEFT_OUT)
    own = tuple(each for each in taken if each.stance == unit_changes.OWN)
    used = len(taken) - len(out) - len(own)
    yield Heading(level=0, text=TITLE, anchor="adoption")
    said = (
        f"{adoption.sheet.name}沿用《{adoption.set}》（{adoption.edition}），编为本单位的{catalog.system.edition}："
        f"采用{used}项，不用{len(out)}项，本单位另有{len(own)}项。下面没有写到的，都照沿用的那一套。"
    )
    yield Paragraph(text=(said,))
    yield Paragraph(text=(_burden(unit, adoption),))
    tables = (
        ("不用的标准", OUT, tuple((each.code, each.title, each.reason) for each in out)),
        ("改了的地方", CHANGED, tuple(_changed(catalog, adoption))),
        ("本单位另有的标准", OWN, tuple((each.code, each.title) for each in own)),
    )
    for number, (title, columns, rows) in enumerate((each for each in tables if each[2]), 1):
        yield table(number, title, columns, iter(rows))
    yield Paragraph(text=(f"沿用的那一套的校验值：{adoption.sha256}",))


def _changed(catalog: Catalog, adoption: Adoption) -> Rows:
    for _, each in unit_changes.changes(catalog, adoption):
        yield each.code, each.where, each.kind, each.before, each.after, each.reason


def _burden(unit: Unit, adoption: Adoption) -> str:
    """Say what the unit has to fill in by its own standards, and by those of the set."""
    catalog = unit.catalog
    before = {code: adoption.before.get(code, each) for code, each in catalog.standards.items()}
    old = {code: each for code, each in before.items() if code not in adoption.own}
    forms = {code: adoption.forms.get(code, each) for code, each in catalog.records.items()}
    set_ = dataclasses.replace(catalog, standards=old, records=forms)
    now, then = _filled(unit), _filled(dataclasses.replace(unit, catalog=set_))
    same = "同沿用的那一套一样" if now == then else f"照沿用的那一套是{then}"
    return f"照本单位的情况计算，全单位一年{now}，{same}。不用的标准、遇事才填的没有算在内。"


def _filled(unit: Unit) -> str:
    loads = tuple(burden.loads(unit, book_divisions.in_order(unit.catalog)))
    filings, signatures = sum(each.filings for each in loads), sum(each.signatures for each in loads)
    hours = f"{sum(each.minutes for each in loads) / 60:.0f}"
    return f"填记录表{filings}份，约{hours}小时，签名{signatures}个"
