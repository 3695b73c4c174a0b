"""写的要求低于所依据的条文。

为什么
------
标准可以比条文严，不能比条文松。条文要求每月一次，标准写每季度一次，照着做就违反了规定。
条文说“应”，标准写“宜”“可”，也是松了。
读过原文的条文，低于它的是错误；只见过摘引的，是提醒；待核的不作判断。
整步标为自己定的（local 里有 step，或者 what 和 when 都有），或者时间来自没有读到的条文（unread），
说明那不是这一条讲的事，不比较。做的是条文的事、只把时间标为自己定的，照样比较。
条文写明是哪一种会的，只同勾了那种会（kinds）的步骤比较。

反例
----
    # DJ401 hold
    when: {every: quarter, times: 1, day: 10, shift: next-workday}

正例
----
    # DJ401 hold
    when: {every: month, times: 2, day: 10, shift: next-workday}
    # DJ401 monthly
    statement: 主题党日每月开展了2次。

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.measures import Recurs
from dangjian_std.domain.rates import frequency_asked, frequency_in_words, frequency_stated
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.regulation import Citation
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.timing import Every
from dangjian_std.domain.vocabulary import Trust
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS302"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "malformed-when", "malformed-bounds")

Found = tuple[Place, str, str, Citation, Place]
"""Where less is asked, what is stated there, what the cited article asks, and where it does."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each place that asks less than an article it cites, once, however many articles ask more."""
    for standard in catalog.standards.values():
        places: dict[Place, list[Found]] = {}
        for found in _weaker(catalog, standard):
            places.setdefault(found[0], []).append(found)
        for place, cases in places.items():
            levels = {_level(catalog, citation) for *_, citation, _ in cases}
            _, stated, asked, citation, _ = cases[0]
            yield Problem(
                place=place,
                message=f"“{stated}”低于{citation.regulation}{citation.article}的“{asked}”",
                help=f"改成不低于“{asked}”；讲的不是这一条的事，就不引这一条",
                related=tuple(Related(floor, f"{other.regulation}{other.article}") for *_, other, floor in cases),
                severity=None if Trust.FULL_TEXT in levels else Severity.WARNING,
            )


def _level(catalog: Catalog, citation: Citation) -> Trust:
    article = catalog.article(citation)
    return article.checked.level if article else Trust.UNCHECKED


def _weaker(catalog: Catalog, standard: Standard) -> Iterator[Found]:
    basis: dict[StepRef, tuple[Citation, ...]] = {}
    for step in standard.steps:
        yield from _step(catalog, step)
        basis[StepRef("", step.id)] = step.basis
    for requirement in standard.requirements:
        yield from _text(catalog, requirement.text, requirement.at("text"), requirement.basis)
    for criterion in standard.criteria:
        measure = criterion.measure
        cited = basis.get(measure.recurs, ()) if isinstance(measure, Recurs) else ()
        yield from _text(catalog, criterion.statement, criterion.at("statement"), cited)


def _step(catalog: Catalog, step: Step) -> Iterator[Found]:
    for citation, floor in floors.compared(catalog, step):
        for short in floors.shortfalls(step, floor):
            if short.key != "when" or not floors.marks_time(step):
                yield short.place, short.stated, short.asked, citation, short.floor


def _text(catalog: Catalog, text: str, place: Place, basis: tuple[Citation, ...]) -> Iterator[Found]:
    """A sentence that names one frequency must not name a rarer one than its articles do."""
    stated = frequency_stated(text)
    for citation in basis:
        article = catalog.article(citation)
        if stated and article and article.checked.level is not Trust.UNCHECKED:
            rates = [floor.when for floor in article.floor if isinstance(floor.when, Every)]
            if rates and stated[0] < (least := min(rates, key=frequency_asked), frequency_asked(least))[1]:
                yield place, stated[1], frequency_in_words(least), citation, least.at("every")
