"""What is asked about a node is asked once, until it is to be forgotten."""

from __future__ import annotations

from dangjian_std.domain import nodes


def test_an_answer_is_kept_until_it_is_forgotten(catalog):
    asked = []

    @nodes.asked_once
    def question(node):
        asked.append(node)
        return len(asked)

    node = catalog.system
    assert (question(node), question(node), asked) == (1, 1, [node])
    nodes.forget()
    assert (question(node), asked) == (2, [node, node])
