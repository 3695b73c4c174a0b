"""What is asked about a node is asked once, and kept with it alone."""

from __future__ import annotations

import dataclasses

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
