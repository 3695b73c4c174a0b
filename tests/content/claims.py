"""What holds for any set of standards that is right: asked of the live set, and of every edit of it.

Each claim is a function of a set and yields, in Chinese, what is wrong and where. None knows a code, a date or a
number of the live set: what it expects it derives from the set.
"""

from __future__ import annotations

import calendar
import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from dangjian_std import publications
from dangjian_std.cli.console import context
from dangjian_std.composition import form_blocks
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.request import Request
from dangjian_std.document.document import Document
from dangjian_std.domain import filling, planned_view
from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.rates import PER_YEAR
from dangjian_std.domain.record import Column, Field, Record
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import FieldType, Period
from dangjian_std.domain.workdays import MONTH_NUMBERS
from dangjian_std.output import preflight
from dangjian_std.publications.month_pack import month_forms, pack
from dangjian_std.publications.reports import burden, lists
from dangjian_std.reading import load
from dangjian_std.reading.project import RawSource
from dangjian_std.text.diagnostic import Diagnostic, Severity

Files = Mapping[str, str]


def judged_by_rules(files: Files) -> tuple[load.Loaded, tuple[Diagnostic, ...]]:
    """Judge a set as `dstd validate` does, but for what is printed of it."""
    return context.judged(RawSource(path, files[path].encode()) for path in sorted(files))


def judged(files: Files) -> tuple[load.Loaded, tuple[Diagnostic, ...]]:
    """Judge a set as `dstd validate` does."""
    loaded, found = judged_by_rules(files)
    return loaded, found if context.fails(found, strict=False) else (*found, *preflight.refused_of_all(loaded))


def errors(found: Iterable[Diagnostic]) -> list[str]:
    """What `dstd validate` refuses."""
    return [
        f"{each.place.span.path}:{each.place.span.line}:{each.place.span.column} [{each.code}] {each.message}"
        for each in found
        if each.severity is Severity.ERROR
    ]


def shaped(catalog: Catalog, profile: str) -> Catalog:
    return dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, profile=profile))


# -- the year ----------------------------------------------------------------------------------------------


def every_recurring_step_comes_as_often_as_it_says(catalog: Catalog) -> Iterator[str]:
    """Asked of the year that was planned when the set was judged."""
    for unit in Unit.all(planned_view.spoken(catalog)):
        name, listed = unit.profile.name, [due.key for due in year_agenda(unit, catalog.system.year)]
        for code, standard in unit.of_year().catalog.standards.items():
            for step in standard.steps:
                key, when = f"{code}.{step.id}", step.when
                if not isinstance(when, Every) or when.every not in PER_YEAR or not unit.does(code, step):
                    continue
                once = when.every is Period.YEAR or not when.months
                number = PER_YEAR[when.every] if once else len(when.months)
                if listed.count(key) != number:
                    yield f"{step.key('when').span}：{name}一年列出{listed.count(key)}次，应为{number}次"


def every_month_can_be_made(catalog: Catalog) -> Iterator[str]:
    year = pack.year_of_unit(Unit.of(catalog), catalog.system.year)
    for month in MONTH_NUMBERS:
        found = year.listed(month)
        if list(found) != sorted(found, key=lambda task: task.day):
            yield f"{month}月的事没有按日期排"
        (part,) = pack.reminder_sheet(year, month).parts
        if len(part.blocks) != 2:
            yield f"{month}月的提示不是一张表"
        if not month_forms.month_forms(Unit.of(catalog), found, year.number, month).parts:
            yield f"{month}月的用表里什么都没有"


# -- the lists ---------------------------------------------------------------------------------------------


def what_roles_carry_adds_up_to_what_forms_cost(catalog: Catalog) -> Iterator[str]:
    books = tuple(Clauses(catalog, standard) for standard in catalog.standards.values())
    for unit in Unit.all(catalog):
        forms, roles = list(filling.loads(unit)), burden.shares(unit, books)
        if sum(each.minutes for each in forms) != sum(each.minutes for each in roles.values()):
            yield f"{unit.profile.name}：各岗位的用时加起来，和各表的用时不相等"


