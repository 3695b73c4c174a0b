"""检查要点的看法写得不完整，或者看不出来。

为什么
------
每个检查要点只有一种看法：recurs、on_time、share、agrees、each、follows，机器看；hand，由人看。一种看法有它自己的键：

- recurs：那一步要定期做（every），要填一张表；on_time：那一步要填一张表；
- share：表格，或者一种表的各份；同时写 where（看哪一栏）和 at_least（不少于百分之几）；
- agrees：那张表要写 agree；只看一条的，那一条要有；
- each：那一步要定期做；同时写 of（对哪些行）和 key（照哪一列对上，两个表格都有）；
- follows：同时写 into（下文在哪）。

反例
----
    # DJ401 删去 closed.measure.where

正例
----
    # DJ401 closed.measure
    where: done-on

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Agrees, Each, Follows, Hand, Measure, MeasuredShare, OnTime, Recurs
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.timing import Every
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.rules import measured_steps
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS502"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "counted-activity", "malformed-when")
LEADS = ("recurs", "on_time", "share", "agrees", "each", "follows", "hand")

Said = tuple[str, str, str]
"""Key, message and help."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield what is wrong with each measure, one problem for one measure."""
    for code, standard in catalog.standards.items():
        for criterion in standard.criteria:
            measure = criterion.measure
            if measure.unfit:
                yield _unfit(measure)
            elif said := _said(catalog, code, measure):
                key, message, help_ = said
                yield Problem(place=measure.at(*([key] if key else [])), message=message, help=help_)


def _unfit(measure: Measure) -> Problem:
    key, _ = measure.unfit[0]
    if key in LEADS:
        message = f"已经写了 {measure.lead}，不能再写 {key}"
        return Problem(place=measure.key(key), message=message, help="只留一个；两种看法拆成两条")
    lead = getattr(measure, measure.lead)
    message = f"{key} 不能与 {measure.lead} 写在一起" if lead else f"只写了 {key}，没有写怎样看"
    return Problem(place=measure.key(key), message=message, help=f"删去 {key}，或换一种看法")


def _said(catalog: Catalog, code: str, measure: Measure) -> Said | None:
    match measure:
        case Hand():
            said = None if measure.hand else ("", "没有写怎样看", f"写 {'、'.join(LEADS)} 中的一个")
        case Recurs():
            said = _step(catalog, code, measure.recurs, "recurs", every=True)
        case OnTime():
            said = _step(catalog, code, measure.on_time, "on_time", every=False)
        case MeasuredShare():
            said = _needed(measure, "where", "at_least") or _rows(catalog, measure.share, "share")
        case Agrees():
            said = _agreed(catalog, measure.agrees)
        case Each():
            lacking = _needed(measure, "of", "key_") or (measure.of and _rows(catalog, measure.of, "of"))
            wrong = lacking or _step(catalog, code, measure.each, "each", every=True)
            said = wrong or _joined(catalog, code, measure)
        case Follows():
            said = _needed(measure, "into")
        case _:
            assert_never(measure)
    return said


def _needed(measure: Measure, *keys: str) -> Said | None:
    missing = [key.rstrip("_") for key in keys if getattr(measure, key) is None]
    told = f"{measure.lead} 后面缺少 {'、'.join(missing)}"
    return (measure.lead, told, f"补上 {'、'.join(missing)}") if missing else None


def _step(catalog: Catalog, code: str, name: StepRef, key: str, *, every: bool) -> Said | None:
    step = measured_steps.step(catalog, name.qualified(code))
    if step and not step.written_in:
        return key, f"“{name}”这一步不填记录表", "给这一步写 opens、record，或换成 hand"
    if step and every and not isinstance(step.when, Every):
        return key, f"“{name}”这一步不是定期做的", "换成 on_time；要每一件都看的，换成 share 或者 hand"
    return None


def _rows(catalog: Catalog, name: FieldRef, key: str) -> Said | None:
    found = measured_steps.cell(catalog, name)
    if not name.field or (found and found.type is FieldType.TABLE):
        return None
    return key, f"{name} 不是表格，数不出行", "换成一个表格栏目；看各份表的，只写表号"


def _joined(catalog: Catalog, code: str, measure: Each) -> Said | None:
    """Say where the table in which a step writes its day lacks the column by which rows are joined."""
    step = measured_steps.step(catalog, measure.each.qualified(code))
    for form, writes in step.days if step else ():
        rows = FieldRef(form, (writes.on or "").rpartition(".")[0])
        if not measured_steps.cell(catalog, rows.below(measure.key_ or "")):
            told = f"{rows} 没有 {measure.key_} 这一列，两个表格的行对不上"
            return "key", told, "换成两个表格都有的一列"
    return None


def _agreed(catalog: Catalog, name: FieldRef) -> Said | None:
    record = catalog.records.get(name.record)
    known = [each.id for each in record.agree] if record else []
    if name.field in known or (known and not name.field):
        return None
    return (
        "agrees",
        f"{name.record} 的 agree 里没有写{f' {name.field}' if name.field else ''}",
        (f"改用：{'、'.join(known)}" if known else f"在 {name.record} 写 agree，或换成 hand"),
    )
