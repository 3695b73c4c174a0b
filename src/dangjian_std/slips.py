"""What hands slip on in YAML: full-width punctuation, and whatever the reader of YAML complains of, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

KEY = r"^([ \t]*(?:- +)*)([a-z][a-z0-9_-]*)"
WIDE_COLON = re.compile(rf"{KEY}\s*(：)")
WIDE_SPACE = re.compile(rf"{KEY}:[ ]*(\u3000)")
WIDE_DASH = re.compile(r"^([ \t]*(?:- +)*)(-)(\u3000)")
REMARK = re.compile(r" #")
"""One space before # looks like text; a comment behind a value keeps two, as is the custom."""
TIGHT_COLON = re.compile(rf"{KEY}(:)[^\s:/]")


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip, and where it is: lines and columns after the start of what was looked at."""

    line: int
    column: int
    message: str
    help: str
    rule: str = "wide-punctuation"


def keys(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield every line that writes a key, or a list's dash, so that it is none."""
    for number, text in enumerate(lines):
        if match := WIDE_COLON.match(text):
            yield Slip(number, match.start(3), "键后面用了全角冒号“：”", "改为半角冒号加一个空格“: ”")
        elif match := WIDE_SPACE.match(text):
            help_ = f"改为“{match[2]}: ”，冒号后面空一个半角空格"
            yield Slip(number, match.start(3), "冒号后面用了全角空格", help_)
        elif match := WIDE_DASH.match(text):
            yield Slip(number, match.start(3), "“-”后面用了全角空格", "改为“- ”，后面空一个半角空格")
        elif match := TIGHT_COLON.match(text):
            help_ = f"改为“{match[2]}: ”；若是一句文字，给整句加英文引号"
            yield Slip(number, match.start(3), "冒号后面缺一个空格", help_, "bad-yaml")


def in_brackets(text: str) -> Slip | None:
    """Return the first slip of a word inside brackets: a full-width mark, or a key without its space."""
    for column, char in enumerate(text):
        if char in "，：":
            ascii_ = {"，": ", ", "：": ": "}[char]
            return Slip(
                0,
                column,
                f"方括号、花括号里用了全角“{char}”",
                f"若是分隔，改为半角“{ascii_}”；若是文字，给整句加英文引号",
            )
    return next(keys([text]), None)


def lost(text: str, style: str, height: int, *, remark: bool) -> tuple[str, str] | None:
    """Say how a text would not be what was typed: it takes `height` lines, and a `remark` may stand after it."""
    shorter = "写在一行里；很长的用英文引号括起来写在一行，或用 - 分成几项"
    block = style in {"|", ">"}
    if style != "|" and height > (2 if block else 1):
        return "一段文字分成了几行，读进来会多出空格", shorter
    if "\n" in (text.rstrip("\n") if block else text):
        return "一段文字里有换行，印不出来", shorter
    if remark and not text.isascii():
        return "# 后面的字会被当作注释丢掉", "若是正文，给整句加英文引号；若是注释，# 前面空两格"
    return None


COMPLAINTS = (
    ("could not find expected ':'", "这里应有一个“键: 值”，缺了冒号", "冒号用半角，后面空一格"),
    (
        "mapping values are not allowed",
        "一行里多了一个冒号，或上一行缩进不对",
        "整句文字里有“: ”时，用英文引号括起来",
    ),
    (
        "found character that cannot start any token",
        "这个字符不能用在一个值的开头",
        "用英文引号把整个值括起来",
    ),
    ("did not find expected key", "缩进或括号不对，这里读不出下一个键", "与同级的键左对齐"),
    ("did not find expected '-' indicator", "列表里的各项没有左对齐", "同一列表的“- ”左对齐"),
    ("did not find expected ',' or", "括号没有写完，或缺了逗号", "补上半角逗号或右括号"),
    ("found unexpected end of stream", "引号没有成对", "补上另一半引号"),
    ("found unexpected document indicator", "引号没有成对", "补上另一半引号"),
    ("block sequence entries are not allowed", "列表的“- ”不能写在这里", "换一行，缩进后再写“- ”"),
    ("found unknown escape character", "双引号里的反斜杠写法不认识", "改用单引号，或去掉反斜杠"),
    ("did not find expected node content", "这里缺一个值", "补上值，或删去多余的符号"),
    ("found undefined tag handle", "不使用类型标记（以 ! 开头）", "删去标记，只留下值"),
    ("did not find expected <document start>", "这里的内容接不上前文", "检查缩进和上一行"),
    ("while scanning a directive", "不使用以 % 开头的指令", "删去这一行，或给文字加英文引号"),
    ("did not find expected", "这里的写法不完整", "检查缩进、括号和引号"),
)


def explain(problem: str, context: str) -> tuple[str, str]:
    """Put a complaint of the YAML reader into Chinese: what is wrong, and what to do."""
    for words, message, help_ in COMPLAINTS:
        if words in problem or words in context:
            return message, help_
    return "这里的 YAML 写法读不懂", "检查缩进、冒号、引号和括号"
