"""What stands by a number in 怎么做 is what the basis below it calls by that number; ◇ is neither its nor ours."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import UNREAD_MARK
from dangjian_std.composition.states import extent
from dangjian_std.document.blocks import Paragraph, Table
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Outcome, Unread
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.handbook import front_matter, procedure
from dangjian_std.renderers.layout import plain_text
from support.numbered import cells, disagreements

OURS = "（办法是本单位的规定）"
HELD = StepRef("DJ401", "hold")
PLACED = {
    "joins": {"joins": (HELD,)},
    "at": {"at_": (HELD,)},
    "prefers": {"prefers": (HELD,)},
    "after": {"after": (HELD,)},
}


def changed(catalog, step, **values):
    """A set of one standard with another step of its in place of the one that votes."""
    standard = catalog.standards["DJ401"]
    new = dataclasses.replace(step, **values)
    stages = tuple(
        dataclasses.replace(each, steps=tuple(new if one is step else one for one in each.steps))
        for each in standard.stages
    )
    return new, dataclasses.replace(
        catalog, standards=catalog.standards | {"DJ401": dataclasses.replace(standard, stages=stages)}
    )


@pytest.fixture(scope="module")
def vote(catalog):
    """A step with three sentences, numbers of people, and a basis."""
    return next(each for each in catalog.standards["DJ401"].steps if each.bounds and len(each.how) > 1)


@pytest.fixture(scope="module")
def unread(vote, catalog):
    place = vote.basis[0]

    def of(*places):
        regulation = next(iter(catalog.regulations))
        return (Unread(anchor=place.anchor, regulation=regulation, places=places),) if places else ()

    return of


@pytest.fixture
def set_of(catalog, vote, unread):
    return lambda local, places: changed(catalog, vote, local=local, unread=unread(*places))


def test_the_frozen_set_agrees(catalog):
    assert list(disagreements(catalog)) == []
    assert sum(bool(step.basis) for _, step, _ in cells(catalog)) > 40


@pytest.mark.parametrize("places", [("at",), ("prefers",), ("after",), ("joins",), ("at", "prefers", "after")])
@pytest.mark.parametrize("local", [("who",), ("who", "how.1"), ("how.1", "how.2", "bounds"), ("step",), ()])
def test_where_a_step_is_done_is_counted_as_it_is_printed(catalog, vote, unread, places, local):
    placed = {key: value for place in places for key, value in PLACED[place].items()}
    marked = {"unread": unread("bounds", "how.3")}
    ended = {"outcomes": (Outcome(anchor=vote.anchor, label="通过", ends=True),)}
    for more in ({}, marked, ended, marked | ended):
        _, found = changed(catalog, vote, **placed, **more, local=local or places)
        assert list(disagreements(found, "DJ401")) == []


@pytest.mark.parametrize(
    ("local", "places", "said"),
    [
        ((), ("how.1",), ""),
        (("how.2",), ("how.1",), "（除2）"),
        (("who", "what", "when", "how.2"), ("how.1", "bounds"), "（只限参加、3、4、记录）"),
        (("who", "with", "what", "when", "record", "how.2", "how.4"), ("how.1", "how.3", "bounds"), OURS),
        (("how.2",), ("when",), "（除2）"),
        (("who",), ("when.within_days",), "（除谁来做）"),
    ],
)
def test_what_is_not_read_is_neither_the_articles_nor_ours(set_of, local, places, said):
    step, found = set_of(local, places)
    assert extent(step) == said
    marked = {
        each for _, one, cell in cells(found, "DJ401") if one is step for each in plain_text.cell(cell).split()
    }
    assert sum(UNREAD_MARK in text for text in marked) == sum(not each.startswith("when") for each in places)


def test_a_book_with_marks_says_that_they_are_not_the_units_own(catalog, set_of):
    _, marked = set_of((), ("how.1",))
    for found, apart in ((catalog, ""), (marked, "、也没有标◇")):
        (text,) = [
            said
            for block in front_matter.preface(Unit.of(found)).blocks
            if isinstance(block, Paragraph) and "没有写“据”" in (said := plain_text.line(block.text))
        ]
        assert f"没有写“据”{apart}的步骤、要求，是本单位的规定，由印发本册的单位修订，使用的人不自行改；" in text
        assert ("标有◇的" in text) is bool(apart)
        blocks = procedure.chapter(Unit.of(found), Clauses(found, found.standards["DJ401"], alone=True))
        (first, *others) = (note for each in blocks if isinstance(each, Table) for note in each.notes)
        assert plain_text.line(first).startswith(f"没有写“据”{apart}的步骤是本单位的规定；")
        assert bool(others) is bool(apart)


def test_a_step_of_another_standard_is_called_by_its_number_too(catalog):
    others = catalog.standards["DJ401"].steps
    hold, vote = (next(each for each in others if each.id == name) for name in ("hold", "vote"))
    (first, second) = (Clauses(catalog, catalog.standards["DJ401"]).clauses[each.id] for each in (hold, vote))
    text = Clauses(catalog, catalog.standards["DJ301"]).text(
        f"照 DJ401 的“{hold.what}”“{vote.what}”办，不照 DJ401 的“没有的”；“{hold.what}”不变。"
    )
    said = plain_text.line(text)
    assert said.startswith(f"照 DJ401 的“{hold.what}”（{first}）“{vote.what}”（{second}）办，")
    assert said.endswith(f"不照 DJ401 的“没有的”；“{hold.what}”不变。")
