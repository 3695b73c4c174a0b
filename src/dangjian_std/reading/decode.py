"""Bytes to text: UTF-8 only, without tabs in the indentation and without characters that hide."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from dangjian_std.reading.project import RawSource
from dangjian_std.text import characters, ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem, Repair
from dangjian_std.text.places import Place, Source, Span

ORDINARY = re.compile("[\\n\\x20-\\x7e\\u4e00-\\u9fff。，、；：？！（）《》〔〕“”—…]*")
"""Texts of nothing else need no closer look, but for what a merge leaves."""
CONFLICT_MARKER_LINE = re.compile("(<{7}|>{7}|\\|{7})( .*)?|={7}")
"""What a merge leaves behind where two people changed one place."""
LEFT = tuple(7 * char for char in "<>|=")
MOST_BAD_LINES = 20
"""Findings in one file after which the rest is not looked at: a file that is no text has one in every line."""


def decode(raw: RawSource) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Return the text of a file (line ends as LF, no BOM) and what is wrong with it as text."""
    if raw.trouble:
        problem = Problem(place=Place(Span(raw.path)), message=raw.trouble)
        return Source(raw.path, ""), (ds0.UNREADABLE_FILE.diagnose(problem),)
    data = raw.data.removeprefix(b"\xef\xbb\xbf")
    try:
        source = Source(raw.path, data.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        return Source(raw.path, data.decode("utf-8", "replace")), (_not_utf8(raw.path, data, error.start),)
    return source, tuple(itertools.islice(_bad_characters(source), MOST_BAD_LINES))


def _not_utf8(path: str, data: bytes, start: int) -> Diagnostic:
    good = data[:start].decode("utf-8")
    line, column = good.count("\n") + 1, len(good) - (good.rfind("\n") + 1) + 1
    help_ = "用编辑器的“另存为”，编码选 UTF-8，再保存一次"
    return ds0.NOT_UTF8.diagnose(Problem(place=_at(path, line, column), message="文件不是 UTF-8 编码", help=help_))


def _bad_characters(source: Source) -> Iterator[Diagnostic]:
    if ORDINARY.fullmatch(source.text) and not any(mark in source.text for mark in LEFT):
        return
    for number, line in enumerate(source.text.split("\n"), 1):
        if line[:1] in {"<", "=", ">", "|"} and CONFLICT_MARKER_LINE.fullmatch(line):
            message = f"这里留着合并冲突的标记 {line[:7]}"
            help_ = "选定要留的内容，删去另一份，再删去 <<<<<<<、=======、>>>>>>> 这几行"
            yield ds0.BAD_YAML.diagnose(Problem(place=_at(source.path, number, 1), message=message, help=help_))
        elif not ORDINARY.fullmatch(line):
            yield from itertools.islice(_in_line(source.path, number, line), 1)


def _in_line(path: str, number: int, line: str) -> Iterator[Diagnostic]:
    indent = line[: len(line) - len(line.lstrip(" \t\u3000"))]
    for char, rule, name in (
        ("\t", ds0.TAB_INDENT, "制表符（Tab）"),
        ("\u3000", ds0.WIDE_PUNCTUATION, "全角空格"),
    ):
        if char in indent:
            place = _at(path, number, indent.index(char) + 1)
            yield rule.diagnose(
                Problem(place=place, message=f"缩进里有{name}", help="缩进只用半角空格，每一级两个")
            )
    for column, char in enumerate(line, 1):
        if name := characters.refused(char):
            message = f"这里有看不见的{name} U+{ord(char):04X}"
            help_ = "删掉这个字符，或把这一行重新打一遍"
            place, new = _at(path, number, column), characters.harmless(char)
            repair = None if new is None else Repair((place,), char, new)
            problem = Problem(place=place, message=message, help=help_, repair=repair)
            yield ds0.BAD_CHARACTER.diagnose(problem)


def _at(path: str, line: int, column: int) -> Place:
    return Place(Span(path, line, column, line, column + 1))
