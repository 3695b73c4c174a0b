"""How a criterion is answered, in words: what is looked at, and in which fields of which form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import (
    Agrees,
    Each,
    Follows,
    Hand,
    Measure,
    MeasuredShare,
    OnTime,
    Recurs,
    Writes,
    YearOf,
)
from dangjian_std.domain.record import Column, Field
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.vocabulary import FieldType

NO_LABEL = ""
FULL_PERCENT = 100
"""Percent."""


@dataclass(frozen=True, slots=True)
class Measuring:
    """The words for the measures of one standard."""

    catalog: Catalog
    code: str

    def told(self, measure: Measure) -> str:
        """Say what is looked at."""
        match measure:
            case Recurs():
                said = f"每个周期都{self._act(measure.recurs)}"
            case OnTime():
                late = f"；晚{measure.grace_months}个月以内的，看有没有特殊情况" if measure.grace_months else ""
                said = f"按时限{self._act(measure.on_time)}{late}"
            case MeasuredShare():
                said = "".join(self._share(measure))
            case Agrees():
                also = f"；并且按时限{self._act(measure.also_on_time)}" if measure.also_on_time else ""
                said = "".join(self._agreed(measure.agrees)).removesuffix("。") + also
            case Each():
                only = f"（{measure.is_}的）" if measure.is_ else ""
                said = f"对{self._name(measure.of)}的每一行{only}，每个周期都{self._act(measure.each)}"
            case Follows():
                said = "".join(self._follows(measure))
            case Hand():
                said = f"由人{measure.hand}"
            case _:
                assert_never(measure)
        return said

    def where(self, measure: Measure) -> tuple[str, ...]:
        """Say in which fields of which forms it is looked for, one line for each form or step."""
        match measure:
            case Recurs(recurs=step) | OnTime(on_time=step):
                lines = list(self._days(step))
            case Each(each=step, of=of):
                lines = [*self._days(step), self._place(of)]
            case MeasuredShare(share=table):
                lines = [self._place(table)]
            case Agrees(agrees=form, also_on_time=also):
                lines = [self._form(form.record), *(self._days(also) if also else ())]
            case Follows(follows=first, into=then):
                lines = [self._place(first), self._place(then)]
            case Hand():
                lines = []
            case _:
                assert_never(measure)
        return tuple(dict.fromkeys(line for line in lines if line))

    # -- steps -------------------------------------------------------------------------------------------

    def _step(self, name: StepRef) -> Step | None:
        standard = self.catalog.standards.get(name.qualified(self.code).standard)
        return next((step for step in standard.steps if step.id == name.step), None) if standard else None

    def _act(self, name: StepRef) -> str:
        step = self._step(name)
        return f"做了“{step.what}”" if step else f"做了 {name}"

    def _days(self, name: StepRef) -> Iterator[str]:
        step = self._step(name)
        yield from (self._day(code, writes) for code, writes in (step.days if step else ()))

    def _day(self, code: str, writes: Writes) -> str:
        cells = dict(writes.cells)
        parts = [self._label(FieldRef(code, cells["on"]))] if "on" in cells else []
        parts += [f"从{self._label(FieldRef(code, cells['since']))}起算"] if "since" in cells else []
        parts += [f"勾选{'、'.join(writes.ticked)}"] if writes.ticked else []
        parts += [f"来源写有{'、'.join(writes.from_)}"] if writes.from_ else []
        parts += [f"{self._label(FieldRef(code, writes.more_than_0))}大于0"] if writes.more_than_0 else []
        return f"{self._form(code)}：{'，'.join(parts)}"

    # -- tables ------------------------------------------------------------------------------------------

    def _share(self, each: MeasuredShare) -> Iterator[str]:
        yield "上年的" if each.year is YearOf.LAST else ""
        yield self._name(each.share) if each.share.field else f"{self._form(each.share.record)}各份"
        limits = [f"来源写有{'、'.join(each.from_)}的"] if each.from_ else []
        limits += [f"到了{self._label(each.share.below(each.due))}的"] if each.due else []
        limits += [f"没有填{self._label(each.share.below(each.unless))}的"] if each.unless else []
        yield f"，{'、'.join(limits)}" if limits else ""
        least = "填了" if each.not_less is None else f"不少于{each.not_less:g}"
        filled = "" if each.where is None else self._label(each.share.below(each.where))
        yield (
            f"，{filled}都{least}"
            if each.at_least == FULL_PERCENT
            else f"，{filled}{least}的占{each.at_least}%以上"
        )
        spare = self._label(FieldRef(each.share.record, each.spare)) if each.spare else ""
        yield f"；其余的，看{spare}写了没有" if spare else ""

    def _agreed(self, form: FieldRef) -> Iterator[str]:
        record = self.catalog.records.get(form.record)
        for each in record.agree if record else ():
            if form.field in {"", each.id}:
                yield each.say

    def _follows(self, each: Follows) -> Iterator[str]:
        yield f"{self._act(each.step)}的，" if each.step else ""
        yield f"{self._name(each.follows)}写了的，"
        yield f"{each.within_workdays}个工作日内" if each.within_workdays else ""
        cell = self._cell(each.follows)
        many = "不少于那么多行" if cell and cell.type is FieldType.NUMBER else ""
        yield f"在{self._name(each.into)}有{many}下文"
        yield f"（来源写有{'、'.join(each.from_)}）" if each.from_ else ""

    # -- names -------------------------------------------------------------------------------------------

    def _form(self, code: str) -> str:
        record = self.catalog.records.get(code)
        return f"{code} {record.title}" if record else code

    def _place(self, name: FieldRef | None) -> str:
        if name is None:
            return NO_LABEL
        form = self._form(name.record)
        return f"{form}：{self._label(name)}" if name.field else form

    def _name(self, name: FieldRef | None) -> str:
        return self._label(name) if name and name.field else self._form(name.record) if name else NO_LABEL

    def _cell(self, name: FieldRef) -> Field | Column | None:
        record = self.catalog.records.get(name.record)
        return record.cells.get(name.field) if record else None

    def _label(self, name: FieldRef) -> str:
        cell = self._cell(name)
        return f"“{cell.label}”" if cell else str(name)
