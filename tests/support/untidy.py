"""Plain data as YAML in some layout or other: order, quotes, brackets, indents and comments at random."""

from __future__ import annotations

from random import Random
from typing import Any

from dangjian_std.reading.yaml_editing.layout import scalar
from dangjian_std.reading.yaml_mistakes import odd_dash
from dangjian_std.text.places import Path


class Untidy:
    """One writing of data; `brackets` says what stands in brackets, None leaves that to chance too."""

    def __init__(self, random: Random, brackets: set[Path] | None = None, *, remarks: bool = True) -> None:
        self.random = random
        self.brackets = brackets
        self.remarks = remarks
        self.comments: list[str] = []

    def text(self, data: dict[str, Any]) -> str:
        """Return data as a file."""
        head = f"{self._comment()}\n" if self._likes(0.5) else ""
        text = head + self._block(data, (), 0) + self._gap(self.random.choice([0, 2, 5]))
        return text.replace("\n", "\r\n") if self.random.random() < 0.2 else text

    def _likes(self, share: float) -> bool:
        return self.remarks and self.random.random() < share

    def _comment(self) -> str:
        self.comments.append(f"# 注{len(self.comments)}: [a]")
        return self.comments[-1]

    def _behind(self) -> str:
        return f"  {self._comment()}" if self._likes(0.1) else " " * self.random.choice([0, 0, 0, 1])

    def _gap(self, indent: int) -> str:
        lines = ""
        while self._likes(0.2):
            lines += "\n" if self.random.random() < 0.5 else f"{' ' * indent}{self._comment()}\n"
        return lines

    def _in_brackets(self, value: Any, path: Path) -> bool:
        if not value:
            return True
        return path in self.brackets if self.brackets is not None else self.random.random() < 0.3

    def _entries(self, value: Any) -> list[tuple[str | int, Any]]:
        if isinstance(value, list):
            return list(enumerate(value))
        entries = list(value.items())
        self.random.shuffle(entries)
        return entries

    def _block(self, value: Any, path: Path, indent: int) -> str:
        lines = ""
        for key, each in self._entries(value):
            further = self.random.choice([0, 0, 0, 1, 4])
            lines += self._gap(indent + further) + " " * indent
            lines += self._entry(key, each, (*path, key), indent)
        return lines

    def _entry(self, key: str | int, value: Any, path: Path, indent: int) -> str:
        mark = "-" if isinstance(key, int) else f"{self._key(key)}:"
        block = isinstance(value, dict | list) and not self._in_brackets(value, path)
        if not block:
            if isinstance(value, dict | list):
                return f"{mark} {self._flow(value, path, indent + 1)}{self._behind()}\n"
            leaf = self._leaf(value, flow=False)
            below = f"\n{' ' * (indent + 2)}" if self._likes(0.05) and not odd_dash(leaf) else " "
            return f"{mark}{below}{leaf}{self._behind()}\n"
        if isinstance(key, int) and isinstance(value, dict):
            pad = self.random.choice([1, 1, 1, 3])
            inner = indent + 1 + pad
            (first, one), *_ = entries = self._entries(value)
            lines = f"-{' ' * pad}{self._entry(first, one, (*path, first), inner)}"
            for name, each in entries[1:]:
                lines += self._gap(inner) + " " * inner + self._entry(name, each, (*path, name), inner)
            return lines
        least = 0 if isinstance(value, list) and not isinstance(key, int) else 1
        return f"{mark}{self._behind()}\n{self._block(value, path, indent + self.random.choice([least, 2, 3]))}"

    def _key(self, key: str) -> str:
        return key if self.random.random() < 0.9 else f'"{key}"'

    def _flow(self, value: Any, path: Path, indent: int) -> str:
        marks = "{}" if isinstance(value, dict) else "[]"
        parts = []
        for key, each in self._entries(value):
            name = "" if isinstance(key, int) else f"{self._key(key)}: "
            nested = isinstance(each, dict | list)
            one = self._flow(each, (*path, key), indent) if nested else self._leaf(each, flow=True)
            parts.append(name + one)
        text = marks[0] + "".join(parts[:1])
        for part in parts[1:]:
            text += f",{' ' if odd_dash(part) else self._break(indent)}{part}"
        return text + marks[1]

    def _break(self, indent: int) -> str:
        remark = f" {self._comment()}" if self._likes(0.03) else ""
        if remark or self.random.random() < 0.15:
            return f"{remark}\n{' ' * (indent + self.random.choice([1, 4]))}"
        return self.random.choice([" ", " ", "  "])

    def _leaf(self, value: Any, *, flow: bool) -> str:
        match value:
            case None:
                return "null"
            case bool():
                return "true" if value else "false"
            case str():
                ways = [scalar(value, flow=flow), f"'{value.replace(chr(39), chr(39) * 2)}'"]
                return self.random.choice([ways[0], ways[0], ways[1]])
            case _:
                return str(value)
