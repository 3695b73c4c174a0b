"""What is printed for a unit that adopts a set, of what units hand in, and for a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dangjian_std.document.document import Document
from dangjian_std.domain.catalog import Case, Catalog
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.case_pack.pack import case_pack
from dangjian_std.publications.reports import adoptions as summary
from dangjian_std.reading.adoption_files import reported
from dangjian_std.reading.load import load
from support import adoptions, unit_workbooks
from support.projects import patched, pinned

OVERLAY = """# 文件 local/通知.yaml
kind: overlay
of: DJ401
reason: 本局人员分散，通知要早一些。
put:
  - {at: notify.when.at_least_workdays, value: 5}
  - {at: notify.how.2, value: 与外派的党员逐人联系。}
"""
ADOPT = "adopt:\n  - {standard: DJ401, stance: 增加要求, reason: 本局人员分散。}\n"
DAY = dt.date(2027, 11, 10)


def adopting() -> Catalog:
    """Return the small set as a unit adopts it that asks for more."""
    files = pinned(patched(f"# 文件 unit.yaml\n{unit_workbooks.text()}{ADOPT}{OVERLAY}"))
    found = load(files[path] for path in sorted(files)).catalog
    assert found is not None
    return found


def summaries() -> Iterator[Document]:
    """Yield summaries of nothing, of a few, and of many that differ."""
    few = [reported(adoptions.said(f"某县{number}局")) for number in range(2)]
    days = (4, 5, 5, 7, 10, 15)
    many = [
        *(reported(adoptions.stricter(adoptions.said(f"某县{each}局{at}"), each)) for at, each in enumerate(days)),
        *(reported(adoptions.said(f"某县{number}所", DJ402="不适用", DJ501="")) for number in range(3)),
        reported(adoptions.said("某县另一局", own=("DJ701", "DJ702"), sha256="b" * 64)),
        reported(adoptions.said("某县又一局") | {"base": {"set": "另一套", "edition": "甲", "sha256": "c" * 64}}),
    ]
    names = [each.name for each in many]
    yield summary.compose([], [], 0, wide=False)
    yield summary.compose([], ["某县甲局"], 1, wide=False)
    yield summary.compose(few, [], 2, wide=True)
    yield summary.compose(few, [few[0].name, "某县没报局"], 2, wide=True)
    yield summary.compose(many, [*names[:5], "某县没报局"], 0, wide=False)


def cases(catalog: Catalog) -> Iterator[tuple[str, Document, tuple[str, ...]]]:
    """Yield what is made for a meeting, and for one that joins."""
    for name, start, stages, candidates in (
        ("组织生活会", "DJ202.meeting", ("DJ202.prepare", "DJ202.session", "DJ202.appraise-stage"), ()),
        (
            "发展党员",
            "收到入党申请",
            ("DJ301.application", "DJ301.activist-stage", "DJ301.admission-stage"),
            ("虚构甲", ""),
        ),
    ):
        case = Case(anchor=catalog.system.anchor, name=name, from_=start, parts=tuple(map(StepRef.parse, stages)))
        for document, formats in case_pack(Unit.of(catalog).one_branch(), case, DAY, candidates=candidates):
            yield f"{name}/{document.name}", document, formats
