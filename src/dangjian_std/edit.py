"""Texts to new texts: a new file in the shape of its kind, and one more form or paper in a step.

Nothing here reads or writes files. What stands in a text stays as it is: comments, layout, line ends.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangjian_std import slips
from dangjian_std.model import Role, RoleKind, StandardType, Step, System
from dangjian_std.source import Outline, Path

MODELINE = "# yaml-language-server: $schema=../../schemas/{}.schema.json"
FIRST, DRAFTED = "0.1.0", "起草"
"""Version and history of what is new."""
PERIODS = {"每月": "month", "每季度": "quarter", "每半年": "half-year", "每年": "year"}
DAYS = 5
"""Workdays that a step after an event is given until somebody settles it."""
BOM = "\ufeff"

PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`：][^\t]*")
"""Texts that may stand without quotes, unless a rule of `scalar` says otherwise."""
WORDS = re.compile(r"true|false|null|~|-?[0-9]+(\.[0-9]+)?")
ENDS = ("。", "！", "？", "；")


# -- new files -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is asked for a new standard. `when` is a period (每月) or the name of an event."""

    code: str
    title: str
    type: StandardType
    who: str
    what: str
    how: tuple[str, ...]
    when: str
    basis: tuple[tuple[str, str], ...] = ()
    requirement: str = ""
    proof: str = ""
    on: dt.date


def standard(draft: Draft, system: System) -> tuple[str, str]:
    """Return path and text of a new standard with one stage, one step and, for a 规范, one requirement."""
    number = int(draft.code[2])
    group = system.groups[number - 1]
    specification = draft.type is StandardType.SPECIFICATION
    subject = draft.title.removesuffix(draft.type)
    lines = [
        MODELINE.format("standard"),
        "kind: standard",
        f"code: {draft.code}",
        f"title: {scalar(draft.title)}",
        f"group: {scalar(group)}",
        f"type: {draft.type}",
        f"version: {FIRST}",
        "status: 草案",
        f"issued: {draft.on}",
        f"effective: {draft.on}",
        "origin: 本单位新编",
        "scope:",
        f"  covers: {scalar(subject + ('的程序和要求' if specification else '的程序'))}",
        "  applies_to: 本单位各党支部",
        "",
        "stages:",
        "  - id: main",
        "    title: 办理",
        "    steps:",
        "      - id: do",
        f"        who: {scalar(draft.who)}",
        f"        what: {scalar(draft.what.rstrip('。'))}",
        "        how:",
        *(f"          - {scalar(sentence(each))}" for each in draft.how),
        *_when_and_basis(draft),
        *(_requirement(draft) if specification else ()),
        "",
        *_history(draft.on),
    ]
    return f"standards/{number}-{group}/{file_name(draft.code, draft.title)}", "\n".join(lines) + "\n"


def _when_and_basis(draft: Draft) -> Iterator[str]:
    recurs = draft.when in PERIODS
    if recurs:
        yield f"        when: {{every: {PERIODS[draft.when]}, times: 1}}"
    else:
        yield f"        when: {{on: {scalar(draft.when, flow=True)}, within_workdays: {DAYS}}}"
    if not draft.basis:
        yield "        local: [step]"
        return
    yield "        basis:"
    for regulation, article in draft.basis:
        names = f"regulation: {scalar(regulation, flow=True)}, article: {scalar(article, flow=True)}"
        yield f"          - {{{names}}}"
    yield f"        local: [{'' if recurs else 'when.within_workdays, '}how]"


def _requirement(draft: Draft) -> Iterator[str]:
    yield from ("", "requirements:", "  - id: first", f"    text: {scalar(sentence(draft.requirement))}")
    yield from (f"    proof: {scalar(sentence(draft.proof))}", "    local: true")


def record(code: str, title: str, home: str, signer: str, on: dt.date) -> tuple[str, str]:
    """Return path and text of a new form: a few fields to begin with, and who signs it, if anybody."""
    lines = [
        MODELINE.format("record"),
        "kind: record",
        f"code: {code}",
        f"title: {scalar(title)}",
        f"version: {FIRST}",
        f"home: {home}",
        "per: branch",
        "medium: 打印后手签",
        "archive: 10年",
        "sensitivity: 内部",
        "minutes: 10",
        *([f"signed_by: [{scalar(signer, flow=True)}]"] if signer else []),
        "fields:",
        "  - {id: held-on, label: 日期, type: date}",
        "  - {id: place, label: 地点, type: text}",
        "  - id: points",
        "    label: 内容要点",
        "    type: lines",
        "    rows: 6",
        *([f"  - {{id: sign, label: {scalar(f'{signer}签名', flow=True)}, type: signature}}"] if signer else []),
        *_history(on),
    ]
    return f"standards/records/{file_name(code, title)}", "\n".join(lines) + "\n"


def signer(role: Role) -> str:
    """Who signs for a role: a person, so for an organ the one who convenes it."""
    return role.convener or "" if role.kind is RoleKind.ORGAN else role.id


def paper(code: str, title: str, home: str, on: dt.date) -> tuple[str, str]:
    """Return path and text of a new paper: one sentence with two blanks to begin with."""
    lines = [
        MODELINE.format("paper"),
        "kind: paper",
        f"code: {code}",
        f"title: {scalar(title)}",
        f"version: {FIRST}",
        f"home: {home}",
        "addressee: 各党小组、全体党员",
        "body:",
        "  - 定于〔held-on〕办理下列事项：〔matter〕。",
        "slots:",
        "  - {id: held-on, label: 日期}",
        "  - {id: matter, label: 事项}",
        "signature: （党支部名称）",
        *_history(on),
    ]
    return f"standards/papers/{file_name(code, title)}", "\n".join(lines) + "\n"


