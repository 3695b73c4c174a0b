"""docs/检查要点改判.md: each criterion has a row, which says how it is answered as the standards do."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from content.claims import judged
from content.live import files
from dangjian_std.composition.measuring import Measuring
from dangjian_std.domain.measures import ByHand, Decides, Hand
from support.folders import ROOT

TEXT = (ROOT / "docs" / "检查要点改判.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.split("|")[1:-1]] for line in TEXT.splitlines() if re.match(r"\| DJ\d", line)
]
GONE = "取消"
"""What stands in the row of a criterion that is there no more."""


@pytest.fixture(scope="module")
def live():
    """Each criterion of the live set: of what kind it is, what is looked at, how far a machine goes."""
    catalog = judged(files())[0].catalog
    assert catalog is not None
    found = {}
    for code, standard in catalog.standards.items():
        for each in standard.criteria:
            hand = each.measure.hand if isinstance(each.measure, Hand) else None
            far = f"手工（{hand}）" if hand else str(each.machine)
            found[f"{code}.{each.id}"] = [each.kind, Measuring(catalog, code).told(each.measure), far]
    return found


def test_each_criterion_has_one_row(live):
    assert [name for name, count in Counter(row[0] for row in ROWS).items() if count > 1] == []
    assert {row[0] for row in ROWS if row[3] != GONE} == set(live)


def test_each_row_says_what_the_standards_say(live):
    wrong = [row[0] for row in ROWS if row[3] != GONE and [row[1], row[3], row[4]] != live[row[0]]]
    assert not wrong, "照 dstd report measures 改这几行"


def test_each_row_gives_a_reason():
    assert [row[0] for row in ROWS if len(row) != 6 or not row[2] or not row[5]] == []


def test_what_is_counted_at_the_top_is_so(live):
    counted = Counter(far for _, _, far in live.values())
    answers = (*Decides, *(f"手工（{hand}）" for hand in ByHand))
    said = "，".join(f"{answer} {counted[answer]} 条" for answer in answers)
    assert f"现在 {len(live)} 条：{said}。" in TEXT
