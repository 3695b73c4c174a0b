"""How a step is named from another one: a link, or text where nothing can be linked; what comes next."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std.composition import outcomes
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.inline import Ref
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Outcome
from support.seldom import OWN, agreed


@pytest.mark.parametrize("alone", [False, True])
def test_a_step_of_another_standard_is_a_link_in_a_book_of_both(alone):
    catalog = agreed()
    own = Clauses(catalog, catalog.standards[OWN], alone=alone)
    other = Clauses(catalog, catalog.standards["DJ401"])
    words = f"DJ401的{other.clauses['hold']}"
    wanted = words if alone else Ref(other.anchor("hold"), words)
    assert own.name(StepRef("DJ401", "hold")) == wanted
    assert own.name(StepRef("", "hold")) == Ref(own.anchor("hold"), own.clauses["hold"])
    assert own.name(StepRef("", "gone")) == "gone"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (StepRef("", "tell"), "接着办"),
        (StepRef("", "choose"), "回到"),
        (StepRef("", "hold"), "回到"),
        (StepRef("DJ401", "tell"), "接着办"),
        (StepRef(OWN, "tell"), "转入"),
        (StepRef(OWN, "gone"), "转入"),
        (None, "到此为止"),
    ],
)
def test_what_an_outcome_leads_to_is_further_on_back_or_elsewhere(target, said):
    catalog = agreed()
    numbering = Clauses(catalog, catalog.standards["DJ401"])
    hold = numbering.standard.steps_by_id["hold"]
    outcome = Outcome(anchor=hold.anchor, label="通过", to=target)
    step = dataclasses.replace(hold, outcomes=(outcome,))
    pieces = [*outcomes._next(numbering, step, outcome, lambda _: "那里")]
    assert pieces == ([said] if target is None else [said, "那里"])
