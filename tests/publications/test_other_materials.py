"""What a step leaves beside forms and papers is printed where people look for what they keep."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std import publications
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import Request
from support.golden import inline


@pytest.mark.parametrize("name", ["handbook", "practical", "checklists"])
def test_other_materials_are_printed_with_the_step_that_leaves_them(catalog, name):
    standard = catalog.standards["DJ401"]
    stages = tuple(
        dataclasses.replace(
            stage,
            steps=tuple(
                dataclasses.replace(step, leaves=("值守安排表",)) if step.id == "hold" else step
                for step in stage.steps
            ),
        )
        for stage in standard.stages
    )
    changed = dataclasses.replace(
        catalog, standards={**catalog.standards, "DJ401": dataclasses.replace(standard, stages=stages)}
    )
    for said, there in ((catalog, False), (changed, True)):
        documents = {
            document.name: document for _, document, _ in publications.compose(Unit.of(said), name, Request())
        }
        assert ("值守安排表" in "\n".join(map(inline, documents.values()))) is there
