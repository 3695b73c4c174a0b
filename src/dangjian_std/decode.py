"""Bytes to text: UTF-8 only, without tabs in the indentation and without characters that hide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std import characters
from dangjian_std.diagnostic import Problem
from dangjian_std.project import RawSource
from dangjian_std.source import Place, Source, Span

Found = tuple[str, Problem]
"""A problem and the name of the rule that it breaks."""

ORDINARY = re.compile("[\\x20-\\x7e\\u4e00-\\u9fff。，、；：？！（）《》“”—…]*")
"""Lines of nothing else need no closer look."""


def decode(raw: RawSource) -> tuple[Source, tuple[Found, ...]]:
    """Return the text of a file (line ends as LF, no BOM) and what is wrong with it as text."""
    if raw.trouble:
        problem = Problem(place=Place(Span(raw.path)), message=raw.trouble)
        return Source(raw.path, ""), (("unreadable-file", problem),)
    data = raw.data.removeprefix(b"\xef\xbb\xbf")
    try:
        source = Source(raw.path, data.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        return Source(raw.path, data.decode("utf-8", "replace")), (_not_utf8(raw.path, data, error.start),)
    return source, tuple(_bad_characters(source))


def _not_utf8(path: str, data: bytes, start: int) -> Found:
    good = data[:start].decode("utf-8")
    line, column = good.count("\n") + 1, len(good) - (good.rfind("\n") + 1) + 1
    help_ = "用编辑器的“另存为”，编码选 UTF-8，再保存一次"
    return "not-utf8", Problem(place=_at(path, line, column), message="文件不是 UTF-8 编码", help=help_)


def _bad_characters(source: Source) -> Iterator[Found]:
    for number, line in enumerate(source.text.split("\n"), 1):
        if ORDINARY.fullmatch(line):
            continue
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent:
            place = _at(source.path, number, indent.index("\t") + 1)
            message, help_ = "缩进里有制表符（Tab）", "缩进只用空格，每一级两个"
            yield "tab-indent", Problem(place=place, message=message, help=help_)
        for column, char in enumerate(line, 1):
            if name := characters.refused(char):
                message = f"这里有看不见的{name} U+{ord(char):04X}"
                help_ = "删掉这个字符，或把这一行重新打一遍"
                yield "bad-character", Problem(place=_at(source.path, number, column), message=message, help=help_)


def _at(path: str, line: int, column: int) -> Place:
    return Place(Span(path, line, column, line, column + 1))
