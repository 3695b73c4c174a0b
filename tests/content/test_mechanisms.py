"""docs/机制与记录.md: each practice of the source article has steps, and is recorded where the page says."""

from __future__ import annotations

import re

import pytest

import mechanisms
from support.folders import ROOT

TEXT = mechanisms.PAGE.read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.split("|")[1:-1]] for line in TEXT.splitlines() if mechanisms.ROW.match(line)
]


def test_every_step_named_is_there():
    """Numbers may be old: an edit moves them, and `make docs` counts anew."""
    assert len(mechanisms.renew(TEXT, mechanisms.live()).splitlines()) == len(TEXT.splitlines())


def test_all_thirty_five_are_there():
    assert [row[0] for row in ROWS] == [str(number) for number in range(1, 36)]
    assert [sum(row[2] == grade for row in ROWS) for grade in ("做", "弱", "话")] == [26, 7, 2]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_what_is_done_has_a_step_or_a_file(row):
    paths = re.findall("`([^`]+)`", row[3])
    assert all((ROOT / path).is_file() for path in paths)
    assert row[2] == "话" or paths or mechanisms.PART.search(row[3])


def test_a_step_that_is_gone_is_said():
    with pytest.raises(ValueError, match="没有 DJ401"):
        mechanisms.renew("| 1 | 做法 | 做 | DJ401.gone | — | |\n", mechanisms.live())


def test_a_number_that_is_wrong_is_renewed():
    line = "| 1 | 做法 | 做 | DJ501.check-group（9.9.9） | R999 | |\n"
    assert "9.9.9" not in mechanisms.renew(line, mechanisms.live())
    assert "| R501 |" in mechanisms.renew(line, mechanisms.live())
