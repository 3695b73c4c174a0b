"""The examples that stand on the pages of the rules."""

from __future__ import annotations

import re
from functools import cache

from dangjian_std import rules
from dangjian_std.rules import pages
from support.projects import findings, patched

RULES = rules.rules()


def example(rule, section):
    return re.sub(r"^ {4}", "", pages.page(rule).section(section), flags=re.MULTILINE)


def judged(rule, section):
    """What is wrong with the example in a section of a rule's page."""
    return _judged(example(rule, section))


@cache
def _judged(text):
    return findings(patched(text))


def by_name(rule):
    return rule.name
