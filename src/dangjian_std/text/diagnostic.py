"""What an author wrote wrong, as values: collected, sorted, returned, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dangjian_std.text.places import Place, Span


class Severity(StrEnum):
    """How bad a finding is: an error stops a build, a warning fails only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to the same cause, with a word about it."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Repair:
    """The one safe way to mend a finding: `word` becomes `new`, once at each of the places."""

    places: tuple[Place, ...]
    word: str
    """What is typed there, or a part of it."""
    new: str


@dataclass(frozen=True, slots=True)
class Refile:
    """The one safe way to mend a finding about a file: it gets another path."""

    path: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong and where, before it is known which rule it breaks. `help` says how to mend it."""

    place: Place
    message: str
    help: str = ""
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    """Set only where one rule knows two severities; otherwise the rule's own."""
    repair: Repair | Refile | None = None
    """Only where nothing but this can have been meant, or where it says the same."""
    about: str = ""
    """What tells it from the others of its rule in its file, in full; else the message does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A finding that is ready to be shown."""

    place: Place
    code: str
    rule: str
    severity: Severity
    message: str
    help: str = ""
    related: tuple[Related, ...] = ()
    repair: Repair | Refile | None = None

    @property
    def order(self) -> tuple[Span, str, str]:
        """The one ordering of findings: by span, then by code, then by message."""
        return (self.place.span, self.code, self.message)

    def plain(self) -> list[Any]:
        """Return the finding as plain data, of which `of` makes it again."""
        related = [[*_plain(each.place), each.message] for each in self.related]
        said = (self.code, self.rule, self.severity.value, self.message, self.help, related)
        match self.repair:
            case Repair(places, word, new):
                return [*_plain(self.place), *said, [list(map(_plain, places)), word, new]]
            case Refile(path, new):
                return [*_plain(self.place), *said, [path, new]]
        return [*_plain(self.place), *said, None]

    @classmethod
    def of(cls, plain: Any) -> Diagnostic:
        """Return the finding that was made plain data."""
        span, path, code, rule, severity, message, help_, related, repair = plain
        match repair:
            case [places, word, new]:
                repair = Repair(tuple(_place(*each) for each in places), word, new)
            case [name, new]:
                repair = Refile(name, new)
        return cls(
            place=_place(span, path),
            code=code,
            rule=rule,
            severity=Severity(severity),
            message=message,
            help=help_,
            related=tuple(Related(_place(span, path), said) for span, path, said in related),
            repair=repair,
        )


def _place(span: Any, path: Any) -> Place:
    return Place(Span(*span), tuple(path))


def _plain(place: Place) -> tuple[Any, Any]:
    span = place.span
    return (span.path, span.line, span.column, span.end_line, span.end_column), place.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a problem breaks: a code, a name (the bad thing) and a severity."""

    code: str
    name: str
    severity: Severity = Severity.ERROR

    def diagnose(self, problem: Problem) -> Diagnostic:
        """Return a problem as a finding of this rule."""
        return Diagnostic(
            place=problem.place,
            code=self.code,
            rule=self.name,
            severity=problem.severity or self.severity,
            message=problem.message,
            help=problem.help,
            related=problem.related,
            repair=problem.repair,
        )
