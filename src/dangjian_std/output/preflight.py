"""What could not be printed: characters that no face of ours has, forms and months that do not fit their pages.

A whole set is judged by its own texts, forms and months, without composing a document. What is about to be made is
judged as it was composed: it may bear names that stand in no standard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dangjian_std import renderers
from dangjian_std.composition import copies, form_blocks
from dangjian_std.document.document import Document
from dangjian_std.document.forms import Form
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import texts
from dangjian_std.domain.record import DRAWN, Record
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.month_pack import pack
from dangjian_std.reading.load import Loaded
from dangjian_std.renderers.layout import form_heights, page_fitting
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem, Related
from dangjian_std.text.places import Place, Span

SIDES = 2
"""Pages of the sheet of paper that the reminders of a month stand on."""
LONGEST = 4
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


def refused_of_all(loaded: Loaded, between: Callable[[], None] = on_with_it) -> Iterator[Diagnostic]:
    """Yield what is wrong with the printing of a whole set.

    `between` is called before each form and each month: what it raises ends the work.
    """
    catalog = loaded.catalog
    if catalog is None or not catalog.standards:
        return
    unit = Unit.of(catalog)
    letters = set[str]().union(*(text for node in catalog.nodes for *_, text in texts(node)))
    chars = set(renderers.undrawable("".join(letters)))
    codes = {
        code
        for code, record in catalog.records.items()
        if record.medium in DRAWN and any(map(form_heights.too_tall, _drawn(unit, record, between)))
    }
    yield from map(ds0.MISSING_GLYPH.diagnose, _undrawable(chars, loaded))
    yield from map(ds0.FORM_TOO_TALL.diagnose, _too_tall(codes, catalog))
    yield from map(ds0.CROWDED_MONTH.diagnose, _crowded(catalog, between))


def _drawn(unit: Unit, record: Record, between: Callable[[], None]) -> Iterator[Form]:
    """Yield a form in each way that it is printed: in an annex, as a file of its own, and as a sample."""
    between()
    yield form_blocks.draw_form(record)
    yield form_blocks.draw_form(record, alone=True, filling=copies.sized(unit, record))
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
    found: dict[int, list[Step]] = {}
    units: dict[int, list[str]] = {}
    for unit in Unit.all(catalog):
        year = pack.year_of_unit(unit, catalog.system.year)
        for month in pack.MONTHS:
            between()
            if not page_fitting.fits(pack.reminder(year, month), SIDES):
                found.setdefault(month, [due.step for due in pack.by_length(year, month)])
                units.setdefault(month, []).append(unit.profile.name)
    for month, (first, *others) in found.items():
        yield Problem(
            place=first.key("what"),
            message=f"{month}月的事太多，《{month}月党务工作提示》一张纸放不下，会印成三页（{'、'.join(units[month])}）",
            help="把能错开的步骤改到别的月份，或把 what 写短；这里是不必每月办的步骤中字最多的一步",
            related=tuple(Related(each.key("what"), "这一步的字也多") for each in others[:LONGEST]),
        )


def _first(char: str, loaded: Loaded) -> Place:
    for node in loaded.catalog.nodes if loaded.catalog else ():
        for holder, path, text in texts(node):
            if char in text:
                start = text.index(char)
                return holder.part(path, text, (start, start + 1))
    return Place(Span("standards"))
