"""What the plan of a year sees of a set: times, actors, meetings and forms, and none of its sentences.

Who plans by it is given the same catalogue again as long as nothing of that changed, so what was worked out once
still holds. Names of steps lead back to the set, where they stand in a file.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import asked_once
from dangjian_std.domain.record import Field, Record
from dangjian_std.domain.standard import Stage, Standard, Step

MOST_CACHED_CATALOGS = 4
"""Catalogues that are remembered, the one seen last first."""
_SEEN: list[Catalog] = []


def spoken(catalog: Catalog) -> Catalog:
    """Return what a plan that is put into words sees: what is done, and what standards and forms are called."""
    return _view(catalog, {code: _spoken(each) for code, each in catalog.standards.items()})


def throughout(catalog: Catalog) -> Catalog:
    """Return what a plan of days alone sees, as it will be when all that is asked for has begun.

    Units that differ in their names alone plan by the same one.
    """
    system = dataclasses.replace(catalog.system, title="", issuer="", prefix="")
    catalog = dataclasses.replace(catalog, system=system, adoption=None)
    return _view(catalog, {code: _silent(each) for code, each in catalog.standards.items()})


def _view(catalog: Catalog, standards: dict[str, Standard]) -> Catalog:
    records = {code: _record(each) for code, each in catalog.records.items()}
    new = dataclasses.replace(catalog, standards=standards, records=records, papers={})
    found = next((each for each in _SEEN if each == new), new)
    _SEEN[:] = [found, *(each for each in _SEEN if each is not found)][:MOST_CACHED_CATALOGS]
    return found


@asked_once
def _spoken(standard: Standard) -> Standard:
    stages = tuple(
        dataclasses.replace(each, gate=None, steps=tuple(map(_step, each.steps))) for each in standard.stages
    )
    return dataclasses.replace(
        standard,
        stages=stages,
        version="",
        origin="",
        goals=(),
        scope=dataclasses.replace(standard.scope, covers="", applies_to=""),
        normative=(),
        terms=(),
        requirements=(),
        criteria=(),
        annexes=(),
        parameters=(),
        history=(),
    )


def _step(step: Step) -> Step:
    return dataclasses.replace(
        step,
        how=(),
        bounds=None,
        outcomes=(),
        leaves=(),
        basis=(),
        local=(),
        unread=(),
        fixed=None,
    )


@asked_once
def _silent(standard: Standard) -> Standard:
    spoken_ = _spoken(standard)
    return dataclasses.replace(
        spoken_, title="", short=None, effective=dt.date.min, stages=tuple(map(_silent_stage, spoken_.stages))
    )


def _silent_stage(stage: Stage) -> Stage:
    steps = tuple(dataclasses.replace(each, what="", clear=False) for each in stage.steps)
    return dataclasses.replace(stage, title="", steps=steps)


@asked_once
def _record(record: Record) -> Record:
    fields = tuple(map(_field, record.fields))
    return dataclasses.replace(
        record, version="", keep=None, keeper=None, signed_by=(), key_=(), agree=(), history=(), fields=fields
    )


def _field(field: Field) -> Field:
    return dataclasses.replace(field, label="", hint=None, words=(), columns=(), compute=None, sample=())
