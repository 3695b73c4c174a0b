"""What a meeting is called, wherever it is named: by the boxes ticked on its form, else by its own name.

The reminder, the lines for members, the notice, the calendars and the record call one meeting alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due import Due
from dangjian_std.domain.record import Record
from dangjian_std.domain.vocabulary import Fill
from dangjian_std.publications.month_pack import tasks


def names(catalog: Catalog, held: Iterable[Due]) -> tuple[str, ...]:
    """Return the names of a meeting from what is held at it, that of whoever calls it first; none if it has none.

    A step that is found under a box of the form is called as that; the box for any other occasion names nothing.
    """
    held = tuple(held)
    own = {due.time: due.step.meeting for due in held if due.step.meeting}
    form = catalog.records.get(held[0].step.form or "") if held[0].step.meeting else None
    if form is None:
        return tuple(dict.fromkeys(own.values()))
    others = {each.other for each in form.fields_filled(Fill.KINDS)}
    boxed = [kind for _, boxes in ticked(form, held) for kind in boxes if kind not in others]
    unboxed = (own[due.time] for due in held if due.time in own and not set(boxed) & set(due.step.kinds))
    named = (*unboxed, *boxed) if not set(boxed) & set(held[0].step.kinds) else (*boxed, *unboxed)
    return tuple(dict.fromkeys(named))


def host(due: Due) -> str:
    """Return what the meeting is called at which a step says that it is done; nothing where it says none."""
    return (due.host.step.meeting or due.host.step.what) if due.host else ""


def ticked(record: Record, held: Iterable[Due]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the fields of a form for the kinds of a meeting, each with the boxes to tick.

    A step that joins another's meeting ticks its own kinds, not the option `other`.
    """
    held = tuple(held)
    met = [due for due in held if due.joins or tasks.opened(due) == record.code]
    for each in record.fields_filled(Fill.KINDS):
        boxes = {kind for due in met for kind in due.step.kinds if not (due.joins and kind == each.other)}
        boxes |= {kind for due in held for kind in _instead(record, due)}
        if found := tuple(option for option in each.options if option in boxes):
            yield each.id, found


def _instead(record: Record, due: Due) -> tuple[str, ...]:
    """Return the boxes by which a step is found on a form that it is written on instead of its own."""
    other = due.step.writes.or_ if due.step.writes else None
    written = other is not None and due.record == other.form == record.code != due.step.record
    return other.ticked if other and written else ()
