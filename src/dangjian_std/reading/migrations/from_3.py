"""第3版到第4版：步骤写明日子记在哪一栏，检查要点写明机器能答到哪一步。

新的键：步骤的 writes，检查要点的 decides，看法 agrees、each、follows、hand，记录表的 key、agree，栏目的 words，
填写方式 tick、period。日子只有一处可记的，已经加上 writes；照原来的写法机器答不出来的检查要点，改成 hand: 翻看。
请用 dstd report measures 逐条看一遍：机器能看的换回来，要问人、看实物的改成询问、看实物，机器只能说一半的，
写 decides。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dangjian_std.reading.migrations import FileChange, Trees, every
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.yaml_editing.operations import Add, Replace
from dangjian_std.text.places import Path

FROM = 3

Data = Mapping[str, Any]

HAND = {"hand": "翻看"}
NOT_STORED = "不入库"
UNTYPED_MEDIA_NAMES = ("无记名纸票", "上级统一印制", "系统办理")
"""Media of forms that nobody types into a computer."""
SIGNED_TYPES = ("signature", "seal", "roster")


@dataclass(frozen=True, slots=True)
class Act:
    """A step, and where it stands."""

    file: str
    at: Path
    data: Data


def changes(trees: Trees) -> Iterator[FileChange]:
    """Yield where the day of each measured step stands, and a hand for each measure that no machine can answer."""
    forms = {_text(tree.data, "code"): tree.data for tree in trees.values() if tree.data.get("kind") == "record"}
    acts: dict[str, Act] = {}
    for path, tree in trees.items():
        for at, step in _dicts(tree, "stages", "*", "steps", "*"):
            acts.setdefault(f"{_text(tree.data, 'code')}.{_text(step, 'id')}", Act(path, at, step))
    read: dict[Read, set[str]] = {}
    for tree in trees.values():
        for _, criterion in _dicts(tree, "criteria", "*"):
            if isinstance(measure := criterion.get("measure"), dict):
                read.setdefault(_read(tree, measure), set()).add(_text(criterion, "statement"))
    done: set[str] = set()
    for path, tree in trees.items():
        for at, measure in _dicts(tree, "criteria", "*", "measure"):
            name = _read(tree, measure)[1]
            act = acts.get(name)
            writes = _writes(forms, act) if act else None
            if len(read[_read(tree, measure)]) > 1 or not (writes or _counts(forms, measure)):
                yield FileChange(path, Replace(at, HAND))
            elif act and writes and name not in done:
                done.add(name)
                yield FileChange(act.file, Add(act.at, "writes", writes, ("opens",)))


Read = tuple[str, str, str]
"""What a measure reads: how, the step or the table in the whole set, and the column."""


def _read(tree: Tree, measure: Data) -> Read:
    lead = next((key for key in ("recurs", "on_time", "share") if key in measure), "")
    name = _text(measure, lead)
    own = lead != "share" and "." not in name
    return lead, f"{_text(tree.data, 'code')}.{name}" if own else name, _text(measure, "where")


def _counts(forms: Mapping[str, Data], measure: Data) -> bool:
    """Whether a machine can tell the part of the rows: they are typed, and so is the column."""
    code, _, table = _text(measure, "share").partition(".")
    form = forms.get(code)
    fields = _items(form, "fields") if form and _typed(form) else []
    columns = [column for field in fields if field.get("id") == table for column in _items(field, "columns")]
    return any(each.get("id") == measure.get("where") and each.get("type") not in SIGNED_TYPES for each in columns)


def _writes(forms: Mapping[str, Data], act: Act) -> Data | None:
    """Return where the day of a step stands, if it can be only one place: it opens a form in every period."""
    form = forms.get(_text(act.data, "opens"))
    when = act.data.get("when")
    if form is None or not _typed(form) or not isinstance(when, dict) or "every" not in when:
        return None
    day = _day(form)
    ticked = _ticked(form, act)
    if day is None or (form.get("common") is True and ticked is None):
        return None
    return {"on": day} | ({"ticked": [ticked]} if ticked else {})


def _typed(form: Data) -> bool:
    return form.get("sensitivity") != NOT_STORED and form.get("medium") not in UNTYPED_MEDIA_NAMES


def _day(form: Data) -> str | None:
    """Return the one day of a form: that of the occasion, else the only one."""
    fields = _items(form, "fields")
    days = [_text(each, "id") for each in fields if each.get("type") == "date"]
    meant = [_text(each, "id") for each in fields if each.get("type") == each.get("fill") == "date"]
    known = meant or days
    return (known[0] or None) if len(known) == 1 else None


def _ticked(form: Data, act: Act) -> str | None:
    """Return the box that a step ticks on the form, unless it stands for all that is none of the others."""
    kinds = act.data.get("kinds")
    fields = [each for each in _items(form, "fields") if each.get("fill") == "kinds"]
    options = [option for each in fields for option in _list(each, "options") if option != each.get("other")]
    found = [each for each in kinds if each in options] if isinstance(kinds, list) else []
    return str(found[0]) if found else None


# -- what has the shape ----------------------------------------------------------------------------------


def _dicts(tree: Tree, *way: str) -> Iterator[tuple[Path, Data]]:
    return ((path, value) for path, value in every(tree, *way) if isinstance(value, dict))


def _text(data: Data, key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _list(data: Data, key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, list) else []


def _items(data: Data, key: str) -> list[Data]:
    return [each for each in _list(data, key) if isinstance(each, dict)]
