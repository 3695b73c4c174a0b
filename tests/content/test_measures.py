"""docs/检查要点改判.md: the record of one day, which adds up; what holds today is `dstd report measures`."""

from __future__ import annotations

import re
from collections import Counter

from dangjian_std.domain.measures import ByHand, Decides
from support.folders import ROOT

TEXT = (ROOT / "docs" / "检查要点改判.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.split("|")[1:-1]] for line in TEXT.splitlines() if re.match(r"\| DJ\d", line)
]
GONE = "取消"
"""What stands in the row of a criterion that is there no more."""


def test_each_criterion_has_one_row_with_a_reason():
    assert [name for name, count in Counter(row[0] for row in ROWS).items() if count > 1] == []
    assert [row[0] for row in ROWS if len(row) != 6 or not row[2] or not row[5]] == []


def test_what_is_counted_at_the_top_is_so():
    kept = [row for row in ROWS if row[3] != GONE]
    counted = Counter(row[4] for row in kept)
    answers = (*Decides, *(f"手工（{hand}）" for hand in ByHand))
    assert set(counted) <= set(answers)
    said = "，".join(f"{answer} {counted[answer]} 条" for answer in answers)
    assert f"现在 {len(kept)} 条：{said}。" in TEXT
