"""How a criterion is answered, in words."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std.composition.measuring import Measuring
from dangjian_std.domain.measures import (
    Agrees,
    ByHand,
    Each,
    Follows,
    Hand,
    MeasuredShare,
    OnTime,
    Recurs,
    Writes,
    YearOf,
)
from dangjian_std.domain.nodes import Anchor
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.reading import load, project
from dangjian_std.text.places import Outline, Source
from support.folders import BASE

NOWHERE = Anchor(Outline(Source("", "")))
ITEMS, HOLD = FieldRef("R211", "items"), StepRef("", "hold")


@pytest.fixture(scope="module")
def words():
    catalog = load.load(project.sources(BASE)).catalog
    assert catalog is not None
    return Measuring(catalog, "DJ401")


def made(kind, **values):
    return kind(anchor=NOWHERE, **values)


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        (made(Recurs, recurs=HOLD), "每个周期都做了“主持主题党日”"),
        (made(OnTime, on_time=StepRef("DJ401", "hold")), "按时限做了“主持主题党日”"),
        (
            made(OnTime, on_time=HOLD, grace_months=3),
            "按时限做了“主持主题党日”；晚3个月以内的，看有没有特殊情况",
        ),
        (made(MeasuredShare, share=ITEMS, where="done-on", at_least=90), "“落实事项”，“办结日期”填了的占90%以上"),
        (
            made(
                MeasuredShare,
                share=ITEMS,
                from_=("督查",),
                due="due-on",
                where="done-on",
                at_least=100,
                spare="open-matters",
                year=YearOf.LAST,
            ),
            "上年的“落实事项”，来源写有督查的、到了“时限”的，“办结日期”都填了；其余的，看“未办结事项的安排”写了没有",
        ),
        (
            made(MeasuredShare, share=FieldRef("R211", ""), where="closed-on", at_least=50),
            "R211 落实清单各份，“核销日期”填了的占50%以上",
        ),
        (
            made(MeasuredShare, share=ITEMS, unless="result", where="matter", not_less=3.0, at_least=90),
            "“落实事项”，没有填“结果”的，“事项”不少于3的占90%以上",
        ),
        (made(Agrees, agrees=FieldRef("R201", "quorum")), "实到不少于应到的一半"),
        (
            made(Agrees, agrees=FieldRef("R211", ""), also_on_time=HOLD),
            "核销不早于列入。核销了的写明来自哪次会议；并且按时限做了“主持主题党日”",
        ),
        (
            made(Each, each=HOLD, of=ITEMS, key_="matter", where="owner", is_="流出"),
            "对“落实事项”的每一行（流出的），每个周期都做了“主持主题党日”",
        ),
        (
            made(
                Follows,
                follows=FieldRef("R201", "points"),
                into=ITEMS,
                from_=("督查",),
                step=HOLD,
                within_workdays=3,
            ),
            "做了“主持主题党日”的，“内容要点”写了的，3个工作日内在“落实事项”有下文（来源写有督查）",
        ),
        (made(Hand, hand=ByHand.SEE), "由人看实物"),
    ],
)
def test_a_measure_is_told_in_words(words, measure, told):
    assert words.told(measure) == told


@pytest.mark.parametrize(
    ("measure", "where"),
    [
        (made(Recurs, recurs=HOLD), ("R201 会议活动记录：“日期”，勾选主题党日",)),
        (made(MeasuredShare, share=ITEMS, where="done-on", at_least=90), ("R211 落实清单：“落实事项”",)),
        (
            made(Follows, follows=FieldRef("R201", "points"), into=FieldRef("R201", "told")),
            ("R201 会议活动记录：“内容要点”", "R201 会议活动记录：“向缺席党员转告”"),
        ),
        (made(Agrees, agrees=FieldRef("R201", "quorum")), ("R201 会议活动记录",)),
        (made(Hand, hand=ByHand.ASK), ()),
        (made(Recurs, recurs=StepRef("", "assign")), ()),
        (made(Recurs, recurs=StepRef("", "count")), ()),
        (made(Recurs, recurs=StepRef("", "nowhere")), ()),
    ],
)
def test_it_is_said_where_a_machine_looks(words, measure, where):
    assert words.where(measure) == where


def test_all_that_tells_the_day_of_a_step_is_said(words):
    catalog = words.catalog
    standard = catalog.standards["DJ401"]
    writes = Writes(
        anchor=NOWHERE,
        form="R211",
        on="items.done-on",
        since="listed-on",
        from_=("督查",),
        more_than_0="items.matter",
    )
    stages = tuple(
        dataclasses.replace(
            stage,
            steps=tuple(
                dataclasses.replace(step, writes=writes if step.id == "hold" else None) for step in stage.steps
            ),
        )
        for stage in standard.stages
    )
    other = dataclasses.replace(catalog, standards={"DJ401": dataclasses.replace(standard, stages=stages)})
    assert Measuring(other, "DJ401").where(made(Recurs, recurs=HOLD)) == (
        "R211 落实清单：“办结日期”，从“列入日期”起算，来源写有督查，“事项”大于0",
    )


def test_what_is_not_said_yet_has_no_place(words):
    assert words.where(made(Each, each=HOLD)) == ("R201 会议活动记录：“日期”，勾选主题党日",)
    assert words.where(made(Follows, follows=FieldRef("R201", "points"))) == ("R201 会议活动记录：“内容要点”",)
