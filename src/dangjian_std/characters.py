"""Characters that have no place in a standard, and words for what a YAML reader stumbles over."""

from __future__ import annotations

import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HIDDEN = frozenset(
    "\u00ad\u034f\u115f\u1160\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u2800\u3164\ufeff\uffa0"
)
_ODD_SPACES = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
)


def refused(char: str) -> str:
    """Name what is wrong with a character, or return an empty text. Ideographic space (U+3000) is allowed."""
    point = ord(char)
    if 0x20 <= point < 0x7F or 0x4E00 <= point <= 0x9FFF or char in "\t\n":
        return ""
    hidden = char in _HIDDEN or 0xE0000 <= point <= 0xE0FFF or 0xFE00 <= point <= 0xFE0F
    category = unicodedata.category(char)
    for wrong, name in (
        (char in _BIDI, "双向控制字符"),
        (hidden, "零宽或隐藏字符"),
        (char in _ODD_SPACES, "特殊空格"),
        (category in {"Cc", "Zl", "Zp"}, "控制字符"),
        (category in {"Cs", "Co", "Cn"}, "无效或自造字符"),
    ):
        if wrong:
            return name
    return ""


def visible(text: str) -> str:
    """Escape everything in `text` that a terminal or a reader of logs could be misled by."""
    return "".join(f"\\u{ord(char):04x}" if char in "\t\n" or refused(char) else char for char in text)


_YAML = (
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


def explain_yaml(problem: str, context: str) -> tuple[str, str]:
    """Put a complaint of the YAML reader into Chinese: what is wrong, and what to do."""
    for words, message, help_ in _YAML:
        if words in problem or words in context:
            return message, help_
    return "这里的 YAML 写法读不懂", "检查缩进、冒号、引号和括号"
