"""Slips of somebody who types YAML by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dangjian_std.faults.fault import Draft, Given, kind
from dangjian_std.reading.tree import Tree

KEY_VALUE_LINE = re.compile(r"( +(?:- )?)([a-z_]+): (?=\S)(.*)")
LIST_ITEM_LINE = re.compile(r"( +)- (?=[^\s\[{\"'])(.*)")
CLOSING_QUOTE = re.compile(r'([^"#]*"[^"]*)"(.*)')
BRACKETED_LIST = re.compile(r".*\[[^\[\]]+, [^\[\]]+\].*")
CONFLICT_MARKERS = ("<<<<<<< HEAD", "=======", ">>>>>>> 修改")


def _lines(given: Given, pattern: re.Pattern[str]) -> Iterator[tuple[Tree, int, str]]:
    """Yield the lines of standards and forms that a pattern fits."""
    for tree in given.of_kind("standard", "record", "paper"):
        for number, line in enumerate(given.texts[tree.source.path].split("\n"), 1):
            if pattern.fullmatch(line):
                yield tree, number, line


def _each(given: Given, said: str, pattern: re.Pattern[str], new: Callable[[str], str]) -> Iterator[Draft]:
    for tree, number, line in _lines(given, pattern):
        if (made := new(line)) != line:
            yield given.typed(tree, said, number, made)


@kind("缩进用了制表符")
def tab(given: Given) -> Iterator[Draft]:
    yield from _each(given, "行首的空格换成制表符", KEY_VALUE_LINE, lambda line: "\t" + line.lstrip())


@kind("少了一个空格的缩进")
def one_space_less(given: Given) -> Iterator[Draft]:
    yield from _each(given, "行首少一个空格", KEY_VALUE_LINE, lambda line: line[1:])


@kind("多了两个空格的缩进")
def two_spaces_more(given: Given) -> Iterator[Draft]:
    yield from _each(given, "行首多两个空格", KEY_VALUE_LINE, lambda line: "  " + line)


@kind("冒号写成全角")
def wide_colon(given: Given) -> Iterator[Draft]:
    yield from _each(given, "冒号写成“：”", KEY_VALUE_LINE, lambda line: line.replace(": ", "：", 1))


@kind("冒号后面没有空格")
def no_space_behind_the_colon(given: Given) -> Iterator[Draft]:
    yield from _each(given, "冒号后面少空格", KEY_VALUE_LINE, lambda line: line.replace(": ", ":", 1))


@kind("列表的“-”后面没有空格")
def no_space_behind_the_dash(given: Given) -> Iterator[Draft]:
    yield from _each(given, "“-”后面少空格", LIST_ITEM_LINE, lambda line: line.replace("- ", "-", 1))


@kind("列表的“-”写成破折号")
def another_dash(given: Given) -> Iterator[Draft]:
    yield from _each(given, "“-”写成“–”", LIST_ITEM_LINE, lambda line: line.replace("- ", "– ", 1))


@kind("引号没有写完")
def unclosed_quote(given: Given) -> Iterator[Draft]:
    yield from _each(given, "少后引号", CLOSING_QUOTE, lambda line: CLOSING_QUOTE.sub(r"\1\2", line))


@kind("列表里的逗号写成全角")
def wide_comma(given: Given) -> Iterator[Draft]:
    yield from _each(given, "方括号里的逗号写成“，”", BRACKETED_LIST, lambda line: line.replace(", ", "，", 1))


@kind("同一个键写了两遍")
def key_twice(given: Given) -> Iterator[Draft]:
    for tree, number, line in _lines(given, KEY_VALUE_LINE):
        if "- " not in line[: line.index(":")]:
            yield given.typed(tree, "一行写了两遍", number, line, line)


@kind("留下合并冲突的记号")
def conflict_marks(given: Given) -> Iterator[Draft]:
    for tree, number, line in _lines(given, KEY_VALUE_LINE):
        first, middle, last = CONFLICT_MARKERS
        yield given.typed(tree, "合并冲突没有处理", number, first, line, middle, line, last)


@kind("值用符号开头")
def leading_mark(given: Given) -> Iterator[Draft]:
    yield from _each(given, "值前面多一个“>”", KEY_VALUE_LINE, lambda line: line.replace(": ", ": >", 1))


@kind("键写错一个字母")
def misspelt_key(given: Given) -> Iterator[Draft]:
    def swapped(line: str) -> str:
        return KEY_VALUE_LINE.sub(lambda found: f"{found[1]}{found[2][:-1]}: {found[3]}", line)

    yield from _each(given, "键少一个字母", KEY_VALUE_LINE, swapped)
