"""Values in words, for a reviewer who does not read YAML."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from dangjian_std.composition import occasions, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import LOCAL_MARK, UNREAD_MARK
from dangjian_std.document.inline import Line, Ref
from dangjian_std.domain.agreements import Agreed
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.computing import Computed
from dangjian_std.domain.measures import Criterion, Measured
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import HistoryEntry, Paper, Slot
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.regulation import Article, Citation
from dangjian_std.domain.standard import Annex, Outcome, Requirement, Step
from dangjian_std.domain.timing import Amount, Bounds, Share, Time, When
from dangjian_std.reading.schema import COMMON_SCHEMA, SCHEMA_KINDS, shape

EMPTY_TEXT_WORD = "（空的）"
SCHEMA_NAME_OF_TYPE = {Time: "when", Measured: "measure", Agreed: "agreement", Computed: "computation"}
"""What the schemas call the kinds that share one shape."""
NAMES_OF_LOCAL_PLACES = {
    "step": "整步",
    "who": "谁来做",
    "with": "参加",
    "what": "做什么",
    "how": "怎么做",
    "when": "何时",
    "bounds": "界限",
    "outcomes": "结果",
    "after": "先办完",
    "opens": "开新表",
    "record": "记入",
    "papers": "文书",
}
"""Places that `local` names, where the schema calls them otherwise."""


def title(cls: type[Node], key: str) -> str:
    """Return what the schema calls a key, or the key itself where no schema knows it."""
    return str(_schemas().get((_schema_name(cls), key), {}).get("title", key))


def word(cls: type[Node], key: str, value: Any) -> str:
    """Say a value; an English word as the schema explains it: `lines=几行` is 几行."""
    if isinstance(value, StrEnum) and value.isascii():
        explained = _schemas().get((_schema_name(cls), key), {}).get("description", "")
        found = re.search(rf"(?<![\w-]){re.escape(value)}=([^，、；。]+)", explained)
        return found[1] if found else value.value
    return say(value)


def _schema_name(cls: type[Node]) -> str:
    """Name what the schema calls a node; the kinds of a time, of a measure, of an agreement have one name."""
    return next(
        (name for base, name in SCHEMA_NAME_OF_TYPE.items() if issubclass(cls, base)), cls.__name__.lower()
    )


@functools.cache
def _schemas() -> dict[tuple[str, str], dict[str, Any]]:
    """What every schema says of a key, by the class of the node and the key."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for kind in (*SCHEMA_KINDS, COMMON_SCHEMA):
        root = shape(kind)
        name = {"catalog": "system"}.get(kind, kind)
        for owner, schema in ((name, root), *root.get("$defs", {}).items()):
            for key, below in schema.get("properties", {}).items():
                found[re.sub("[_-]", "", owner), key] = below
    return found


