"""Texts to new texts: a new file in the shape of its kind, and one more form or paper in a step.

Nothing here reads or writes files. What stands in a text stays as it is: comments, layout, line ends.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.rates import NAMES_OF_PERIODS
from dangjian_std.domain.roles import Role
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every, On
from dangjian_std.domain.vocabulary import Nth, Period, RoleKind, StandardType, Weekday
from dangjian_std.reading.added import SENTENCE_ENDS
from dangjian_std.reading.load import file_name
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.yaml_editing.amending import amend
from dangjian_std.reading.yaml_editing.layout import scalar
from dangjian_std.reading.yaml_editing.operations import Add, Append, Operation

MODELINE = "# yaml-language-server: $schema=../../schemas/{}.schema.json"
FIRST_VERSION, FIRST_CHANGE = "0.1.0", "起草"
"""Version and history of what is new."""
PERIOD_OF_NAME = {words: period for period, words in NAMES_OF_PERIODS.items() if period is not Period.TERM}
_RECURS = re.compile(f"({'|'.join(PERIOD_OF_NAME)})({'|'.join(Nth)})?({'|'.join(Weekday)})?")
KEYS_BEYOND_ARTICLE = {"nth", "weekday", "within_workdays"}
"""Keys of a time that say more than a cited article may."""
DEFAULT_WORKDAYS = 5
"""Workdays that a step after an event is given until somebody settles it."""


# -- new files -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardDraft:
    """What is asked for a new standard. `when` is a period (每月, 每月第一个周五) or the name of an event."""

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


def standard(draft: StandardDraft, catalog: Catalog) -> tuple[str, str]:
    """Return path and text of a new standard with one stage, one step and, for a 规范, one requirement."""
    system = catalog.system
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
        f"version: {FIRST_VERSION}",
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
        *_when_and_basis(draft, timed=_timed(draft, catalog)),
        *(_requirement(draft) if specification else ()),
        "",
        *_history(draft.on),
    ]
    return f"standards/{number}-{group}/{file_name(draft.code, draft.title)}", "\n".join(lines) + "\n"


def _timed(draft: StandardDraft, catalog: Catalog) -> bool:
    """Whether a cited article says when: only then is the time to be compared with it, and not our own."""
    for name, number in draft.basis:
        article = catalog.regulations[name].article(number)
        times = [floor.when for floor in article.floor] if article else []
        if any(
            isinstance(when, Every) if recurring(draft.when) else isinstance(when, On) and when.on == draft.when
            for when in times
        ):
            return True
    return False


def _when_and_basis(draft: StandardDraft, *, timed: bool) -> Iterator[str]:
    event = {"on": scalar(draft.when, flow=True), "within_workdays": f"{DEFAULT_WORKDAYS}"}
    keys = recurring(draft.when) or event
    yield f"        when: {{{', '.join(f'{key}: {value}' for key, value in keys.items())}}}"
    if not draft.basis:
        yield "        local: [step]"
        return
    yield "        basis:"
    for regulation, article in draft.basis:
        names = f"regulation: {scalar(regulation, flow=True)}, article: {scalar(article, flow=True)}"
        yield f"          - {{{names}}}"
    when = [f"when.{key}" for key in keys if key in KEYS_BEYOND_ARTICLE] if timed else ["when"]
    yield f"        local: [{', '.join(('who', 'what', *when, 'how'))}]"


def _requirement(draft: StandardDraft) -> Iterator[str]:
    yield from ("", "requirements:", "  - id: first", f"    text: {scalar(sentence(draft.requirement))}")
    yield from (f"    proof: {scalar(sentence(draft.proof))}", "    local: true")


def record(code: str, title: str, home: str, signer: str, on: dt.date) -> tuple[str, str]:
    """Return path and text of a new form: a few fields to begin with, and who signs it, if anybody."""
    lines = [
        MODELINE.format("record"),
        "kind: record",
        f"code: {code}",
        f"title: {scalar(title)}",
        f"version: {FIRST_VERSION}",
        f"home: {home}",
        "per: branch",
        "medium: 打印后手签",
        "archive: 10年",
        "sensitivity: 内部",
        "minutes: 10",
        *([f"signed_by: [{scalar(signer, flow=True)}]"] if signer else []),
        "fields:",
        "  - {id: held-on, label: 日期, type: date, fill: date}",
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
        f"version: {FIRST_VERSION}",
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
    yield from ("history:", f"  - {{version: {FIRST_VERSION}, on: {on}, change: {FIRST_CHANGE}}}")


def sentence(text: str) -> str:
    """Close a sentence that is not closed."""
    return text if text.endswith(SENTENCE_ENDS) else f"{text}。"


# -- one more thing in a step ----------------------------------------------------------------------------


def use(text: str, step: Step, key: str, code: str) -> str:
    """Return the text of a standard in which `step` opens a form (`opens`) or sends one more paper (`papers`).

    What a step with a basis takes up in addition is our own, and is marked so in its `local`.
    """
    raw, here = RawSource(step.anchor.outline.file.path, text.encode()), step.anchor.path
    tree = parse(raw).sound

    def listed(name: str, item: str, after: tuple[str, ...] = ()) -> Operation:
        there = (*here, name) in tree.outline.values
        return Append((*here, name), item) if there else Add(here, name, [item], after)

    papers = key == "papers"
    operations = [
        listed(key, code, ("when", "bounds", "opens", "record"))
        if papers
        else Add(here, key, code, ("when", "bounds"))
    ]
    mark = f"papers.{len(step.papers) + 1}" if papers and step.papers else key
    if not {"step", key, mark} & {*step.local, *step.unread_places}:
        operations.append(listed("local", mark))
    return amend(raw, tree, operations)[0].data.decode()


# -- what a person says ----------------------------------------------------------------------------------


def recurring(text: str) -> dict[str, str]:
    """Return the keys of a time that recurs, such as 每月第一个周五; none for anything else."""
    match = _RECURS.fullmatch(re.sub("^每周(?=[一二三四五六日]$)", "每周周", text))
    if match is None or (match[2] and not match[3]):
        return {}
    keys = {"every": PERIOD_OF_NAME[match[1]], "times": "1", "nth": match[2], "weekday": match[3]}
    return {key: value for key, value in keys.items() if value}


def citation(text: str) -> tuple[str, str]:
    """Split 支部条例 第十四条, also written 《支部条例》第十四条; what names no article has an empty one."""
    match = re.fullmatch(r"\s*(?:《([^》]*)》|(\S+))\s*(.*?)\s*", text)
    return (match[1] or match[2], match[3]) if match else ("", "")
