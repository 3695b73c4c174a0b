"""What is said of a digest that somebody kept."""

from __future__ import annotations

import pytest

from dangjian_std.assessment import chain
from dangjian_std.cli.console import context, ledger_told
from dangjian_std.reading import ledger_files
from dangjian_std.text.errors import DstdError

HEADS = ("742b8802aa", "0123456789")


@pytest.fixture(autouse=True)
def heads(monkeypatch):
    monkeypatch.setattr(ledger_files, "data", lambda folder: b"")
    monkeypatch.setattr(chain, "heads", lambda data: iter(HEADS))


@pytest.mark.parametrize(
    ("kept", "code", "said"),
    [
        ("742b8802", context.EXIT_CLEAN, "留着的校验值是第 1 行的：到那一行为止没有动过。\n"),
        ("0123 4567 89", context.EXIT_CLEAN, "留着的校验值是第 2 行的：到那一行为止没有动过。\n"),
        ("742B8802", context.EXIT_CLEAN, "留着的校验值是第 1 行的：到那一行为止没有动过。\n"),
        (
            "742b8803",
            context.EXIT_FINDINGS,
            "留着的校验值不是这本台账里任何一行的：这本台账重写过，或者是另一本。\n",
        ),
    ],
)
def test_the_line_of_a_digest_is_told_or_that_there_is_none(tmp_path, capsys, kept, code, said):
    assert ledger_told._compared(tmp_path, kept) == code
    assert capsys.readouterr().out == said


@pytest.mark.parametrize("kept", ["742b880", "", "742b880g"])
def test_what_is_too_short_or_no_digest_is_refused(tmp_path, kept):
    with pytest.raises(DstdError, match="至少前 8 位"):
        ledger_told._compared(tmp_path, kept)
