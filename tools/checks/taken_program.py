"""The forms that are taken, filled in with their samples, and what `dstd take` makes of files of theirs.

Runs under the Python of the program. `make ROOT FOLDER` writes the documents and the blank workbooks, and as
JSON what to type into each workbook: worksheet, address, text. `take ROOT FILES` writes as JSON, of each file,
its facts without their places, or what is asked about it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dangjian_std import renderers
from dangjian_std.assessment import examined_cells, taking
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.taking import Hands
from dangjian_std.composition import form_blocks
from dangjian_std.composition.request import Request
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.publications import records
from dangjian_std.reading import filled_forms, handed_files, load, project
from dangjian_std.reading.handed_files import HandedFile
from dangjian_std.reading.handed_forms import Forms

LATER = dt.date(2029, 1, 1)
SIGNED = frozenset({FieldType.SIGNATURE, FieldType.SEAL})
OWNER = "示例第一党支部"
DAY = "2027-12-10"
"""What tells a form from others, of which a sample says nothing; where that is a time, its year."""
HANDS = Hands(
    today=LATER,
    branch=OWNER,
    branches=frozenset({OWNER}),
    groups=frozenset({"第一党小组"}),
)


def make(catalog: Catalog, folder: Path) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Write the files, and yield the name of each with what to type into it; into a document nothing."""
    wanted = examined_cells.cells(catalog)
    for document, formats in records.compose(Unit.of(catalog), Request()):
        code = document.name.partition("-")[0]
        if code not in wanted:
            continue
        record = catalog.records[code]
        if "docx" in formats:
            filling = form_blocks.sample_filling(catalog, record)
            form = form_blocks.draw_form(record, alone=True, filling=filling)
            filled = dataclasses.replace(document, parts=(dataclasses.replace(document.parts[0], blocks=(form,)),))
            (folder / f"{code}.docx").write_bytes(renderers.render(filled, "docx"))
            yield f"{code}.docx", []
        if "xlsx" in formats:
            data = renderers.render(document, "xlsx")
            (folder / f"{code}.xlsx").write_bytes(data)
            yield f"{code}.xlsx", list(_typed(record, data))


def _typed(record: Record, data: bytes) -> Iterator[tuple[str, str, str]]:
    for sheet in filled_forms.read(data):
        for place, cells in sheet.cells.items():
            name = ".".join(filter(None, (place.field, place.column)))
            cell = record.cells.get(name)
            if name == "head.number":
                yield sheet.title, cells[0].address, f"{record.code}—2027—001"
            if name in record.key_ and cell is not None and not cell.sample:
                yield sheet.title, cells[0].address, DAY if cell.type is FieldType.DATE else DAY[:4]
            if cell is None or cell.compute or cell.type in SIGNED or not cell.sample:
                continue
            if place.column:
                yield from (
                    (sheet.title, spot.address, text) for spot, text in zip(cells, cell.sample, strict=False)
                )
            elif cell.options:
                said = str(cells[0].value)
                for text in cell.sample:
                    said = said.replace(f"□{text}", f"√{text}")
                yield sheet.title, cells[0].address, said
            else:
                yield sheet.title, cells[0].address, "\n".join(cell.sample)


def take(catalog: Catalog, files: Sequence[Path]) -> dict[str, Any]:
    """Return what comes of each file."""
    looked = examined_cells.looked_for(catalog)
    found: dict[str, Any] = {}
    for file in files:
        _, forms = handed_files.read(HandedFile(file, ()), file.name, Forms(catalog.records))
        said = []
        for form in forms:
            made = taking.take(form, catalog.records[form.code], looked[form.code], HANDS)
            said.append(
                _told(made) if isinstance(made, Filing) else [f"{each.name}：{each.message}" for each in made]
            )
        found[file.name] = said
    return found


def _told(filing: Filing) -> dict[str, Any]:
    """Return the facts of a filing without their places, which move."""
    fields = {name: repr(fact.value) for name, fact in sorted(filing.fields.items())}
    rows = {
        table: [{name: repr(fact.value) for name, fact in sorted(row.items())} for row in rows]
        for table, rows in filing.rows.items()
    }
    return {"key": filing.key, "fields": fields, "rows": rows}


def main() -> None:
    """Do what the arguments say."""
    act, root, *paths = sys.argv[1:]
    catalog = load.load(project.sources(Path(root))).catalog
    if catalog is None:
        raise SystemExit("标准读不了")
    done = dict(make(catalog, Path(paths[0]))) if act == "make" else take(catalog, [Path(each) for each in paths])
    json.dump(done, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
