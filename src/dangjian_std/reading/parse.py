"""Bytes to `Tree`: plain data plus a place for every key and value. The only module that knows YAML.

The grammar is a small, safe part of YAML 1.2: mappings, lists and text; `true`, `false`, nothing and decimal
numbers are the only words that are not text. Tags, anchors, aliases, merge keys and second documents are refused,
and the limits hold while the events stream in, before anything is composed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from dangjian_std.reading import yaml_mistakes
from dangjian_std.reading.decode import decode
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import MAX_DEPTH, MAX_NODES, MAX_TEXT, MOST, Parsed, Tree, resolved
from dangjian_std.text import characters, ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem, Related, Rule
from dangjian_std.text.places import Outline, Path, Place, Source, Span

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
    """A mapping or list that is being filled."""

    path: Path
    data: dict[str, Any] | list[Any]
    start: Any
    flow: bool
    key: str | None = None
    spans: dict[str, Span] = field(default_factory=dict)


class _Reader:
    """One walk over the event stream builds data and spans together."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines = source.text.split("\n")
        self.remarks = " #" in source.text
        self.values: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.found: list[Diagnostic] = []
        self.stack: list[_Holder] = []
        self.root: Any = None
        self.nodes = 0
        self.documents = False

    def read(self) -> Parsed:
        try:
            for event in yaml.parse(self.source.text, Loader=LOADER):
                self._take(event)
        except _StopError as stop:
            self.found.append(stop.diagnostic)
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            problem = Problem(place=Place(self._end()), message=f"读不懂这个文件：{type(error).__name__}")
            self.found.append(ds0.BAD_YAML.diagnose(problem))
        if self.found:
            return Parsed(self.source, None, tuple(self.found[:MOST]))
        if not isinstance(self.root, dict):
            span = self.values.get((), Span(self.source.path))
            message = "文件里没有内容" if self.root is None else "文件应由“键: 值”组成"
            self._add(ds0.BAD_YAML, Outline.head(span), message, "第一行内容应是 kind: standard 之类")
            return Parsed(self.source, None, tuple(self.found))
        lines = {self.source.path: self.lines}
        outline = Outline(Span(self.source.path, 1, 1, 1, 2), self.values, self.keys, lines)
        return Parsed(self.source, Tree(self.source, self.root, outline), ())

    # -- events

    def _take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self._admit(event)
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._admit(event)
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close(event)
            case yaml.DocumentStartEvent() if self.documents:
                help_ = "删去这里的 ---，或拆成两个文件"
                self._stop(ds0.SECOND_DOCUMENT, event, "一个文件只能写一份内容", help_)
            case yaml.DocumentStartEvent():
                self.documents = True
            case yaml.AliasEvent():
                name = f"*{event.anchor}"
                self._stop(ds0.YAML_EXTRA, event, f"不使用别名 {name}", "把内容直接写在这里", name)

    def _admit(self, event: Any) -> None:
        """Refuse what is no plain text, mapping or list, and too much of these."""
        if event.anchor:
            self._stop(ds0.YAML_EXTRA, event, f"不使用锚点 &{event.anchor}", f"删去 &{event.anchor}")
        if event.tag and event.tag != "!":
            self._stop(ds0.YAML_EXTRA, event, "不使用类型标记（以 ! 开头）", "删去标记，只留下值")
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._stop(ds0.TOO_LARGE, event, f"文件里的条目超过 {MAX_NODES} 个", "拆成几个文件")
        if len(self.stack) >= MAX_DEPTH:
            self._stop(ds0.TOO_LARGE, event, f"层次超过 {MAX_DEPTH} 层", "减少嵌套")

    def _scalar(self, event: Any) -> None:
        span, text, style = self._span(event.start_mark, event.end_mark), event.value, event.style or ""
        if len(text) > MAX_TEXT:
            self._stop(ds0.TOO_LARGE, event, f"一段文字超过 {MAX_TEXT} 字", "拆成几段")
        holder = self.stack[-1] if self.stack else None
        if style or not self._slipped(text, span, flow=holder is not None and holder.flow):
            self._check_loss(event, span)
        for char in text if style == '"' else "":  # whatever else there is stands in the file, and is decoded
            if char != "\n" and (name := characters.refused(char)):
                self._add(ds0.BAD_CHARACTER, span, f"文字里有看不见的{name} U+{ord(char):04X}", "改掉转义写法")
                break
        if holder is not None and isinstance(holder.data, dict) and holder.key is None:
            self._key(holder, text, span)
        else:
            self._value(text.rstrip("\n") if style else resolved(text), span)

    def _check_loss(self, event: Any, span: Span) -> None:
        """Tell a text that would not be what was typed."""
        height = span.end_line - span.line + 1
        if self.remarks or height > 1 or "\n" in event.value:
            line, column = self._at(event.end_mark)
            remark = not event.style and bool(yaml_mistakes.REMARK.match(self.lines[line - 1], column - 1))
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

    def _key(self, holder: _Holder, key: str, span: Span) -> None:
        if key == "<<":
            self._add(ds0.YAML_EXTRA, span, "不使用合并键 <<", "把内容直接写在这里")
        if key in holder.spans:
            first = holder.spans[key]
            message = f"键“{key}”重复了，第 {first.line} 行已经写过"
            self._add(ds0.DUPLICATE_KEY, span, message, "删去其中一个", Related(Place(first), "第一次写在这里"))
        holder.key = key
        holder.spans.setdefault(key, span)
        self.keys[(*holder.path, key)] = span

    def _value(self, value: Any, span: Span) -> Path:
        if not self.stack:
            self.root = value
            self.values[()] = span
            return ()
        holder = self.stack[-1]
        path: Path
        if isinstance(holder.data, dict):
            key = holder.key or ""
            path = (*holder.path, key)
            holder.data[key] = value
            holder.key = None
        else:
            path = (*holder.path, len(holder.data))
            holder.data.append(value)
        self.values[path] = span
        return path

    def _open(self, event: Any) -> None:
        if self.stack and isinstance(self.stack[-1].data, dict) and self.stack[-1].key is None:
            self._stop(ds0.BAD_YAML, event, "键只能是一个词", "检查这里的括号和冒号")
        data: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._value(data, self._span(event.start_mark, event.end_mark))
        self.stack.append(_Holder(path, data, event.start_mark, bool(event.flow_style)))

    def _close(self, event: Any) -> None:
        holder = self.stack.pop()
        self.values[holder.path] = self._span(holder.start, event.end_mark)

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

    def _span(self, start: Any, end: Any) -> Span:
        """Span from two marks; an end at the start of a line (block values) steps back to the text before it."""
        if start.line == end.line < len(self.lines) and start.column < end.column:
            return Span(self.source.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        line, column = self._at(start)
        end_line, end_column = self._at(end)
        while end_line > line and not self.lines[end_line - 1][: end_column - 1].strip():
            end_line -= 1
            end_column = len(self.lines[end_line - 1]) + 1
        if (end_line, end_column) <= (line, column):
            end_line, end_column = line, column + 1
        return Span(self.source.path, line, column, end_line, end_column)

    def _at(self, mark: Any) -> tuple[int, int]:
        """Line and column of a mark; the reader puts what is missing at the end on a line that is not there."""
        if mark.line < len(self.lines):
            return mark.line + 1, mark.column + 1
        return len(self.lines), len(self.lines[-1]) + 1

    def _add(self, rule: Rule, span: Span, message: str, help_: str, *related: Related) -> None:
        problem = Problem(place=Place(span), message=message, help=help_, related=related)
        self.found.append(rule.diagnose(problem))

    def _stop(self, rule: Rule, event: Any, message: str, help_: str, shown: str = "") -> None:
        line, column = self._at(event.start_mark)
        span = Span(self.source.path, line, column, line, column + max(len(shown), 1))
        raise _StopError(rule.diagnose(Problem(place=Place(span), message=message, help=help_)))
