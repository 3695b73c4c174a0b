"""Findings as words: for a person at a terminal, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dangjian_std.characters import visible, width
from dangjian_std.diagnostic import Diagnostic, Severity
from dangjian_std.source import Place, Source

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
FLOOD = 200
"""Most findings that are printed as text; the count tells the rest."""


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Set rows as columns that stand right under Chinese."""
    widths = [max(width(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        cells = (cell + " " * (most - width(cell)) for cell, most in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def text(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], files: int) -> str:
    """Print findings with their source lines, then one line that sums up."""
    shown = diagnostics[:FLOOD]
    blocks = ["\n".join(_finding(each, sources)) for each in shown]
    if len(diagnostics) > FLOOD:
        blocks.append(f"……其余 {len(diagnostics) - FLOOD} 条没有列出，先改好上面的。")
    blocks.append(summary(diagnostics, files))
    return "\n\n".join(blocks)


def summary(diagnostics: Iterable[Diagnostic], files: int) -> str:
    """Sum up in one line."""
    levels = [each.severity for each in diagnostics]
    errors, warnings = levels.count(Severity.ERROR), levels.count(Severity.WARNING)
    if not levels:
        return f"查了 {files} 个文件，没有问题。"
    parts = [f"{errors} 个错误"] * bool(errors) + [f"{warnings} 个提醒"] * bool(warnings)
    return f"查了 {files} 个文件：{'，'.join(parts)}。"


def _finding(each: Diagnostic, sources: Mapping[str, Source]) -> Iterator[str]:
    where = _where(each.place)
    yield f"{where}: {SEVERITIES[each.severity]}[{each.code}] {visible(each.message)} ({each.rule})"
    yield from _excerpt(each.place, sources)
    for related in each.related:
        yield f"  另见 {_where(related.place)}: {visible(related.message)}"
    if each.help:
        yield f"  建议: {visible(each.help)}"


def _where(place: Place) -> str:
    return f"{visible(place.span.path)}:{place.span.line}:{place.span.column}"


def _excerpt(place: Place, sources: Mapping[str, Source]) -> Iterator[str]:
    span = place.span
    source = sources.get(span.path)
    line = source.line(span.line) if source else ""
    if not line.strip():
        return
    end = span.end_column if span.end_line == span.line else len(line) + 1
    before, marked = visible(line[: span.column - 1]), visible(line[span.column - 1 : end - 1])
    number = str(span.line)
    yield f"  {number} | {visible(line)}"
    yield f"  {' ' * len(number)} | {' ' * width(before)}{'^' * max(width(marked), 1)}"


def as_json(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """Write findings as JSON by `schemas/diagnostics.schema.json`; control characters are escaped."""
    levels = [each.severity for each in diagnostics]
    result = {
        "diagnostics": [_plain(each) for each in diagnostics],
        "summary": {
            "files": files,
            "errors": levels.count(Severity.ERROR),
            "warnings": levels.count(Severity.WARNING),
        },
    }
    return json.dumps(result, ensure_ascii=False, indent=2)


def _plain(each: Diagnostic) -> dict[str, Any]:
    return {
        **_spot(each.place),
        "code": each.code,
        "rule": each.rule,
        "severity": each.severity.value,
        "message": visible(each.message),
        "help": visible(each.help),
        "related": [{**_spot(other.place), "message": visible(other.message)} for other in each.related],
    }


def _spot(place: Place) -> dict[str, Any]:
    span = place.span
    return {
        "path": visible(span.path),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "pointer": visible(place.pointer),
    }
