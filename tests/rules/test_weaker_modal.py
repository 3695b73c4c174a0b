"""DS302 judges by the comparison that `dstd diff` uses: a weaker modal verb falls short of an article too."""

from __future__ import annotations

from support.projects import findings

FLOORS = "{every: month, times: 1, day: 10, shift: next-workday}"


def test_a_weaker_modal_verb_is_below_the_floor(edit):
    root = edit("DJ401", FLOORS, FLOORS.replace("}", ", modal: 可}"))
    (found,) = findings(root)
    assert found.rule == "weaker-than-floor"
    assert "“可”低于" in found.message
    assert found.place.pointer == "/stages/1/steps/1/when/modal"


def test_a_stronger_one_is_not(edit):
    edit("支部条例", "when: {every: month, times: 1}", "when: {every: month, times: 1, modal: 宜}")
    root = edit("党员教育管理条例", "when: {every: month, times: 1}", "when: {every: month, times: 1, modal: 可}")
    assert {each.rule for each in findings(root)} == {"broken-seal"}
