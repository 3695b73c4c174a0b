"""The examples that stand on the pages of the rules."""

from __future__ import annotations

import re
from functools import cache

from dangjian_std import rules
from dangjian_std.rules import pages
from dangjian_std.rules.gate import Gate
from support.projects import changed, findings, patched

RULES = rules.rules()


def example(rule, section):
    return re.sub(r"^ {4}", "", pages.page(rule).section(section), flags=re.MULTILINE)


def judged(rule, section):
    """What is wrong with the example in a section of a page; that of a gate is a change of the base project."""
    return _judged(example(rule, section), isinstance(rule, Gate))


@cache
def _judged(text, change):
    return changed(patched(text)) if change else findings(patched(text))


def by_name(rule):
    return rule.name
