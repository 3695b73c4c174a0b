"""With which of what a unit does an event of a meeting comes."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from dangjian_std.domain import meetings_apart
from dangjian_std.domain.catalog import MeetingEvent
from dangjian_std.domain.roles import RoleKind
from dangjian_std.domain.vocabulary import Organ

ROLES = {
    each.id: each
    for each in (
        SimpleNamespace(id="支委会", kind=RoleKind.ORGAN, needs=Organ.COMMITTEE),
        SimpleNamespace(id="委员", kind=RoleKind.POST, needs=Organ.COMMITTEE),
        SimpleNamespace(id="党小组", kind=RoleKind.ORGAN, needs=Organ.GROUPS),
    )
}


def due(name, day, who, *with_, meeting=None, apart=False):
    step = SimpleNamespace(who=who, with_=with_, meeting=meeting)
    return SimpleNamespace(name=name, planned=dt.date(2027, 3, day), step=step, apart=apart)


DUES = (
    due("a", 3, "支委会"),
    due("again that day", 3, "支委会"),
    due("b", 5, "书记", "支委会"),
    due("of a member", 6, "委员"),
    due("of a group", 7, "党小组"),
    due("at its own meeting", 8, "支委会", meeting="支委会会议"),
    due("alone", 9, "书记", apart=True),
)


@pytest.mark.parametrize(
    ("meeting", "of", "names"),
    [
        (None, Organ.COMMITTEE, ["a", "b"]),
        (None, Organ.GROUPS, ["of a group"]),
        (MeetingEvent.EACH, None, ["alone"]),
        (MeetingEvent.EACH, Organ.COMMITTEE, ["alone", "a", "b"]),
        (None, None, []),
    ],
)
def test_what_an_organ_does_first_on_a_day_stands_for_its_meeting(meeting, of, names):
    unit = SimpleNamespace(catalog=SimpleNamespace(roles=ROLES))
    event = SimpleNamespace(meeting=meeting, of=of)
    assert [each.name for each in meetings_apart._held(unit, event, DUES)] == names
