"""Mistakes that are put into a set: drawn by lot, made in memory, and judged by the line they stand on."""

from __future__ import annotations

import pytest

from dangjian_std import faults
from dangjian_std.faults import trials
from dangjian_std.faults.fault import Draft, Fault, Kind
from dangjian_std.faults.trials import Seen, Trial, TrialCounts
from dangjian_std.reading.yaml_editing.operations import Remove, Rename, Replace
from dangjian_std.text.diagnostic import Diagnostic, Related, Severity
from dangjian_std.text.places import Place, Span
from support import mistakes_made
from support.folders import BASE
from support.projects import base

DJ401 = next(path for path in base() if "/DJ401" in path)
R201 = next(path for path in base() if "/R201" in path)


@pytest.fixture(scope="module")
def given():
    return mistakes_made.given(BASE)


def named(name):
    return next(each for each in faults.kinds() if each.name == name)


def lines(given, fault, path=DJ401):
    """Return the lines on which a finding about a mistake should stand, as they read afterwards."""
    text = fault.changed.get(path) or given.texts[path]
    return [text.split("\n")[number - 1].strip() for number in sorted(fault.lines[path])]


def finding(line, path=DJ401, related=()):
    return Diagnostic(
        place=Place(Span(path, line, 1, line, 2)),
        code="DS999",
        rule="a-rule",
        severity=Severity.ERROR,
        message="不对",
        related=tuple(Related(Place(Span(path, each, 1, each, 2)), "另见") for each in related),
    )


def test_kinds_have_names_of_their_own():
    names = [each.name for each in faults.kinds()]
    assert len(names) == len(set(names)) >= 60


def test_a_seed_draws_the_same_and_another_seed_something_else(given):
    def drawn(seed, chosen):
        return [(each.kind, each.span, each.said) for each in faults.draw(given, chosen, seed, 40)]

    kinds = faults.kinds()
    assert drawn(7, kinds) == drawn(7, kinds) != drawn(8, kinds)
    one = named("少了一个空格的缩进")
    assert [each for each in drawn(7, kinds) if each[0] == one.name] == drawn(7, [one])[:1]


def test_each_kind_comes_in_turn_and_none_for_ever(given):
    chosen = [named("文件名同编号不合"), named("期限改长")]
    drawn = [each.kind for each in faults.draw(given, chosen, 1, 1000)]
    assert drawn[:2] == [each.name for each in chosen]
    assert 4 < len(drawn) < 1000
    assert sorted(drawn) == sorted(
        each.name for each in chosen for draft in each.drafts(given) if given.make("", draft)
    )


def test_a_mistake_changes_one_file_and_nothing_else_in_it(given):
    (fault,) = faults.draw(given, [named("冒号写成全角")], 3, 1)
    ((path, text),) = fault.changed.items()
    old = given.texts[path].split("\n")
    differ = [number for number, line in enumerate(text.split("\n"), 1) if line != old[number - 1]]
    assert differ == [fault.span.line]
    assert text.split("\n")[fault.span.line - 1] == old[fault.span.line - 1].replace(": ", "：", 1)


def test_what_is_gone_may_be_told_where_it_stood_and_where_it_is_named(given):
    tree = given.trees[DJ401]
    draft = given.edited(tree, "删去", Remove(("stages", 0, "steps", 0)), names=("notify",))
    fault = given.make("删去", draft)
    assert fault is not None
    said = lines(given, fault)
    assert "steps:" in said
    assert any("notify" in line for line in said)
    assert len(said) < len(given.texts[DJ401].split("\n")) / 4


def test_two_keys_that_do_not_agree_may_be_told_on_either(given):
    tree, at = given.trees[DJ401], ("stages", 0, "steps", 0)
    alone = given.make("换人", given.edited(tree, "换人", Replace((*at, "who"), "党员")))
    both = given.make("换人", given.edited(tree, "换人", Replace((*at, "who"), "党员"), around=at))
    assert alone is not None
    assert both is not None
    assert set(lines(given, alone)) < set(lines(given, both))
    assert any(line.startswith("when:") for line in lines(given, both))
    assert not any(line.startswith("when:") for line in lines(given, alone))


def test_a_key_that_the_whole_file_lacks_may_be_told_at_its_code(given):
    fault = given.make("删去", given.edited(given.trees[R201], "删去", Remove(("minutes",))))
    assert fault is not None
    assert {"kind: record", "code: R201"} < set(lines(given, fault, R201))


def test_a_file_that_is_gone_may_be_told_at_itself(given):
    span = Span(R201, 1, 1, 1, 2)
    fault = given.make("删去", Draft(span=span, said="删去", change=lambda: {R201: None}))
    assert fault is not None
    assert fault.stands_at(span)


def test_a_text_that_cannot_be_edited_so_is_no_mistake(given):
    tree = given.trees[DJ401]
    taken = given.edited(tree, "改键", Replace(("code",), "DJ401"))
    assert given.make("没有改", taken) is not None
    assert given.make("改键", given.edited(tree, "改键", Rename(("code",), "title"))) is None


def fault(*right):
    return Fault(kind="一种", span=Span(DJ401), said="", changed={}, lines={DJ401: frozenset(right)})


def test_a_finding_is_right_by_its_place_or_by_one_that_belongs_to_it():
    assert trials.found(fault(3), [finding(3)], Seen.VALIDATED).right
    assert trials.found(fault(3), [finding(4), finding(3)], Seen.VALIDATED).right
    assert trials.found(fault(3), [finding(9, related=[3])], Seen.COMPARED).right
    assert not trials.found(fault(3), [finding(4)], Seen.VALIDATED).right
    assert not trials.found(fault(3), [finding(3, R201)], Seen.VALIDATED).right
    assert trials.found(fault(3), [finding(4)], Seen.COMPARED).codes == ("DS999",)


def tally(*seen, right=()):
    made = [Trial(fault=fault(), seen=each, right=number in right) for number, each in enumerate(seen)]
    return TrialCounts("合计", made)


def test_what_changes_nothing_does_not_count():
    whole = tally(Seen.VALIDATED, Seen.COMPARED, Seen.SHOWN, Seen.UNSEEN, Seen.EQUAL, right=(0,))
    assert (whole.tried, whole.found, whole.right) == (4, 2, 1)
    assert [whole.of(each) for each in Seen] == [1] * 5


@pytest.mark.parametrize(
    ("found", "missed", "wrong", "enough"),
    [(90, 10, 0, True), (89, 11, 0, False), (100, 0, 2, True), (100, 0, 3, False)],
)
def test_nine_of_ten_have_to_be_found_and_nearly_all_at_their_line(found, missed, wrong, enough):
    whole = tally(*[Seen.VALIDATED] * found, *[Seen.SHOWN] * missed, right=range(wrong, found))
    assert whole.enough is enough


def test_tallies_stand_in_the_order_of_the_kinds():
    made = [Trial(fault=fault(), seen=Seen.VALIDATED)]
    assert [(each.name, len(each.trials)) for each in trials.tallies(made, ["另一种", "一种"])] == [
        ("另一种", 0),
        ("一种", 1),
    ]


def test_a_kind_is_what_its_function_yields(given):
    kind = faults.fault.kind("没有地方")(lambda _: iter(()))
    assert isinstance(kind, Kind)
    assert list(faults.draw(given, [kind], 1, 5)) == []
