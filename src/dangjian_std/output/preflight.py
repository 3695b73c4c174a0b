"""What could not be printed: characters that no face of ours has, forms and months that do not fit their pages.

A whole set is judged by its own texts, forms and months, without composing a document. What is about to be made is
judged as it was composed: it may bear names that stand in no standard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from dangjian_std import renderers
from dangjian_std.composition import computing, copies, form_blocks
from dangjian_std.document.document import Document
from dangjian_std.document.forms import Form
from dangjian_std.domain import planned_view
from dangjian_std.domain.adoption import Adoption
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node, asked_once, texts, whole_text
from dangjian_std.domain.record import DRAWN_MEDIA, Record
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.workdays import MONTH_NUMBERS
from dangjian_std.publications.month_pack import pack
from dangjian_std.reading import layers
from dangjian_std.reading.load import Loaded
from dangjian_std.renderers.layout import form_heights, page_fitting
from dangjian_std.rules.by_file import Judged
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem, Related
from dangjian_std.text.places import Place, Span

SIDES_OF_SHEET = 2
"""Pages of the sheet of paper that the reminders of a month stand on."""
Names = tuple[StepRef, ...]
KEYS_OF_STEP_MONTH, TOLD_KEYS = frozenset({"when", "joins", "at", "after"}), frozenset({"what", "who"})
"""Keys of a step that say in which month it is told, and what is told of it."""
MOST_STEPS_NAMED = 4
"""How many more steps of a crowded month are named."""


def refused(documents: Iterable[Document], loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield a finding for every character that no face can draw and every form that does not fit its page."""
    documents = tuple(documents)
    chars = set().union(*map(renderers.missing_glyphs, documents))
    codes = set().union(*map(renderers.too_tall, documents))
    yield from map(ds0.MISSING_GLYPH.diagnose, _undrawable(chars, loaded))
    yield from map(ds0.FORM_TOO_TALL.diagnose, _too_tall(codes, loaded.catalog))


def on_with_it() -> None:
    """Let nothing come between two forms or months."""


