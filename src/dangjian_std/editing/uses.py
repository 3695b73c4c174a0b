"""Where a set names a role, an event, a step or a code: by a key, which means it, or in a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dangjian_std.domain import clause_numbers
from dangjian_std.domain.catalog import Case, CaseEvent, Catalog
from dangjian_std.domain.framing import Parameter
from dangjian_std.domain.nodes import Node, texts
from dangjian_std.domain.record import HistoryEntry, Record, Slot
from dangjian_std.domain.references import CODE_IN_TEXT, FieldRef, StepRef, parse_target
from dangjian_std.domain.regulation import Floor, Regulation
from dangjian_std.domain.roles import Absent, Doubling, Role
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Time
from dangjian_std.domain.withdrawal import Withdrawal
from dangjian_std.reading import bind
from dangjian_std.rules.prose import Sentence, sentences
from dangjian_std.rules.references import KEYS_ABOUT_PAST
from dangjian_std.text.places import Path

ROLES = {
    (Step, "who"),
    (Step, "with"),
    (Role, "convener"),
    (Absent, "acts"),
    (Doubling, "role"),
    (Doubling, "by"),
    (Floor, "who"),
    (Floor, "with"),
    (Record, "signed_by"),
    (Record, "keeper"),
}
"""Keys that name a role."""
EVENTS = {(Slot, "event"), (CaseEvent, "event"), (Case, "from")}
"""Keys that name an event, those of a time aside."""


@dataclass(frozen=True, slots=True)
class TextUse:
    """A stretch of the text at a path below a node."""

    holder: Node
    path: Path
    text: str
    span: tuple[int, int]


def of_role(catalog: Catalog, name: str) -> Iterator[TextUse]:
    """Yield each key that names a role."""
    for holder, path, text in _texts(catalog):
        if text == name and (type(holder), path[0]) in ROLES:
            yield TextUse(holder, path, text, (0, len(text)))


def of_event(catalog: Catalog, name: str) -> Iterator[TextUse]:
    """Yield each key that names an event."""
    for holder, path, text in _texts(catalog):
        if text == name and (isinstance(holder, Time) or (type(holder), path[0]) in EVENTS):
            yield TextUse(holder, path, text, (0, len(text)))


def of_step(catalog: Catalog, step: StepRef) -> Iterator[tuple[TextUse, str]]:
    """Yield each reference to a step, and the standard in which it stands; none where one is always needed."""
    homes = {each.anchor.outline.file.path: code for code, each in catalog.standards.items()}
    for holder, path, text in _texts(catalog):
        home = homes.get(holder.anchor.outline.file.path, "")
        if (ref := step_named(holder, path)) and ref.qualified(home) == step:
            yield TextUse(holder, path, text, (0, len(text))), home
        elif isinstance(holder, Parameter):
            if (home, text.partition(".")[0]) == (step.standard, step.step) and path[0] in {"at", "said"}:
                yield TextUse(holder, path, text, (0, len(step.step))), home
        elif path[0] == "sample":
            for found in clause_numbers.CLAUSE_PLACEHOLDER.finditer(text):
                if (found["code"], found["part"]) == (step.standard, step.step):
                    yield TextUse(holder, path, text, (found.start() + 1, found.end() - 1)), ""


def step_named(holder: Node, path: Path) -> StepRef | None:
    """Return the step that a key names."""
    value = value_at(holder, path)
    if isinstance(holder, Case) and path == ("from",):
        value = parse_target(str(value))
    return value if isinstance(value, StepRef) else None


def value_at(holder: Node, path: Path) -> object:
    """Return the value at a path below a node."""
    value: object = getattr(holder, bind.fields(type(holder))[str(path[0])][0])
    for part in path[1:]:
        value = value[part] if isinstance(value, tuple) and isinstance(part, int) else None
    return value


def of_code(catalog: Catalog, code: str) -> Iterator[TextUse]:
    """Yield each place that names a standard, a form or a paper by its code; what tells of the past aside."""
    for holder, path, text in _texts(catalog):
        past = path[0] in KEYS_ABOUT_PAST or isinstance(holder, HistoryEntry)
        if not past or (path == ("code",) and not isinstance(holder, Withdrawal)):
            yield from (
                TextUse(holder, path, text, found.span())
                for found in CODE_IN_TEXT.finditer(text)
                if found[0] == code
            )


def _texts(catalog: Catalog) -> Iterator[tuple[Node, Path, str]]:
    """Yield every text of a set; of a regulation what it asks for, not what it says."""
    for node in catalog.nodes:
        of_law = isinstance(node, Regulation)
        yield from (each for each in texts(node) if not of_law or each[1][0] not in {"gist", "floorless"})


def in_sentences(
    catalog: Catalog, name: str, others: Collection[str] = ()
) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """Yield each sentence with a word, where that is no part of one of `others`, which are other names."""
    longer = sorted((other for other in {*others, name} if name in other), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longer)))
    for sentence in sentences(catalog):
        yield from ((sentence, found) for found in pattern.finditer(sentence.text) if found[0] == name)


def of_field(catalog: Catalog, field: FieldRef) -> Iterator[TextUse]:
    """Yield each key that names a field or a column of a form; of a whole form each that names no part of it."""
    for holder, path, text in _texts(catalog):
        if value_at(holder, path) == field:
            yield TextUse(holder, path, text, (0, len(text)))


def of_regulation(catalog: Catalog, name: str, article: str = "") -> Iterator[TextUse]:
    """Yield each key that names a regulation, or one of its articles."""
    wanted = ("article", article) if article else ("regulation", name)
    for holder, path, text in _texts(catalog):
        if (path[0], text) == wanted and getattr(holder, "regulation", None) == name:
            yield TextUse(holder, path, text, (0, len(text)))
