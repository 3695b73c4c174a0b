"""专项工作材料包: the plan of a case by date, its forms in their numbers, its papers, its days for a calendar."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from dangjian_std.composition import copies, form_lists, letter_blocks, wording
from dangjian_std.composition.copies import FormUse
from dangjian_std.composition.form_blocks import BLANK_FILLING, Filling
from dangjian_std.composition.request import safe_file_name
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.domain import meetings_apart
from dangjian_std.domain.catalog import Case, MeetingEvent
from dangjian_std.domain.countdown import Turn, countdown
from dangjian_std.domain.due_dates import counted_dates, dates_on
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.timing import Before
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Direction, FieldType, Fill, Medium
from dangjian_std.publications.case_pack import schedule
from dangjian_std.publications.publication import Outputs
from dangjian_std.reading.roster import NOBODY, Roster

RECEIVED = "上级发来的，收到后归档，不用自己写：{papers}。"
EXISTING_FORMS_NOTE = "记入已有的表，这里不印：{forms}。"
LATER = "还没有到的阶段用的，等前面的事发生以后，从那一天另做：{codes}。"
ONE_EACH_NOTE = "（一人1份，不止一人的复印）"
NO_FORMS_NOTE = "这项工作现在没有要新开的表。"
Dated = tuple[dt.date, FormUse]
"""A use with its day; what has none yet comes last."""
NO_POSTS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def case_pack(  # noqa: PLR0913 the case, its day, its stage, its people
    unit: Unit,
    case: Case,
    day: dt.date,
    *,
    stage: str = "",
    roster: Roster = NOBODY,
    candidates: tuple[str, ...] = (),
    posts: Mapping[str, tuple[str, ...]] = NO_POSTS,
) -> Outputs:
    """Yield what is in the folder of a case, and the formats that each is made in.

    The unit is one branch: a case is the work of one. `candidates` stand on ballots that are marked beside names;
    those for one of the `posts`, on its own.
    What a stage uses none of whose steps has a day is not made: its event has not come.
    """
    turns = countdown(unit, case, day, stage)
    reached = {turn.place for turn in turns if turn.latest}
    begun, ahead = ([turn for turn in turns if (turn.place in reached) is wanted] for wanted in (True, False))
    known = {str(case.field): wording.chinese_date(day)} if case.field and not stage else {}
    yield schedule.schedule(unit, case, day, turns, stage), ("pdf", "docx", "ics")
    own = [*_uses(unit, case, begun, roster, candidates)]
    beside = [*_beside(unit, case, begun, roster, {**posts, "": candidates})]
    sent = {use.item.code for _, use in own if isinstance(use.item, Paper)}
    dated = [*own, *(each for each in beside if each[1].item.code not in sent)]
    uses = [use for _, use in sorted(dated, key=lambda each: (form_lists.place(each[1]), each[0]))]
    counted: Counter[str] = Counter()
    parts = [part for use in uses if use.drawn for part in copies.parts(use, counted, roster)]
    printed = [form_lists.PRINTING_NOTE] if parts else []
    if any(use.ballot for use in uses):
        printed.append(form_lists.BALLOTS)
    later = {each for turn in ahead for each in _used(unit, turn, case)}
    later -= {each for turn in begun for each in _used(unit, turn, case)}
    notes = [*printed, *_kept(unit, begun), *_received(unit, case, begun)]
    if later:
        notes.append(LATER.format(codes="、".join(sorted(later))))
    title = f"{case.name}用表"
    first = form_lists.listed(uses, "", title, notes, empty="".join((NO_FORMS_NOTE, *notes)))
    for volume in copies.volumes(_document(unit, title, (first, *parts))):
        yield volume, ("pdf",)
    for use in uses:
        if not isinstance(use.item, Paper):
            continue
        paper = use.item
        texts = {slot.id: known[str(slot.field)] for slot in paper.slots if str(slot.field) in known}
        letter = letter_blocks.draw_letter(paper, texts)
        part = Part(id=f"part-{paper.code}", title=paper.title, head="", folio=Folio.ARABIC, blocks=(letter,))
        yield _document(unit, f"{paper.code}-{paper.title}", (part,)), ("docx",)


def _document(unit: Unit, name: str, parts: tuple[Part, ...]) -> Document:
    title = name.rpartition("-")[2]
    issuer = unit.catalog.system.issuer
    return Document(name=safe_file_name(name), title=title, author=issuer, subject=title, parts=parts)


def _uses(
    unit: Unit, case: Case, turns: Sequence[Turn], roster: Roster, candidates: tuple[str, ...]
) -> Iterator[Dated]:
    """Yield every form that the case opens and every paper that it sends, each once; a vote on one person each."""
    for code in dict.fromkeys(filter(None, map(_opened, turns))):
        record = unit.catalog.records[code]
        own = [turn for turn in turns if _opened(turn) == code]
        per = CountedPer.MEMBER if record.medium is Medium.BALLOT else own[0].step.when.per or record.per
        known = roster if record.stored or record.medium is Medium.BALLOT else NOBODY
        times = 1 if _of_a_person(record) else len({turn.latest or turn.key for turn in own})
        purpose = "；".join(dict.fromkeys(turn.step.what for turn in own))
        apart = _voted_alone(record) or _of_a_person(record)
        alone: list[tuple[str, ...]] = [(each,) for each in candidates] if apart else []
        branch = known.printed(known.branches[0]) if known.branches else ""
        for people in alone or [candidates]:
            whom = f"（{people[0]}）" if alone and people[0] else ""
            use = FormUse(
                record,
                per,
                copies.owners(unit, per, known),
                times * record.copies,
                _when(own[0]),
                f"{purpose}{ONE_EACH_NOTE if _of_a_person(record) and not candidates else whom}",
                _filling(record, own, people, branch),
                form_lists.called(unit.catalog, record, (turn.step for turn in own)),
            )
            yield own[0].latest or dt.date.max, use
    for code in dict.fromkeys(chain.from_iterable(_sent(turn, case) for turn in turns)):
        paper = unit.catalog.papers[code]
        if paper.direction is not Direction.DOWN:
            sender = next(turn for turn in turns if code in _sent(turn, case))
            owner = copies.owners(unit, CountedPer.UNIT)
            yield (
                sender.latest or dt.date.max,
                FormUse(paper, CountedPer.UNIT, owner, 1, _when(sender), sender.step.what),
            )


def _beside(
    unit: Unit, case: Case, turns: Sequence[Turn], roster: Roster, candidates: Mapping[str, tuple[str, ...]]
) -> Iterator[Dated]:
    """Yield the ballots and papers that steps of the case need beside those that their standards name there."""
    reached = {turn.key: turn for turn in turns}
    for each in case.uses:
        turn = reached.get(each.step)
        if turn is None:
            continue
        day, purpose = turn.latest or dt.date.max, each.matter or turn.step.what
        if paper := unit.catalog.papers.get(each.code):
            turn = _ahead(unit, turn, each.code)
            owner = copies.owners(unit, CountedPer.UNIT)
            yield turn.latest or day, FormUse(paper, CountedPer.UNIT, owner, 1, _when(turn), purpose)
            continue
        record = unit.catalog.records[each.code]
        people = candidates.get(each.post or "", ())
        owners = copies.owners(unit, CountedPer.MEMBER, roster)
        matter = {field.id: (each.matter,) for field in record.fields[:1] if each.matter}
        for own in [(name,) for name in people] if people and _voted_alone(record) else [people]:
            texts = {**dict(_voted_on(record, own)), **matter}
            whom = f"（{own[0]}）" if _voted_alone(record) and any(own) else ""
            filling, number = Filling(texts=texts), each.number or ""
            use = FormUse(
                record, CountedPer.MEMBER, owners, 1, _when(turn), f"{purpose}{whom}", filling, number=number
            )
            yield day, use


def _ahead(unit: Unit, turn: Turn, code: str) -> Turn:
    """Return a meeting with the day up to which its notice is sent, so long before it as before any other one."""
    if turn.latest and turn.step.kinds:
        for _, step in meetings_apart.waiting(unit, MeetingEvent.EACH):
            if code in step.papers and isinstance(step.when, Before):
                day = counted_dates(step.when, dates_on(turn.latest), unit.catalog.calendar).last
                return dataclasses.replace(turn, latest=day, exact=False)
    return turn


def _opened(turn: Turn) -> str | None:
    """Return the form that a step takes a new copy of; a meeting has its own, also where others open it."""
    return turn.step.opens or (turn.step.record if turn.step.kinds else None)


def _sent(turn: Turn, case: Case) -> tuple[str, ...]:
    """Return the papers of a step that the case needs, and the one that it has to be written into."""
    codes = (*turn.step.papers, *((turn.step.into,) if turn.step.into else ()))
    return tuple(code for code in codes if code not in case.without)


def _of_a_person(record: Record) -> bool:
    """Whether one is filled for each person that the case is about."""
    return record.per is CountedPer.CASE and any(each.type is FieldType.PERSON for each in record.fields[:1])


def _voted_alone(record: Record) -> bool:
    """Whether a ballot has room for one person only, so that there is a set of them for each."""
    return record.medium is Medium.BALLOT and any(each.type is FieldType.PERSON for each in record.fields)


def _when(turn: Turn) -> str:
    if turn.latest is None:
        return "见工作安排"
    return f"{turn.latest.month}月{turn.latest.day}日{'' if turn.exact else '前'}"


def _filling(record: Record, own: Sequence[Turn], candidates: tuple[str, ...], branch: str) -> Filling:
    """Return what is known: the boxes that the meeting ticks, whom a form is about, on a ballot the candidates.

    No day: what is planned is no record of what was done. What nobody may type stays blank.
    """
    if record.medium is Medium.BALLOT:
        return Filling(texts=dict(_voted_on(record, candidates)))
    if not record.stored:
        return BLANK_FILLING
    if _of_a_person(record):
        texts = {record.fields[0].id: candidates} if candidates else {}
        return Filling(texts=texts, owner=branch, note=copies.INTERNAL if any(candidates) else "")
    days = {turn.latest for turn in own}
    kinds = set.intersection(
        *({kind for turn in own if turn.latest == day for kind in turn.step.kinds} for day in days)
    )
    ticked = {
        each.id: tuple(box for box in each.options if box in kinds) for each in record.fields_filled(Fill.KINDS)
    }
    return Filling(texts={name: boxes for name, boxes in ticked.items() if boxes})


def _voted_on(record: Record, candidates: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield where the candidates stand on a ballot: in the first column of a table, or one alone in a field."""
    for each in record.fields:
        if each.type is FieldType.PERSON and len(candidates) == 1:
            yield each.id, candidates
        elif each.fill is None and each.columns and each.columns[0].type is FieldType.PERSON:
            yield f"{each.id}.{each.columns[0].id}", candidates


