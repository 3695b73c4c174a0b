"""What a step leaves in writing: that it is written in another form is one change, not a loss and a gain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dangjian_std.changes import value_words
from dangjian_std.changes.aspects import wider
from dangjian_std.changes.change import Change, ChangeKind, ChangeSite
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Step

NAMES_OF_TRACE_KEYS = {"opens": "开新表", "record": "记入", "papers": "文书", "leaves": "其他材料"}
"""Keys of a step that say what it leaves, and how they are called."""


def changed(catalogs: tuple[Catalog, Catalog], site: ChangeSite, old: Step, new: Step) -> Change | None:
    """Return the one change of what a step leaves, where it goes from one key to another; else None."""
    keys = [key for key in NAMES_OF_TRACE_KEYS if getattr(old, key) != getattr(new, key)]
    was, now = (tuple(code for key in keys for code in _several(getattr(each, key))) for each in (old, new))
    if not (len(keys) > 1 and was and now):
        return None
    before, after = catalogs
    key = next(each for each in keys if getattr(new, each))
    return Change(
        kind=wider(was, now) if set(was) != set(now) else ChangeKind.CHANGED,
        site=site,
        key=key,
        aspect="留痕",
        before=_told(old, keys, before, after),
        after=_told(new, keys, after, before),
        place=new.at(key),
    )


def _told(step: Step, keys: Sequence[str], *catalogs: Catalog) -> str:
    """Say where a step is written, the titles of forms by the first state that has them."""
    parts = ((NAMES_OF_TRACE_KEYS[key], _several(getattr(step, key))) for key in keys)
    return "；".join(f"{word}{_forms(codes, catalogs)}" for word, codes in parts if codes)


def _forms(codes: Iterable[str], catalogs: Sequence[Catalog]) -> str:
    return "、".join(form(code, *catalogs) or code for code in codes)


def form(code: str, *catalogs: Catalog) -> str:
    """Name a form or paper by the first state that has it; nothing where none has."""
    return next(
        (value_words.form(each, code) for each in catalogs if code in each.records or code in each.papers), ""
    )


def _several(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()
