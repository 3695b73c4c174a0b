"""文字里有从 Word 带来的符号：全角数字、半角标点、多余的序号和引号。

为什么
------
粘贴来的“１项”同“1项”看上去一样，查的时候找不到；做法前面的“①”“1．”印出来成了“1. ①”；
整句包着的弯引号不是 YAML 的引号，会照样印出来。

反例
----
    # DJ401 assign
    how:
      - ①一事一行,写明责任人和时限。

正例
----
    # DJ401 assign
    how:
      - 一事一行，写明责任人和时限。

依据
----
本工具的约定。
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules.phrases import HAN_CHARACTER
from dangjian_std.rules.prose import Sentence, files, holding
from dangjian_std.text.diagnostic import Problem, Repair, Severity

CODE = "DS607"
SEVERITY = Severity.ERROR
ALONE = True

UNWANTED_SIGNS = {
    "[０-９Ａ-Ｚａ-ｚ．％]+": ("全角的“{}”", "改成半角"),
    f"(?<={HAN_CHARACTER})[,;:?!]|[,;?!](?={HAN_CHARACTER})": ("汉字旁边的半角“{}”", "改成全角标点"),
    f"(?<={HAN_CHARACTER})\\(|\\((?={HAN_CHARACTER})|(?<={HAN_CHARACTER})\\)": ("汉字旁边的半角“{}”", "改成（）"),
}
"""What no sentence wants, what it is called, and what to write."""
FULL_WIDTH_MARKS = str.maketrans(",;:?!()", "，；：？！（）")
TYPED_INDENT = re.compile("\u3000+")
TYPED_ITEM_NUMBER = re.compile(
    "[①-⑳⑴-⒛]|[0-9]+[.、）)](?![0-9])|（[0-9一二三四五六七八九十]+）|[一二三四五六七八九十]+、"
)
QUOTED_NAME_TEXT = re.compile("“([^“”]*)”")
SUSPECT = re.compile("[０-９Ａ-Ｚａ-ｚ．％,;:?!()\u3000①-⑳⑴-⒛“]|[0-9一二三四五六七八九十][.、）)]")
"""What a sentence with such a mark has in it."""
NUMBERED_KEYS = frozenset({"how", "leaves"})
"""Keys of which the items get a number or a mark of their own when they are printed."""
KEYS_OF_NAMES = frozenset({"title", "label", "options", "term", "sample"})
"""Keys of which the value is a name, which may be one in quotation marks."""
SPACED = frozenset({"body", "sample"})
"""Keys in which a wide space sets parts of a line apart."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield the first mark in each sentence that was brought along from a word processor."""
    pattern = re.compile("|".join(f"(?P<m{index}>{mark})" for index, mark in enumerate(UNWANTED_SIGNS)))
    words = list(UNWANTED_SIGNS.values())
    for sentence in (each for node in files(catalog) for each in holding(node, SUSPECT)):
        if found := pattern.search(sentence.text):
            message, help_ = words[int((found.lastgroup or "m0")[1:])]
            new = pattern.sub(_narrow_or_wide, sentence.text)
            yield _problem(sentence, found, message.format(found[0]), help_, new)
        elif sentence.key not in SPACED and (found := TYPED_INDENT.search(sentence.text)):
            yield _problem(sentence, found, "文字里有全角空格", "删去", TYPED_INDENT.sub("", sentence.text))
        elif sentence.key in NUMBERED_KEYS and (found := TYPED_ITEM_NUMBER.match(sentence.text)):
            new = sentence.text[found.end() :].lstrip()
            yield _problem(sentence, found, f"开头写了序号“{found[0]}”", "删去，印的时候自动编号", new)
        elif sentence.key not in KEYS_OF_NAMES and (
            found := QUOTED_NAME_TEXT.fullmatch(sentence.text.rstrip("。"))
        ):
            help_ = "删去引号；要给 YAML 加引号的，用半角的双引号"
            new = found[1] + sentence.text[found.end() :]
            yield _problem(sentence, found, "整句包在弯引号里", help_, new)


def _narrow_or_wide(found: re.Match[str]) -> str:
    """Return a mark in the width that a sentence wants."""
    return found[0].translate(FULL_WIDTH_MARKS) if found[0].isascii() else unicodedata.normalize("NFKC", found[0])


def _problem(sentence: Sentence, found: re.Match[str], message: str, help_: str, new: str) -> Problem:
    """Return what is wrong with a sentence, which is `new` without it."""
    repair = Repair((sentence.holder.at(*sentence.path),), sentence.text, new) if new else None
    return Problem(place=sentence.place(found), message=message, help=help_, repair=repair)
