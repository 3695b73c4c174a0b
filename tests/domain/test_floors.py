"""A step and a requirement beside what an article asks; whom an act concerns."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest

from dangjian_std.composition import wording
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.comparison.acts import admits, lacks, numbered
from dangjian_std.domain.nodes import Anchor
from dangjian_std.domain.regulation import Floor
from dangjian_std.domain.timing import Amount, Bounds, Every, Share
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Modal, Organ, Period, ShareBase
from dangjian_std.text.places import Outline, Source

HERE = Anchor(Outline(Source("a.yaml", ""), {}, {}))


def floor(**keys) -> Floor:
    return Floor(anchor=HERE, **keys)


def every(period: Period, **keys) -> Every:
    return Every(anchor=HERE, every=period, **keys)


def heads(least: float | None = None, most: float | None = None) -> Bounds:
    return Bounds(anchor=HERE, headcount=Amount(anchor=HERE, at_least=least, at_most=most))


SHARES = Bounds(anchor=HERE, quorum=Share(anchor=HERE, of=ShareBase.ENTITLED, at_least=Fraction(1, 2)))


@pytest.fixture
def hold(catalog):
    return next(step for step in catalog.standards["DJ401"].steps if step.id == "hold")


@pytest.fixture
def rate(catalog):
    return next(each for each in catalog.standards["DJ401"].requirements if each.id == "fixed-day")


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({"when": every(Period.MONTH, times=1)}, []),
        ({"when": every(Period.MONTH, times=2)}, ["when"]),
        ({"when": every(Period.YEAR, times=12)}, ["when"]),
        ({"when": every(Period.QUARTER, times=1)}, []),
        ({"with_": ("党员", "支部书记")}, []),
        ({"with_": ("党员", "入党介绍人")}, ["with"]),
        ({"who": ("组织委员",)}, ["who", "who"]),
        ({"modal": Modal.SHALL}, []),
        ({"bounds": heads(3, 7)}, ["bounds"]),
    ],
)
def test_a_step_lacks_what_it_does_not_say(catalog, hold, asked, keys):
    step = dataclasses.replace(hold, local=("who",)) if "who" in asked else hold
    assert [each.key for each in lacks(step, floor(**asked), hold.when, catalog.roles)] == keys


@pytest.mark.parametrize(
    ("stated", "asked", "short"),
    [
        (heads(3, 7), heads(3), False),
        (heads(3, 7), heads(None, 7), False),
        (heads(3, 5), heads(3, 7), False),
        (heads(2, 5), heads(3), True),
        (heads(3, 9), heads(None, 7), True),
        (heads(3), heads(3, 5), True),
    ],
)
def test_a_range_is_compared_at_both_ends(catalog, hold, stated, asked, short):
    step = dataclasses.replace(hold, bounds=stated)
    assert bool(list(lacks(step, floor(bounds=asked), None, catalog.roles))) is short


@pytest.mark.parametrize(
    ("text", "asked", "keys"),
    [
        ("主题党日应每月开展1次，党员参加。", {"with_": ("党员",), "when": every(Period.MONTH, times=1)}, []),
        ("主题党日应每季度开展1次。", {"when": every(Period.MONTH, times=1)}, ["when"]),
        ("主题党日宜每月开展1次。", {"when": every(Period.MONTH, times=1)}, ["modal"]),
        ("党员应参加。", {"with_": ("党员",)}, ["with"]),
        ("应由组织委员办。", {"who": ("支部书记",)}, ["who"]),
        ("委员会应由3至5人组成，不宜超过7人。", {"bounds": heads(3, 7)}, []),
        ("委员会应由13至5人组成，不宜超过7人。", {"bounds": heads(3, 7)}, ["bounds"]),
        ("应有半数以上到会。", {"bounds": SHARES}, ["bounds"]),
    ],
)
def test_a_sentence_is_judged_by_what_it_names(catalog, rate, text, asked, keys):
    said = dataclasses.replace(rate, text=text)
    assert [each.key for each in lacks(said, floor(**asked), None, catalog.roles)] == keys
    own = dataclasses.replace(said, local=True)
    assert "what" in [each.key for each in lacks(own, floor(**asked), None, catalog.roles)]


def test_an_organ_stands_for_its_convener_and_not_the_other_way(catalog):
    assert admits(floor(who=("支部书记",)), "支部委员会", catalog.roles)
    assert not admits(floor(who=("支部委员会",)), "支部书记", catalog.roles)
    assert admits(floor(), "党员", catalog.roles)


def test_an_act_concerns_who_has_what_it_speaks_of(catalog):
    def shapes(**keys) -> set[str]:
        return {unit.profile.name for unit in Unit.all(catalog) if floors.applies(unit, floor(**keys))}

    everybody = {"小支部", "支部", "总支", "机关党委"}
    assert shapes(with_=("党员",)) == everybody
    assert shapes(needs=Organ.GENERAL_BRANCH) == {"总支"}
    assert shapes(who=("上级党委", "机关党委")) == {"机关党委"}
    assert shapes(who=("支部委员会",)) == everybody
    assert shapes(with_=("支部委员会",)) == everybody - {"小支部"}
    assert shapes(when=every(Period.MONTH, per=CountedPer.GROUP)) == {"总支", "机关党委"}


def test_what_is_asked_is_said_in_words():
    asked = floor(who=("支部书记",), with_=("党员",), when=every(Period.MONTH, times=1, modal=Modal.SHOULD))
    assert wording.floor(asked) == "由支部书记做，党员参加，宜每月1次"
    assert (
        wording.floor(floor(needs=Organ.COMMITTEE, modal=Modal.SHOULD, bounds=heads(3, 5)))
        == "宜：设支委会的，人数：3至5人"
    )
    assert wording.floor(floor(bounds=heads(2, 2))) == "人数：2人"
    assert numbered("委员3至5人", heads(3)) is True


def test_what_is_asked_of_one_set_is_found_once_and_of_another_anew(catalog):
    first = floors.duties(catalog)
    assert first
    assert floors.duties(catalog) is first
    less = dataclasses.replace(catalog, regulations={})
    assert floors.duties(less) == ()
    assert floors.duties(catalog) == first


@pytest.mark.parametrize(
    ("asked", "said", "local", "weaker"),
    [
        (Modal.SHALL, Modal.SHALL, "", False),
        (Modal.SHALL, Modal.SHOULD, "", True),
        (Modal.SHALL, Modal.SHOULD, "when", False),
        (Modal.SHALL, Modal.SHOULD, "step", False),
        (Modal.SHALL, Modal.MAY, "when", True),
        (Modal.SHOULD, Modal.SHOULD, "", False),
        (Modal.SHOULD, Modal.MAY, "", True),
        (Modal.MAY, Modal.MAY, "", False),
    ],
)
def test_what_an_article_without_a_time_demands_is_not_optional(hold, asked, said, local, weaker):
    step = dataclasses.replace(hold, local=(local,), when=every(Period.MONTH, times=1, modal=said))
    found = lacks(step, floor(modal=asked), step.when, {})
    assert [each.stated for each in found if each.key == "modal"] == [said.value] * weaker