def _history(on: dt.date) -> Iterator[str]:
    yield from ("history:", f"  - {{version: {FIRST}, on: {on}, change: {DRAFTED}}}")


def file_name(code: str, title: str) -> str:
    """Name the file of a thing: its code and its title, without the quotation marks of either script."""
    return f"{code}-{re.sub('[“”‘’《》〈〉]', '', title)}.yaml"


def sentence(text: str) -> str:
    """Close a sentence that is not closed."""
    return text if text.endswith(ENDS) else f"{text}。"


def scalar(text: str, *, flow: bool = False) -> str:
    """Write a text as YAML: plain where that reads back the same, quoted otherwise. It has one line."""
    plain = PLAIN.fullmatch(text) and not WORDS.fullmatch(text) and text == text.strip()
    if not plain or ": " in text or " #" in text or text.endswith(":") or any(slips.keys([text])):
        plain = None
    if flow and re.search(r"[,\[\]{}:，：]", text):
        plain = None
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# -- one more thing in a step ----------------------------------------------------------------------------


def use(text: str, step: Step, key: str, code: str) -> str:
    """Return the text of a standard in which `step` opens a form (`opens`) or sends one more paper (`papers`).

    What a step with a basis takes up in addition is our own, and is marked so in its `local`.
    """
    body = text.removeprefix(BOM)
    marked = _Text(body, step)
    insertions = [marked.listed(key, code) if key == "papers" else marked.keyed(key, code, ("when", "bounds"))]
    mark = f"papers.{len(step.papers) + 1}" if key == "papers" and step.papers else key
    if not {"step", key, mark} & {*step.local, *step.unread_places}:
        insertions.append(marked.listed("local", mark))
    return text.removesuffix(body) + marked.inserted(insertions)


Insertion = tuple[int, int, str]
"""Line and column (counted from 1) and what is put in before them."""


class _Text:
    """The text of a standard, and where the parts of one step stand in it."""

    def __init__(self, text: str, step: Step) -> None:
        self.lines = text.split("\n")
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.outline: Outline = step.anchor.outline
        self.path: Path = step.anchor.path

    def keyed(self, key: str, value: str, after: Iterable[str]) -> Insertion:
        """Put a new key into the step, behind the last of those named; at its end where none is."""
        here = self.path
        if self._starts(here, "{"):
            line, column = max(self._end(path) for path in self._children(here))
            return line, column, f", {key}: {value}"
        named = [(*here, name) for name in after if (*here, name) in self.outline.values]
        line, _ = max(self._end(path) for path in named or self._children(here))
        indent = self.outline.keys[*here, "when"].column - 1
        return self._below(line, f"{' ' * indent}{key}: {value}")

    def listed(self, key: str, item: str) -> Insertion:
        """Put one more item into a list of the step; where there is none, begin one behind what is kept."""
        path = (*self.path, key)
        if path not in self.outline.values:
            after = ("when", "bounds", "opens", "record") if key == "papers" else ()
            return self.keyed(key, f"[{item}]", after)
        items = list(self._children(path))
        if self._starts(path, "["):
            start = self.outline.values[path]
            return (*self._end(items[-1]), f", {item}") if items else (start.line, start.column + 1, item)
        last = self.outline.values[items[-1]]
        dash = self.lines[last.line - 1][: last.column - 1]
        return self._below(self._end(items[-1])[0], f"{dash}{item}")

    def inserted(self, insertions: Iterable[Insertion]) -> str:
        """Return the text with everything put in, from its end upward."""
        lines = list(self.lines)
        order = [(line, column, index, new) for index, (line, column, new) in enumerate(insertions)]
        for line, column, _, new in sorted(order, reverse=True):
            old = lines[line - 1]
            lines[line - 1] = old[: column - 1] + new + old[column - 1 :]
        return "\n".join(lines)

    def _below(self, line: int, new: str) -> Insertion:
        return line, len(self.lines[line - 1].rstrip("\r")) + 1, self.newline + new

    def _starts(self, path: Path, bracket: str) -> bool:
        span = self.outline.values[path]
        return self.lines[span.line - 1][span.column - 1 :].startswith(bracket)

    def _children(self, path: Path) -> Iterator[Path]:
        return (each for each in self.outline.values if each[:-1] == path and len(each) == len(path) + 1)

    def _end(self, path: Path) -> tuple[int, int]:
        """Where a value ends; of a block the end of its last leaf, so that no comment below is passed over."""
        if not self._starts(path, "{") and not self._starts(path, "[") and (inner := list(self._children(path))):
            return max(map(self._end, inner))
        span = self.outline.values[path]
        return span.end_line, span.end_column


# -- what a person says ----------------------------------------------------------------------------------


def citation(text: str) -> tuple[str, str]:
    """Split 支部条例 第十四条, also written 《支部条例》第十四条; what names no article has an empty one."""
    match = re.fullmatch(r"\s*(?:《([^》]*)》|(\S+))\s*(.*?)\s*", text)
    return (match[1] or match[2], match[3]) if match else ("", "")
