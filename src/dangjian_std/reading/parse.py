"""Bytes to `Tree`: plain data plus a place for every key and value. The only module that knows YAML.

The grammar is a small, safe part of YAML 1.2: mappings, lists and text; `true`, `false`, nothing and decimal
numbers are the only words that are not text. Tags, anchors, aliases, merge keys and second documents are refused,
and the limits hold while the events stream in, before anything is composed.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Any

import yaml

from dangjian_std.reading import yaml_mistakes
from dangjian_std.reading.decode import decode
from dangjian_std.reading.outline import ReadOutline
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import MAX_DEPTH, MAX_NODES, MAX_TEXT, MOST_YAML_PROBLEMS, Parsed, Tree, resolved
from dangjian_std.text import characters, ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem, Related, Rule
from dangjian_std.text.places import Outline, Place, Source, Span

Numbers = tuple[int, int, int, int]
"""Line and column, end line and end column."""
LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)


def parse(raw: RawSource) -> Parsed:
    """Read one file. Never raises for anything an author can write."""
    source, found = decode(raw)
    return Parsed(source, None, found) if found else _Reader(source).read()


class _StopError(Exception):
    """A problem after which the rest of the file cannot be trusted."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Holder:
    """A mapping or list that is being filled, and where its numbers begin."""

    data: dict[str, Any] | list[Any]
    at: int
    start: Any
    flow: bool
    mapping: bool
    key: str | None = None
    keys: list[int] = field(default_factory=list)
    """Where the numbers of each of its keys begin."""


