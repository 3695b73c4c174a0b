"""What could not be printed: characters that no face of ours has, forms and months that do not fit their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dangjian_std import publications, renderers
from dangjian_std.document.document import Document
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import texts
from dangjian_std.domain.standard import Step
from dangjian_std.publications import Request
from dangjian_std.publications.month_pack import pack
from dangjian_std.reading.load import Loaded
from dangjian_std.renderers.layout import page_fitting
from dangjian_std.text.diagnostic import Diagnostic, Related, Severity
from dangjian_std.text.places import Place, Span

LONGEST = 4
"""How many more steps of a crowded month are named."""


def refused(documents: Iterable[Document], loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield a finding for every character that no face can draw and every form that does not fit its page."""
    documents = tuple(documents)
    for char in sorted(set().union(*map(renderers.missing_glyphs, documents))):
        message = f"随附字体里没有“{char}”（U+{ord(char):04X}）这个字"
        help_ = "换一个通行的写法；确需用这个字的，到项目的问题页提出来"
        yield _finding("DS020", "missing-glyph", _first(char, loaded), message, help_)
    for code in sorted(set().union(*map(renderers.too_tall, documents))):
        record = loaded.catalog.records[code] if loaded.catalog else None
        place = record.key("fields") if record else Place(Span("standards"))
        help_ = "减少栏目或 rows，或给一部分栏目写 overleaf: true，印到背面"
        yield _finding("DS021", "form-too-tall", place, f"{code} 一面放不下，手写的行高不到8毫米", help_)


def refused_of_all(loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Return what a build of the whole set would refuse."""
    if loaded.catalog is None or not loaded.catalog.standards:
        return ()
    every = (publications.compose(loaded.catalog, name, Request()) for name in publications.DEFAULT)
    found = refused((document for outputs in every for _, document, _ in outputs), loaded)
    return (*found, *_crowded(loaded.catalog))


def _crowded(catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield a finding for every month whose 党务工作提示 needs a second page in a unit of some shape."""
    found: dict[int, list[Step]] = {}
    units: dict[int, list[str]] = {}
    for name in catalog.profiles:
        shaped = replace(catalog, system=replace(catalog.system, profile=name))
        year = pack.year_of_unit(shaped, catalog.system.year)
        for month in pack.MONTHS:
            if not page_fitting.fits(pack.reminder(year, month)):
                found.setdefault(month, [due.step for due in pack.by_length(year, month)])
                units.setdefault(month, []).append(name)
    for month, (first, *others) in found.items():
        yield Diagnostic(
            place=first.key("what"),
            code="DS024",
            rule="crowded-month",
            severity=Severity.WARNING,
            message=f"{month}月的事太多，《{month}月党务工作提示》一页放不下，会印成两页（{'、'.join(units[month])}）",
            help="把能错开的步骤改到别的月份，或把 what 写短；这里是不必每月办的步骤中字最多的一步",
            related=tuple(Related(each.key("what"), "这一步的字也多") for each in others[:LONGEST]),
        )


def _finding(code: str, rule: str, place: Place, message: str, help_: str) -> Diagnostic:
    return Diagnostic(place=place, code=code, rule=rule, severity=Severity.ERROR, message=message, help=help_)


def _first(char: str, loaded: Loaded) -> Place:
    for node in loaded.catalog.nodes if loaded.catalog else ():
        for holder, path, text in texts(node):
            if char in text:
                place = holder.at(*path)
                line = loaded.sources[place.span.path].line(place.span.line)
                column = line.find(char, place.span.column - 1) + 1
                if not column:
                    return place
                span = place.span
                return Place(Span(span.path, span.line, column, span.line, column + 1), place.path)
    return Place(Span("standards"))
