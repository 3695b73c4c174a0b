"""岗位职责明白卡: one page for the wall for each who acts in a unit.

A card never goes on to a second page: what has no room is told by number and stands on the 责任清单.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dangjian_std.composition.clauses import all_clauses
from dangjian_std.composition.request import Request, document_of_set
from dangjian_std.composition.role_duties import Duty, duties_by_person
from dangjian_std.document.cards import Card, CardRow
from dangjian_std.document.document import Folio, Part
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import RoleKind
from dangjian_std.publications.posts import duty_lines
from dangjian_std.publications.posts.duty_lines import Detail
from dangjian_std.publications.publication import Outputs, Publication

CARDS_TITLE = "岗位职责明白卡"
SETTINGS = (
    (Detail.LINE, duty_lines.everything),
    (Detail.LINE, duty_lines.recurring),
    (Detail.LINE, duty_lines.days_and_often),
    (Detail.LINE, duty_lines.days_and_meetings),
    (Detail.LINE, duty_lines.often),
    (Detail.LINE, duty_lines.monthly),
    (Detail.RUN, duty_lines.monthly),
    (Detail.RUN, duty_lines.nothing),
)
"""How much a card says of which duties, the fullest first."""
SIGNED_PREFIX = "签名："
"""Before the forms that a role signs; the 责任清单 does not say who signs."""
MOST_DUTIES_WITH_HOW = 3
"""How many duties leave room to say how they are done."""


def compose(unit: Unit, _request: Request) -> Outputs:
    """Yield the cards of all roles of the unit as one document."""
    found = duties_by_person(unit, all_clauses(unit.catalog))
    parts = tuple(
        _part(unit, role, own, number)
        for number, (role, own) in enumerate(found.items(), 1)
        if not is_above(unit.catalog, role)
    )
    if parts:
        yield document_of_set(unit.catalog, CARDS_TITLE, CARDS_TITLE, parts), ("pdf", "docx")


def is_above(catalog: Catalog, role: str) -> bool:
    """Whether a role is no part of the unit: an organ that nobody of the set convenes."""
    found = catalog.roles[role]
    return found.kind is RoleKind.ORGAN and found.convener is None


def _part(unit: Unit, role: str, own: Sequence[Duty], number: int) -> Part:
    system = unit.catalog.system
    settings = ((Detail.HOW, duty_lines.everything), *SETTINGS) if len(own) <= MOST_DUTIES_WITH_HOW else SETTINGS
    first, lasts = (
        _what_it_is(unit, role, own),
        [tuple(_leaves(unit, role, own, names=each)) for each in (True, False)],
    )
    card = Card(
        title=f"{role}职责明白卡",
        settings=tuple((first, *duty_lines.rows(unit, own, *each), *last) for each in settings for last in lasts),
        foot=f"摘自《{system.title}》{system.edition}",
        wall=True,
    )
    return Part(
        id=f"part-card-{number}", title=role, head=system.issuer, folio=Folio.NONE, blocks=(card,), recto=False
    )


def _what_it_is(unit: Unit, role: str, own: Sequence[Duty]) -> CardRow:
    """Say where the role stands, whose work it does too, and how much it has to do."""
    found = unit.catalog.roles[role]
    also = dict.fromkeys(step.who for _, step in own if step.who != role)
    often = sum(unit.recurrence(book.code, step) is not None for book, step in own)
    counts = {"定期办的": often, "遇事办的": len(own) - often}
    parts = (
        "全体党员。" if found.everyone else f"{found.level}的{found.kind}。",
        f"由{found.convener}召集。" if found.convener else "",
        f"连同{'、'.join(also)}的责任。" if also else "",
        f"{'，'.join(f'{words}{number}件' for words, number in counts.items() if number)}。",
    )
    return CardRow(head="是什么", lines=(("".join(parts),),), listed=False)


def _leaves(unit: Unit, role: str, own: Sequence[Duty], *, names: bool) -> Iterator[CardRow]:
    """Say what the role signs, fills in and sends: by name where there is room, of each not more than CODED."""
    catalog = unit.catalog
    signed = (
        code
        for code, record in sorted(catalog.records.items())
        if code in unit.forms and role in map(unit.holder, record.signed_by)
    )
    filled = sorted({code for _, step in own for code in (step.opens, unit.form(step.record)) if code})
    sent = sorted({code for _, step in own for code in step.papers})
    said = {SIGNED_PREFIX: tuple(signed), "填写：": tuple(filled), "发出：": tuple(sent)}
    texts = tuple(
        f"{word}{duty_lines.titled(catalog, codes)}。"
        if names and len(codes) <= duty_lines.MOST_FORMS_BY_CODE
        else f"{word}{duty_lines.named(catalog, codes, listed=word != SIGNED_PREFIX)}。"
        for word, codes in said.items()
        if codes
    )
    short = not names and sum(map(len, said.values())) > duty_lines.MOST_FORMS_BY_CODE
    if texts:
        lines = ("".join(texts),) if short else texts
        yield CardRow(head="签什么填什么", lines=tuple((text,) for text in lines), listed=not short)


PUBLICATION = Publication(
    name="cards", words=("明白卡", CARDS_TITLE), folder="02清单", compose=compose, large=False
)
