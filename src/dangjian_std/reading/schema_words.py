"""What a schema does not like, in the words of those who write standards."""

from __future__ import annotations

from typing import Any

LONGEST_VALUE_SHOWN = 40
"""How much of a value a message repeats, in characters."""
TYPE_NAMES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "true 或 false",
    "array": "列表（每项以“- ”开头）",
    "object": "几个“键: 值”",
}


def range_(error: Any) -> str:
    """Say which limit a value does not keep."""
    limit = error.validator_value
    return {
        "minLength": f"至少 {limit} 字",
        "maxLength": f"最多 {limit} 字，这里有 {len(str(error.instance))} 字",
        "minItems": f"至少要有 {limit} 项",
        "maxItems": f"最多 {limit} 项",
        "minimum": f"不能小于 {limit}",
        "maximum": f"不能大于 {limit}",
    }[error.validator]


def value_in_words(value: object) -> str:
    """Say what a value is."""
    match value:
        case None:
            return "空的"
        case bool():
            return f"{'true' if value else 'false'}"
        case int() | float():
            return f"数字 {value}"
        case str():
            return f"文字“{cut(value)}”"
        case list():
            return "列表"
        case _:
            return "几个“键: 值”"


def cut(value: object) -> str:
    """Return a value, or its beginning where it is longer than a message."""
    text = str(value)
    return text if len(text) <= LONGEST_VALUE_SHOWN else f"{text[:LONGEST_VALUE_SHOWN]}……"


def choose(close: list[str], allowed: list[str]) -> str:
    """Say what may be written, or what was probably meant."""
    return f"是不是 {'、'.join(close)}？" if close else f"可以写：{'、'.join(allowed[:12])}"
