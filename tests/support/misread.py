"""What is said of slips in the writing of a file: signs that strayed into it, one at a time."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource, sources
from support.folders import BASE

SIGNS = (
    *(
        "\t",
        " ",
        "  ",
        "　",
        "：",
        "，",
        "“",
        ": ",
        "- ",
        "-",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        " #",
        "|",
        ">",
    ),
    *(
        "&a ",
        "*a ",
        "!!str ",
        "!x ",
        "? ",
        "%",
        "@",
        "`",
        "\\",
        "---\n",
        "...\n",
        "<<: ",
        "<<<<<<< a\n",
        "\ufeff",
        "\x07",
    ),
    *("\n", "\n  - ", "~", "null", "年：\n"),
)
PLACES = 24
"""How many places of the file each sign is put into."""


def signs() -> Iterator[str]:
    """Put each sign at the head, before the value and at the end of lines by turns, and tell what is said."""
    raw = next(raw for raw in sources(BASE) if "R211" in raw.path)
    lines = raw.data.decode().splitlines(keepends=True)
    for turn, sign in enumerate(SIGNS):
        yield f"=== {sign!r}"
        for number in range(turn % 3, len(lines), max(1, len(lines) // PLACES)):
            line = lines[number]
            key = line.find(": ") + 2 if ": " in line else len(line) - len(line.lstrip())
            at = (0, key, len(line) - 1, len(line) - len(line.lstrip()))[(turn + number) % 4]
            wrong = [*lines[:number], line[:at] + sign + line[at:], *lines[number + 1 :]]
            for each in parse(RawSource(raw.path, "".join(wrong).encode())).diagnostics:
                span = each.place.span
                where = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
                yield f"{number + 1}:{at + 1} {each.code} {where} {each.message} → {each.help}"
