"""减负: what filling in costs, counted from the steps: filings, minutes, signatures, fields asked twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Table
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.filling import FormBurden, loads
from dangjian_std.domain.record import DRAWN_MEDIA
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit, catalog_of
from dangjian_std.domain.vocabulary import FieldType, Period
from dangjian_std.publications.reports.assessing import assessing_table

SIGNED_FIELD_TYPES = frozenset({FieldType.SIGNATURE, FieldType.SEAL, FieldType.ROSTER})
"""Fields that are signed and not filled in."""

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


def repeated(catalog: Catalog) -> tuple[int, int]:
    """Return the number of fields to fill in on our forms, and of those whose label another form has too."""
    forms = [
        [field.label for field in record.fields if field.type not in SIGNED_FIELD_TYPES]
        for record in catalog.records.values()
        if record.medium in DRAWN_MEDIA
    ]
    having = Counter(label for labels in forms for label in set(labels))
    return sum(map(len, forms)), sum(having[label] > 1 for labels in forms for label in labels)


@dataclass(slots=True)
class RoleBurden:
    """What falls to one role of a unit in a year."""

    filings: int = 0
    minutes: int = 0
    signatures: int = 0
    papers: int = 0


def shares(unit: Unit, books: tuple[Clauses, ...]) -> dict[str, RoleBurden]:
    """Count a year's filings, minutes, signatures and papers by role.

    Who opens a form fills it; each signer signs every copy.
    """
    found = {role: RoleBurden() for role in unit.catalog.roles}
    for book in books:
        for step in book.standard.steps:
            times, period = unit.frequency(book.code, step)
            who = unit.holder(step.who)
            if period is Period.YEAR and who is not None and unit.does(book.code, step):
                found[who].papers += times * len(step.papers) * unit.count(unit.sent_per(who))
                _filled(unit, step, times, who, found)
    return {role: share for role, share in found.items() if share != RoleBurden()}


def _filled(unit: Unit, step: Step, times: int, who: str, found: dict[str, RoleBurden]) -> None:
    record = unit.catalog.records.get(step.opens or "")
    if record is None or record.medium not in DRAWN_MEDIA:
        return
    filings = times * unit.copies(step)
    found[who].filings += filings
    found[who].minutes += filings * record.minutes
    for role in record.signed_by:
        found[unit.holder(role) or who].signatures += filings * record.copies


def tables(units: tuple[Unit, ...], books: tuple[Clauses, ...]) -> Iterator[Table]:
    """Yield for each unit a table by form, one by role, and one of what a ledger costs."""
    fields, again = repeated(catalog_of(units))
    notes = (
        "遇事才填的没有算在内。记入别的步骤启用的那一份的，不另算；启用同一张表的几次会合并召开，只填一份，这里各算一份。",
        f"全部记录表共有{fields}个要填的栏目，其中{again}个同别的表重名。",
    )
    for number, unit in enumerate(units):
        name, title = unit.profile.name, unit.profile.title
        found = tuple(loads(unit))
        yield table(3 * number + 1, f"{name}：{title}", FORM_COLUMNS, _loaded(found), *notes)
        rows = _shared(shares(unit, books))
        yield table(3 * number + 2, f"{name}：各岗位", ROLE_COLUMNS, rows, ROLE_NOTE)
        yield assessing_table(unit, 3 * number + 3)


def _shared(found: Mapping[str, RoleBurden]) -> Rows:
    for role, each in found.items():
        yield role, str(each.filings), f"{each.minutes / 60:.1f}", str(each.signatures), str(each.papers)


def _loaded(found: tuple[FormBurden, ...]) -> Rows:
    for each in found:
        hours, demand = f"{each.minutes / 60:.1f}", "是" if each.on_demand else NOTHING_MARK
        yield each.record.code, each.record.title, str(each.filings), hours, str(each.signatures), demand
    filings, signatures = sum(each.filings for each in found), sum(each.signatures for each in found)
    hours = f"{sum(each.minutes for each in found) / 60:.0f}"
    yield "合计", f"{len(found)}种", str(filings), hours, str(signatures), NOTHING_MARK
