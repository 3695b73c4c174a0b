"""What articles ask, from their side: which step or requirement carries it, in a unit of each shape.

Only articles read in full count. What a standard says that is not in force in the year of the set does not count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison.acts import Lack, admits, lacks
from dangjian_std.domain.comparison.numbers import numbers
from dangjian_std.domain.comparison.times import times
from dangjian_std.domain.comparison.verdict import Difference, Verdict
from dangjian_std.domain.due_dates import DaySpan, periods
from dangjian_std.domain.nodes import Node, asked_while
from dangjian_std.domain.regulation import Article, Citation, Floor, Regulation, SetsUp
from dangjian_std.domain.roles import Profile
from dangjian_std.domain.standard import Requirement, Standard, Step
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Modal, Trust
from dangjian_std.text.places import Place


@dataclass(frozen=True, slots=True)
class ArticleUse:
    """A step or a requirement that cites an article, and in what it falls short of one of its acts."""

    standard: Standard
    user: Step | Requirement
    lacks: tuple[Lack, ...]

    def carries(self, span: DaySpan) -> bool:
        """Whether it does all that is asked, and is in force on some day of a span."""
        return not self.lacks and self.standard.in_force(*span)

    @property
    def distance(self) -> int:
        """In how many keys of the act it falls short."""
        return len({lack.key for lack in self.lacks})


@dataclass(frozen=True, slots=True)
class ArticleDuty:
    """One act that an article asks, and all that cites the article."""

    regulation: Regulation
    article: Article
    floor: Floor
    uses: tuple[ArticleUse, ...]
    spans: tuple[DaySpan, ...]
    """When somebody has to do it: on some day of each span of the year of the set."""

    @property
    def name(self) -> str:
        """Name the article."""
        return f"{self.regulation.name}{self.article.number}"

    @property
    def carriers(self) -> tuple[ArticleUse, ...]:
        """What carries it, in some unit and for some time."""
        return tuple(use for use in self.uses if any(map(use.carries, self.spans)))


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A place of a step that states less than an act asks."""

    key: str
    """The key of the step: when, or bounds."""
    place: Place
    floor: Place
    stated: str
    asked: str


def compared(catalog: Catalog, step: Step) -> Iterator[tuple[Citation, Floor]]:
    """Yield each act with which a step is compared: of a cited article that somebody has read, and its to do."""
    roles = catalog.roles
    for citation in step.basis:
        article = catalog.article(citation)
        if article and article.checked.level is not Trust.UNCHECKED:
            yield from (
                (citation, floor)
                for floor in article.floor
                if floor.acts and admits(floor, step.who, roles) and _of(step, floor)
            )


def _of(step: Step, floor: Floor) -> bool:
    """Whether a step can be what an act speaks of; where only numbers are asked, no kind of meeting is needed."""
    return floor.speaks_of(step.kinds) or (not step.kinds and floor.when is None)


def marks_time(step: Step) -> bool:
    """Whether a step is marked as another act at another time, or its time as from an article not read.

    Then no floor speaks of its time. The act of the article at a time of our own is compared all the same.
    """
    local, unread = {*step.local}, {*step.unread_places}
    return bool({"step", "when"} & unread) or "step" in local or {"what", "when"} <= local | unread


def shortfalls(step: Step, floor: Floor) -> Iterator[Shortfall]:
    """Yield where a step states less than an act asks, marked or not. What only one of them states is left out."""
    pairs: list[tuple[str, Node, Node, Iterator[Difference]]] = []
    if floor.when:
        pairs.append(("when", step.when, floor.when, times(step.when, floor.when)))
    if floor.bounds and step.bounds:
        pairs.append(("bounds", step.bounds, floor.bounds, numbers(step.bounds, floor.bounds)))
    for key, mine, other, differences in pairs:
        for each in differences:
            if each.verdict is Verdict.WEAKER and each.stated and each.asked:
                yield Shortfall(key, mine.at(*each.path), other.at(*each.other_path), each.stated, each.asked)


def duties(catalog: Catalog) -> tuple[ArticleDuty, ...]:
    """Return every act that an article asks, with its users; several rules ask this of one set."""
    return asked_while(catalog.system, "duties", (catalog,), lambda: tuple(_duties(catalog)))


