"""What a binding prints of the standards, held against the catalogue: nothing lost, nothing invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dangjian_std.composition import wording
from dangjian_std.composition.clauses import Clauses, all_clauses
from dangjian_std.document.blocks import Block, Items, Paragraph, Row, Table
from dangjian_std.document.document import Document
from dangjian_std.document.inline import Inline
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import Target
from dangjian_std.domain.standard import Annex, Step
from dangjian_std.publications.handbook.procedure import LEAVES_PREFIX
from dangjian_std.renderers.layout import plain_text

CODE = re.compile("[RW][0-9]{3}")
WHO, WHAT, HOW, WHEN = 1, 2, 3, 4
"""Columns of the table of steps in every binding."""

Name = Callable[[Clauses], Callable[[Target], Inline]]
"""How a binding calls the steps that a time is counted from."""


def differences(catalog: Catalog, document: Document, name: Name) -> Iterator[str]:
    """Yield in words what a document prints otherwise than the standards of a catalogue say it."""
    books = all_clauses(catalog)
    rows = {cell.anchor: row for row in _rows(document) if (cell := row.cells[0]).anchor}
    steps = {book.anchor(step.id): (book, step) for book in books for step in book.standard.steps}
    clauses = {
        book.requirement(index).target for book in books for index, _ in enumerate(book.standard.requirements, 1)
    }
    anchors = set(rows) | {block.anchor for block in _blocks(document) if isinstance(block, Paragraph)}
    codes = tuple(book.code for book in books)
    own = {each for each in anchors if each.startswith(codes) and re.search(r"-7\.[0-9]+$|\.", each)}
    for anchor in sorted((set(steps) | clauses) ^ (own - _tracing(catalog))):
        yield f"{anchor}：{'没有印' if anchor in steps or anchor in clauses else '多印的'}"
    for anchor, (book, step) in steps.items():
        if anchor in rows:
            yield from (f"{anchor}：{said}" for said in _step(book, step, rows[anchor], name))
    texts = list(map(_bare, _lines(document)))
    for book in books:
        yield from (
            f"{book.code}：没有“{text}”" for text in _asked(book) if not any(text in each for each in texts)
        )
        yield from _annexes(book, document)


def _tracing(catalog: Catalog) -> set[str]:
    """Anchors of 7.1 of a 规程 that says where its records are, which is no requirement."""
    return {f"{code}-7.1" for code, each in catalog.standards.items() if each.type.value == "规程"}


def _where(book: Clauses, step: Step, said: list[str], name: Name) -> Iterator[str]:
    """Yield what is said of where a step is done: as it is printed where it has the right form."""
    if step.joins or step.at_:
        form = "与.+合并，不另开会。" if step.joins else "在.+上办。"
        yield said[0] if said and re.fullmatch(form, said[0]) else form
    if step.prefers:
        form = "宜(在.+那天|同.+在同一天)办。"
        yield next((each for each in said[:2] if re.fullmatch(form, each)), form)
    if step.after:
        called = "、".join(plain_text.line((name(book)(each),)) for each in step.after)
        yield f"在{called}之后办。"


def _step(book: Clauses, step: Step, row: Row, name: Name) -> Iterator[str]:
    who, what, how = (list(map(_bare, map(plain_text.line, row.cells[index].lines))) for index in (WHO, WHAT, HOW))
    if who[0] != step.who or len(who) > 3:
        yield f"谁来做印成{who}"
    if (f"参加：{'、'.join(step.with_)}" in who) != bool(step.with_):
        yield f"参加的印成{who}"
    if not what[0].startswith(step.what):
        yield f"做什么印成{what}"
    closing = row.cells[HOW].closing
    said = how[: len(how) - closing]
    wanted = [plain_text.line(book.text(text)) for text in step.how]
    wanted += _where(book, step, said[len(wanted) :], name)
    wanted += [f"{wording.bounds(step.bounds)}。"] if step.bounds else []
    if said[: len(wanted)] != wanted or len(said) != len(wanted) + bool(step.outcomes):
        yield f"怎么做印成{said}"
    if step.outcomes and not all(f"{each.label}的，" in said[-1] for each in step.outcomes):
        yield f"结果印成{said[-1]}"
    last = [_bare(plain_text.line(line)) for cell in row.cells[WHEN:] for line in cell.lines]
    if last[0] != plain_text.line(wording.when(step.when, name(book))):
        yield f"何时印成{last[0]}"
    written = [line for line in how[len(how) - closing :] if line.startswith(LEAVES_PREFIX)] + last[1:]
    left = {code for code in (step.opens, *step.papers) if code}
    found = set(CODE.findall("".join(written)))
    record = book.catalog.records.get(step.record or "")
    kept = {code for code in (record.code, record.instead) if code} if record else set()
    if not left <= found or not found - left <= kept or bool(found & kept) != bool(kept):
        yield f"留什么印成{written}"


def _asked(book: Clauses) -> Iterator[str]:
    """Yield the sentences of the requirements and criteria of a standard."""
    for each in book.standard.requirements:
        yield from (plain_text.line(book.text(text)) for text in (each.text, each.proof))
    for criterion in book.standard.criteria:
        yield from (plain_text.line(book.text(text)) for text in (criterion.statement, criterion.by_hand))


def _annexes(book: Clauses, document: Document) -> Iterator[str]:
    tables = {block.anchor: block for block in _blocks(document) if isinstance(block, Table)}
    texts = list(_lines(document))
    for letter, annex in book.annexes.items():
        if not isinstance(annex, Annex):
            continue
        table = tables.get(f"{book.annex_anchor(letter)}-table")
        rows = tuple(tuple(map(plain_text.cell, each.cells)) for each in table.rows) if table else ()
        if rows != annex.rows:
            yield f"{book.code}附录{letter}的表印成{rows}"
        yield from (
            f"{book.code}附录{letter}没有“{text}”"
            for text in annex.text
            if plain_text.line(book.text(text)) not in texts
        )


def _blocks(document: Document) -> Iterator[Block]:
    return (block for part in document.parts for block in part.blocks)


def _rows(document: Document) -> Iterator[Row]:
    tables = (block for block in _blocks(document) if isinstance(block, Table))
    return (row for table in tables for row in table.rows if isinstance(row, Row))


def _lines(document: Document) -> Iterator[str]:
    for block in _blocks(document):
        match block:
            case Paragraph():
                yield plain_text.line(block.text)
            case Items():
                yield from map(plain_text.line, block.items)
            case _:
                pass
    yield from (plain_text.line(line) for row in _rows(document) for each in row.cells for line in each.lines)


def _bare(text: str) -> str:
    return re.sub("[▲◇]", "", text)