class _Reader:
    """One walk over the event stream builds data and places together."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines = source.text.split("\n")
        self.remarks = " #" in source.text
        self.slippery = bool(yaml_mistakes.LINE_WITHOUT_SLIP.search(f"\n{source.text}"))
        self.numbers: list[int] = []
        self.found: list[Diagnostic] = []
        self.stack: list[_Holder] = []
        self.root: Any = None
        self.documents = False

    def read(self) -> Parsed:
        try:
            self._walk(LOADER(self.source.text))
        except _StopError as stop:
            self.found.append(stop.diagnostic)
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            problem = Problem(place=Place(self._end()), message=f"读不懂这个文件：{type(error).__name__}")
            self.found.append(ds0.BAD_YAML.diagnose(problem))
        if self.found:
            return Parsed(self.source, None, tuple(self.found[:MOST_YAML_PROBLEMS]))
        if not isinstance(self.root, dict):
            span = Span(self.source.path, *self.numbers[:4])
            message = "文件里没有内容" if self.root is None else "文件应由“键: 值”组成"
            self._add(ds0.BAD_YAML, Outline.head(span), message, "第一行内容应是 kind: standard 之类")
            return Parsed(self.source, None, tuple(self.found))
        outline = ReadOutline(self.source, self.root, array("I", self.numbers))
        return Parsed(self.source, Tree(self.source, self.root, outline), ())

    def _walk(self, loader: Any) -> None:
        try:
            while (event := loader.get_event()) is not None:
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    self._scalar(event)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    self._open(event, mapping=kind is yaml.MappingStartEvent)
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    holder = self.stack.pop()
                    self.numbers[holder.at : holder.at + 4] = self._numbers(holder.start, event.end_mark)
                elif kind is yaml.DocumentStartEvent:
                    if self.documents:
                        help_ = "删去这里的 ---，或拆成两个文件"
                        self._stop(ds0.SECOND_DOCUMENT, event, "一个文件只能写一份内容", help_)
                    self.documents = True
                elif kind is yaml.AliasEvent:
                    name = f"*{event.anchor}"
                    self._stop(ds0.YAML_EXTRA, event, f"不使用别名 {name}", "把内容直接写在这里", name)
        finally:
            loader.dispose()

    def _admit(self, event: Any) -> None:
        """Refuse what is no plain text, mapping or list, and too much of these."""
        if event.anchor:
            self._stop(ds0.YAML_EXTRA, event, f"不使用锚点 &{event.anchor}", f"删去 &{event.anchor}")
        if event.tag and event.tag != "!":
            self._stop(ds0.YAML_EXTRA, event, "不使用类型标记（以 ! 开头）", "删去标记，只留下值")
        if len(self.numbers) >= 4 * MAX_NODES:
            self._stop(ds0.TOO_LARGE, event, f"文件里的条目超过 {MAX_NODES} 个", "拆成几个文件")
        if len(self.stack) >= MAX_DEPTH:
            self._stop(ds0.TOO_LARGE, event, f"层次超过 {MAX_DEPTH} 层", "减少嵌套")

    def _scalar(self, event: Any) -> None:
        self._admit(event)
        text, style = event.value, event.style
        numbers, holder = self._numbers(event.start_mark, event.end_mark), self.stack[-1] if self.stack else None
        odd = holder is not None and holder.flow and yaml_mistakes.SLIPPERY_IN_BRACKETS.search(text)
        if odd or style or self.remarks or self.slippery or numbers[0] != numbers[2] or len(text) > MAX_TEXT:
            self._look(event, holder, Span(self.source.path, *numbers))
        if holder is not None and holder.mapping and holder.key is None:
            self._key(holder, text, numbers)
        else:
            self._value(holder, text.rstrip("\n") if style else resolved(text))
        self.numbers += numbers

    def _look(self, event: Any, holder: _Holder | None, span: Span) -> None:
        """Look closer at a text that is more than plain words on one line."""
        text, style = event.value, event.style
        if len(text) > MAX_TEXT:
            self._stop(ds0.TOO_LARGE, event, f"一段文字超过 {MAX_TEXT} 字", "拆成几段")
        several, flow, slipped = span.line != span.end_line, holder is not None and holder.flow, False
        if not style and (self.slippery or several or flow):
            slipped = self._slipped(text, span, flow=flow)
        if not slipped and (self.remarks or several or "\n" in text):
            self._check_loss(event, span)
        for char in text if style == '"' else "":  # whatever else there is stands in the file, and is decoded
            if char != "\n" and (name := characters.refused(char)):
                self._add(ds0.BAD_CHARACTER, span, f"文字里有看不见的{name} U+{ord(char):04X}", "改掉转义写法")
                break

    def _check_loss(self, event: Any, span: Span) -> None:
        """Tell a text that would not be what was typed."""
        line, column = self._at(event.end_mark)
        remark = not event.style and bool(yaml_mistakes.REMARK.match(self.lines[line - 1], column - 1))
        height = span.end_line - span.line + 1
        if lost := yaml_mistakes.lost(event.value, event.style or "", height, remark=remark):
            self._add(ds0.LOST_TEXT, span, *lost)

    def _slipped(self, text: str, span: Span, *, flow: bool) -> bool:
        """Tell whether a plain text is a slip: keys or items that are none in its lines, a mark in brackets."""
        before = self.lines[span.line - 1][: span.column - 1] if span.column < 2 * MAX_DEPTH else "x"
        inside = span.end_line == span.line and before.strip(" -")  # then there is no line that begins with it
        found = [] if inside else yaml_mistakes.plain(before, self.lines[span.line - 1 : span.end_line], flow=flow)
        for each in found:
            self._add_slip(each, span.line)
        if slip := yaml_mistakes.in_brackets(text) if flow and not found else None:
            self._add_slip(slip, span.line, span.column)
        return bool(found or slip)

    def _key(self, holder: _Holder, key: str, numbers: Numbers) -> None:
        if key == "<<":
            self._add(ds0.YAML_EXTRA, Span(self.source.path, *numbers), "不使用合并键 <<", "把内容直接写在这里")
        holder.key = key
        if key not in holder.data:
            holder.keys.append(len(self.numbers))
            return
        at = holder.keys[list(holder.data).index(key)]
        first = Span(self.source.path, *self.numbers[at : at + 4])
        message = f"键“{key}”重复了，第 {first.line} 行已经写过"
        related = Related(Place(first), "第一次写在这里")
        self._add(ds0.DUPLICATE_KEY, Span(self.source.path, *numbers), message, "删去其中一个", related)

    def _value(self, holder: _Holder | None, value: Any) -> None:
        """Put a value where it belongs."""
        if holder is None:
            self.root = value
        elif isinstance(holder.data, dict):
            holder.data[holder.key or ""] = value
            holder.key = None
        else:
            holder.data.append(value)

    def _open(self, event: Any, *, mapping: bool) -> None:
        self._admit(event)
        holder = self.stack[-1] if self.stack else None
        if holder is not None and holder.mapping and holder.key is None:
            self._stop(ds0.BAD_YAML, event, "键只能是一个词", "检查这里的括号和冒号")
        data: dict[str, Any] | list[Any] = {} if mapping else []
        self._value(holder, data)
        self.stack.append(_Holder(data, len(self.numbers), event.start_mark, bool(event.flow_style), mapping))
        self.numbers += self._numbers(event.start_mark, event.end_mark)

    # -- trouble

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Say where the reader stopped, unless a wide colon before it is said, or found, to be the cause."""
        if any(each.code in {ds0.WIDE_PUNCTUATION.code, ds0.BAD_YAML.code} for each in self.found):
            return
        self.found = [each for each in self.found if each.code != ds0.LOST_TEXT.code]  # torn by what is wrong here
        quote = "scanning a quoted scalar" in (error.context or "")  # missed at the end, made where it opens
        mark = (error.context_mark if quote else error.problem_mark) or error.context_mark
        line, column = self._at(mark) if mark else (1, 1)
        closed = quote or "flow" in (error.context or "")
        if found := yaml_mistakes.above(self.lines[:line], closed=closed):
            for slip in found:
                self._add_slip(slip, 1)
            return
        if line > 1 and not self.lines[line - 1]:
            line, column = line - 1, len(self.lines[line - 2]) + 1
        message, help_ = yaml_mistakes.explain(error.problem or "", error.context or "")
        self._add(ds0.BAD_YAML, Span(self.source.path, line, column, line, column + 1), message, help_)

    def _add_slip(self, slip: yaml_mistakes.Slip, line: int, column: int = 1) -> None:
        self.found.append(slip.rule.diagnose(slip.problem(self.source.path, line, column)))

    def _end(self) -> Span:
        line = self.source.text.count("\n") + 1
        return Span(self.source.path, line, 1, line, 2)

    def _numbers(self, start: Any, end: Any) -> Numbers:
        """Span from two marks; an end at the start of a line (block values) steps back to the text before it."""
        line, column, end_line, end_column = start.line, start.column, end.line, end.column
        if line == end_line < len(self.lines) and column < end_column:
            return line + 1, column + 1, line + 1, end_column + 1
        line, column = self._at(start)
        end_line, end_column = self._at(end)
        while end_line > line and not self.lines[end_line - 1][: end_column - 1].strip():
            end_line -= 1
            end_column = len(self.lines[end_line - 1]) + 1
        if (end_line, end_column) <= (line, column):
            end_line, end_column = line, column + 1
        return line, column, end_line, end_column

    def _at(self, mark: Any) -> tuple[int, int]:
        """Line and column of a mark; the reader puts what is missing at the end on a line that is not there."""
        if mark.line < len(self.lines):
            return mark.line + 1, mark.column + 1
        return len(self.lines), len(self.lines[-1]) + 1

    def _add(self, rule: Rule, span: Span, message: str, help_: str, *related: Related) -> None:
        self.found.append(rule.diagnose(Problem(place=Place(span), message=message, help=help_, related=related)))

    def _stop(self, rule: Rule, event: Any, message: str, help_: str, shown: str = "") -> None:
        line, column = self._at(event.start_mark)
        span = Span(self.source.path, line, column, line, column + max(len(shown), 1))
        raise _StopError(rule.diagnose(Problem(place=Place(span), message=message, help=help_)))
