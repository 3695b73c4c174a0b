"""A month whose reminders need two sheets: what is not warned of stays on one, what is warned of has its place."""

from __future__ import annotations

import dataclasses
import io

import pikepdf
import pytest

from dangjian_std import renderers
from dangjian_std.cli.console import checking, context
from dangjian_std.domain.unit import Unit
from dangjian_std.output import preflight
from dangjian_std.publications.month_pack import pack
from dangjian_std.reading.load import load
from dangjian_std.reading.project import RawSource
from dangjian_std.renderers.layout import page_fitting
from dangjian_std.text.diagnostic import Severity
from support.projects import pinned
from support.units import SHEET, project

STEP = """\
      - id: more-{number}
        who: 支部书记
        what: {what}第{number}件
        how: [做。]
        when: {{every: year, times: 1, months: [12]}}
        local: [step]
"""


@dataclasses.dataclass(frozen=True)
class Busier:
    """A year whose every month has the work of several others."""

    catalog: object
    number: int
    tasks: tuple
    published: bool = True

    @property
    def unit(self):
        return Unit.of(self.catalog)

    def listed(self, month):
        return self.tasks


def busier(catalog, count):
    """A year in which a month has so many steps of December, each by people of its own."""
    found = pack.year_of_unit(Unit.of(catalog), 2027).listed(12)
    tasks = (
        dataclasses.replace(task, root=dataclasses.replace(task.root, who=f"{task.root.who}{number or ''}"))
        for number in range(8)
        for task in found
    )
    kept = sorted(list(tasks)[:count], key=lambda task: task.day)
    return Busier(catalog, 2027, tuple(kept))


def fits(year):
    return page_fitting.fits(pack.reminder(year, 12), preflight.SIDES_OF_SHEET)


def test_the_fullest_month_that_is_not_warned_of_is_one_sheet(catalog):
    fitting = [count for count in range(16, 120) if fits(busier(catalog, count))]
    fullest = busier(catalog, fitting[-1])
    assert not fits(busier(catalog, fitting[-1] + 4))
    with pikepdf.open(io.BytesIO(renderers.render(pack.reminder_sheet(fullest, 12), "pdf"))) as pdf:
        assert len(pdf.pages) == 2


def test_a_crowded_month_names_its_longest_steps(copy):
    (path,) = (copy / "standards").rglob("DJ401*")
    text = path.read_text("utf-8")
    steps = "".join(STEP.format(number=number, what="逐项核对没有办完的事，" * 6) for number in range(36))
    path.write_text(text.replace("\n\nrequirements:\n", f"\n{steps}\nrequirements:\n", 1), "utf-8")
    loaded, found, _ = checking.validated(copy)
    (each,) = found
    assert (each.code, each.rule, each.severity) == ("DS024", "crowded-month", Severity.WARNING)
    assert each.message.startswith("12月的事太多")
    assert each.message.endswith("（小支部、总支、支部）")
    assert each.place.span.path.endswith(path.name)
    assert loaded.sources[each.place.span.path].line(each.place.span.line).strip().startswith("what: 逐项核对")
    assert len(each.related) == preflight.MOST_STEPS_NAMED
    assert not context.fails(found, strict=False)


LONG = "逐项核对没有办完的事，" * 6
LATER = "kind: overlay\nof: DJ401\nreason: 试。\nput:\n  - {at: early.when.months, value: [12]}\n"
SHORTER = "kind: overlay\nof: DJ401\nreason: 试。\nput:\n  - {at: more-1.what, value: 核对}\n"


@pytest.mark.parametrize(
    ("overlays", "places"),
    [
        ({}, ["unit.yaml:10"]),
        ({"a": SHORTER}, ["local/a.yaml:5"]),
        ({"a": SHORTER, "b": LATER}, ["local/b.yaml:5", "local/a.yaml:5"]),
    ],
)
def test_a_month_that_a_unit_crowds_is_told_in_files_of_its_own(overlays, places):
    files = project(**overlays)
    (path,) = (each for each in files if "DJ401" in each)
    early = STEP.format(number="", what=LONG).replace("more-", "early").replace("[12]", "[11]")
    steps = early + "".join(STEP.format(number=number, what=LONG) for number in range(35))
    text = files[path].data.decode().replace("\n\nrequirements:\n", f"\n{steps}\nrequirements:\n", 1)
    files |= {path: RawSource(path, text.encode()), "unit.yaml": RawSource("unit.yaml", SHEET.encode())}
    files = pinned(files)
    (each,) = preflight.refused_of_all(load(files[name] for name in sorted(files)))
    assert each.code == "DS024"
    assert [
        f"{at.span.path}:{at.span.line}" for at in (each.place, *(one.place for one in each.related))
    ] == places
    assert each.help.startswith("把能错开的改到别的月份，或把 what 写短；字最多的一步是“逐项核对")
    assert {one.message for one in each.related} <= {"这里也同这个月有关"}


@pytest.mark.parametrize("year", [2000, 2099])
def test_the_first_and_the_last_year_can_be_judged(edit, year):
    assert checking.validated(edit("catalog", "year: 2027", f"year: {year}"))[1] == ()
