"""减负: what filling in costs, as tables: by form and by role, for each shape of unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dangjian_std.composition.burden import FormBurden, RoleBurden, loads, repeated, shares
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING
from dangjian_std.document.blocks import Table
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.unit import Unit, catalog_of

FORM_COLUMNS = (
    column("编号", 7, Align.CENTRE),
    column("名称", 33),
    column("份/年", 15, Align.CENTRE),
    column("小时/年", 15, Align.CENTRE),
    column("签名/年", 15, Align.CENTRE),
    column("遇事另填", 15, Align.CENTRE),
)
ROLE_COLUMNS = (
    column("岗位", 32),
    column("份/年", 17, Align.CENTRE),
    column("小时/年", 17, Align.CENTRE),
    column("签名/年", 17, Align.CENTRE),
    column("文书/年", 17, Align.CENTRE),
)
ROLE_NOTE = "全单位这个岗位的人合计；文书按发一次算一件。遇事才填、才发的没有算在内。"


def tables(units: tuple[Unit, ...], books: tuple[Clauses, ...]) -> Iterator[Table]:
    """Yield a table by form and one by role for each unit."""
    fields, again = repeated(catalog_of(units))
    notes = (
        "遇事才填的没有算在内。记入别的步骤启用的那一份的，不另算；启用同一张表的几次会合并召开，只填一份，这里各算一份。",
        f"全部记录表共有{fields}个要填的栏目，其中{again}个同别的表重名。",
    )
    for number, unit in enumerate(units):
        name, title = unit.profile.name, unit.profile.title
        found = tuple(loads(unit, books))
        yield table(2 * number + 1, f"{name}：{title}", FORM_COLUMNS, _loaded(found), *notes)
        rows = _shared(shares(unit, books))
        yield table(2 * number + 2, f"{name}：各岗位", ROLE_COLUMNS, rows, ROLE_NOTE)


def _shared(found: Mapping[str, RoleBurden]) -> Rows:
    for role, each in found.items():
        yield role, str(each.filings), f"{each.minutes / 60:.1f}", str(each.signatures), str(each.papers)


def _loaded(found: tuple[FormBurden, ...]) -> Rows:
    for each in found:
        hours, demand = f"{each.minutes / 60:.1f}", "是" if each.on_demand else NOTHING
        yield each.record.code, each.record.title, str(each.filings), hours, str(each.signatures), demand
    filings, signatures = sum(each.filings for each in found), sum(each.signatures for each in found)
    hours = f"{sum(each.minutes for each in found) / 60:.0f}"
    yield "合计", f"{len(found)}种", str(filings), hours, str(signatures), NOTHING
