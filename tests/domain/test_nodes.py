"""What is asked about a node is asked once, and kept with it alone."""

from __future__ import annotations

import dataclasses
import re

import pytest

from dangjian_std.domain import nodes


def test_an_answer_is_kept_with_its_node_and_in_no_copy(catalog):
    asked = []

    @nodes.asked_once
    def question(node):
        asked.append(node)
        return len(asked)

    node = catalog.system
    assert (question(node), question(node), asked) == (1, 1, [node])
    copy = dataclasses.replace(node)
    assert (question(copy), question(node)) == (2, 1)
    assert copy == node


def test_answers_are_kept_of_as_many_nodes_as_there_are(catalog):
    asked = []
    question = nodes.asked_once(asked.append)
    several = [dataclasses.replace(catalog.system) for _ in range(3000)]
    for _ in range(2):
        for node in several:
            question(node)
    assert len(asked) == len(several)


QUOTED = re.compile("“[^”]*”")
PATTERNS = (QUOTED, re.compile("(?<![0-9A-Za-z])R[0-9]{3}(?![0-9])"), re.compile("应(?!当)"))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_texts_with_something_are_those_in_which_it_is(catalog, pattern):
    found = [text for node in catalog.nodes for text in nodes.texts_with(node, pattern)]
    wanted = [text for node in catalog.nodes for text in nodes.texts(node) if pattern.search(text[2])]
    assert found == wanted != []


def test_what_begins_in_one_text_hides_nothing_in_the_next(catalog):
    (step, *_) = next(iter(catalog.standards.values())).steps
    step = dataclasses.replace(step, how=("“甲", "乙“丙”丁“戊”", "", "“己”"))
    texts = [text for *_, text in nodes.texts_with(step, QUOTED)]
    assert [text for text in texts if QUOTED.search(text)] == ["乙“丙”丁“戊”", "“己”"]


def test_a_pattern_of_nothing_is_in_every_text_and_comes_to_an_end(catalog):
    (step, *_) = next(iter(catalog.standards.values())).steps
    assert list(nodes.texts_with(step, re.compile("x*"))) == list(nodes.texts(step)) != []