def every_report_can_be_made(catalog: Catalog) -> Iterator[str]:
    for name in lists.REPORTS:
        if not lists.compose(name, Unit.all(catalog)).parts:
            yield f"清单 {name} 是空的"


def no_output_names_a_form_that_the_unit_never_opens(catalog: Catalog) -> Iterator[str]:
    """The standards speak to every shape of unit, so what prints their sentences is asked for codes alone."""
    unit = Unit.of(catalog).of_year()
    strange = [each for code, each in unit.catalog.records.items() if code not in unit.forms]
    for document in made_for(unit):
        text = repr(document)
        for record in strange:
            names = (record.code, record.title) if record.needs else (record.code,)
            if found := [name for name in names if name in text]:
                yield f"{unit.profile.name}不填{record.code}，《{document.title}》里写着{'、'.join(found)}"


SENTENCES = frozenset({"practical", "checks"})
"""Publications that print the steps and criteria of the standards as they stand."""


def made_for(unit: Unit) -> Iterator[Document]:
    """What is made for a unit, and is not a print of the standards and their criteria as they stand."""
    for name, each in publications.publications().items():
        if each.binding is None and name not in SENTENCES:
            yield from (document for _, document, _ in publications.compose(unit, name, Request()))
    year = pack.year_of_unit(unit, unit.catalog.system.year)
    yield pack.year_calendar(year)
    for month in MONTH_NUMBERS:
        yield from (document for document, _ in pack.month_pack(year, month))
    yield from (lists.compose(name, (unit,)) for name in ("forms", "roles", "burden"))


# -- the samples -------------------------------------------------------------------------------------------


def a_day_in_a_sample_is_a_day_of_the_calendar(catalog: Catalog) -> Iterator[str]:
    for record, field in dated(catalog):
        for text in field.sample:
            year, _, rest = text.partition("年")
            month, _, day = rest.removesuffix("日").partition("月")
            if all(part.isdecimal() for part in (year, month, day)) and not valid(int(year), int(month), int(day)):
                yield f"{field.key('sample').span.path}：{record.code} “{field.label}”的示例里没有{text}这一天"


def dated(catalog: Catalog) -> Iterator[tuple[Record, Field | Column]]:
    for record in catalog.records.values():
        for field in record.fields:
            yield from ((record, each) for each in (field, *field.columns) if each.type is FieldType.DATE)


