"""示例里的日期，同标准定死的那一天不一致。

为什么
------
主题党日改到了每月15日，示例还写“3月10日主题党日”，照着示例填的人就填错了。
比较两处：种类勾了这种会的示例，写 fill: date 的那一栏；各张表的示例里“几月几日”后面紧接着写这种会的。
只比较每月定死一天的会（when 写了 every: month 和 day），遇休息日顺延的照年历算。别的日期不比较。
沿用母本的单位改了日子，母本的示例不用跟着改，也不比较。

反例
----
    # R211 source
    sample: [2027年3月15日主题党日]

正例
----
    # R211 source
    sample: [2027年3月10日主题党日]

依据
----
本工具的约定：示例照标准的时限写。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due_dates import recurring_dates
from dangjian_std.domain.record import Record
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every, OnDay
from dangjian_std.domain.vocabulary import Fill, Period
from dangjian_std.reading import layers
from dangjian_std.rules.prose import Sentence, files, holding
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS408"
SEVERITY = Severity.WARNING

DATE_IN_SAMPLE = "(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"
DATED_SENTENCE = re.compile("月[0-9]{1,2}日")
"""Sentences without a date are not looked at."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each date in a sample on which a meeting with a day of its own is not held."""
    fixed = _fixed(catalog)
    kinds = "|".join(map(re.escape, sorted(fixed, key=len, reverse=True))) or "(?!)"
    named, alone = re.compile(f"{DATE_IN_SAMPLE}(?P<kind>{kinds})"), re.compile(DATE_IN_SAMPLE)
    for sentence in (each for node in files(catalog) for each in holding(node, DATED_SENTENCE)):
        for found in named.finditer(sentence.text) if sentence.key == "sample" else ():
            yield from _wrong(catalog, sentence, found, *fixed[found["kind"]])
    for record in catalog.records.values():
        for step, when in _ticked(record, fixed):
            for field in record.fields_filled(Fill.DATE):
                for index, text in enumerate(field.sample):
                    if date := alone.fullmatch(text):
                        yield from _wrong(catalog, Sentence(field, ("sample", index), text), date, step, when)


def _fixed(catalog: Catalog) -> Mapping[str, tuple[Step, Every]]:
    """Find the kinds of meeting that are held on one day of every month, and the only step that is each."""
    steps: dict[str, list[Step]] = {}
    for standard in catalog.standards.values():
        for step in standard.steps:
            for kind in step.kinds:
                steps.setdefault(kind, []).append(step)
    return {kind: (step[0], when) for kind, step in steps.items() if not step[1:] and (when := _monthly(step[0]))}


def _monthly(step: Step) -> Every | None:
    match step.when:
        case Every(every=Period.MONTH, day=OnDay()) as when:
            return when
        case _:
            return None


def _ticked(record: Record, fixed: Mapping[str, tuple[Step, Every]]) -> Iterator[tuple[Step, Every]]:
    """Yield the steps of which the sample of a form is one."""
    ticked = {option for field in record.fields_filled(Fill.KINDS) for option in field.sample}
    for kind, (step, when) in fixed.items():
        if kind in ticked and record.code in {step.opens, step.record}:
            yield step, when


def _wrong(
    catalog: Catalog, sentence: Sentence, found: re.Match[str], step: Step, when: Every
) -> Iterator[Problem]:
    """Yield a date on which the step is not done; one without a year may be of this, the last or the next year."""
    if catalog.adoption and not layers.own(sentence.place(found).span.file):
        return
    now = catalog.system.year
    years = [int(found["year"])] if found["year"] else [now, now - 1, now + 1]
    days = [dates.listed for year in years for dates in recurring_dates(when, year, catalog.calendar)]
    month, day = int(found["month"]), int(found["day"])
    if all((each.month, each.day) != (month, day) for each in days):
        right = next((f"{each.year}年{each.month}月{each.day}日" for each in days if each.month == month), "")
        yield Problem(
            place=sentence.place(found),
            message=f"示例写“{found[0]}”，照“{step.what}”的 when 是{right or '没有这一天'}",
            help="改示例的日期",
            related=(Related(step.key("when"), "日期定在这里"),),
        )
