"""Golden texts: everything that a composed document says, a line a row, so that no word or mark changes unseen.

`make golden` (python -m support.golden) writes them anew and prints what has changed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import partial
from itertools import chain
from pathlib import Path

from dangjian_std import publications
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Row
from dangjian_std.document.document import Document
from dangjian_std.document.forms import EntryRow
from dangjian_std.document.inline import Blank, Column, PageOf, Ref, Strong
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.month_pack import pack
from dangjian_std.publications.reports import lists
from dangjian_std.reading import load, project
from support import (
    asked,
    assessed,
    compared,
    doing,
    drawn,
    edges,
    for_units,
    in_editor,
    messages,
    misread,
    mistakes_made,
    refused,
    seldom,
    sentences,
    spoken,
    swept,
    typed_cells,
    variants,
)
from support.folders import BASE, FROZEN, TESTS
from support.sample_document import sample

FOLDER = TESTS / "golden"
WIDTH = 110
WHOLE = (Row, EntryRow)
"""What is one line, however long."""
YEAR = 2027
BOOKLETS = ("DJ201", "DJ302", "DJ401")
MONTHS = (3, 7)
"""A month with much to do, and one with little."""


def read(folder: Path) -> Catalog:
    catalog = load.load(project.sources(folder)).catalog
    assert catalog is not None
    return catalog


Texts = Iterator[tuple[str, Iterable[str]]]
"""Golden files: the name of each, and what should stand in it."""


def printed() -> Texts:
    """What is printed of the small set."""
    small = read(BASE)
    writer = Writer()
    for name in publications.publications():
        codes = tuple(small.standards) if name == "booklet" else ()
        yield f"base-{name}.txt", writer.outputs(publications.compose(Unit.of(small), name, Request(codes=codes)))
    year = pack.year_of_unit(Unit.of(small), YEAR)
    calendar = [("calendar", pack.year_calendar(year), ())]
    reports = [(name, lists.compose(name, Unit.all(small)), ()) for name in lists.REPORTS]
    yield "base-months.txt", writer.outputs((*_packs(small, MONTHS), *calendar))
    yield "base-reports.txt", writer.outputs(reports)


def frozen() -> Texts:
    """What the frozen set comes to."""
    larger = read(FROZEN)
    writer = Writer()
    yield "frozen-agenda.txt", _agenda(larger)
    yield "frozen-month.txt", writer.outputs(_packs(larger, MONTHS[:1]))
    booklet = publications.compose(Unit.of(larger), "booklet", Request(codes=BOOKLETS))
    yield "frozen-booklet.txt", writer.outputs(booklet)
    yield "frozen-files.txt", _files(larger)
    names = ("records", "papers", "checklists", "checks", "cards", "guide", "archive", "workbooks")
    made = (each for name in names for each in publications.compose(Unit.of(larger), name, Request()))
    yield "frozen-prints.txt", writer.outputs(made)
    reports = [(name, lists.compose(name, Unit.all(larger)), ()) for name in lists.REPORTS]
    yield "frozen-reports.txt", writer.outputs(reports)
    yield "frozen-layout.txt", drawn.layout(larger)


def varied() -> Texts:
    """What is printed of sets in which much is missing, and what stands in tables of revisions."""
    writer = Writer()
    yield "variants.txt", _unseen(chain(writer.outputs(variants.printed()), writer.outputs(variants.compared())))


def of_shapes() -> Texts:
    """What is printed for units of several shapes, in which years."""
    yield "frozen-shapes.txt", _unseen(Writer().outputs(variants.shaped()))
    yield "frozen-years.txt", _unseen(Writer().outputs(variants.years()))


def of_mistakes() -> Texts:
    """What the mistakes of the self-test do to a set."""
    yield "mistakes.txt", mistakes_made.of_each_kind()


def drawings() -> Texts:
    """What the formats make of it."""
    yield from drawn.of_a_set(read(BASE))
    yield "drawn-sample.txt", drawn.in_all_formats(sample())
    yield "drawn-large.txt", drawn.looks(dataclasses.replace(sample(), large=True, proof=True))
    yield "drawn-shapes.txt", drawn.in_all_formats(swept.some())


def on_paper() -> Texts:
    """Where layout puts forms of many shapes."""
    yield "swept-paper.txt", swept.laid_out()


def at_edges() -> Texts:
    """What just fits and what just does not."""
    yield "swept-edges.txt", edges.settled()


def on_worksheets() -> Texts:
    """Where a spreadsheet puts forms and lists of many shapes."""
    yield "swept-worksheets.txt", chain(swept.worksheets(), swept.lists(), swept.every_kind())


def found() -> Texts:
    """What the program says of mistakes."""
    yield "findings.txt", spoken.of_examples()
    yield "shapes.txt", spoken.shapes()


def said() -> Texts:
    """What the program says else."""
    yield "new-files.txt", spoken.new_files()
    yield "commands.txt", spoken.calls()
    yield "differences.txt", spoken.differences()


def not_taken() -> Texts:
    """What the program says of what it does not take, and what stands in the project of a unit."""
    yield "refused.txt", refused.refusals()
    yield "unit-files.txt", refused.unit_files()
    yield "unit-sheets.txt", refused.unit_sheets()


def done() -> Texts:
    """What the program says where a project is made, carried over, or follows another."""
    yield "done.txt", doing.done()


def answered() -> Texts:
    """What the program answers in projects that can be changed."""
    yield "answers.txt", asked.answers()


def judged() -> Texts:
    """What is printed of the answers of a ledger, and of what units hand up."""
    yield "assessed.txt", Writer().outputs(assessed.sheets())


def of_two_kinds() -> Texts:
    """What is printed seldom."""
    yield "seldom.txt", Writer().outputs(seldom.printed())


def in_an_editor() -> Texts:
    """What a language server answers."""
    yield "editor.txt", _unseen(in_editor.answers())


def of_units() -> Texts:
    """What is printed for a unit that adopts a set, of what units hand in, and for a case."""
    writer = Writer()
    adopting = Unit.of(for_units.adopting())
    yield "unit-release.txt", writer.outputs(publications.compose(adopting, "approval", Request()))
    yield "unit-summary.txt", writer.outputs((document.name, document, ()) for document in for_units.summaries())
    yield "unit-cases.txt", writer.outputs(for_units.cases(read(FROZEN)))


def judged_near(part: int) -> Texts:
    """What the rules find in sets that are nearly right."""
    yield f"neighbours-{part}.txt", spoken.neighbours(part)


def judged_near_larger() -> Texts:
    """What some rules find in larger ones."""
    yield "neighbours-larger.txt", spoken.larger_neighbours()


def compared_with_all() -> Texts:
    """How times and numbers are said, and stand to each other."""
    yield "times.txt", compared.of_times()
    yield "numbers.txt", compared.of_numbers()
    yield "sentences.txt", chain(compared.of_sentences(), compared.of_floors())


def mistyped() -> Texts:
    """What is said of slips in the writing of a file."""
    yield (
        "misread.txt",
        chain(misread.signs(), misread.replaced(), misread.whole(), misread.rosters(), misread.errors()),
    )


def of_cells() -> Texts:
    """What is kept of the cells of filled forms, and what is asked about them."""
    yield "cells.txt", _unseen(typed_cells.kept())


def of_older_formats() -> Texts:
    """What becomes of sets of older formats."""
    yield "migrations.txt", spoken.migrated()


GROUPS = (
    *(partial(judged_near, part) for part in range(spoken.PARTS)),
    judged_near_larger,
    at_edges,
    on_worksheets,
    varied,
    of_shapes,
    of_mistakes,
    found,
    said,
    not_taken,
    done,
    answered,
    judged,
    in_an_editor,
    of_two_kinds,
    of_units,
    on_paper,
    drawings,
    frozen,
    printed,
    compared_with_all,
    mistyped,
    of_cells,
    of_older_formats,
)
"""What is made at a time: in the tests each group is one, so none takes long."""


def _packs(catalog: Catalog, months: Iterable[int]) -> Iterator[tuple[str, Document, tuple[str, ...]]]:
    year = pack.year_of_unit(Unit.of(catalog), YEAR)
    for month in months:
        for document, formats in pack.month_pack(year, month):
            yield f"{month:02}/{document.name}", document, formats


def _unseen(lines: Iterable[str]) -> Iterator[str]:
    """Yield each line but once: what is like something before is told by what differs."""
    yield from dict.fromkeys(lines)


class Writer:
    """Writes documents out. What stands on several lines is written once: then it says where it stands."""

    def __init__(self) -> None:
        self.known: dict[object, str] = {}
        self.place = ""

    def outputs(self, outputs: Iterable[tuple[str, Document, object]]) -> Iterator[str]:
        shown: Document | None = None
        for path, document, formats in outputs:
            yield f"=== {path} {inline(formats)}".rstrip()
            if document == shown:
                continue
            shown = document
            yield inline(dataclasses.replace(document, parts=(), days=(), volumes=()))
            yield from (f"  {inline(day)}" for day in document.days)
            yield from (f"  pages of {each.name} large={each.large}" for each in document.volumes)
            for part in document.parts:
                self.place = f"{part.id} of {document.name}"
                yield from self.lines(part, 1)
            yield ""

    def lines(self, value: object, depth: int) -> Iterator[str]:
        """Write a value on one line, or, where that is long, what is in it below it."""
        line = inline(value)
        if len(line) <= WIDTH or isinstance(value, WHOLE) or not dataclasses.is_dataclass(value):
            yield "  " * depth + line
            return
        inside = {name: each for name, each in _said(value) if _is_nested(each)}
        head = "  " * depth + inline(dataclasses.replace(value, **dict.fromkeys(inside, ())))
        if place := self.known.get(value):
            yield f"{head}  (as in {place})"
            return
        self.known[value] = self.place
        yield head
        for name, each in inside.items():
            if isinstance(each[0], Column):
                yield "  " * (depth + 1) + "".join(map(inline, each))
                continue
            if len(inside) > 1:
                yield "  " * (depth + 1) + f"{name}:"
            for part in each:
                yield from self.lines(part, depth + 1 + (len(inside) > 1))


def _is_nested(value: object) -> bool:
    return isinstance(value, tuple) and any(
        isinstance(each, tuple) or dataclasses.is_dataclass(each) for each in value
    )


def inline(value: object) -> str:  # noqa: C901, PLR0911 one return for each kind of value
    """Write a value on one line."""
    match value:
        case Ref(target, text):
            return f"[{text}→{target}]"
        case Strong(text):
            return f"**{text}**"
        case PageOf(target):
            return f"[页→{target}]"
        case Blank(ems, label, shown):
            return f"＿{ems}{label}{'!' if shown else ''}＿"
        case Column():
            return f"|{value.head} {value.width:g} {' '.join(list(_fields(value))[2:])}".rstrip()
        case Row(cells=cells):
            return "| " + " | ".join(_cell(cell) for cell in cells)
        case str():
            return value.replace("\n", "⏎")
        case Enum():
            return str(value.value)
        case tuple():
            apart = " / " if any(isinstance(each, tuple) for each in value) else ""
            apart = apart or ("" if any(isinstance(each, Ref | Blank | Strong) for each in value) else "、")
            return apart.join(map(inline, value))
        case _ if dataclasses.is_dataclass(value):
            return " ".join((type(value).__name__, *_fields(value)))
    return str(value)


def _cell(cell: object) -> str:
    extra = [each for each in _fields(cell) if not each.startswith("lines=")]
    return " ".join((inline(cell.lines), *extra))


def _fields(value: object) -> Iterator[str]:
    for name, each in _said(value):
        text = inline(each)
        yield f"{name}={text}" if text != "True" else name


def _said(value: object) -> Iterator[tuple[str, object]]:
    """The fields of a value that say something: those unlike their defaults, and not empty."""
    for field in dataclasses.fields(value):
        each = getattr(value, field.name)
        if each != field.default and each not in ((), ""):
            yield field.name, each


def _files(catalog: Catalog) -> Iterator[str]:
    """Every file that is made of a set, what it is called inside, and its parts by their heads."""
    for name in publications.publications():
        codes = tuple(catalog.standards) if name == "booklet" else ()
        for path, document, form in publications.compose(Unit.of(catalog), name, Request(codes=codes)):
            yield f"{path} {form} {inline(dataclasses.replace(document, parts=(), volumes=()))}"
            yield from dict.fromkeys(
                f"  {inline(dataclasses.replace(part, blocks=()))}" for part in document.parts
            )


def _agenda(catalog: Catalog) -> Iterator[str]:
    for due in pack.year_of_unit(Unit.of(catalog), YEAR).dues:
        beside = (f"{due.times} times" if due.times != 1 else "", f"{due.copies} copies" if due.copies else "")
        hangs = (f"with {due.hangs_on.key}" if due.hangs_on else "", f"joins {due.joins}" if due.joins else "")
        dates = " ".join(_date(getattr(due.dates, field.name)) for field in dataclasses.fields(due.dates))
        yield "  ".join(filter(None, (dates, due.key, due.who, f"sent per {due.sent}", *beside, *hangs)))


def _date(value: object) -> str:
    return f"{value:%m-%d}" if isinstance(value, dt.date) and value.year == YEAR else str(value)


def made(texts: Texts) -> dict[str, str]:
    """Return what should stand in golden files."""
    return {name: "\n".join(lines).rstrip() + "\n" for name, lines in texts}


def kept() -> dict[str, str]:
    """Return what stands there."""
    return {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}


def changes(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    """Yield the lines of a diff of all files."""
    for name in sorted(old | new):
        before, after = old.get(name, ""), new.get(name, "")
        yield from difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, n=1, lineterm="")


def main() -> None:
    """Write every golden file, print what that changes, and keep what is said in tests and what is not."""
    old, new = kept(), made(chain.from_iterable(group() for group in GROUPS))
    sys.stdout.writelines(f"{line}\n" for line in changes(old, new))
    for name in old.keys() - new.keys():
        (FOLDER / name).unlink()
    for name, text in new.items():
        (FOLDER / name).write_text(text, "utf-8")
    messages.keep()
    sentences.keep()


if __name__ == "__main__":
    main()
