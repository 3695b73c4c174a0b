"""What is found in a set that is judged again and again is what is found in it afresh, whatever is changed."""

from __future__ import annotations

from dangjian_std import rules
from dangjian_std.cli.console import context
from dangjian_std.output import preflight
from dangjian_std.reading.load import KnownFiles
from dangjian_std.rules.by_file import Judged
from support.projects import patched
from support.rule_examples import RULES, example


def test_one_example_after_the_other_is_judged_as_afresh():
    known, judged, heard = KnownFiles(), Judged(), set()
    for number, rule in enumerate(RULES):
        files = patched(example(rule, "反例"))
        raws = [files[path] for path in sorted(files)]
        known.settle(raws)
        loaded, found = context.judged(raws, known, before=judged)
        assert found == context.judged(raws, known)[1], rule.name
        if number % 8 == 0 and loaded.catalog and not context.fails(found, strict=False):
            paper = tuple(preflight.refused_of_all(loaded, before=judged))
            assert paper == tuple(preflight.refused_of_all(loaded)), rule.name
        heard |= {each.rule for each in found}
    assert heard >= {rule.name for rule in rules.catalog_rules() if rule.alone}
