"""Whose copy a form is: one for each branch, group or member, with the lines that its owner needs."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.composition import form_blocks, lined_tables
from dangjian_std.composition.form_blocks import BLANK_FILLING, Filling
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Form
from dangjian_std.domain.record import DRAWN_MEDIA, Paper, Record
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, FieldType, Fill, Medium
from dangjian_std.reading.roster import NOBODY, Roster

INTERNAL = "内部资料"
NAMED_OWNERS = frozenset({CountedPer.BRANCH, CountedPer.GROUP})
"""Whose forms bear the name of their owner."""
MOST_SIDES_OF_FILE = 120
"""Sides of a file that is still easy to open and to print; what has more is cut into several."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who fills a copy, and how many members he has; a name only where a roster gives one."""

    branch: str = ""
    group: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class FormUse:
    """A form or paper that a task needs."""

    item: Record | Paper
    per: CountedPer
    owners: tuple[Owner, ...]
    times: int
    """Copies for each owner."""
    when: str
    purpose: str
    filling: Filling = BLANK_FILLING
    called: bool = False
    """Whether all members are called, so that their names stand where they sign."""
    number: str = ""
    """How many, in words, where that is not one for each owner."""

    @property
    def copies(self) -> int:
        """Number of all copies."""
        return len(self.owners) * self.times

    @property
    def ballot(self) -> bool:
        """Whether it is a ballot: those of one owner are alike, so one is drawn, and copied."""
        return isinstance(self.item, Record) and self.item.medium is Medium.BALLOT

    @property
    def printed(self) -> tuple[Owner, ...]:
        """Whose copies are drawn, one after the other."""
        return tuple(dict.fromkeys(self.owners)) if self.ballot else self.owners * self.times

    @property
    def drawn(self) -> bool:
        """Whether we print it: it is a form, and no office above or system provides it."""
        return isinstance(self.item, Record) and self.item.medium in DRAWN_MEDIA

    @property
    def sides(self) -> int:
        """Sides of the largest copy."""
        if not isinstance(self.item, Record):
            return 1
        record = self.item
        names = (("",) * each.people if each.branch or self.ballot else () for each in self.owners)
        backs = (lined_tables.needs_back(record, lined_tables.named(record, each)) for each in names)
        return 1 + any(backs) + any(each.apart for each in record.fields)

    @property
    def further(self) -> int:
        """Further sheets of all copies together."""
        if not isinstance(self.item, Record) or not self.drawn:
            return 0
        needs = (lined_tables.needed(self.item, each.people, called=self.called) for each in self.owners)
        return self.times * sum(1 for lines in needs for _ in lined_tables.further(self.item, {}, lines))

    def of(self, branch: str) -> FormUse:
        """Keep only the owners of one branch; '' keeps those without a branch."""
        return dataclasses.replace(self, owners=tuple(each for each in self.owners if each.branch == branch))


def owners(unit: Unit, per: CountedPer, roster: Roster = NOBODY) -> tuple[Owner, ...]:
    """Return who fills a form, an owner for each `per`; a form counted per case has an owner for each branch."""
    counts = unit.profile.counts
    if per is CountedPer.UNIT:
        return (Owner(people=counts.members),)
    if per is CountedPer.GROUP and roster.groups:
        return tuple(Owner(*each, people=len(roster.of(*each))) for each in roster.groups)
    if per is CountedPer.GROUP:
        return (Owner(people=_share(counts.members, counts.groups)),) * counts.groups
    named = tuple(Owner(each, people=len(roster.of(each))) for each in roster.branches)
    found = named or (Owner(people=_share(counts.members, counts.branches)),) * counts.branches
    if per is not CountedPer.MEMBER:
        return found
    if not named:
        return found[:1] * counts.members
    return tuple(each for each in named for _ in range(each.people))


def sized(unit: Unit, record: Record, filling: Filling = BLANK_FILLING, *, called: bool = True) -> Filling:
    """Return a filling with as many lines as the largest owner in the unit needs."""
    people = max((each.people for each in owners(unit, record.per)), default=0)
    return dataclasses.replace(filling, lines=lined_tables.needed(record, people, called=called))


def _share(members: int, parts: int) -> int:
    return -(-members // max(parts, 1))


def parts(use: FormUse, copies: Counter[str], roster: Roster) -> Iterator[Part]:
    """Set all copies of a form, each from a right-hand page on, so that no two share a sheet."""
    if not isinstance(use.item, Record):
        return
    for number, owner in enumerate(use.printed):
        copies[use.item.code] += 1
        copy = f"-{copies[use.item.code]}"
        yield Part(
            id=f"part-{use.item.code}{copy}",
            title=use.item.title,
            head="",
            folio=Folio.NONE,
            blocks=(_copy(use.item, use, owner, copy, roster),),
            listed=not number,
        )


def _copy(record: Record, use: FormUse, owner: Owner, copy: str, roster: Roster) -> Form:
    """Draw the copy of an owner: its name above the frame, names of members where they sign or are voted on."""
    lines = lined_tables.needed(record, owner.people, called=use.called)
    filling = dataclasses.replace(use.filling, per=use.per, lines=lines)
    if record.medium is Medium.BALLOT:
        members = roster.of(owner.branch) if owner.branch else ("",) * owner.people
        names = lined_tables.named(record, members)
        branch = roster.printed(owner.branch)
        filling = dataclasses.replace(filling, owner=branch, texts={**filling.texts, **names})
    elif use.per in NAMED_OWNERS and owner.branch:
        filling = _owned(record, filling, roster.printed(owner.branch), roster.printed(owner.group))
        members = roster.of(owner.branch, owner.group)
        texts = lined_tables.named(record, members, roster.posts(owner.branch, owner.group))
        if use.called:
            texts |= {field.id: members for field in record.fields if field.type is FieldType.ROSTER}
        if texts:
            filling = dataclasses.replace(filling, texts={**filling.texts, **texts}, note=INTERNAL)
    return form_blocks.draw_form(record, alone=True, filling=filling, copy=copy)


def _owned(record: Record, filling: Filling, branch: str, group: str) -> Filling:
    """Return a filling with its owner: the branch above the frame, the group in its field or behind the branch."""
    named = {each.id: (group,) for each in record.fields_filled(Fill.GROUP)} if group else {}
    owner = branch if named else f"{branch}{group}"
    return dataclasses.replace(filling, texts={**filling.texts, **named}, owner=owner)


def volumes(whole: Document) -> Iterator[Document]:
    """Cut a file that is too large into several, each with a number in its name."""
    cut: list[list[Part]] = [[]]
    sides = 0
    for part in whole.parts:
        own = sum(len(block.sheets) for block in part.blocks if isinstance(block, Form))
        if sides + own > MOST_SIDES_OF_FILE and cut[-1]:
            cut.append([])
            sides = 0
        cut[-1].append(part)
        sides += own
    if len(cut) == 1:
        yield whole
        return
    for number, own_parts in enumerate(cut, 1):
        name, title = f"{whole.name}（{number}）", f"{whole.title}（{number}）"
        yield dataclasses.replace(whole, name=name, title=title, parts=tuple(own_parts))