def valid(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def a_sample_shows_as_it_is_written(catalog: Catalog) -> Iterator[str]:
    for record in catalog.records.values():
        texts = form_blocks.sample_filling(catalog, record).texts
        if not texts:
            continue
        drawn = str(form_blocks.draw_form(record, alone=True, filling=form_blocks.sample_filling(catalog, record)))
        for name, lines in texts.items():
            for text in lines:
                if text not in drawn:
                    yield f"{record.code} 的示例 {name}“{text}”没有印出来"


def votes_and_heads_of_a_sample_add_up(catalog: Catalog) -> Iterator[str]:
    for code, record in catalog.records.items():
        texts = form_blocks.sample_filling(catalog, record).texts
        (due, *_), (present, *_) = (numbers(texts, name) or [None] for name in ("due", "present"))
        if due is not None and present is not None and {"roster", "absent.name"} <= texts.keys():
            if len(texts["roster"]) != due:
                yield f"{code} 的示例：应到{due}人，签到名单有{len(texts['roster'])}人"
            if len(texts["absent.name"]) != due - present:
                yield f"{code} 的示例：缺席{due - present}人，缺席栏写了{len(texts['absent.name'])}人"
        counted = [numbers(texts, f"votes.{name}") for name in ("for", "against", "abstained")]
        voting = numbers(texts, "voting")
        if voting and all(counted) and sum(each[0] for each in counted) != voting[0]:
            yield f"{code} 的示例：赞成、反对、弃权加起来不是实到的{voting[0]}人"


def amounts_of_a_sample_add_up(catalog: Catalog) -> Iterator[str]:
    for code, record in catalog.records.items():
        texts = form_blocks.sample_filling(catalog, record).texts
        for whole, parts in (("total", "effects.score"), ("planned-hours", "plan.hours")):
            if numbers(texts, parts) and numbers(texts, whole) not in ([], [sum(numbers(texts, parts))]):
                yield f"{code} 的示例：各行加起来不等于合计"


HALVES = {"": range(1, 7), "second-": range(7, 13)}
"""The months of each half of a yearly register of dues, by how the ids of its tables begin."""


def dues_of_a_sample_add_up(catalog: Catalog) -> Iterator[str]:
    for code, record in catalog.records.items():
        texts = form_blocks.sample_filling(catalog, record).texts
        collected: list[Decimal] = []
        for half, months in HALVES.items():
            paid = [sum(numbers(texts, f"{half}dues.m{month}")) for month in months]
            if numbers(texts, f"{half}totals.paid") != (paid if any(paid) else []):
                yield f"{code} 的示例：实交合计和各月的实交对不上"
            if numbers(texts, f"{half}totals.remitted") != ([sum(paid[:3]), sum(paid[3:])] if any(paid) else []):
                yield f"{code} 的示例：一季度上缴的不是这三个月实交的"
            collected += paid
        if numbers(texts, "year-paid") not in ([], [sum(collected)]):
            yield f"{code} 的示例：全年实交不等于各月实交加起来"


ASSESSED = ("wage", "allowance", "deducted", "base", "rate", "due")


def an_assessed_sample_is_reckoned_right(catalog: Catalog) -> Iterator[str]:
    for code, record in catalog.records.items():
        texts = form_blocks.sample_filling(catalog, record).texts
        lines = [numbers(texts, f"lines.{name}") for name in ASSESSED]
        for wage, allowance, deducted, base, rate, due in zip(*lines, strict=True):
            if wage + allowance - deducted != base:
                yield f"{code} 的示例：计算基数不是各项加减出来的"
            if base * rate / 100 != due:
                yield f"{code} 的示例：应交的数不是基数乘比例"


def numbers(texts: Mapping[str, tuple[str, ...]], name: str) -> list[Decimal]:
    """What is a number in the sample of a field; nothing where the form has no such field."""
    found = (text.rstrip("%元学时分") for text in texts.get(name, ()))
    return [Decimal(text) for text in found if text.replace(".", "", 1).isdecimal()]


def what_to_strike_is_not_written_over(catalog: Catalog) -> Iterator[str]:
    """A blank that a month's pack fills shows no label."""
    year = pack.year_of_unit(Unit.of(catalog), catalog.system.year)
    for month in MONTH_NUMBERS:
        letters = month_forms.month_letters(year.unit, year.listed(month), year.number, month)
        for code, drawn in ((each.name.partition("-")[0], str(each.parts)) for each in letters):
            for slot in catalog.papers[code].slots:
                if "删去" in slot.label and slot.label not in drawn:
                    yield f"{month}月的 {code} 把〔{slot.id}〕写好了，看不到“{slot.label}”"


OF_ALL_SHAPES = (every_recurring_step_comes_as_often_as_it_says, what_roles_carry_adds_up_to_what_forms_cost)
"""Claims that go through the shapes of a unit themselves, whichever of them the set is for."""
OF_A_SHAPE = (
    every_month_can_be_made,
    every_report_can_be_made,
    a_day_in_a_sample_is_a_day_of_the_calendar,
    a_sample_shows_as_it_is_written,
    votes_and_heads_of_a_sample_add_up,
    amounts_of_a_sample_add_up,
    dues_of_a_sample_add_up,
    an_assessed_sample_is_reckoned_right,
    no_output_names_a_form_that_the_unit_never_opens,
    what_to_strike_is_not_written_over,
)
CLAIMS = (*OF_ALL_SHAPES, *OF_A_SHAPE)
