"""What the meeting of an organ settles, and who may share a meeting."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from dangjian_std.domain import meetings
from dangjian_std.domain.due_dates import Bound
from dangjian_std.domain.roles import RoleKind
from dangjian_std.domain.timing import After, Before, Every
from dangjian_std.domain.vocabulary import CountedPer, Period

ROLES = {"支委会": SimpleNamespace(kind=RoleKind.ORGAN), "书记": SimpleNamespace(kind=RoleKind.POST)}
CATALOG = SimpleNamespace(
    records={"R1": SimpleNamespace(common=True), "R2": SimpleNamespace(common=False)},
    roles=ROLES,
    everyone=frozenset({"党员"}),
)
MONTHLY = Every(anchor=None, every=Period.MONTH, times=1)


def day(number, month=3):
    return dt.date(2027, month, number)


def dates(first, last, bound=Bound.SPAN, deadline=None):
    return SimpleNamespace(first=first, last=last, bound=bound, deadline=deadline or last, listed=last)


def due(name, span, who="书记", with_=(), **more):
    step = SimpleNamespace(who=who, with_=with_, opens=more.pop("opens", None), when=more.pop("when", MONTHLY))
    said = {"record": None, "hangs_on": None, "host": None, "limits": None, "in_force": True, **more}
    return SimpleNamespace(name=name, time=name, dates=span, step=step, who=who, **said)


MARCH = dates(day(1), day(31))
MEETING = due("meeting", MARCH, with_=("支委会",), opens="R1", record="R1")


def settled(meeting, *items):
    return [each.name for each in meetings.settled_by(CATALOG, meeting, (meeting, *items))]


def by(number, month=3, first=1):
    return dates(day(first), day(number, month), Bound.BY)


@pytest.mark.parametrize(
    ("item", "is_settled"),
    [
        (due("of the organ", by(20), who="支委会"), True),
        (due("of all members too", by(20), who="支委会", with_=("党员",)), False),
        (due("of a person", by(20)), False),
        (due("on the record", by(20), with_=("支委会",), record="R1"), True),
        (due("on it with others", by(20), with_=("书记",), record="R1"), False),
        (due("on another record", by(20), with_=("支委会",), record="R2"), False),
        (due("with a day of its own", dates(day(20), day(20), Bound.DAY), who="支委会"), False),
        (due("of the first day", by(1), who="支委会"), True),
        (due("of the last day", by(31), who="支委会"), True),
        (due("of another month", by(1, 4), who="支委会"), False),
        (due("at this meeting", by(20), host=MEETING), True),
        (due("at another meeting", by(20), host=SimpleNamespace(time="other")), False),
    ],
)
def test_an_organ_settles_what_is_its_own_and_what_its_record_notes(item, is_settled):
    assert settled(MEETING, item) == [item.name] * is_settled


@pytest.mark.parametrize(
    "meeting",
    [
        due("without a record", MARCH, with_=("支委会",)),
        due("on a record of its own", MARCH, with_=("支委会",), opens="R2", record="R2"),
        due("of all members", MARCH, with_=("支委会", "党员"), opens="R1", record="R1"),
        due("of a person", MARCH, with_=("书记",), opens="R1", record="R1"),
        due("by a day", by(31), with_=("支委会",), opens="R1", record="R1"),
    ],
)
def test_only_an_organ_alone_on_a_common_record_settles_anything(meeting):
    assert settled(meeting, due("of the organ", by(20), who="支委会")) == []


def test_it_meets_by_the_first_deadline_and_settles_nothing_that_starts_later():
    early = due("early", by(10), who="支委会")
    after = SimpleNamespace(dates=SimpleNamespace(last=day(10)))
    later = SimpleNamespace(dates=SimpleNamespace(last=day(11)))
    items = (
        early,
        due("as it starts", by(20), who="支委会", hangs_on=after),
        due("too late", by(20), who="支委会", hangs_on=later),
        due("before something", by(20), who="支委会", hangs_on=later, when=Before(anchor=None, before="会议")),
    )
    assert settled(MEETING, *items) == ["early", "as it starts", "before something"]


def test_a_meeting_whose_day_is_fixed_settles_what_may_be_settled_on_it():
    fixed = due(
        "fixed", dates(day(15), day(15), Bound.DAY), with_=("支委会",), opens="R1", record="R1", limits=MARCH
    )
    items = [due(f"by {number}", by(number), who="支委会") for number in (14, 15, 16)]
    assert settled(fixed, *items) == ["by 15", "by 16"]


def test_the_day_of_a_meeting_is_that_of_its_first_deadline_and_each_thing_is_settled_once():
    items = (due("a", by(20), who="支委会"), due("b", by(12), who="支委会"), due("c", by(12, 4, 4), who="支委会"))
    again = due("again", MARCH, "组织委员", with_=("支委会",), opens="R1", record="R1")
    case = due(
        "case", by(5), who="支委会", when=Every(anchor=None, every=Period.MONTH, times=1, per=CountedPer.CASE)
    )
    found = [*meetings.settlements(CATALOG, (MEETING, again, *items, case))]
    assert [(meeting.name, [each.name for each in those]) for meeting, those in found] == [("meeting", ["a", "b"])]
    assert meetings.meeting_days(CATALOG, (MEETING, *items, case)) == {"a": day(12), "b": day(12)}


def hosts():
    return [
        due(f"of {month}", dates(day(1, month), day(28, month)), in_force=month != 5) for month in (3, 4, 5, 6)
    ]


@pytest.mark.parametrize(
    ("item", "host"),
    [
        (due("in a month", dates(day(1, 4), day(30, 4))), "of 4"),
        (due("in several", dates(day(1, 3), day(30, 4))), "of 4"),
        (due("where none is in force", dates(day(1, 5), day(30, 5))), None),
        (due("not asked for", dates(day(1, 5), day(30, 5)), in_force=False), "of 5"),
        (due("before", dates(day(29, 4), day(30, 4)), when=Before(anchor=None, before="会议")), "of 4"),
        (due("after all", dates(day(1, 7), day(31, 7))), None),
        (due("the whole year", SimpleNamespace(first=day(1, 1), last=day(31, 12), deadline=day(20, 3))), "of 3"),
        (
            due(
                "after",
                dates(day(1, 3), day(30, 6)),
                when=After(anchor=None, after="会议"),
                hangs_on=due("x", by(29)),
            ),
            "of 4",
        ),
        (
            due(
                "after the last",
                dates(day(1, 6), day(30, 6)),
                when=After(anchor=None, after="会议"),
                hangs_on=due("x", by(29, 6, 1)),
            ),
            "of 6",
        ),
    ],
)
def test_a_thing_is_done_at_the_last_meeting_of_its_span_or_the_next_after_something(item, host):
    found = meetings.occasion(item, hosts())
    assert (found and found.name) == host


RECORD = SimpleNamespace(per=CountedPer.BRANCH, fields=(), kinds=())
HOST = due("host", dates(day(10), day(10), Bound.DAY), with_=("党员",), opens="R1")
WAITING = dates(day(1, 1), day(31, 12))
PER_GROUP = Every(anchor=None, every=Period.YEAR, times=1, per=CountedPer.GROUP)


@pytest.mark.parametrize(
    ("item", "shared"),
    [
        (due("can wait", WAITING, with_=("党员",)), True),
        (due("calls somebody else", WAITING, with_=("书记",)), False),
        (due("called by somebody else", WAITING, who="组织委员", with_=("党员",)), False),
        (due("of each group", WAITING, with_=("党员",), when=PER_GROUP), False),
        (due("has a form of its own", WAITING, with_=("党员",), opens="R2"), False),
        (due("not asked for", WAITING, with_=("党员",), in_force=False), True),
        (due("cannot wait", dates(day(1), day(31)), with_=("党员",)), False),
        (due("begins then", dates(day(1), day(31)), with_=("党员",), hangs_on=HOST), True),
        (due("begins on another day", dates(day(1), day(31)), with_=("党员",), hangs_on=MEETING), False),
    ],
)
def test_what_can_wait_or_begins_that_day_shares_a_meeting_of_the_same_people(monkeypatch, item, shared):
    monkeypatch.setattr(meetings, "meeting_kinds", lambda record, step: ())
    monkeypatch.setattr(meetings, "is_long", lambda each: each.dates is WAITING)
    assert meetings.shares(item, HOST, RECORD, frozenset({"党员"})) is shared


def test_what_is_asked_for_shares_no_meeting_that_is_not(monkeypatch):
    monkeypatch.setattr(meetings, "is_long", lambda each: True)
    host = due("host", HOST.dates, with_=("党员",), opens="R1", in_force=False)
    for in_force in (True, False):
        item = due("item", WAITING, with_=("党员",), in_force=in_force)
        assert meetings.shares(item, host, RECORD, frozenset({"党员"})) is not in_force
