"""What is named where a history gives a reason for what did not change."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dangjian_std.rules.revision import idle_reason


def said(at, changed):
    reason = SimpleNamespace(at_=at, at=lambda key: key)
    revision = SimpleNamespace(
        kept=[(None, SimpleNamespace(code="DJ401"))],
        of=lambda code: [SimpleNamespace(at=each) for each in changed],
        entries=lambda code: [SimpleNamespace(reasons=(reason,))],
    )
    return [each.help for each in idle_reason.check(revision)]


@pytest.mark.parametrize(
    ("at", "changed", "helps"),
    [
        ("notify.when", ("notify.when",), []),
        ("notify.when", (), ["删去这一项理由"]),
        ("notify.wen", ("hold.what", "notify.when", ""), ["改了的有：notify.when；写错了的照着改，没有改的删去"]),
        (
            "甲",
            ("a", "b", "c", "b", "d", "e"),
            ["改了的有：a、b、c、d；写错了的照着改，没有改的删去"],
        ),
    ],
)
def test_what_is_like_it_or_the_first_four_that_changed_are_named(at, changed, helps):
    assert said(at, changed) == helps
