"""Times and references, from the keys of a file to values."""

from __future__ import annotations

import json

import pytest

from dangjian_std.domain.measures import Criterion, Hand, MeasuredShare, OnTime, Recurs, YearOf
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.timing import After, Before, ByDay, Every, Offset, On, OnDay
from dangjian_std.domain.vocabulary import Modal, Period, TimeUnit, Weekday
from dangjian_std.reading import bind, project
from dangjian_std.reading.load import load
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from support.folders import BASE
from support.times import when


@pytest.mark.parametrize(
    ("keys", "day"),
    [({}, None), ({"day": 10}, OnDay(10)), ({"by_day": 25}, ByDay(25)), ({"weekday": "周五"}, Weekday.FRIDAY)],
)
def test_the_day_of_a_period_is_one_of_three_kinds(keys, day):
    time = when(every="month", **keys)
    assert isinstance(time, Every)
    assert (time.every, time.day, time.unfit) == (Period.MONTH, day, ())


@pytest.mark.parametrize("unit", TimeUnit)
def test_an_offset_is_a_number_and_its_unit(unit):
    offset = Offset(3, unit)
    before, after = when(before="hold", **{f"at_least_{unit}": 3}), when(after="hold", **{f"within_{unit}": 3})
    assert isinstance(before, Before)
    assert isinstance(after, After)
    assert before.at_least == after.within == offset
    assert before.before == after.after == StepRef("", "hold")


@pytest.mark.parametrize(
    ("keys", "kind", "unfit"),
    [
        ({"on": "到期", "every": "month"}, On, (("every", "month"),)),
        ({"every": "month", "on": "到期"}, Every, (("on", "到期"),)),
        ({"after": "hold", "at_least_days": 3}, After, (("at_least_days", "3"),)),
        ({"every": "month", "day": 10, "weekday": "周五"}, Every, (("weekday", "周五"),)),
        ({"on": "到期", "within_days": 3, "within_months": 1}, On, (("within_months", "1"),)),
        ({"times": 1, "months": [1, 7]}, On, (("times", "1"), ("months", "[1, 7]"))),
    ],
)
def test_what_does_not_go_with_the_first_lead_is_kept_aside(keys, kind, unfit):
    time = when(**keys)
    assert type(time) is kind
    assert time.unfit == unfit
    assert set(unfit) <= {(key, str(value)) for key, value in time.stated()}


def test_a_time_without_a_lead_waits_for_no_event():
    time = when(modal="宜", within_days=3)
    assert isinstance(time, On)
    assert (time.on, time.within, time.modal) == (None, Offset(3, TimeUnit.DAYS), Modal.SHOULD)


def test_references_are_parsed_where_they_are_written():
    catalog = load(project.sources(BASE)).catalog
    assert catalog is not None
    measures = [each.measure for each in catalog.standards["DJ401"].criteria]
    assert [each.recurs for each in measures if isinstance(each, Recurs)] == [StepRef("", "hold")]
    assert [each.share for each in measures if isinstance(each, MeasuredShare)] == [FieldRef("R211", "items")]
    assert FieldRef.parse("R405") == FieldRef("R405", "")
    assert str(FieldRef("R405", "")) == "R405"
    assert FieldRef("R211", "items").below("due-on") == FieldRef.parse("R211.items.due-on")
    assert FieldRef("R405", "").below("signed-on") == FieldRef("R405", "signed-on")
    assert FieldRef("R201", "topic") in {slot.field for slot in catalog.papers["W401"].slots}


@pytest.mark.parametrize(
    ("keys", "kind", "unfit"),
    [
        ({"recurs": "hold"}, Recurs, ()),
        ({"on_time": "hold", "recurs": "hold"}, OnTime, (("recurs", "hold"),)),
        ({"recurs": "hold", "where": "done-on"}, Recurs, (("where", "done-on"),)),
        ({"hand": "询问"}, Hand, ()),
        ({"count": "R201"}, Hand, (("count", "R201"),)),
        ({}, Hand, ()),
    ],
)
def test_a_measure_is_of_the_kind_of_its_first_lead(keys, kind, unfit):
    measure = bind.bind(Criterion, criterion(keys)).measure
    assert type(measure) is kind
    assert measure.unfit == unfit
    assert dict(measure.stated()) == {
        key: StepRef.parse(value) if key == kind.lead != "hand" else value for key, value in keys.items()
    }


def test_keys_of_a_measure_that_no_identifier_may_be_have_their_value():
    keys = {"share": "R211.items", "from": ["督查"], "where": "done-on", "at_least": 90, "year": "last"}
    measure = bind.bind(Criterion, criterion(keys)).measure
    assert isinstance(measure, MeasuredShare)
    assert (measure.from_, measure.year) == (("督查",), YearOf.LAST)
    assert "from" in dict(measure.stated())


def criterion(measure):
    """Return a criterion as it is read, with this measure."""
    data = {"id": "x", "kind": "合规", "statement": "做了。", "by_hand": "看。", "measure": measure}
    text = json.dumps(data, ensure_ascii=False)
    tree = parse(RawSource("standards/x.yaml", text.encode())).tree
    assert tree is not None
    return tree
