"""Who acts, as a book of a unit names them: those who are there.

The set as it is issued, which units of every shape adopt, names everybody as it is written. As it is written stays
too who acts in a step that the unit does not do, and a role outside the unit for which superiors say who acts.
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.unit import Unit


def issued(unit: Unit) -> bool:
    """Whether a book is that of the set: no unit adopts it here, and no other shape was asked for."""
    return unit.catalog.adoption is None and unit.profile.name == unit.catalog.system.profile


def doer(unit: Unit, code: str, step: Step) -> str:
    """Return who does a step."""
    return step.who if unit.excuse(code, step) else present(unit, step.who)


def partners(unit: Unit, code: str, step: Step) -> tuple[str, ...]:
    """Return who takes part in it beside them, each once."""
    if unit.excuse(code, step):
        return step.with_
    found = dict.fromkeys(present(unit, role) for role in step.with_)
    return tuple(role for role in found if role != doer(unit, code, step) or role in step.with_)


def present(unit: Unit, role: str) -> str:
    """Return who is there for a role."""
    if issued(unit) or unit.absence(role):
        return role
    return unit.actor(role) or role


def note(unit: Unit, standard: Standard) -> str:
    """Say once for a standard whom it does not name, and who acts for them; nothing where all are there."""
    found = _absent(unit, standard).items()
    said = "；".join(f"{'、'.join(roles)}本单位不设，由{actor}办" for actor, roles in found)
    return f"{said}。本文件照此写，文字里提到它们的也照此办。" if said else ""


def _absent(unit: Unit, standard: Standard) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for role in dict.fromkeys(named(unit, standard)):
        if (actor := present(unit, role)) != role:
            found.setdefault(actor, []).append(role)
    return found


def named(unit: Unit, standard: Standard) -> Iterator[str]:
    """Yield who acts or takes part in the steps of a standard that the unit does, as they are written."""
    for step in standard.steps:
        if not unit.excuse(standard.code, step):
            yield from (step.who, *step.with_)