def say(value: Any) -> str:
    """Say a value that has no words of its own. Nothing is an empty text."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "是", False: "否"}[value]
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return "、".join(map(say, value))
    if isinstance(value, Mapping):
        return "；".join(f"{key}：{say(each)}" for key, each in value.items())
    if isinstance(value, Node):
        short = f"{value.regulation}{value.article}" if isinstance(value, Citation) else "，".join(_stated(value))
        return short or EMPTY_TEXT_WORD
    return str(value)


def _stated(node: Node) -> Iterator[str]:
    """Yield what a node states beyond its name; where nothing else names it, with that."""
    for key, value in node.stated():
        if key != "id" or isinstance(node, Agreed):
            yield f"{title(type(node), key)} {word(type(node), key, value)}"


def line(words: Line) -> str:
    """Return a printed line as a text."""
    return "".join(each.text if isinstance(each, Ref) else str(each) for each in words)


def time(when: When, numbering: Clauses | None) -> str:
    """Say when, as the book prints it; a step is called by what it does."""
    return line(wording.when(when, numbering.told if numbering else str))


def numbers(bounds: Bounds) -> str:
    """Say bounds as the book prints them; what is not sound as it is written."""
    for each in (bounds.quorum, bounds.majority, bounds.headcount, bounds.term_years, bounds.hours):
        if isinstance(each, Share) and (each.at_least is None) == (each.more_than is None):
            return say(bounds)
        if isinstance(each, Amount) and each.at_least is each.at_most is None:
            return say(bounds)
    return wording.bounds(bounds)


def form(catalog: Catalog, code: str | None) -> str:
    """Name a form or paper by its title and code."""
    item = catalog.records.get(code or "") or catalog.papers.get(code or "")
    return f"《{item.title}》（{code}）" if item else code or ""


def step(numbering: Clauses, each: Step) -> str:
    """Tell a whole step in lines: what, how, then who, when, within which numbers and what it leaves, marks."""
    return "\n".join((*_done(each), _around(numbering, each), *_marked(each)))


def _done(each: Step) -> Iterator[str]:
    yield f"做什么：{each.what}"
    yield from (f"怎么做第{index}项：{text}" for index, text in enumerate(each.how, 1))


def _marked(each: Step) -> Iterator[str]:
    if each.local:
        yield f"{LOCAL_MARK} {places(each.local)}"
    yield from (f"{UNREAD_MARK} {one.regulation}：{places(one.places)}" for one in each.unread)


def step_name(name: StepRef, *numberings: Clauses | None) -> str:
    """Call a step by what it does in the first state that has it."""
    said = (str(numbering.told(name)) for numbering in numberings if numbering)
    return next((each for each in said if each != str(name)), str(name))


def rows(annex: Annex) -> tuple[str, ...]:
    """Say the rows of a table one by one, each text under its head."""
    heads = annex.columns
    return tuple(
        "，".join(f"{head}：{text}" for head, text in zip(heads, row, strict=False)) for row in annex.rows
    )


def _around(numbering: Clauses, each: Step) -> str:
    catalog = numbering.catalog
    parts = [
        each.who,
        f"参加：{'、'.join(each.with_)}" if each.with_ else "",
        time(each.when, numbering),
        numbers(each.bounds) if each.bounds else "",
        *("".join(map(str, line))[:-1] for line in occasions.sentences(numbering, each, numbering.told)),
        *(f"{one.label}的，{told(catalog, one, numbering)}" for one in each.outcomes),
        f"填{form(catalog, each.opens)}" if each.opens else "",
        f"记入{form(catalog, each.record)}" if each.record else "",
        *(f"发{form(catalog, code)}" for code in each.papers),
        f"依据{'、'.join(f'{one.regulation}{one.article}' for one in each.basis)}" if each.basis else "",
    ]
    return "；".join(filter(None, parts))


def told(catalog: Catalog, node: Node, numbering: Clauses | None = None) -> str:
    """Tell a thing of a list: what it states, a line for each where it is a rule."""
    match node:
        case Requirement():
            cited = "、".join(map(say, node.basis))
            marks = (
                *((f"{LOCAL_MARK} 整条",) if node.local else ()),
                *(f"{UNREAD_MARK} {name}" for name in node.unread),
            )
            lines = (node.text, f"检查办法：{node.proof}", f"依据：{cited}" if cited else "", *marks)
            return "\n".join(filter(None, lines))
        case Criterion():
            return f"{node.statement}\n检查办法：{node.by_hand}\n性质：{node.kind}"
        case Article():
            floor = "".join(f"\n下限：{wording.floor(each)}" for each in node.floor)
            return f"{node.gist}\n核对：{node.checked.level}，{node.checked.on}，{node.checked.source}{floor}"
        case Outcome() | Annex() | HistoryEntry():
            return _part(node, numbering)
        case Slot():
            source = f"取自{field(catalog, node.field)}" if node.field else f"取自事件“{node.event}”的日期"
            return "手写" if node.sign else source if node.field or node.event else "另填"
        case _:
            return say(node)


def _part(node: Outcome | Annex | HistoryEntry, numbering: Clauses | None) -> str:
    match node:
        case Annex():
            return "\n".join(("资料性" if node.informative else "规范性", *node.text, *rows(node)))
        case Outcome():
            return f"转到{step_name(node.to, numbering)}" if node.to else "到此为止"
        case HistoryEntry():
            return f"{node.change}（理由：{node.reason}）" if node.reason else node.change


def field(catalog: Catalog, name: FieldRef) -> str:
    """Name a field of a form: 《会议活动记录》（R201）的“种类”."""
    record = catalog.records.get(name.record)
    labels = (each.label for each in record.fields if each.id == name.field) if record else ()
    return f"{form(catalog, name.record)}的“{next(iter(labels), name.field)}”"


def lines(old: Node, new: Node, key: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the lines by which the body of a paper or the rows of a table are compared; None for another key."""
    if isinstance(old, Paper) and isinstance(new, Paper) and key == "body":
        return bodies(old, new)
    if isinstance(old, Annex) and isinstance(new, Annex) and key == "rows":
        return rows(old), rows(new)
    return None


def bodies(old: Paper, new: Paper) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a paper said and says; slots are called by their labels where that tells them apart."""
    kept = set(old.body) & set(new.body)

    def filled(sentence: str, paper: Paper) -> str:
        labels = {each.id: each.label for each in (new if sentence in kept else paper).slots}
        return re.sub("〔([^〕]+)〕", lambda match: f"〔{labels.get(match[1], match[1])}〕", sentence)

    was, is_ = (tuple(filled(each, paper) for each in paper.body) for paper in (old, new))
    return (was, is_) if was != is_ else (old.body, new.body)


def places(local: Iterable[str]) -> str:
    """Say which places of a step are our own rules."""
    return "、".join(map(_place, local))


def _place(name: str) -> str:
    head, _, rest = name.partition(".")
    called = NAMES_OF_LOCAL_PLACES.get(head) or title(Step, head)
    if head == "how" and rest:
        return f"{called}第{rest}项"
    below = title(Time, rest) if head == "when" else title(Bounds, rest) if head == "bounds" else rest
    return f"{called}（{below}）" if rest else called
