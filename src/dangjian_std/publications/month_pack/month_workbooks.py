"""工作簿: the forms of a month that compute, as workbooks with the names of a roster; each branch has its own.

A form that each member has is a worksheet for each of them, in a workbook that is kept apart.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from dangjian_std.composition import computing, form_blocks, lined_tables
from dangjian_std.composition.copies import INTERNAL
from dangjian_std.composition.form_blocks import Filling
from dangjian_std.composition.request import safe_file_name
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Form
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Fill
from dangjian_std.publications.month_pack import month_forms, tasks
from dangjian_std.publications.month_pack.tasks import Task
from dangjian_std.reading.roster import Roster


def ledgers(unit: Unit, found: Iterable[Task], year: int, month: int, roster: Roster) -> Iterator[Document]:
    """Yield the workbooks of a month: of forms that compute and that a step opens, or fills for every member."""
    records: dict[str, tuple[Record, Filling]] = {}
    for task in found:
        for code in _codes(unit.catalog, task):
            record = unit.catalog.records[code]
            if record.computed and record.stored and record.per in {CountedPer.BRANCH, CountedPer.MEMBER}:
                records.setdefault(code, (record, month_forms.prefilled(record, task, year, month)))
    for record, filling in records.values():
        for number, branch in enumerate(roster.branches, 1):
            forms = tuple(_forms(unit.catalog, record, filling, branch, roster))
            several = f"{number:02}" if roster.branches[1:] else ""
            name = "-".join(filter(None, (record.code, record.title, several, roster.printed(branch))))
            part = Part(id=f"part-{record.code}", title=record.title, head="", folio=Folio.NONE, blocks=forms)
            yield Document(
                name=safe_file_name(name),
                title=record.title,
                author=unit.catalog.system.issuer,
                subject=record.title,
                parts=(part,),
            )


def _codes(catalog: Catalog, task: Task) -> Iterator[str]:
    yield from (code for code, _ in tasks.forms_opened(catalog, task))
    for due in task.everything:
        form = catalog.records.get(due.record or "")
        if form and form.per is CountedPer.MEMBER and isinstance(due.step.when, Every):
            yield form.code


def _forms(catalog: Catalog, record: Record, filling: Filling, branch: str, roster: Roster) -> Iterator[Form]:
    names = roster.of(branch)
    filling = dataclasses.replace(
        filling, owner=roster.printed(branch), note=INTERNAL, formulas=computing.formulas(catalog, record)
    )
    if record.per is CountedPer.MEMBER:
        for number, name in enumerate(names, 1):
            own = {each.id: (name,) for each in record.fields_filled(Fill.MEMBER) if name}
            person = dataclasses.replace(filling, texts={**filling.texts, **own})
            form = form_blocks.draw_form(record, alone=True, filling=person, copy=f"-{number}")
            yield dataclasses.replace(form, name=name)
        return
    texts = {**filling.texts, **lined_tables.named(record, names, roster.posts(branch))}
    lines = lined_tables.needed(record, len(names), called=False)
    yield form_blocks.draw_form(record, alone=True, filling=dataclasses.replace(filling, texts=texts, lines=lines))
