"""用到的岗位没有在 roles.yaml 登记。

为什么
------
“谁来做”只能写登记过的岗位。写错一个字，责任清单里就会多出一个没有人认领的岗位。

反例
----
    # DJ401 choose
    who: 记录员

正例
----
    # DJ401 choose
    who: 组织委员

依据
----
本工具的约定：谁来做，是每项标准要答的第一问。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import asked_once
from dangjian_std.domain.record import Record
from dangjian_std.domain.standard import Standard
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS102"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each role that is used and not registered."""
    known = {role.id: role.at("id") for role in reversed(catalog.vocabulary.roles)}
    single = []
    split = cache(lambda name: re.split("[、，,和]", name))
    for name, place in _uses(catalog):
        if len(names := split(name)) > 1 and known.keys() >= set(names):
            message = f"“{name}”是{len(names)}个岗位"
            yield Problem(place=place, message=message, help="只写一个；一起做的写进 with，一个一项")
        else:
            single.append((name, place))
    yield from dangling(single, known, what="岗位", register="standards/roles.yaml")


def _uses(catalog: Catalog) -> Iterator[tuple[str, Place]]:
    for standard in catalog.standards.values():
        yield from _acting(standard)
    for role in catalog.vocabulary.roles:
        if role.convener:
            yield role.convener, role.at("convener")
        if role.absent and role.absent.acts:
            yield role.absent.acts, role.absent.at("acts")
    for profile in catalog.profiles.values():
        for double in profile.doubling:
            yield double.role, double.at("role")
            yield double.by, double.at("by")
    yield from _asked(catalog)
    for record in catalog.records.values():
        yield from _keeping(record)


@asked_once
def _acting(standard: Standard) -> tuple[tuple[str, Place], ...]:
    found: list[tuple[str, Place]] = []
    for step in standard.steps:
        found.append((step.who, step.at("who")))
        found += ((name, step.at("with", index)) for index, name in enumerate(step.with_))
    return tuple(found)


@asked_once
def _keeping(record: Record) -> tuple[tuple[str, Place], ...]:
    signing = tuple((name, record.at("signed_by", index)) for index, name in enumerate(record.signed_by))
    return (*signing, (record.keeper, record.at("keeper"))) if record.keeper else signing


def _asked(catalog: Catalog) -> Iterator[tuple[str, Place]]:
    for regulation in catalog.regulations.values():
        for floor in (floor for article in regulation.articles for floor in article.floor):
            yield from ((name, floor.at("who", index)) for index, name in enumerate(floor.who))
            yield from ((name, floor.at("with", index)) for index, name in enumerate(floor.with_))
