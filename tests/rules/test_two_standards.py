"""What is wrong in one standard hides nothing that is wrong in another, at the same place of its file."""

from __future__ import annotations

import dataclasses

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard
from dangjian_std.reading import load, project
from dangjian_std.rules.basis import weaker_than_floor
from dangjian_std.rules.process import voting_contradiction
from support.folders import BASE


def changed(standard: Standard, **keys: object) -> Standard:
    """Return a standard whose step `vote` says something else."""
    stages = tuple(
        dataclasses.replace(
            stage,
            steps=tuple(dataclasses.replace(step, **keys) if step.id == "vote" else step for step in stage.steps),
        )
        for stage in standard.stages
    )
    return dataclasses.replace(standard, stages=stages)


def test_a_weak_majority_here_hides_no_contradiction_there():
    catalog = load.load(project.sources(BASE)).catalog
    assert catalog is not None
    (standard,) = catalog.standards.values()
    vote = next(step for step in standard.steps if step.id == "vote")
    majority = vote.bounds.majority
    low = dataclasses.replace(
        vote.bounds, majority=dataclasses.replace(majority, more_than=majority.more_than / 2)
    )
    weak = changed(standard, bounds=low)
    wrong = changed(standard, how=("赞成人数超过应到会有表决权党员三分之二的，宣布通过。",), basis=())

    def set_of(*standards: Standard) -> Catalog:
        return dataclasses.replace(
            catalog, standards={f"DJ40{number}": each for number, each in enumerate(standards, 1)}
        )

    assert list(weaker_than_floor.check(set_of(weak)))
    assert not list(voting_contradiction.check(set_of(weak)))
    assert len(list(voting_contradiction.check(set_of(weak, wrong)))) == 1
