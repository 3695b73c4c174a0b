"""步骤写的会议种类、勾选的选项、来源的词，它填的那张表里没有。

为什么
------
步骤的 kinds 说明这是哪几种会：打印时照它在种类栏里打勾，也照它看哪几个会可以合并召开。写的种类表上没有，就勾不上。
栏目的 other 也是这样：它要是这一栏的一个选项。writes 的 ticked、检查要点、agree 和 compute 的 is
要是表上的一个选项，from 的词要在来源那一格的 words 里登记过：差一个字，机器就一行也找不到。

反例
----
    # R201 kinds
    fill: kinds
    # DJ401 hold
    kinds: [主题党日活动]

正例
----
    # R201 kinds
    fill: kinds
    # DJ401 hold
    kinds: [主题党日]

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.computing import Count
from dangjian_std.domain.measures import Each, Follows, MeasuredShare
from dangjian_std.domain.record import Record
from dangjian_std.domain.references import FieldRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.vocabulary import Fill
from dangjian_std.rules import measured_steps
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS117"
SEVERITY = Severity.ERROR
OPTION, TERM_NOUN = "选项", "词"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each kind of meeting that is no box of the form that a step fills, and each step that fills none."""
    steps = [step for standard in catalog.standards.values() for step in standard.steps if step.kinds]
    for code, record in catalog.records.items():
        known = {
            option: field.at("options", index)
            for field in record.fields_filled(Fill.KINDS)
            for index, option in enumerate(field.options)
        }
        filling = [step for step in steps if (step.opens or step.record) == code]
        if known:
            uses = (*_others(record), *(use for step in filling for use in _kinds(step)))
            yield from dangling(uses, known, what=f"{code} 的种类", register=record.anchor.outline.file.path)
        else:
            yield from (_needless(step, f"{code} 没有要打勾的种类栏") for step in filling)
    yield from (_needless(step, "这一步不填表") for step in steps if not (step.opens or step.record))
    read: dict[tuple[str, str], list[tuple[str, Place]]] = {}
    for what, code, word, place in (*_ticked(catalog), *_worded(catalog), *_said(catalog)):
        read.setdefault((what, code), []).append((word, place))
    for (what, code), named in read.items():
        known = _known(catalog.records[code], what)
        yield from dangling(
            named, known, what=f"{code} 的{what}", register=catalog.records[code].anchor.outline.file.path
        )


def _kinds(step: Step) -> Iterator[tuple[str, Place]]:
    yield from ((kind, step.at("kinds", index)) for index, kind in enumerate(step.kinds))


def _others(record: Record) -> Iterator[tuple[str, Place]]:
    yield from ((field.other, field.at("other")) for field in record.fields_filled(Fill.KINDS) if field.other)


def _known(record: Record, what: str) -> dict[str, Place]:
    """Return every option of a form, or every registered word, and where it stands."""
    key = "options" if what == OPTION else "words"
    return {
        word: cell.at(key, index)
        for cell in record.cells.values()
        for index, word in enumerate(getattr(cell, key))
    }


Use = tuple[str, str, str, Place]
"""Whether it is an option or a word, the code of the form, itself, and where it is used."""


def _ticked(catalog: Catalog) -> Iterator[Use]:
    for step in measured_steps.steps(catalog):
        for code, writes in step.days:
            if code in catalog.records:
                ticked = ((index, box) for index, box in enumerate(writes.ticked) if box not in step.kinds)
                yield from ((OPTION, code, box, writes.at("ticked", index)) for index, box in ticked)
                words = enumerate(writes.from_)
                yield from ((TERM_NOUN, code, word, writes.at("from", index)) for index, word in words)


def _worded(catalog: Catalog) -> Iterator[Use]:
    for _, criterion in measured_steps.criteria(catalog):
        measure = criterion.measure
        match measure:
            case MeasuredShare(share=part) | Follows(into=FieldRef() as part) if part.record in catalog.records:
                for index, word in enumerate(measure.from_):
                    yield TERM_NOUN, part.record, word, measure.at("from", index)
            case Each(of=FieldRef() as table, is_=str() as option) if table.record in catalog.records:
                yield OPTION, table.record, option, measure.at("is")


def _said(catalog: Catalog) -> Iterator[Use]:
    found = catalog.system.inspection
    if found and found.items.record in catalog.records:
        for index, word in enumerate(found.from_):
            yield TERM_NOUN, found.items.record, word, found.at("from", index)
    for code, record in catalog.records.items():
        for each in record.agree:
            if each.is_:
                yield OPTION, code, each.is_, each.at("is")
        for computed in record.computed.values():
            if isinstance(computed, Count) and computed.is_:
                yield OPTION, code, computed.is_, computed.at("is")


def _needless(step: Step, why: str) -> Problem:
    help_ = "删去 kinds，或在那张表的种类栏写 fill: kinds"
    return Problem(place=step.key("kinds"), message=f"{why}，用不着 kinds", help=help_)
