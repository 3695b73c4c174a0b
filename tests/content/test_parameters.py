"""The numbers that the set leaves to a unit: each can be set, and no sentence contradicts it then."""

from __future__ import annotations

import pytest

from dangjian_std import rules
from dangjian_std.reading import layers
from dangjian_std.reading.load import Known, load
from dangjian_std.reading.project import SHEET, RawSource, sources
from dangjian_std.scaffold.limits import limits
from support.folders import ROOT

RAWS = tuple(sources(ROOT))
KNOWN = Known(RAWS)
CATALOG = load(RAWS, KNOWN).catalog
assert CATALOG is not None
LIMITS = tuple(limits(CATALOG))
OTHERS = {"weaker-than-floor", "unkeepable-plan", "dates-out-of-order"}
"""What a number may offend against: the articles, and a year in which it cannot be kept."""
TEXT = """\
kind: unit
name: 某县水利局
prefix: SLJ
edition: 2027年版
year: 2027
base: {{from: 随程序, edition: 2027年版, sha256: {digest}}}
shape: 机关党委
branches:
  - {{name: 机关第一党支部, members: 13, groups: [第一党小组, 第二党小组]}}
  - {{name: 机关第二党支部, members: 9, groups: [第一党小组]}}
leaders: 3
limits:
{lines}"""


def judged(numbers):
    lines = "".join(f"  - {{parameter: {name}, value: {number}}}\n" for name, number in numbers.items())
    text = TEXT.format(digest=layers.digest(RAWS), lines=lines)
    loaded = load((*RAWS, RawSource(SHEET, text.encode())), KNOWN)
    assert loaded.catalog is not None, [each.message for each in loaded.diagnostics]
    return loaded.catalog, rules.check(loaded.catalog)


def test_there_are_some_and_each_is_called_by_what_it_is():
    assert len(LIMITS) > 20
    assert len({each.name for each in LIMITS}) == len(LIMITS)
    (notice,) = (each for each in LIMITS if each.name == "DJ201.notice")
    assert LIMITS[0].followers
    assert {"DJ202", "DJ401"} <= set(notice.followers)


@pytest.mark.parametrize("more", [1, -1])
def test_each_number_can_be_set_and_no_sentence_contradicts_it(more):
    own = [each for each in LIMITS if each.number + more >= 0]
    catalog, found = judged({each.name: each.number + more for each in own})
    assert [(each.rule, each.message) for each in found if each.rule not in OTHERS] == []
    now = {each.name: each.number for each in limits(catalog)}
    assert now == {each.name: each.number + more for each in own}


def test_notice_of_five_days_stands_wherever_the_set_gives_notice():
    catalog, found = judged({"DJ201.notice": 5})
    assert found == ()
    now = {each.name: each.number for each in limits(catalog)}
    assert {name: number for name, number in now.items() if name.endswith(".notice")} == {
        each.name: each.number + 2 for each in LIMITS if each.name.endswith(".notice")
    }
