"""归档期限同表上写明的去处不合，或者同一件事的两张表期限不一样。

为什么
------
存入本人人事档案、党员档案的，是永久的；写着到期销毁的，就不归档。期限写成别的，照着办就会早早销毁，或者永远交不出去。
不设那个机构的单位改填的表（instead），记的是同一件事，期限也要一样，不然有的单位早销毁。

反例
----
    # R211
    archive: 10年
    keep: 办结后交上级党委存入本人人事档案

正例
----
    # R211
    archive: 永久
    keep: 办结后交上级党委存入本人人事档案

依据
----
本工具的约定。各张表归档多久，是本单位期限表的事，本工具不判断。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.vocabulary import Archive
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS414"
SEVERITY = Severity.ERROR
ALONE = True
PERSONAL = ("人事档案", "党员档案")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each form that is archived for another time than its own words, or the form in its place, say."""
    for record in catalog.records.values():
        if record.archive is None:
            continue
        said = _said(record)
        other = catalog.records.get(record.instead or "")
        if said and said is not record.archive:
            yield Problem(
                place=record.at("archive"),
                message=f"归档写了“{record.archive}”，保存到什么时候写的是“{record.keep}”",
                help=f"archive 写{said}，或者改 keep",
                related=(Related(record.at("keep"), "保存到什么时候"),),
            )
        elif other and other.archive and other.archive is not record.archive:
            yield Problem(
                place=record.at("archive"),
                message=f"归档写了“{record.archive}”，代替它的{other.code}写了“{other.archive}”",
                help="两张表记的是同一件事，写成一样的期限",
                related=(Related(other.at("archive"), other.code),),
            )


def _said(record: Record) -> Archive | None:
    """Return the period that follows from where a form is kept; None where its words settle none."""
    keep = record.keep or ""
    if any(name in keep for name in PERSONAL):
        return Archive.PERMANENT
    return Archive.NONE if "销毁" in keep else None
