"""docs/改版说明.md: what it names is in the set, or was withdrawn with a reason; every table has its reasons."""

from __future__ import annotations

import re

from content.live import files
from support.folders import ROOT

TEXT = (ROOT / "docs" / "改版说明.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.split("|")[1:-1]]
    for line in TEXT.splitlines()
    if line.startswith("|") and "---" not in line
]


def test_every_code_is_in_the_set_or_withdrawn():
    everything = "\n".join(files().values())
    known = set(re.findall(r"code: ([A-Z]+[0-9]{3})\b", everything))
    assert set(re.findall(r"[A-Z]+[0-9]{3}(?![0-9])", TEXT)) <= known


def test_every_row_says_where_what_was_what_is_and_why():
    loosened = [row for row in ROWS if len(row) == len(("where", "before", "now", "why")) and row[0] != "在哪里"]
    assert loosened
    reasons = re.findall(r"\*\*([^*]+)\*\*，", TEXT)
    assert [row for row in loosened if not all(row) or row[3].partition("：")[0] not in reasons] == []
