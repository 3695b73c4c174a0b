"""Workflow commands of GitHub Actions (Gitea reads them too): annotations on the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.cli.console.finding_formats.check_report import RELATED, Format, Report, last_line, where, words
from dangjian_std.cli.console.reporters import brief
from dangjian_std.text.diagnostic import Diagnostic, Severity
from dangjian_std.text.places import Place

GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = {**DATA, ord(":"): "%3A", ord(","): "%2C"}
"""What would end a property, a command or its line, as the runner decodes it."""


def write(report: Report) -> str:
    """Write an annotation a finding, errors first: only the first few of each step are shown beside the lines.

    Another file that belongs to a finding gets a notice, because a pull request may have changed only that one.
    """
    ordered = sorted(report.shown, key=lambda each: each.severity is not Severity.ERROR)
    return "\n".join((*(_annotation(report, each) for each in ordered), *_notices(report, ordered)))


def _annotation(report: Report, each: Diagnostic) -> str:
    title = f"{each.code} {each.rule}"
    return _command(report, GITHUB_LEVELS[each.severity], each.place, title, f"{where(each.place)} {words(each)}")


def _notices(report: Report, ordered: list[Diagnostic]) -> Iterator[str]:
    for each in ordered:
        said = {each.place.span.file}
        for other in each.related[:RELATED]:
            if other.place.span.file not in said:
                said.add(other.place.span.file)
                text = f"{where(other.place)} {brief(other.message)}\n{where(each.place)} {brief(each.message)}"
                yield _command(report, "notice", other.place, f"{each.code} 另见", text)


def _command(report: Report, level: str, place: Place, title: str, text: str) -> str:
    """Write one command. Columns are counted from 1 and inclusive, and are refused beside more than one line."""
    span, last = place.span, last_line(place)
    properties = {"file": report.path(place), "line": span.line, "endLine": last}
    if last == span.line:
        inclusive = span.end_column - 1 if span.end_line == span.line else span.column
        properties |= {"col": span.column, "endColumn": max(span.column, inclusive)}
    properties["title"] = title
    written = ",".join(f"{name}={str(value).translate(PROPERTY)}" for name, value in properties.items())
    return f"::{level} {written}::{text.translate(DATA)}"


FORMAT = Format(write=write, commands=True)
