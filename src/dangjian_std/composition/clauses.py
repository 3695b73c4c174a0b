"""What the chapters of one standard share: clause and table numbers, annex letters, and links to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dangjian_std.document.inline import Inline, Line, Ref, joined
from dangjian_std.domain import clause_numbers
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import DRAWN_MEDIA, Paper, Record
from dangjian_std.domain.references import StepRef, Target
from dangjian_std.domain.standard import MENTION, Annex, Standard, Step

MOST_STANDARDS_IN_CELL = 4
"""How many standards a cell names; more are counted."""
QUOTED_NAME = re.compile("“([^”]+)”")
STEPS_NAMED = re.compile("(?P<code>DJ[0-9]{3})(?P<between> ?的)(?P<names>(?:“[^”]+”)+)")
"""How a sentence names steps of another standard: DJ102 的“介绍候选人”“计票”."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Clauses:
    """Numbers and anchors of a standard, as they are in every document that prints it."""

    catalog: Catalog
    standard: Standard
    alone: bool = False
    """Whether it is printed without the others, so that only their names can be given, and no links."""

    @property
    def code(self) -> str:
        """Code of the standard, the root of all its anchors."""
        return self.standard.code

    @cached_property
    def clauses(self) -> Mapping[str, str]:
        """Number of every stage and step (6.1, 6.1.1) by its id."""
        return clause_numbers.procedure(self.standard)

    def anchor(self, part: str) -> str:
        """Anchor of a step, by its id."""
        return f"{self.code}.{part}"

    def requirement(self, index: int) -> Ref:
        """Link to a requirement by its clause number, counted from 1."""
        number = clause_numbers.requirement(self.standard, index)
        return Ref(f"{self.code}-{number}", number)

    def step(self, step: Step) -> Ref:
        """Link to a step by its clause number."""
        return Ref(self.anchor(step.id), self.clauses[step.id])

    def name(self, target: Target) -> Inline:
        """Return the reference printed for a step or an event: a link, or text where nothing can be linked."""
        if isinstance(target, StepRef) and target.standard in self.catalog.standards:
            other = Clauses(self.catalog, self.catalog.standards[target.standard])
            words = f"{target.standard}的{other.clauses[target.step]}"
            return words if self.alone else Ref(other.anchor(target.step), words)
        if isinstance(target, StepRef) and target.step in self.clauses:
            return Ref(self.anchor(target.step), self.clauses[target.step])
        return str(target)

    def told(self, target: Target) -> Inline:
        """Return the same for readers without the standard: what the step does, in quotes."""
        if isinstance(target, StepRef):
            code = target.standard
            standard = self.catalog.standards.get(code) if code else self.standard
            for each in standard.steps if standard else ():
                if each.id == target.step:
                    return f"{f'{code}的' if code else ''}“{each.what}”"
        return str(target)

    def linked(self, target: Target) -> Inline:
        """Return the same as `told`, as a link wherever `name` is one: a time that stands alone and leads on."""
        name, told = self.name(target), str(self.told(target))
        return Ref(name.target, told) if isinstance(name, Ref) else told

    def table(self, title: str) -> tuple[str, str]:
        """Number and anchor of the table 工作依据, 程序 or 检查要点; one that would be empty takes no number."""
        index = clause_numbers.table(self.standard, title)
        return f"表{index}", f"{self.code}-table-{index}"

    @cached_property
    def forms(self) -> tuple[Record, ...]:
        """Every form that the steps fill, in order of first use."""
        codes = dict.fromkeys(
            code for step in self.standard.steps for code in (step.opens, step.record) if code is not None
        )
        return tuple(self.catalog.records[code] for code in codes)

    @cached_property
    def annexes(self) -> Mapping[str, Annex | Record | Paper]:
        """What this standard prints behind its chapters, by annex letter.

        Its own annexes as sentences come to mention them (GB/T 1.1—2020, 9.6.2), then the forms and papers whose
        home it is.
        """
        mentioned = [found[1] for found, *_ in self.standard.mentions]
        own = sorted(
            (each for each in self.standard.annexes if each.id in mentioned),
            key=lambda each: mentioned.index(each.id),
        )
        papers = dict.fromkeys(code for step in self.standard.steps for code in step.papers)
        printed: list[Annex | Record | Paper] = [*own]
        printed += [form for form in self.forms if form.home == self.code and form.medium in DRAWN_MEDIA]
        printed += [self.catalog.papers[code] for code in papers if self.catalog.papers[code].home == self.code]
        return dict(zip(LETTERS, printed, strict=False))

    def annex_anchor(self, letter: str) -> str:
        """Anchor of an annex."""
        return f"{self.code}-annex-{letter}"

    def text(self, sentence: str, *, within: bool = True) -> Line:
        """A sentence with the letters of the annexes that it mentions (附录A的表A.1), as links if `within`.

        What it calls by its name in another standard gets its number too.
        """
        names = {item.id: (letter, item) for letter, item in self.annexes.items() if isinstance(item, Annex)}
        pieces: list[Inline] = list(MENTION.split(sentence))
        for index in range(1, len(pieces), 2):
            letter, annex = names[str(pieces[index])]
            words = f"附录{letter}的表{letter}.1" if annex.rows else f"附录{letter}"
            pieces[index] = Ref(self.annex_anchor(letter), words) if within else f"{self.code}{words}"
        return joined(_told(self.catalog, each) if isinstance(each, str) else each for each in pieces if each)

    def where(self, code: str) -> Line:
        """Say of a form or paper its code and the annex that prints it, here or in its home."""
        item = self.catalog.records.get(code) or self.catalog.papers[code]
        home = self if item.home == self.code else Clauses(self.catalog, self.catalog.standards[item.home])
        for letter, other in home.annexes.items():
            if other is item:
                words = f"附录{letter}" if home is self else f"{home.code}附录{letter}"
                linked = home is self or not self.alone
                return (f"{code}，", Ref(home.annex_anchor(letter), words) if linked else words)
        return (code,)