def _kept(unit: Unit, turns: Sequence[Turn]) -> Iterator[str]:
    """Say which forms are only written on: they are there already, or the case has opened them before."""
    opened = {_opened(turn) for turn in turns}
    recorded = (unit.form(turn.step.record) or turn.step.record for turn in turns)
    codes = [code for code in dict.fromkeys(recorded) if code and code not in opened]
    if codes:
        yield EXISTING_FORMS_NOTE.format(
            forms="、".join(f"{code}《{unit.catalog.records[code].title}》" for code in codes)
        )


def _used(unit: Unit, turn: Turn, case: Case) -> tuple[str, ...]:
    """Return what a step takes of ours: a new form, its papers."""
    own = _opened(turn)
    sent = (code for code in _sent(turn, case) if unit.catalog.papers[code].direction is not Direction.DOWN)
    return (*((own,) if own else ()), *sent, *(each.code for each in case.uses if each.step == turn.key))


def _received(unit: Unit, case: Case, turns: Sequence[Turn]) -> Iterator[str]:
    codes = dict.fromkeys(chain.from_iterable(_sent(turn, case) for turn in turns))
    papers = [unit.catalog.papers[code] for code in codes]
    if down := [f"{each.code}《{each.title}》" for each in papers if each.direction is Direction.DOWN]:
        yield RECEIVED.format(papers="、".join(down))
