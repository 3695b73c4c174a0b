"""检查要点里的数，同它要检查的步骤不一致。

为什么
------
步骤改成会后10个工作日内转告，检查要点还写“3个工作日内”，照步骤做的人就会被查出来没有做到。
只比较说得定的：期限（几个工作日、几天、几个月），每月、每季度、每半年、每年几次，几月几日前，百分之几，
同 measure 写的那一步、那个比例、那个期限比。要求、by_hand 里的数，另一件事的数（“外出6个月以上”），不比较。

反例
----
    # DJ401 told
    statement: 缺席党员在会后10个工作日内得到转告。

正例
----
    # DJ401 told
    statement: 缺席党员在会后3个工作日内得到转告。

依据
----
本工具的约定：数只有一处说了算，就是 when、bounds 和 measure。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain import measures
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Criterion, Follows, MeasuredShare
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import ByDay, Every, Offset, offset
from dangjian_std.domain.vocabulary import Period, TimeUnit
from dangjian_std.rules import measured_steps
from dangjian_std.rules.figures import figures, said
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS503"
SEVERITY = Severity.ERROR
REQUIRES = ("names", "malformed-when", "weaker-than-floor")

PERIOD_OF_WORD = {
    "周": Period.WEEK,
    "月": Period.MONTH,
    "季度": Period.QUARTER,
    "半年": Period.HALF_YEAR,
    "年": Period.YEAR,
}
RATE = re.compile("(?P<rate>每个?(?P<period>季度|半年|周|月|年))[^，。；]*?(?P<times>[0-9]+)次")
DATE_IN_STATEMENT = re.compile(
    "(?<![0-9])(?<![0-9上次去]年)(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?(?![0-9])"
)
PERCENT_IN_STATEMENT = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)%")

Contradiction = tuple[re.Match[str], str, Place]


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each number in a statement that what it measures states otherwise."""
    for code, standard in catalog.standards.items():
        for criterion in standard.criteria:
            targets = (name for key, name in measures.steps(criterion.measure) if key != "step")
            step = next((measured_steps.step(catalog, name.qualified(code)) for name in targets), None)
            for found, right, place in _wrong(criterion, step):
                yield Problem(
                    place=criterion.part(("statement",), criterion.statement, found.span()),
                    message=f"这里写“{found[0]}”，要检查的是“{right}”",
                    help="改这里的数；步骤、比例写错了的，改那一处",
                    related=(Related(place, f"这里写的是{right}"),),
                )


def _wrong(criterion: Criterion, step: Step | None) -> Iterator[Contradiction]:
    if step is None:
        yield from _own(criterion)
    elif isinstance(step.when, Every):
        yield from _rate(criterion.statement, step, step.when)
        yield from _date(criterion.statement, step, step.when)
    else:
        yield from _deadline(criterion.statement, offset(step.when), step.key("when"))


def _own(criterion: Criterion) -> Iterator[Contradiction]:
    """Yield a percentage or a deadline that the measure itself states otherwise."""
    measure = criterion.measure
    if isinstance(measure, MeasuredShare) and (asked := measure.at_least) is not None:
        stated = list(PERCENT_IN_STATEMENT.finditer(criterion.statement))
        if stated and all(float(each["number"]) != asked for each in stated):
            yield stated[0], f"{asked}%", measure.at("at_least")
    if isinstance(measure, Follows) and (days := measure.within_workdays) is not None:
        place = measure.at("within_workdays")
        yield from _deadline(criterion.statement, Offset(days, TimeUnit.WORKDAYS), place)


def _deadline(text: str, asked: Offset | None, place: Place) -> Iterator[Contradiction]:
    """Yield a deadline where none is the one that is asked."""
    if asked is None or not asked.number:
        return
    stated = [each for each in figures(text) if each.limit]
    if stated and all(each.offset != asked for each in stated):
        yield stated[0].found, said(asked), place


def _rate(text: str, step: Step, when: Every) -> Iterator[Contradiction]:
    found = RATE.search(text)
    if not found or when.years or when.every not in PERIOD_OF_WORD.values():
        return
    if PERIOD_OF_WORD[found["period"]] is not when.every:
        right = next(word for word, period in PERIOD_OF_WORD.items() if period is when.every)
        yield found, f"每{right}", step.key("when")
    elif when.times and int(found["times"]) != when.times:
        yield found, f"{when.times}次", step.key("when")


def _date(text: str, step: Step, when: Every) -> Iterator[Contradiction]:
    dates = list(DATE_IN_STATEMENT.finditer(text))
    if not dates or not when.months:
        return
    day = when.day.number if isinstance(when.day, ByDay) else None
    if all(int(each["month"]) not in when.months for each in dates):
        yield dates[0], f"{'、'.join(map(str, when.months))}月", step.key("when")
    elif day and len(dates) == 1 and dates[0]["day"] and int(dates[0]["day"]) != day:
        yield dates[0], f"{dates[0]['month']}月{day}日", step.key("when")