def refused_of_all(
    loaded: Loaded, between: Callable[[], None] = on_with_it, before: Judged | None = None
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the printing of a whole set.

    `between` is called before each form and each month: what it raises ends the work. `before` is what was found
    in the files of the set, which was settled when its rules were asked.
    """
    catalog = loaded.catalog
    if catalog is None or not catalog.standards:
        return
    chars = set[str]().union(*map(_missing, catalog.nodes))

    def tall(seen: Catalog) -> Iterator[Diagnostic]:
        unit, drawn = (
            Unit.of(seen),
            ((code, each) for code, each in seen.records.items() if each.medium in DRAWN_MEDIA),
        )
        codes = {code for code, each in drawn if any(map(form_heights.too_tall, _drawn(unit, each, between)))}
        yield from map(ds0.FORM_TOO_TALL.diagnose, _too_tall(codes, seen))

    yield from map(ds0.MISSING_GLYPH.diagnose, _undrawable(chars, loaded))
    if before is None or catalog.adoption is not None:
        yield from tall(catalog)
    else:
        yield from sorted(before.ask(ds0.FORM_TOO_TALL.name, tall, catalog), key=lambda each: each.message)
    yield from map(ds0.CROWDED_MONTH.diagnose, _crowded(catalog, between))


@asked_once
def _missing(node: Node) -> frozenset[str]:
    """Return the characters of a file that some face of ours has no glyph for."""
    return frozenset(renderers.undrawable("".join(set(whole_text(node)))))


def _drawn(unit: Unit, record: Record, between: Callable[[], None]) -> Iterator[Form]:
    """Yield a form in each way that it is drawn: in an annex, alone, as a workbook that computes, as a sample."""
    between()
    yield form_blocks.draw_form(record)
    sized = copies.sized(unit, record)
    yield form_blocks.draw_form(record, alone=True, filling=sized)
    if record.computed:
        formulas = computing.formulas(unit.catalog, record)
        yield form_blocks.draw_form(record, alone=True, filling=replace(sized, formulas=formulas))
    yield form_blocks.draw_form(record, alone=True, filling=form_blocks.sample_filling(unit.catalog, record))


def _undrawable(chars: Iterable[str], loaded: Loaded) -> Iterator[Problem]:
    for char in sorted(chars):
        yield Problem(
            place=_first(char, loaded),
            message=f"随附字体里没有“{char}”（U+{ord(char):04X}）这个字",
            help="换一个通行的写法；确需用这个字的，到项目的问题页提出来",
        )


def _too_tall(codes: Iterable[str], catalog: Catalog | None) -> Iterator[Problem]:
    for code in sorted(codes):
        record = catalog.records[code] if catalog else None
        yield Problem(
            place=record.key("fields") if record else Place(Span("standards")),
            message=f"{code} 一面放不下，手写的行高不到8毫米",
            help="减少栏目或 rows，或给一部分栏目写 overleaf: true，印到背面；写了 per_sheet 的，改小",
        )


def _crowded(catalog: Catalog, between: Callable[[], None]) -> Iterator[Problem]:
    """Yield a problem for every month whose 党务工作提示 needs a second sheet in a unit of some shape."""
    found: dict[int, Names] = {}
    units: dict[int, list[str]] = {}
    for unit in Unit.all(planned_view.spoken(catalog)):
        kept = _kept(unit)
        if not kept:
            kept.append(dict(_crowded_months(unit, between)))
        for month, names in kept[0].items():
            found.setdefault(month, names)
            units.setdefault(month, []).append(unit.profile.name)
    for month, names in sorted(found.items()):
        first, *others = (catalog.standards[name.standard].steps_by_id[name.step] for name in names)
        if catalog.adoption:
            place, *more = _ours(catalog, catalog.adoption, names)
            help_ = f"把能错开的改到别的月份，或把 what 写短；字最多的一步是“{first.what}”"
            related = [Related(each, "这里也同这个月有关") for each in more]
        else:
            place = first.key("what")
            help_ = "把能错开的步骤改到别的月份，或把 what 写短；这里是不必每月办的步骤中字最多的一步"
            related = [Related(each.key("what"), "这一步的字也多") for each in others]
        yield Problem(
            place=place,
            message=f"{month}月的事太多，《{month}月党务工作提示》一张纸放不下，会印成三页（{'、'.join(units[month])}）",
            help=help_,
            related=tuple(related[:MOST_STEPS_NAMED]),
        )


def _ours(catalog: Catalog, adoption: Adoption, names: Names) -> Iterable[Place]:
    """Return the lines of a unit that fill a month: times it changed, steps of its own, what others say.

    Where there is none, that which says what kind of unit it is: no file of the set is its own.
    """
    changed = [
        (each.key.partition(".")[0], each.place)
        for each in adoption.changes
        if StepRef(each.code, each.node) in names
    ]
    steps = (catalog.standards[name.standard].steps_by_id[name.step].key("what") for name in names)
    found: dict[tuple[str, int], Place] = {}
    for each in (
        *(place for key, place in changed if key in KEYS_OF_STEP_MONTH),
        *(place for place in steps if layers.own(place.span.file)),
        *(place for key, place in changed if key in TOLD_KEYS),
    ):
        found.setdefault((each.span.path, each.span.line), each)
    return found.values() or (adoption.sheet.at("shape"),)


@lru_cache(maxsize=64)
def _kept(_unit: Unit) -> list[dict[int, Names]]:
    """Return room for the months of a unit that are too long; it is filled once."""
    return []


def _crowded_months(unit: Unit, between: Callable[[], None]) -> Iterator[tuple[int, Names]]:
    """Yield each month that does not fit, and what is due in it, the longest texts first."""
    year = pack.year_of_unit(unit, unit.catalog.system.year)
    for month in MONTH_NUMBERS:
        between()
        if not page_fitting.fits(pack.reminder(year, month), SIDES_OF_SHEET):
            dues = pack.by_length(year, month)
            yield month, tuple(StepRef(due.standard.code, due.step.id) for due in dues)


def _first(char: str, loaded: Loaded) -> Place:
    for node in loaded.catalog.nodes if loaded.catalog else ():
        for holder, path, text in texts(node):
            if char in text:
                start = text.index(char)
                return holder.part(path, text, (start, start + 1))
    return Place(Span("standards"))
