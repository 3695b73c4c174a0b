"""What every format is made of: the findings of one check, and what each of them is called by other programs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dangjian_std.cli.console import reporters
from dangjian_std.text.characters import visible
from dangjian_std.text.diagnostic import Diagnostic, Severity
from dangjian_std.text.places import Place, Source

MOST_FINDINGS_WRITTEN = 1000
"""Most findings that are written for a program; errors come first where not all are."""
RELATED = 20
"""Most places that are written beside one finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found in the files that were asked for, and elsewhere in their set."""

    found: Sequence[Diagnostic]
    files: int
    elsewhere: Sequence[Diagnostic] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    prefix: str = ""
    """Path of the project below the top of its repository, with a slash behind it; empty at the top."""
    strict: bool = False
    """Whether warnings fail too."""

    @property
    def shown(self) -> Sequence[Diagnostic]:
        """The findings that are written, in their order; of too many the errors before the warnings."""
        if len(self.found) <= MOST_FINDINGS_WRITTEN:
            return self.found
        return sorted(self.found, key=lambda each: each.severity is not Severity.ERROR)[:MOST_FINDINGS_WRITTEN]

    @property
    def summary(self) -> str:
        """The whole check in one line."""
        return reporters.summary(self.found, self.files, self.elsewhere)

    def path(self, place: Place) -> str:
        """Return the file of a place as the repository calls it."""
        return visible(f"{self.prefix}{place.span.file}")

    def fails(self, each: Diagnostic) -> bool:
        """Whether a finding makes the check fail."""
        return self.strict or each.severity is Severity.ERROR

    def marked(self) -> Iterator[tuple[Diagnostic, str]]:
        """Yield each finding with its fingerprint: by rule, file and value, whatever the line is.

        Findings of one rule about one value are told apart by their order, which does not hang on lines.
        """
        seen: Counter[tuple[str, str, str]] = Counter()
        for each in self.shown:
            key = (each.code, self.path(each.place), each.place.pointer)
            seen[key] += 1
            text = "\0".join((*key, str(seen[key])))
            yield each, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a report is written; on standard output stands nothing else."""

    write: Callable[[Report], str]
    sums_up: bool = False
    """Whether it says itself how many findings there are; otherwise a line on standard error does."""
    commands: bool = False
    """Whether its lines are commands to the program that reads the log."""


def words(each: Diagnostic) -> str:
    """Return what a finding says: what is wrong, what to do, and the other places, a line each."""
    lines = [reporters.brief(each.message)]
    if each.help:
        lines.append(f"建议：{reporters.brief(each.help)}")
    lines += (f"另见 {where(other.place)}：{reporters.brief(other.message)}" for other in each.related[:RELATED])
    if (more := len(each.related) - RELATED) > 0:
        lines.append(f"另有 {more} 处")
    return "\n".join(lines)


def where(place: Place) -> str:
    """Return how a person finds a place."""
    return visible(place.span.where)


def last_line(place: Place) -> int:
    """Return the last line of which a span takes something: its end is exclusive."""
    span = place.span
    return max(span.line, span.end_line - (span.end_column == 1))
