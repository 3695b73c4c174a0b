"""What is wrong in one standard hides nothing that is wrong in another, at the same place of its file."""

from __future__ import annotations

import dataclasses

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard
from dangjian_std.reading import load, project
from dangjian_std.rules.basis import weaker_than_floor
from dangjian_std.rules.process import voting_contradiction
from dangjian_std.rules.records import home_without_use
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


def test_a_form_that_only_others_open_is_in_the_wrong_home(catalog):
    opened = {step.opens for standard in catalog.standards.values() for step in standard.steps}
    recorded = {step.record for standard in catalog.standards.values() for step in standard.steps}
    code = min(code for code in opened - recorded if code)
    users = [name for name, each in catalog.standards.items() if any(step.opens == code for step in each.steps)]
    other = next(name for name in catalog.standards if name not in users)
    moved = dataclasses.replace(catalog.records[code], home=other)
    found = list(home_without_use.check(dataclasses.replace(catalog, records={**catalog.records, code: moved})))
    (problem,) = found
    assert problem.message == f"{other} 里没有哪一步用到 {code}"
    assert problem.help == f"改为用到它的标准：{'、'.join(users)}"
    assert [each.message for each in problem.related] == ["在这里用到"] * len(users)
