"""Duties in few words: a line each, with or without how they are done, or one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto

from dangjian_std.composition import frequency, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.role_duties import Duty, is_meeting, is_partly_ours, is_set_above
from dangjian_std.document.cards import CardRow
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.rates import period_in_words
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every, On
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Modal, Period, Shift

FIXED_DAYS_WORD = "不能误的日子"
FURTHER_DUTIES = "另有"
OCCASION = frequency.OCCASIONS[None]
FREQUENT_PERIODS = frozenset(Period) - {Period.YEAR, Period.TERM}
"""Periods that come round within a year."""

MONTHLY = frozenset({Period.WEEK, Period.HALF_MONTH, Period.MONTH})
"""Periods of a month at most."""

MOST_FORMS_BY_NAME, MOST_FORMS_BY_CODE = 6, 16
"""How many forms and papers a card names; of more it gives the codes, of still more the number.

Only what stands on the 责任清单 is told by number.
"""


class Detail(Enum):
    """How much is said of a duty."""

    HOW = auto()
    """When, what, and how it is done."""
    LINE = auto()
    """When and what, on a line of its own."""
    RUN = auto()
    """What, one after the other."""


def rows(unit: Unit, own: Sequence[Duty], detail: Detail, kept: Callable[[Unit, Duty], bool]) -> Iterator[CardRow]:
    """Yield the duties that are kept under what brings them, and how many more there are; none stands twice."""
    twice = {what for what, number in Counter(step.what for _, step in own).items() if number > 1}
    days = [each for each in own if has_day(each[1]) and kept(unit, each)]
    if days:
        yield _row(FIXED_DAYS_WORD, list(_dated(days, detail, twice)), detail)
    others = [each for each in own if not has_day(each[1]) and kept(unit, each)]
    for head, group in _by_occasion(unit, others).items():
        yield _row(head, [_said(*each, head, detail, twice) for each in group], detail)
    if left := more(unit, [each for each in own if not kept(unit, each)]):
        yield CardRow(head=FURTHER_DUTIES, lines=((left,),), listed=False)


def has_day(step: Step) -> bool:
    """Whether a duty is not to be missed: the calendar or a superior text says by when it is done."""
    return (isinstance(step.when, Every) and step.when.day is not None) or _is_limit(step)


def _is_limit(step: Step) -> bool:
    """Whether superiors set the whole time of a step."""
    return is_set_above(step) and not is_partly_ours(step)


def everything(_unit: Unit, _duty: Duty) -> bool:
    """Keep all duties."""
    return True


def recurring(unit: Unit, duty: Duty) -> bool:
    """Keep what comes round, and what superiors have set a limit for."""
    return unit.recurrence(duty[0].code, duty[1]) is not None or _is_limit(duty[1])


def days_and_often(unit: Unit, duty: Duty) -> bool:
    """Keep what has a day, and what comes round within a year."""
    return has_day(duty[1]) or often(unit, duty)


def days_and_meetings(unit: Unit, duty: Duty) -> bool:
    """Keep what the calendar says by when, and the meetings that come round."""
    when = duty[1].when
    return (isinstance(when, Every) and when.day is not None) or is_meeting(unit, duty[1])


def often(unit: Unit, duty: Duty) -> bool:
    """Keep what comes round within a year, and what superiors have set a limit for."""
    when = unit.recurrence(duty[0].code, duty[1])
    return (when is not None and when.every in FREQUENT_PERIODS) or _is_limit(duty[1])


def monthly(unit: Unit, duty: Duty) -> bool:
    """Keep what comes round within a month, and what superiors have set a limit for."""
    when = unit.recurrence(duty[0].code, duty[1])
    return (when is not None and when.every in MONTHLY) or _is_limit(duty[1])


def nothing(_unit: Unit, _duty: Duty) -> bool:
    """Keep no duty: only their number is told."""
    return False


def more(unit: Unit, left: Sequence[Duty]) -> str:
    """Say how many duties stand on the list alone: 每年办的28件、遇事办的61件，见责任清单。"""
    counted = Counter(frequency.occasion(unit, book.code, step) for book, step in left)
    parts = (f"{occasion}办的{number}件" for occasion, number in counted.items())
    return f"{'、'.join(parts)}，见责任清单。" if left else ""


def _by_occasion(unit: Unit, duties: Sequence[Duty]) -> Mapping[str, list[Duty]]:
    found: dict[str, list[Duty]] = {}
    for book, step in duties:
        found.setdefault(frequency.occasion(unit, book.code, step), []).append((book, step))
    return found


def _row(head: str, texts: Sequence[str], detail: Detail) -> CardRow:
    if detail is Detail.RUN:
        return CardRow(head=head, lines=((f"{'；'.join(texts)}。",),), listed=False)
    return CardRow(head=head, lines=tuple((text,) for text in texts))


def _dated(duties: Sequence[Duty], detail: Detail, twice: Collection[str]) -> Iterator[str]:
    """Yield each day, and what is to be done by then."""
    found: dict[str, list[str]] = {}
    for book, step in duties:
        when = step.when
        if isinstance(when, Every):
            when = replace(when, shift=Shift.NONE, times=when.times if when.day is None else None)
        time = _joined(wording.when(when, book.told))
        if isinstance(when, Every) and when.months and not when.years:
            time = time.removeprefix(period_in_words(when))
        found.setdefault(time, []).append(f"{_what(book, step, twice)}{_how(book, step, detail)}")
    gap = "" if detail is Detail.RUN else "　"
    yield from (f"{time}{gap}{'；'.join(texts)}" for time, texts in found.items())


def _said(book: Clauses, step: Step, head: str, detail: Detail, twice: Collection[str]) -> str:
    """Say what, behind the time where that is short and not told by the head."""
    when, what = step.when, _what(book, step, twice)
    if detail is Detail.HOW:
        return f"{what}（{_joined(wording.when(when, book.told))}）{_how(book, step, detail)}"
    verb = "" if when.modal is Modal.SHALL else when.modal.value
    if detail is Detail.RUN:
        return verb + what
    if isinstance(when, Every) and head != OCCASION:
        bare = replace(when, modal=Modal.SHALL, shift=Shift.NONE, times=None if when.times == 1 else when.times)
        time = _joined(wording.when(bare, book.told)).removeprefix(period_in_words(when))
        return f"{verb}{time}　{what}" if time else verb + what
    return f"{_joined(wording.when(when, book.told))}　{what}" if isinstance(when, On) else verb + what


def _what(book: Clauses, step: Step, twice: Collection[str]) -> str:
    """Say what is done; of which standard, where another duty of the same person is called the same."""
    return f"{book.standard.short_title}：{step.what}" if step.what in twice else step.what


def _how(book: Clauses, step: Step, detail: Detail) -> str:
    if detail is not Detail.HOW:
        return ""
    return "：" + "".join(_joined(book.text(text, within=False)) for text in step.how)


def _joined(line: Sequence[object]) -> str:
    return "".join(map(str, line))


def named(catalog: Catalog, codes: Iterable[str], *, listed: bool = True) -> str:
    """Name forms and papers; of many only their codes, of still more only how many where they are listed."""
    codes = tuple(codes)
    if listed and len(codes) > MOST_FORMS_BY_CODE:
        return f"{len(codes)}种，见责任清单"
    if len(codes) > MOST_FORMS_BY_NAME:
        return "　".join(codes)
    return titled(catalog, codes)


def titled(catalog: Catalog, codes: Sequence[str]) -> str:
    """Name forms and papers, each with its code."""
    titles = ((catalog.records.get(code) or catalog.papers[code]).title for code in codes)
    return "、".join(f"{title}（{code}）" for title, code in zip(titles, codes, strict=True))
