"""In which order a comparison in Markdown names the files."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dangjian_std.cli.console import change_markdown


def change(*, owed=False, loss=False):
    return SimpleNamespace(owed=owed, loss=loss)


@pytest.mark.parametrize(
    ("subjects", "order"),
    [
        ({"a": [change()], "b": [change(owed=True)]}, "ba"),
        ({"a": [change()], "b": [change(), change(owed=True)]}, "ba"),
        ({"a": [change(), change(owed=True)], "b": [change(owed=True)]}, "ab"),
        ({"a": [change()], "b": [change(loss=True), change()]}, "ba"),
        ({"a": [change(loss=True)], "b": [change(owed=True)]}, "ba"),
        ({"a": [change(owed=True)], "b": [change(owed=True), change(loss=True)]}, "ba"),
        ({"a": [change()], "b": [change()]}, "ab"),
    ],
)
def test_files_that_owe_a_reason_come_first_then_those_in_which_a_duty_may_be_lost(monkeypatch, subjects, order):
    monkeypatch.setattr(change_markdown, "_is_loss", lambda each: each.loss)
    assert "".join(name for name, _ in change_markdown._ordered(subjects)) == order
