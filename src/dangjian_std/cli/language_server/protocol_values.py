"""What is known, as the protocol has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lsprotocol import types

from dangjian_std.cli.console import reporters
from dangjian_std.cli.language_server.positions import Columns
from dangjian_std.editing.lookup.proposals import Proposal, Sort
from dangjian_std.text.diagnostic import Diagnostic, Refile, Severity
from dangjian_std.text.places import Place, Source, Span

EDITOR_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}
SORTS = {
    Sort.KEY: types.CompletionItemKind.Property,
    Sort.WORD: types.CompletionItemKind.EnumMember,
    Sort.NAME: types.CompletionItemKind.Reference,
}
SOURCE = "dstd"
"""What findings say that they come from."""
EMPTY_RANGE = types.Range(start=types.Position(line=0, character=0), end=types.Position(line=0, character=0))
Uri = Callable[[str], str | None]
"""Tells the address of a file by its path; nothing of one that lies nowhere."""


class PlaceWriter:
    """Writes places of a project for a client."""

    def __init__(self, columns: Columns, uri: Uri, sources: Mapping[str, Source]) -> None:
        """Write columns and addresses as the client has them; `sources` are the texts of the files."""
        self._columns, self._uri, self._sources = columns, uri, sources
        self._lines: dict[str, Sequence[str]] = {}

    def range(self, span: Span) -> types.Range:
        """Return a stretch of a file; of a workbook there is none."""
        if span.path not in self._lines:
            source = self._sources.get(span.path)
            self._lines[span.path] = source.text.split("\n") if source else ()
        return self._columns.range(self._lines[span.path], span) if self._lines[span.path] else EMPTY_RANGE

    def location(self, place: Place) -> types.Location | None:
        """Return a place with the address of its file."""
        uri = self._uri(place.span.file)
        return types.Location(uri=uri, range=self.range(place.span)) if uri else None

    def locations(self, places: Iterable[Place]) -> list[types.Location]:
        """Return places, each once, in order."""
        found = sorted({place.span: place for place in places}.items())
        return [each for _, place in found if (each := self.location(place))]

    def diagnostics(self, found: Iterable[Diagnostic]) -> dict[str, list[types.Diagnostic]]:
        """Return findings by the address of their file."""
        told: dict[str, list[types.Diagnostic]] = {}
        for each in found:
            if uri := self._uri(each.place.span.file):
                told.setdefault(uri, []).append(self.diagnostic(each))
        return told

    def diagnostic(self, each: Diagnostic) -> types.Diagnostic:
        """Return a finding with what helps, and the other places that belong to it."""
        related = [
            types.DiagnosticRelatedInformation(location=location, message=reporters.brief(other.message))
            for other in each.related
            if (location := self.location(other.place))
        ]
        span = each.place.span
        cell = "" if span.path == span.file else f"{span.where} "
        help_ = f"\n建议：{reporters.brief(each.help)}" if each.help else ""
        return types.Diagnostic(
            range=self.range(span),
            severity=EDITOR_SEVERITIES[each.severity],
            code=each.code,
            source=SOURCE,
            message=f"{cell}{reporters.brief(each.message)}{help_}",
            related_information=related or None,
        )


def completions(
    proposals: Iterable[Proposal], columns: Columns, lines: Sequence[str], place: tuple[int, int]
) -> list[types.CompletionItem]:
    """Return what may be typed up to a place (line and column, 1-based), in the order of the proposals."""
    items = []
    for number, each in enumerate(proposals):
        stretch = columns.range(lines, Span("", place[0], each.column + 1, *place))
        items.append(
            types.CompletionItem(
                label=each.text,
                kind=SORTS[each.sort],
                detail=each.note or None,
                documentation=each.meaning or None,
                sort_text=f"{number:05}",
                text_edit=types.TextEdit(range=stretch, new_text=f"{each.leads}{each.text}{each.follows}"),
            )
        )
    return items


def repair_title(each: Diagnostic) -> str:
    """Say what a repair does."""
    if isinstance(each.repair, Refile):
        return f"把文件改名为 {each.repair.new}"
    new = each.repair.new if each.repair else ""
    word = each.repair.word if each.repair else ""
    return f"把“{reporters.brief(word)}”改成“{reporters.brief(new)}”" if new else f"删去“{reporters.brief(word)}”"
