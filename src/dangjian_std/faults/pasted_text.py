"""What comes along when a sentence is pasted from Word or from a chat."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dangjian_std.faults.fault import Draft, Given, kind


def _pasted(given: Given, said: str, new: Callable[[str], str]) -> Iterator[Draft]:
    for tree, path, sentence in given.sentences():
        if (made := new(sentence)) != sentence:
            yield given.pasted(tree, path, said, made)


def _inside(mark: str) -> Callable[[str], str]:
    return lambda sentence: f"{sentence[: len(sentence) // 2]}{mark}{sentence[len(sentence) // 2 :]}"


@kind("带进零宽字符")
def zero_width(given: Given) -> Iterator[Draft]:
    yield from _pasted(given, "句中多一个零宽空格", _inside("\u200b"))


@kind("带进不换行空格")
def no_break_space(given: Given) -> Iterator[Draft]:
    yield from _pasted(given, "句中多一个不换行空格", _inside("\u00a0"))


@kind("带进全角空格")
def ideographic_space(given: Given) -> Iterator[Draft]:
    yield from _pasted(given, "句中多一个全角空格", _inside("\u3000"))


@kind("带进表情符号")
def emoji(given: Given) -> Iterator[Draft]:
    yield from _pasted(given, "句末多一个表情符号", lambda sentence: sentence + "\U0001f389")


@kind("数字写成全角")
def wide_digits(given: Given) -> Iterator[Draft]:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    yield from _pasted(given, "数字写成全角", lambda sentence: sentence.translate(wide))


@kind("逗号写成半角")
def half_width_comma(given: Given) -> Iterator[Draft]:
    yield from _pasted(given, "“，”写成“,”", lambda sentence: sentence.replace("，", ",", 1))


@kind("带进项目编号")
def item_number(given: Given) -> Iterator[Draft]:
    yield from _pasted(given, "句首多一个“1．”", "1．".__add__)


@kind("整句加了弯引号")
def curly_quotes(given: Given) -> Iterator[Draft]:
    yield from _pasted(given, "整句加引号", lambda sentence: f"“{sentence}”" if "“" not in sentence else sentence)


@kind("一个字成了生僻字")
def rare_character(given: Given) -> Iterator[Draft]:
    yield from _pasted(
        given, "一个字写成随附字体没有的", lambda text: re.sub(r"[一-龥]", "\U00030edd", text, count=1)
    )


@kind("带进手机号")
def phone_number(given: Given) -> Iterator[Draft]:
    yield from _pasted(given, "句末写了手机号", lambda sentence: sentence.rstrip("。") + "（13800001234）。")
