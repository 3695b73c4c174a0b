"""Examples of rule pages are what a reader can copy: every key has a value, every address is a name."""

from __future__ import annotations

import re

import pytest

from dangjian_std.rules import pages
from support.program import dstd
from support.projects import patched
from support.rule_examples import RULES, example


def test_no_example_teaches_a_key_without_a_value():
    texts = (example(rule, section) for rule in RULES for section in ("反例", "正例"))
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if re.fullmatch(r" *[a-z_]+:", line):
            deeper = len(below) - len(below.lstrip()) > len(line) - len(line.lstrip())
            assert deeper or below.lstrip().startswith("- "), line
        assert not re.match(r"# \S+ (删去 )?\S*\.[0-9]", line), line


def test_the_notation_is_explained_where_a_page_is_read():
    assert pages.EXAMPLE_INSTRUCTIONS in dstd("explain", "DS501").stdout


def test_an_example_removes_and_changes_what_it_names():
    (path,) = (name for name in patched("") if "DJ401" in name)
    text = patched("# DJ401 删去 hold.when.shift\n# DJ401 hold.when\nday: 12\n")[path].data.decode()
    assert "day: 12" in text
    assert "shift: next-workday" not in text
    with pytest.raises(KeyError):
        patched("# DJ401 nobody\nwho: 党员\n")