def _told(catalog: Catalog, text: str) -> str:
    """Put behind the names of steps of another standard their numbers: DJ102 的“计票”（6.4.7）."""

    def numbered(found: re.Match[str]) -> str:
        standard = catalog.standards.get(found["code"])
        ids = {step.what: step.id for step in standard.steps} if standard else {}
        numbers = clause_numbers.procedure(standard) if standard else {}
        names = ((name, numbers.get(ids.get(name, ""), "")) for name in QUOTED_NAME.findall(found["names"]))
        return (
            found["code"]
            + found["between"]
            + "".join(f"“{name}”（{number}）" if number else f"“{name}”" for name, number in names)
        )

    return STEPS_NAMED.sub(numbered, text)


def resolved(catalog: Catalog, text: str) -> str:
    """Put the numbers of clauses into a text: 〔DJ201.tell〕 becomes DJ201 6.6.2.

    Of a standard that is not in force, and so is not in the book, only the code is left.
    """

    def number(found: re.Match[str]) -> str:
        standard = catalog.standards.get(found["code"])
        if standard is None:
            return found["code"]
        return f"{standard.code} {clause_numbers.parts(standard)[found['part']]}"

    return clause_numbers.CLAUSE_PLACEHOLDER.sub(number, text)


def all_clauses(catalog: Catalog) -> tuple[Clauses, ...]:
    """Return every standard with its numbers, in order of its code."""
    return tuple(Clauses(catalog, catalog.standards[code]) for code in sorted(catalog.standards))


def named_or_counted(codes: Sequence[str]) -> str:
    """Name the standards of a cell where they are few, else say how many."""
    return "、".join(codes) if len(codes) <= MOST_STANDARDS_IN_CELL else f"{len(codes)}项标准"
