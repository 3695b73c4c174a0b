"""Findings as words for a person at a terminal, and what other formats share with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dangjian_std.text.characters import visible, width
from dangjian_std.text.diagnostic import Diagnostic, Severity
from dangjian_std.text.places import Place, Source

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
MOST_FINDINGS_PRINTED = 200
"""Most findings that are printed as text; the count tells the rest."""
LONGEST_MESSAGE = 300
"""Characters of a message or of help that are shown."""
SHOWN_SOURCE_COLUMNS = 100
"""Columns of a source line that are shown around its mark."""


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Set rows as columns that stand right under Chinese."""
    widths = [max(map(width, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (most - width(cell)) for cell, most in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def as_text(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, Source],
    files: int,
    elsewhere: Sequence[Diagnostic] = (),
) -> str:
    """Print findings with their source lines, then one line that sums up; what lies elsewhere is only counted."""
    shown = diagnostics[:MOST_FINDINGS_PRINTED]
    blocks = ["\n".join(_finding(each, sources)) for each in shown]
    if len(diagnostics) > MOST_FINDINGS_PRINTED:
        blocks.append(f"……其余 {len(diagnostics) - MOST_FINDINGS_PRINTED} 条没有列出，先改好上面的。")
    blocks.append(summary(diagnostics, files, elsewhere))
    return "\n\n".join(blocks)


def summary(diagnostics: Iterable[Diagnostic], files: int, elsewhere: Iterable[Diagnostic] = ()) -> str:
    """Sum up in one line. No file is called sound while its set has errors elsewhere: it may be their cause."""
    found, other = number(diagnostics, "，"), number(elsewhere, "、")
    clean = "" if "错误" in other else "，没有问题"
    said = f"查了 {files} 个文件{f'：{found}' if found else clean}。"
    return f"{said}别的文件里另有 {other}，也可能由这里的改动引起；用 dstd validate 看全部。" if other else said


def number(diagnostics: Iterable[Diagnostic], comma: str) -> str:
    """Say how many errors and warnings there are; an empty text where there are none."""
    levels = [each.severity for each in diagnostics]
    counted = ((levels.count(level), name) for level, name in SEVERITY_WORDS.items())
    return comma.join(f"{count} 个{name}" for count, name in counted if count)


def _finding(each: Diagnostic, sources: Mapping[str, Source]) -> Iterator[str]:
    where = _where(each.place)
    yield f"{where}: {SEVERITY_WORDS[each.severity]}[{each.code}] {brief(each.message)} ({each.rule})"
    yield from _excerpt(each.place, sources)
    for related in each.related:
        yield f"  另见 {_where(related.place)}: {brief(related.message)}"
    if each.help:
        yield f"  建议: {brief(each.help)}"


def brief(message: str) -> str:
    """Show a message whole, or its beginning where it is longer than anyone reads."""
    return visible(message if len(message) <= LONGEST_MESSAGE else f"{message[: LONGEST_MESSAGE - 2]}……")


def _where(place: Place) -> str:
    return visible(place.span.where)


def _excerpt(place: Place, sources: Mapping[str, Source]) -> Iterator[str]:
    span = place.span
    source = sources.get(span.path)
    line = source.line(span.line) if source else ""
    if not line.strip():
        return
    start, end = span.column - 1, (span.end_column if span.end_line == span.line else len(line) + 1) - 1
    marked = _fitting(line[start:end], SHOWN_SOURCE_COLUMNS)
    stop = start + len(marked)
    after = _fitting(
        line[stop:],
        max(
            SHOWN_SOURCE_COLUMNS // 4,
            SHOWN_SOURCE_COLUMNS - width(visible(line[max(stop - SHOWN_SOURCE_COLUMNS, 0) : stop])),
        ),
    )
    room = max(SHOWN_SOURCE_COLUMNS - width(visible(marked + after)), SHOWN_SOURCE_COLUMNS // 4)
    before = _fitting(line[:start][::-1], room)[::-1]
    head = "…" * (len(before) < start)
    tail = "…" * (stop + len(after) < len(line))
    number = str(span.line)
    yield f"  {number} | {head}{visible(before + marked + after)}{tail}"
    pad = " " * width(head + visible(before))
    yield f"  {' ' * len(number)} | {pad}{'^' * max(width(visible(marked)), 1)}"


def _fitting(text: str, room: int) -> str:
    """Return the beginning of a text that fits into so many columns."""
    for index, char in enumerate(text):
        room -= width(visible(char))
        if room < 0:
            return text[:index]
    return text


def spot(place: Place) -> dict[str, Any]:
    """Return a place as JSON has it."""
    span = place.span
    return {
        "path": visible(span.path),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "pointer": visible(place.pointer),
    }
