"""What counts as a use here is what the rules look up: no key that one of them reads is forgotten by the other."""

from __future__ import annotations

from dangjian_std.changes import whom
from dangjian_std.domain.framing import Parameter
from dangjian_std.domain.references import StepRef
from dangjian_std.editing import uses
from dangjian_std.reading import load, project
from dangjian_std.rules.names import unknown_event, unknown_role, unknown_step
from dangjian_std.rules.process import unused_name
from support import projects


def places(found):
    return {use.holder.at(*use.path) for use in found}


def test_every_use_of_a_role_that_a_rule_knows_is_known_here(catalog):
    looked_up = list(unknown_role._uses(catalog))
    assert len({name for name, _ in looked_up}) > 10
    for role in catalog.roles:
        assert {place for name, place in looked_up if name == role} == places(uses.of_role(catalog, role))


def test_who_keeps_a_form_is_a_use(copy):
    (path,) = copy.rglob("R201-*.yaml")
    text = path.read_text("utf-8")
    path.write_text(text.replace("signed_by:", "keeper: 宣传委员\nsigned_by:"), "utf-8")
    catalog = load.load(project.sources(copy)).catalog
    assert catalog is not None
    place = catalog.records["R201"].at("keeper")
    assert ("宣传委员", place) in set(unknown_role._uses(catalog))
    assert place in places(uses.of_role(catalog, "宣传委员"))
    assert "宣传委员" in set(unused_name._roles(catalog))
    assert "宣传委员" in whom.of_form(catalog, "R201")


def test_every_use_of_an_event_that_a_rule_knows_is_known_here(catalog):
    looked_up = list(unknown_event._uses(catalog))
    assert looked_up
    for event in catalog.system.events:
        known = {place for name, place in looked_up if name == event.name}
        assert known <= places(uses.of_event(catalog, event.name))


def test_every_use_of_a_step_that_a_rule_knows_is_known_here(catalog):
    looked_up = list(unknown_step._uses(catalog))
    steps = {ref for ref, _ in looked_up if ref.standard in catalog.standards}
    assert len(steps) > 20
    for step in steps:
        known = {place for ref, place in looked_up if ref == step}
        assert known <= places(use for use, _ in uses.of_step(catalog, step))


def test_what_a_unit_may_set_is_a_use_of_a_step_and_the_name_of_it_is_marked():
    said = "# DJ401\nparameters:\n  - {id: notice, title: 通知, at: [notify.when.at_least_workdays]}\n"
    catalog = load.load(projects.patched(said).values()).catalog
    assert catalog is not None
    found = [use for use, _ in uses.of_step(catalog, StepRef("DJ401", "notify"))]
    marked = [use.text[slice(*use.span)] for use in found if isinstance(use.holder, Parameter)]
    assert marked == ["notify"]
    assert {use.text[slice(*use.span)] for use in found} <= {"notify", "DJ401.notify"}
