"""The examples that stand on the pages of the rules."""

from __future__ import annotations

import re

from dangjian_std import rules
from dangjian_std.rules import pages

RULES = rules.rules()


def example(rule, section):
    return re.sub(r"^ {4}", "", pages.page(rule).section(section), flags=re.MULTILINE)


def by_name(rule):
    return rule.name
