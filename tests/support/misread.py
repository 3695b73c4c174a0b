"""What is said of slips in the writing of a file: signs that strayed into it, one at a time."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from dangjian_std.reading import parse as parser
from dangjian_std.reading import roster
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource, sources
from dangjian_std.text import os_errors
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


REPLACED = (
    *(
        (": ", "："),
        (": ", " ："),
        (": ", ":　"),
        (": ", ":"),
        (": ", " : "),
        ("- ", "-　"),
        ("- ", "-"),
        ("- ", "－ "),
    ),
    *((", ", "，"), ("{", "｛"), ("}", "｝"), ("[", "【"), ("]", "】"), ("  ", "\t"), ("  ", "　")),
)


def replaced() -> Iterator[str]:
    """Write the first sign of each line in another way, and tell what is said of three lines of each sort."""
    raw = next(raw for raw in sources(BASE) if "R211" in raw.path)
    lines = raw.data.decode().splitlines(keepends=True)
    for old, new in REPLACED:
        numbers = [number for number, line in enumerate(lines) if old in line]
        for number in (*numbers[:2], *numbers[-1:]):
            wrong = [*lines[:number], lines[number].replace(old, new, 1), *lines[number + 1 :]]
            for each in parse(RawSource(raw.path, "".join(wrong).encode())).diagnostics:
                span = each.place.span
                where = f"{number + 1}: {each.code} {span.line}:{span.column}"
                yield f"{old!r} → {new!r} {where} {each.message} → {each.help}"


WHOLE = {
    "escape": 'kind: "a\\qb"\n',
    "directive": "%kind: a\n",
    "tag": "kind: [!x!y a]\n",
    "unended quote": "'kind: a\n...\n",
    "question": "kind: ? a\n",
    "list": "- a\n- b\n",
    "nothing": "# a\n",
    "text": f"kind: {'字' * parser.MAX_TEXT}\n",
    "too long": f"kind: {'字' * (parser.MAX_TEXT + 1)}\n",
    "deep": f"kind: {'[' * (parser.MAX_DEPTH - 1)}{']' * (parser.MAX_DEPTH - 1)}\n",
    "too deep": f"kind: {'[' * parser.MAX_DEPTH}{']' * parser.MAX_DEPTH}\n",
    "hidden": 'kind: "a\\u200bb"\n',
}
"""Files of which something is said that no single sign makes."""


def whole() -> Iterator[str]:
    """What is said of whole files."""
    for name, text in WHOLE.items():
        found = parse(RawSource("standards/a.yaml", text.encode())).diagnostics
        yield f"{name}: {[(each.code, each.place.span.where, each.message, each.help) for each in found]}"


def errors() -> Iterator[str]:
    """What is said of errors of the operating system."""
    for name in sorted(errno.errorcode[number] for number in os_errors.REASON_OF_ERRNO):
        yield f"{name} {os_errors.reason(OSError(getattr(errno, name), 'x'))}"


LISTED = "第一党支部,周一凡,第一组\n"
LISTS: tuple[str | bytes, ...] = (
    *(
        "",
        "\n \n",
        "周一凡",
        "a,b,c,d",
        "第一党支部,周一凡\n,许文静",
        "第一党支部,周\u202e一凡",
        "a,",
        ",b",
        "a,b,,",
    ),
    *(
        f"a,{'长' * 30}",
        f"a,{'长' * 31}",
        f"{'长' * 31},b",
        f"a,b,{'长' * 31}",
        "a，b",
        "a\tb",
        "a;b",
        "a；b",
        "a b",
        "a、b",
    ),
    *(
        "党支部,姓名\na,b",
        "党支部,姓名,党小组\na,b",
        "姓名,党支部\na,b",
        "党支部,姓 名\na,b",
        "党支部,姓名,备注\na,b",
    ),
    *(
        "支部,党员姓名,小组,党内职务\n甲,乙,丙,丁",
        "所在支部,名字,所在党小组,支部职务\n甲,乙,丙,丁",
        "所在党支部,姓名,党小组名称\n甲,乙,丙",
        "党支部名称,姓名,小组名称\n甲,乙,丙",
        "支部名称,姓名,组别\n甲,乙,丙",
        "所属支部,姓名\n甲,乙",
        "序号,所属党支部,姓名,备注\n1,甲,乙,丙",
    ),
    *(
        "党支部,姓名\n党支部,姓名\na,b",
        "a,b\n党支部,姓名",
        "a,b\nc,姓名",
        "a,b\nc,d,姓名",
        "a,b\n党支部,d",
        "序号,姓名\na,b",
    ),
    *(LISTED * 3, f"\n\n{LISTED}\r\n{LISTED}\r{LISTED}", '"第一,党支部",周一凡', 'a,"b', "x" * 140_000 + ",b"),
    *(
        LISTED.encode("utf-16"),
        LISTED.encode("utf-16-be"),
        LISTED.encode("gb18030"),
        b"\xff\xff\xff,a\n",
        b"a,b\x00",
    ),
)


def rosters() -> Iterator[str]:
    """Read lists of members of many kinds, and tell what became of them."""
    for text in LISTS:
        data = text if isinstance(text, bytes) else text.encode()
        try:
            found = roster.read(data)
        except roster.RosterError as error:
            said = f"line {error.line}: {error}"
        else:
            names, told = roster.printable(found, lambda name: "凡" if "凡" in name else "")
            said = " ".join(map(str, (names.branches, names.groups, *names.members, *told)))
        yield f"{data[:60]!r} → {said}" if isinstance(text, bytes) else f"{text[:60]!r} → {said}"