def _duties(catalog: Catalog) -> Iterator[ArticleDuty]:
    roles, unit = catalog.roles, Unit.of(catalog)
    users = _users(catalog)
    for regulation in catalog.regulations.values():
        for article in regulation.articles:
            if article.checked.level is Trust.FULL_TEXT:
                cited = users.get((regulation.name, article.number), ())
                for floor in filter(lambda each: each.acts, article.floor):
                    uses = (
                        ArticleUse(
                            standard,
                            user,
                            tuple(lacks(user, floor, _recurrence(unit, standard, user), roles)),
                        )
                        for standard, user in cited
                    )
                    yield ArticleDuty(regulation, article, floor, tuple(uses), _spans(catalog, floor))


def _spans(catalog: Catalog, floor: Floor) -> tuple[DaySpan, ...]:
    """Return the last day of each period in which the set asks for anything; for what does not recur, the year."""
    days = (last for _, last in periods(floor.when, catalog.system.year)) if isinstance(floor.when, Every) else ()
    found = tuple((day, day) for day in days if _any(catalog, (day, day)))
    return found or (catalog.system.days,)


def _any(catalog: Catalog, span: DaySpan) -> bool:
    return any(standard.in_force(*span) for standard in catalog.standards.values())


Users = dict[tuple[str, str], list[tuple[Standard, Step | Requirement]]]


def _users(catalog: Catalog) -> Users:
    found: Users = {}
    for standard in catalog.standards.values():
        users: tuple[Step | Requirement, ...] = (*standard.steps, *standard.requirements)
        for user in users:
            for citation in user.basis:
                found.setdefault((citation.regulation, citation.article), []).append((standard, user))
    return found


def _recurrence(unit: Unit, standard: Standard, user: Step | Requirement) -> Every | None:
    return unit.recurrence(standard.code, user) if isinstance(user, Step) else None


def applies(unit: Unit, floor: Floor) -> bool:
    """Whether a unit has somebody who acts (himself, or as the one who convenes an organ), and for whom."""
    roles = unit.catalog.roles
    conveners = (role for each in floor.who if each in roles and (role := roles[each].convener))
    acting = not floor.who or any(map(unit.has_role, (*floor.who, *conveners)))
    others = not floor.with_ or any(map(unit.has_role, floor.with_))
    per = floor.when.per if floor.when else None
    if floor.needs and not unit.has(floor.needs):
        return False
    return acting and others and (per is None or unit.count(per) > 0)


def unset(catalog: Catalog, profile: Profile) -> Iterator[tuple[Regulation, Article, SetsUp]]:
    """Yield what articles ask branches of this size to set up, and a unit of this shape has not."""
    size = profile.counts.members // max(1, profile.counts.branches)
    for regulation in catalog.regulations.values():
        for article in regulation.articles:
            for floor in article.floor if article.checked.level is Trust.FULL_TEXT else ():
                asked = floor.sets_up
                if asked and size >= asked.members and asked.organ not in profile.has:
                    yield regulation, article, asked


def in_force(catalog: Catalog) -> bool:
    """Whether any standard is in force in the year of the set; else nobody asks yet who does what."""
    return _any(catalog, catalog.system.days)


def carried(unit: Unit, duty: ArticleDuty) -> bool:
    """Whether a unit does what an article asks, by a step that nothing excuses or by a requirement."""
    done = tuple(use for use in duty.carriers if _excuse(unit, use) is None)
    return missed(duty, done) is None and forsaken(unit, duty) is None


def forsaken(unit: Unit, duty: ArticleDuty) -> ArticleUse | None:
    """Return a step that a unit is excused from, while on that occasion no other one does what the article asks.

    An article that names numbers, and no time, asks for them on every occasion: a vote on one matter does not
    stand for the votes on another. A requirement speaks of them all.
    """
    floor, users = duty.floor, [(use, use.user) for use in duty.carriers]
    if floor.when or floor.strength is not Modal.SHALL or not floor.bounds:
        return None
    if any(not isinstance(user, Step) for _, user in users):
        return None
    occasions = [(unit.occasion(use.standard.code, user), use) for use, user in users if isinstance(user, Step)]
    done = {occasion for occasion, use in occasions if _excuse(unit, use) is None}
    return next((use for occasion, use in occasions if occasion not in done), None)


def missed(duty: ArticleDuty, uses: tuple[ArticleUse, ...]) -> dt.date | None:
    """Return the last day of the first span in which none of some users carries it; None where there is none."""
    return next((last for first, last in duty.spans if not any(use.carries((first, last)) for use in uses)), None)


def _excuse(unit: Unit, use: ArticleUse) -> str | None:
    return unit.excuse(use.standard.code, use.user) if isinstance(use.user, Step) else None
