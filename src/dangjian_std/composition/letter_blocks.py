"""Papers as letters: a text with blanks in it. Nothing in it is generated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dangjian_std.document.forms import WIDE_GAP, Letter
from dangjian_std.document.inline import Blank, Inline, Line
from dangjian_std.domain.record import Paper, Slot
from dangjian_std.domain.vocabulary import Direction

LINE_EMS = 34
"""Width of a blank that stands for a whole line of a letter."""
SIGNATURE_EMS, SHARED_EMS = 12, 8
"""Width of a blank to sign in: alone in its line, or with others."""
NUMBER_EMS, SIGNER_EMS = 9, 6
"""Width of the blanks for the number of a letter and for who signed it off: both stand in one line."""
FILED = "文书同它所办的事一并归档，保管期限照那件事的记录表；没有记录表的，照本单位的期限表。"
SLOT_ID = re.compile(r"〔([a-z][a-z0-9-]*)〕")
NUMBERED = re.compile(r"[一二三四五六七八九十]+、")
LEAVE_OUT_NOTE = re.compile(r"删去(?:本|这一|.、.两)[项段]|没有本项")
"""How a letter says that one of its numbered paragraphs is left out in some cases."""
RENUMBERED = "（删去一项的，后面各项的序号前移。）"


def draw_letter(paper: Paper, texts: Mapping[str, str] = MappingProxyType({})) -> Letter:
    """Set a paper with its blanks; nothing in it is generated. `texts` fills slots, by their ids."""
    slots = {slot.id: slot for slot in paper.slots}
    closing: list[Line] = []
    if paper.signature:
        closing.append(_person(paper.signature))
    if paper.dated:
        closing.append((Blank(3, "年"), "年", Blank(2, "月"), "月", Blank(2, "日"), "日"))
    return Letter(
        title=paper.title,
        anchor=paper.code,
        addressee=(*_person(paper.addressee), "：") if paper.addressee else (),
        body=tuple(_with_blanks(text, slots, texts) for text in _body(paper, slots)),
        attachments=paper.attachments,
        closing=tuple(closing),
        number=_number(paper),
    )


def _body(paper: Paper, slots: Mapping[str, Slot]) -> Iterator[str]:
    """Yield the paragraphs; where a numbered one may be left out, the last says what becomes of the numbers."""
    yield from paper.body
    numbered = (text for text in paper.body if NUMBERED.match(text))
    said = (part for text in numbered for part in (text, *(slots[name].label for name in SLOT_ID.findall(text))))
    if any(map(LEAVE_OUT_NOTE.search, said)):
        yield RENUMBERED


def _number(paper: Paper) -> Line:
    """Return the number of an official letter; one that goes up has who signed it off beside it (GB/T 9704)."""
    if paper.direction is None:
        return ()
    number: Line = ("发文字号：", Blank(NUMBER_EMS, "发文字号"))
    return (
        (*number, WIDE_GAP, "签发人：", Blank(SIGNER_EMS, "签发人")) if paper.direction is Direction.UP else number
    )


def _with_blanks(text: str, slots: Mapping[str, Slot], texts: Mapping[str, str]) -> Line:
    """Split a body at its slots: every odd piece is a slot's id. A slot alone is a line to write on."""
    if (only := SLOT_ID.fullmatch(text)) and not texts.get(only[1]):
        return (Blank(LINE_EMS, slots[only[1]].label),)
    pieces = SLOT_ID.split(text)
    hands = sum(slots[piece].sign for piece in pieces[1::2])
    line: list[Inline] = [
        texts.get(piece) or _blank(slots[piece], hands) if index % 2 else piece
        for index, piece in enumerate(pieces)
        if piece
    ]
    return tuple(line)


def _blank(slot: Slot, hands: int) -> Blank:
    if slot.sign:
        return Blank(SIGNATURE_EMS if hands == 1 else SHARED_EMS, slot.label)
    return Blank(max(len(slot.label) + 2, 6), slot.label, shown=True)


def _person(name: str) -> Line:
    """Set whom a letter is for or from; one in brackets is to be filled in."""
    if name.startswith("（") and name.endswith("）"):
        return (Blank(len(name), name[1:-1], shown=True),)
    return (name,)
