"""What an editor shows of the thing under the cursor, as plain text: short, and from the set alone."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std import renderers
from dangjian_std.composition import form_blocks, letter_blocks, role_duties, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.request import document_of_set
from dangjian_std.document.blocks import Block
from dangjian_std.document.document import Folio, Part
from dangjian_std.domain.catalog import Catalog, Event
from dangjian_std.domain.framing import Term
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import DRAWN_MEDIA, Column, Field, Paper, Record, Slot
from dangjian_std.domain.regulation import Article, Regulation
from dangjian_std.domain.roles import Profile, Role
from dangjian_std.domain.standard import Annex, Standard, Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.withdrawal import Withdrawal
from dangjian_std.editing.lookup import key_schemas, occurrences
from dangjian_std.editing.lookup.named import NamedPlace
from dangjian_std.renderers.layout import plain_text
from dangjian_std.text.places import Path

MOST_ITEMS_SHOWN = 20
"""Duties of a role, and steps of a standard, that are shown; of more the number is told."""


def of_key(kind: str, path: Path) -> str:
    """Say what a key means; nothing where there is no such key."""
    found = key_schemas.at(kind, path)
    return key_schemas.said(found) if found else ""


def of(catalog: Catalog, named: NamedPlace) -> str:
    """Say what a thing is; nothing of one that is not registered."""
    found = occurrences.definition(catalog, named)
    return "\n".join(_lines(catalog, named, found[0])) if found else ""


def _lines(catalog: Catalog, named: NamedPlace, node: Node) -> Iterator[str]:  # noqa: C901, PLR0912 one case for each kind
    match node:
        case Role():
            yield from _role(catalog, node)
        case Event():
            yield from (f"事件：{node.name}", node.note)
        case Step():
            yield from _step(catalog, named.step.standard, node)
        case Standard():
            yield from _standard(node)
        case Record():
            yield from _form(catalog, node)
        case Paper():
            yield from _drawn(catalog, f"{node.code} {node.title}", letter_blocks.draw_letter(node))
        case Withdrawal():
            yield f"{node}。"
        case Field() | Column():
            record = catalog.records[named.field.record]
            yield f"{record.code} {record.title}：{node.label}（{node.type}）"
            yield from filter(None, [getattr(node, "hint", None), "、".join(node.options)])
        case Article():
            yield from _article(catalog.regulations[named.cited[0]], node)
        case Regulation():
            yield f"《{node.title}》"
            yield f"{node.issuer}，{node.effective}起施行，{node.status}；登记了 {len(node.articles)} 条。"
        case Slot():
            source = node.field or node.event
            yield f"空白：{node.label}" + (f"，取自 {source}" if source else "")
        case Annex():
            yield from (node.title, *node.text)
        case Term():
            yield from (node.term, node.definition)
        case Profile():
            yield from (node.name, node.title)


def _article(regulation: Regulation, article: Article) -> Iterator[str]:
    """Yield the gist of an article and how well it is known."""
    yield f"《{regulation.title}》{article.number}（{article.checked.level}）"
    yield f"大意：{article.gist}"
    yield from (f"至少：{wording.floor(each)}" for each in article.floor if wording.floor(each))
    yield f"核对：{article.checked.on}，{article.checked.source}"


def _role(catalog: Catalog, role: Role) -> Iterator[str]:
    """Yield what a role is and what it does in the unit that the set is for."""
    unit = Unit.of(catalog)
    books = tuple(Clauses(catalog, standard) for _, standard in sorted(catalog.standards.items()))
    rows = list(role_duties.duty_rows((unit,), books, role.id))
    yield f"{role.id}（{role.level}，{role.kind}）{role_duties.absence_note(unit, role.id)}：{len(rows)} 项职责"
    for row in rows[:MOST_ITEMS_SHOWN]:
        when, what, left, where = (plain_text.cell(each) for each in row)
        yield f"· {when}：{what}　留：{left}　{where}"
    if len(rows) > MOST_ITEMS_SHOWN:
        yield f"……还有 {len(rows) - MOST_ITEMS_SHOWN} 项，见 dstd report roles。"


def _step(catalog: Catalog, code: str, step: Step) -> Iterator[str]:
    book = Clauses(catalog, catalog.standards[code])
    yield f"{code} {book.clauses[step.id]}　{step.who}：{step.what}"
    yield f"何时：{plain_text.line(wording.when(step.when, book.told))}"
    left = (each for each in (step.form, *step.papers) if each)
    titles = [f"{each}《{catalog.coded[each].title}》" for each in left if each in catalog.coded]
    yield from ([f"留：{'、'.join(titles)}"] if titles else [])
    basis = [f"{each.regulation}{each.article}" for each in step.basis]
    yield from ([f"依据：{'、'.join(basis)}"] if basis else [])


def _standard(standard: Standard) -> Iterator[str]:
    yield f"{standard.code} {standard.title}（{standard.status}，{standard.version}）"
    yield standard.scope.covers
    yield from (f"· {step.who}：{step.what}" for step in standard.steps[:MOST_ITEMS_SHOWN])
    if len(standard.steps) > MOST_ITEMS_SHOWN:
        yield f"……还有 {len(standard.steps) - MOST_ITEMS_SHOWN} 步。"


def _form(catalog: Catalog, record: Record) -> Iterator[str]:
    """Yield a form as it is drawn, by lines; of one that is not drawn what it is."""
    title = f"{record.code} {record.title}（{record.medium}，约 {record.minutes} 分钟）"
    if record.medium in DRAWN_MEDIA:
        yield from _drawn(catalog, title, form_blocks.draw_form(record, alone=True))
    else:
        yield title


def _drawn(catalog: Catalog, title: str, block: Block) -> Iterator[str]:
    part = Part(id="part", title=title, head="", folio=Folio.NONE, blocks=(block,))
    yield title
    yield renderers.render(document_of_set(catalog, title, title, (part,)), "txt").decode().rstrip()
