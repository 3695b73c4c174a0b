"""用到的记录表没有登记。

为什么
------
步骤里、文字里写的表号要能找到一张表样。找不到的表，基层不知道填什么，归档时也对不上号。

反例
----
    # DJ401 hold
    opens: R202

正例
----
    # DJ401 hold
    opens: R201

依据
----
GB/T 20001.6—2017 6.5.3.2：过程记录要写明记录的内容。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain import measures
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import asked_once
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.rules import prose
from dangjian_std.rules.references import coded_places, dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS105"
SEVERITY = Severity.ERROR
NEW_RECORD_HELP = "新的表，先把这里的表号去掉，用 dstd new record 建，它会写上"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each form that is named, by a key or in a sentence, and not registered."""
    known = coded_places(catalog, catalog.records)
    uses = (*_uses(catalog), *_inspected(catalog), *prose.named(catalog, "R[0-9]{3,}"))
    yield from dangling(uses, known, what="记录表", register="standards/records/", also=NEW_RECORD_HELP)


def _uses(catalog: Catalog) -> Iterator[tuple[str, Place]]:
    for standard in catalog.standards.values():
        yield from _named(standard)
    for record in catalog.records.values():
        if record.instead:
            yield record.instead, record.at("instead")
    for paper in catalog.papers.values():
        for slot in paper.slots:
            if slot.field:
                yield slot.field.record, slot.at("field")


@asked_once
def _named(standard: Standard) -> tuple[tuple[str, Place], ...]:
    """Return the forms that a standard names by a key."""
    parts = ((each.measure, *part) for each in standard.criteria for part in measures.parts(each.measure))
    return (
        *(use for step in standard.steps for use in _filled(step)),
        *((part.record, measure.at(key)) for measure, key, part in parts),
    )


def _filled(step: Step) -> Iterator[tuple[str, Place]]:
    if step.opens:
        yield step.opens, step.at("opens")
    if step.record:
        yield step.record, step.at("record")
    yield from ((code, writes.at("form")) for code, writes in step.days if writes.form)


def _inspected(catalog: Catalog) -> Iterator[tuple[str, Place]]:
    if found := catalog.system.inspection:
        yield from ((part.record, found.at(key)) for key, part in found.parts)
