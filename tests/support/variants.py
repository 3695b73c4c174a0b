"""What is printed of sets in which much is missing, or stands otherwise than in most."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from dangjian_std import changes, publications
from dangjian_std.composition.request import Request
from dangjian_std.document.document import Document
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.regulation import Aside
from dangjian_std.domain.standard import Standard, Step, Unread
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Organ, Period, Status, Trust
from dangjian_std.publications.month_pack import pack
from dangjian_std.publications.reports import comments, lists
from dangjian_std.publications.revision import comparison_table
from dangjian_std.publications.revision.comparison_table import ComparedSets
from dangjian_std.publications.year_calendar import plan_table, telephone, wall
from dangjian_std.reading import load, roster
from support.folders import CASES, FROZEN
from support.one_value import SET, catalog_of
from support.projects import case

Printed = Iterator[tuple[str, Document, tuple[str, ...]]]
NOTHING = {"terms": (), "requirements": (), "criteria": ()}
NEEDS_STANDARDS = {"handbook", "approval", "practical", "booklet"}


def printed() -> Printed:
    """Yield what is printed of each of these sets."""
    bare = dataclasses.replace(SET, standards={}, records={}, papers={}, regulations={})
    yield from _of("bare", bare, NEEDS_STANDARDS)
    yield from _of("plain", _each_step(SET, _plain, **NOTHING, normative=(), goals=()))
    yield from _of("unread", _each_step(_unchecked(SET), _unread, custom=True, status=Status.TRIAL))
    larger = catalog_of(FROZEN)
    code, standard = next(iter(larger.standards.items()))
    later = dataclasses.replace(standard, effective=standard.effective.replace(month=9), status=Status.TRIAL)
    begun = dataclasses.replace(larger, standards=larger.standards | {code: later})
    for path, document, formats in publications.compose(Unit.of(begun), "approval", Request()):
        yield f"begun/{path}", document, formats
    yield from _of("meetings", _meeting())
    yield "counted/basis", lists.compose("basis", Unit.all(_counted(_each_step(SET, _less_cited)))), ()
    annexed = load.load(case(CASES / "good" / "outcomes-and-an-annex").values()).catalog
    assert annexed is not None
    yield from _of("annexed", annexed)


def compared() -> Printed:
    """Yield tables of revisions: of nothing, of words alone, of everything at once."""
    reworded = _each_step(SET, lambda step: dataclasses.replace(step, how=(*step.how, "又一句。")))
    for name, new in {
        "same": SET,
        "reworded": reworded,
        "plain": _each_step(SET, _plain, **NOTHING),
        "another": catalog_of(FROZEN),
    }.items():
        found = changes.compare(SET, new)
        revision = ComparedSets(old=SET, new=new, was="旧版", now="新版", changes=found, comes_to=["成品：手册"])
        yield name, comparison_table.compose(revision), ()
    yield "no comments", comments.summary(SET, ()), ()


SHAPES = ("", "小支部", "机关党委")
"""Shapes of units; the first is the one that the set is for."""
YEARS = (2027, 2031)
OF_SHAPES = ("practical", "approval", "checklists", "cards", "guide", "workbooks", "archive")
NAMES = roster.read(
    "党支部,姓名,党小组,职务\n一支部,示例甲,一组,书记\n一支部,示例乙,二组\n一支部,示例丙,二组,组织委员\n二支部,示例丁\n".encode()
)


def shaped() -> Printed:
    """Yield what is printed of a larger set for units of several shapes."""
    larger = catalog_of(FROZEN)
    for shape in SHAPES:
        for each in OF_SHAPES:
            for path, document, formats in publications.compose(Unit.of(larger, shape), each, Request()):
                yield f"{shape}/{path}", document, formats


def years() -> Printed:
    """Yield the calendars and the packs of years, for units of several shapes, and with names on a list."""
    larger = catalog_of(FROZEN)
    for shape in SHAPES:
        for number in YEARS[: 1 if shape else 2]:
            year = pack.year_of_unit(Unit.of(larger, shape), number)
            for each in (pack.year_calendar(year), plan_table.plan_table(year), wall.wall_calendar(year)):
                yield f"{shape}/{number}/{each.name}", each, ()
        year = pack.year_of_unit(Unit.of(larger, shape), YEARS[0])
        for each in telephone.calendars(year):
            yield f"{shape}/{each.name}", each, ()
        for month in year.months:
            for document, formats in pack.month_pack(year, month):
                yield f"{shape}/{month:02}/{document.name}", document, formats
    year = pack.year_of_unit(Unit.of(larger), YEARS[0])
    for document, formats in pack.month_pack(year, 3, NAMES):
        yield f"names/{document.name}", document, formats


def _of(name: str, catalog: Catalog, without: set[str] = frozenset()) -> Printed:
    unit = Unit.of(catalog)
    for each in publications.publications():
        if each not in without:
            codes = tuple(catalog.standards) if each == "booklet" else ()
            for path, document, formats in publications.compose(unit, each, Request(codes=codes, proof=True)):
                yield f"{name}/{path}", document, formats
    for each in lists.REPORTS:
        yield f"{name}/{each}", lists.compose(each, Unit.all(catalog)), ()
    year = pack.year_of_unit(unit, 2027)
    for document, formats in pack.month_pack(year, 3):
        yield f"{name}/03/{document.name}", document, formats


def _each_step(catalog: Catalog, change: Any, **otherwise: Any) -> Catalog:
    """Return a set in which every step, and every standard, is changed."""

    def whole(standard: Standard) -> Standard:
        stages = tuple(
            dataclasses.replace(stage, steps=tuple(map(change, stage.steps))) for stage in standard.stages
        )
        return dataclasses.replace(standard, stages=stages, **otherwise)

    return dataclasses.replace(catalog, standards={code: whole(each) for code, each in catalog.standards.items()})


def _meeting() -> Catalog:
    """Return a set whose steps are one with meetings, at one of several, on their days and after one another."""
    choose, hold, vote, tell = (StepRef("", each) for each in ("choose", "hold", "vote", "tell"))
    every = SET.standards["DJ401"].steps_by_id["hold"].when
    said: dict[str, dict[str, Any]] = {
        "choose": {"meeting": "支委会会议", "opens": "R211", "after": (tell, hold)},
        "hold": {"meeting": "主题党日"},
        "vote": {
            "meeting": "党员大会",
            "joins": (hold, choose),
            "when": dataclasses.replace(every, months=(3, 9)),
        },
        "count": {"at_": (choose, hold), "when": dataclasses.replace(every, every=Period.WEEK)},
        "assign": {"at_": (choose, hold, vote), "opens": None, "record": "R211"},
        "tell": {"prefers": (hold, vote), "when": dataclasses.replace(every, every=Period.QUARTER)},
        "sign": {"prefers": (tell,), "when": every},
        "close": {"at_": (hold,), "when": every, "after": (choose,)},
    }
    needed = {**SET.records, "R211": dataclasses.replace(SET.records["R211"], needs=Organ.COMMITTEE)}
    changed = _each_step(SET, lambda step: dataclasses.replace(step, **said.get(step.id, {})))
    return dataclasses.replace(changed, records=needed)


def _plain(step: Step) -> Step:
    """Return a step that leaves nothing and rests on nothing."""
    return dataclasses.replace(
        step,
        opens=None,
        record=None,
        writes=None,
        papers=(),
        kinds=(),
        into=None,
        basis=(),
        local=("step",),
        bounds=None,
    )


def _less_cited(step: Step) -> Step:
    """Return a step that rests on no more than one article."""
    return dataclasses.replace(step, basis=step.basis[:1])


def _unread(step: Step) -> Step:
    """Return a step of which a part rests on an article that nobody has read."""
    return dataclasses.replace(step, unread=(Unread(anchor=step.anchor, regulation="支部条例", places=("how",)),))


def _counted(catalog: Catalog) -> Catalog:
    """Return a set of which every regulation says how many articles it has; some of them are not for the unit."""
    away = Aside(anchor=catalog.system.anchor, articles=("第二条至第五条", "第七条"), reason="同本单位无关。")
    regulations = {
        name: dataclasses.replace(each, length=20 + 3 * number, aside=(away,) * (number % 2))
        for number, (name, each) in enumerate(catalog.regulations.items())
    }
    return dataclasses.replace(catalog, regulations=regulations)


def _unchecked(catalog: Catalog) -> Catalog:
    """Return a set of which no article was checked."""

    def whole(regulation: Any) -> Any:
        articles = tuple(
            dataclasses.replace(each, checked=dataclasses.replace(each.checked, level=Trust.UNCHECKED))
            for each in regulation.articles
        )
        return dataclasses.replace(regulation, articles=articles)

    return dataclasses.replace(
        catalog, regulations={name: whole(each) for name, each in catalog.regulations.items()}
    )
