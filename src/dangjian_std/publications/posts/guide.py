"""新任工作指引: one page for whoever is new in a post: what to receive, look up, do and sign, and whom to ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dangjian_std.composition import wording
from dangjian_std.composition.clauses import Clauses, all_clauses
from dangjian_std.composition.request import Request, document_of_set
from dangjian_std.composition.role_duties import Duty, duties_by_person, is_meeting
from dangjian_std.document import words
from dangjian_std.document.cards import Card, CardRow
from dangjian_std.document.document import Folio, Part
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Field
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every, On
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Direction, FieldType, Organ, Period, RoleKind, Shift
from dangjian_std.publications.posts import running_forms
from dangjian_std.publications.posts.duty_lines import MONTHLY, named, titled
from dangjian_std.publications.publication import Outputs, Publication

GUIDE_TITLE = "新任工作指引"
Naming = Callable[[Catalog, Sequence[str]], str]
"""How forms and papers are told: by their titles, or by codes where there are many."""
FIRST_MEETING_PERIODS = MONTHLY | {Period.QUARTER}
"""Periods of the meetings that somebody new meets first."""
BRANCHES_WITH_ORGAN: Mapping[Organ, str] = {Organ.COMMITTEE: "设支委会的", Organ.GROUPS: "分党小组的"}
"""Which branches have an organ."""


def compose(unit: Unit, _request: Request) -> Outputs:
    """Yield the guides of the posts of a branch as one document; none where no step hands a post over."""
    books = all_clauses(unit.catalog)
    change = tuple(_handing_over(unit, books))
    found = {role: own for role, own in duties_by_person(unit, books).items() if _is_post(unit, role)}
    parts = tuple(_part(_Post(unit, books, role, own, change)) for role, own in found.items() if change)
    if parts:
        yield document_of_set(unit.catalog, GUIDE_TITLE, GUIDE_TITLE, parts), ("pdf", "docx")


def _is_post(unit: Unit, role: str) -> bool:
    found = unit.catalog.roles[role]
    return found.kind is RoleKind.POST and found.level in running_forms.BRANCH_LEVELS and not found.everyone


def _handing_over(unit: Unit, books: Sequence[Clauses]) -> Iterator[Duty]:
    """Yield the steps of the unit that are due because a post goes over to somebody else.

    A post that goes over by an election has a step of its own, which fills in the same form.
    """
    events = {each.name for each in unit.catalog.system.events if each.handover}
    steps = [(book, step) for book in books for step in book.standard.steps if unit.does(book.code, step)]
    due = [step for _, step in steps if isinstance(step.when, On) and step.when.on in events]
    forms = {step.opens for step in due if step.opens}
    yield from ((book, step) for book, step in steps if step in due or _is_by_election(step, forms))


def _is_by_election(step: Step, forms: Collection[str]) -> bool:
    """Whether a step comes after another one, not upon an event, and fills in a form of the handover."""
    return not isinstance(step.when, On) and (step.opens in forms or step.record in forms)


@dataclass(frozen=True, slots=True)
class _Post:
    """A post, what it has to do, and what is to be done when it goes over to somebody else."""

    unit: Unit
    books: Sequence[Clauses]
    role: str
    own: Sequence[Duty]
    change: Sequence[Duty]

    @property
    def received(self) -> tuple[str, ...]:
        """Codes of the forms by which it is handed over."""
        return tuple(dict.fromkeys(step.opens for _, step in self.change if step.opens))

    @property
    def items(self) -> tuple[Field, ...]:
        """What is handed over: the lines to write on of those forms."""
        records = (self.unit.catalog.records[code] for code in self.received)
        return tuple(each for record in records for each in record.fields if each.type is FieldType.LINES)


def _part(post: _Post) -> Part:
    system = post.unit.catalog.system
    hinted = [f"{words.EMPTY_BOX}{each.label}{words.bracketed(each.hint or '')}" for each in post.items]
    short = "　".join(f"{words.EMPTY_BOX}{each.label}" for each in post.items)
    items = (
        CardRow(head="接什么", lines=tuple((text,) for text in hinted)),
        CardRow(head="接什么", lines=(("　".join(hinted),),), listed=False),
        CardRow(head="接什么", lines=((short,),), listed=False),
    )
    first, rest = _row("谁交接", _change(post)), tuple(_rest(post, titled, titled))
    settings = [(*first, *((each,) if hinted else ()), *rest) for each in items]
    settings += [
        (*settings[-1][: -len(rest)], *_rest(post, *names)) for names in ((titled, _coded), (_coded, _coded))
    ]
    card = Card(
        title=f"新任{post.role}工作指引",
        settings=tuple(settings),
        foot=f"摘自《{system.title}》{system.edition}",
        wall=False,
    )
    return Part(
        id=f"part-guide-{post.role}",
        title=post.role,
        head=system.issuer,
        folio=Folio.NONE,
        blocks=(card,),
        recto=False,
    )


def _coded(catalog: Catalog, codes: Sequence[str]) -> str:
    """Give many codes without names, and say where these stand."""
    said = named(catalog, codes, listed=False)
    return said if said == titled(catalog, codes) else f"{said}（名称在实用本书末）"


def _row(head: str, texts: Iterable[str], *, listed: bool = True) -> tuple[CardRow, ...]:
    lines = tuple((text,) for text in texts)
    return (CardRow(head=head, lines=lines, listed=listed),) if lines else ()


def _change(post: _Post) -> Iterator[str]:
    for book, step in post.change:
        form = step.opens or post.unit.form(step.record)
        filled = f"，填{form}" if form else ""
        who = post.unit.holder(step.who)
        clause = f"{book.code} {book.clauses[step.id]}"
        yield f"{words.EMPTY_BOX}{_time(book, step)}，{who}{step.what}{filled}（{clause}）"


def _rest(post: _Post, forms: Naming, papers: Naming) -> Iterator[CardRow]:
    """Yield what stands behind the handover; how forms and papers are told."""
    yield from _row("查什么", _registers(post))
    yield from _row("先开会", _meetings(post))
    yield from _row("首月办", _first_month(post))
    yield from _row("首月填", _written(post, forms), listed=False)
    yield from _row("报什么", _reported(post, papers), listed=False)
    yield from _row("其他", _others(post))


def _registers(post: _Post) -> Iterator[str]:
    for keeper, found in running_forms.by_keeper(post.unit, post.books, post.role).items():
        told = "　".join(f"{words.EMPTY_BOX}{each.title}（{each.code}）" for each in found)
        yield f"{'本岗位' if keeper == post.role else keeper}管的：{told}"


def _meetings(post: _Post) -> Iterator[str]:
    """Yield the meetings that come round soon and that the post calls or comes to."""
    for book in post.books:
        for step in book.standard.steps:
            when = post.unit.recurrence(book.code, step)
            holds = post.unit.holder(step.who) == post.role
            soon = when is not None and when.every in FIRST_MEETING_PERIODS and post.unit.does(book.code, step)
            if soon and is_meeting(post.unit, step) and (holds or _comes(post, step)):
                yield _line(post.unit, book, step, "" if holds else f"{post.unit.holder(step.who)}办，本人参加")


def _comes(post: _Post, step: Step) -> bool:
    """Whether the post comes to a step: it is called itself, with everybody, or with an organ in which it sits."""
    unit, roles = post.unit, post.unit.catalog.roles
    organs = [roles[each] for each in step.with_ if unit.has_role(each)]
    members = (each.id for each in roles.values() if any(each.sits_in(organ) for organ in organs))
    called = map(unit.holder, (*step.with_, *members))
    return post.role in called or not unit.catalog.everyone.isdisjoint(step.with_)


def _first_month(post: _Post) -> Iterator[str]:
    """Yield what comes round within a month and is no meeting."""
    for book, step in post.own:
        when = post.unit.recurrence(book.code, step)
        if when and when.every in MONTHLY and not is_meeting(post.unit, step):
            yield _line(post.unit, book, step)


def _written(post: _Post, name: Naming) -> Iterator[str]:
    """Name the forms of the handover, and those that the post fills in or signs soon."""
    unit, records = post.unit, post.unit.catalog.records
    found, some = set(post.received), set[str]()
    for book in post.books:
        for step in book.standard.steps:
            when, code = unit.recurrence(book.code, step), step.opens or unit.form(step.record)
            if code and when and when.every in FIRST_MEETING_PERIODS and unit.does(book.code, step):
                who = map(unit.holder, (step.who, *records[code].signed_by))
                kept = some if step.when.per is CountedPer.CASE else found
                kept |= {code} if post.role in who else set()
    some -= found
    always = name(unit.catalog, sorted(found)) if found else ""
    waiting = f"有的才填：{name(unit.catalog, sorted(some))}" if some else ""
    if found or some:
        yield f"{'；'.join(filter(None, (always, waiting)))}。"


def _reported(post: _Post, name: Naming) -> Iterator[str]:
    """Name the papers that the post sends to the office above."""
    papers = post.unit.catalog.papers
    sent = {code for _, step in post.own for code in step.papers if papers[code].direction is Direction.UP}
    if sent:
        yield f"向上级党组织的请示、报告：{name(post.unit.catalog, sorted(sent))}。"


def _others(post: _Post) -> Iterator[str]:
    left = sum(post.unit.recurrence(book.code, step) is None for book, step in post.own)
    yield "定了日子的事，看当月的党务工作提示；没有印发的，看责任清单。"
    yield f"全部{len(post.own)}件事在责任清单里，遇事办的{left}件，遇到时照清单上的条号办。"


def _line(unit: Unit, book: Clauses, step: Step, note: str = "") -> str:
    """Say what is done, of which standard where that does not stand alone, in which branches, and by whom."""
    subject = "" if step.clear else f"{book.standard.short_title}："
    notes = "，".join(filter(None, (_only(unit, step), note)))
    time = _time(book, step) if isinstance(step.when, Every) else ""
    clause = f"（{book.code} {book.clauses[step.id]}）"
    return f"{words.EMPTY_BOX}{subject}{step.what}{words.bracketed(notes)}{f'，{time}' if time else ''}{clause}"


def _only(unit: Unit, step: Step) -> str:
    """Say which branches of a unit of several do a step, and that one for each case waits for a case."""
    form = unit.catalog.records.get(step.opens or "")
    organ = Organ.GROUPS if step.when.per is CountedPer.GROUP else form.needs if form else None
    several = unit.profile.counts.branches > 1
    only = BRANCHES_WITH_ORGAN.get(organ, "") if organ and several else ""
    return "，".join(filter(None, (only, wording.IF_ANY_SUFFIX if step.when.per is CountedPer.CASE else "")))


def _time(book: Clauses, step: Step) -> str:
    when = replace(step.when, shift=Shift.NONE) if isinstance(step.when, Every) else step.when
    return "".join(map(str, wording.when(when, book.told)))


PUBLICATION = Publication(name="guide", words=("指引", GUIDE_TITLE), folder="02清单", compose=compose, large=False)
