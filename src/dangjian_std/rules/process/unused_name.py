"""登记了的事件、岗位没有用到。

为什么
------
步骤改了、标准废止了，登记的东西留了下来，看的人以为还有这件事要办，还有这个人要管。多半是漏了一步，或者忘了删。
事件看步骤的时间、文书的空白和条文的底线，岗位看谁来做、代行、兼任、签名和保管。没有用到的条文见 DS307，
没有用到的记录表、文书见 DS401、DS404。一多半都没有用到的，是标准还没有写完，不说。

反例
----
    # catalog
    events:
      - {name: 有事项需要党员大会表决, note: 会上有事项提请表决}
      - {name: 形成议定事项, note: 会上定下了要办的事}
      - {name: 进入汛期, note: 收到进入汛期的通知}

正例
----
    # catalog
    events:
      - {name: 有事项需要党员大会表决, note: 会上有事项提请表决}
      - {name: 形成议定事项, note: 会上定下了要办的事}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import EventName
from dangjian_std.domain.regulation import Floor
from dangjian_std.domain.timing import When, reference
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS212"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each event and each role that nothing uses."""
    events = {event.name: event.at("name") for event in catalog.system.events}
    roles = {role.id: role.at("id") for role in catalog.vocabulary.roles}
    yield from _unused("事件", events, _events(catalog))
    yield from _unused("岗位", roles, _roles(catalog))


def _unused(what: str, known: Mapping[str, Place], uses: Iterable[str]) -> Iterator[Problem]:
    """Yield the names that are not used; where they are the most, the set is still being written."""
    unused = known.keys() - set(uses)
    for name, place in known.items() if 2 * len(unused) < len(known) else ():
        if name in unused:
            yield Problem(place=place, message=f"{what}“{name}”没有用到", help="写进用到它的步骤，或者删去这一项")


def _events(catalog: Catalog) -> Iterator[str]:
    times: list[When] = [step.when for standard in catalog.standards.values() for step in standard.steps]
    times += [floor.when for floor in _floors(catalog) if floor.when]
    yield from (name for when in times if isinstance(name := reference(when), EventName))
    yield from (slot.event for paper in catalog.papers.values() for slot in paper.slots if slot.event)


def _floors(catalog: Catalog) -> Iterator[Floor]:
    for regulation in catalog.regulations.values():
        yield from (floor for article in regulation.articles for floor in article.floor)


def _roles(catalog: Catalog) -> Iterator[str]:
    for standard in catalog.standards.values():
        for step in standard.steps:
            yield from (step.who, *step.with_)
    for floor in _floors(catalog):
        yield from (*floor.who, *floor.with_)
    for role in catalog.vocabulary.roles:
        yield from filter(None, (role.convener, role.absent and role.absent.acts))
    for profile in catalog.profiles.values():
        yield from (name for double in profile.doubling for name in (double.role, double.by))
    for record in catalog.records.values():
        yield from filter(None, (*record.signed_by, record.keeper))
