"""The claims about samples find what does not agree: one wrong fact in one form, and one claim says so."""

from __future__ import annotations

import pytest

from content import edits, filled
from content.live import files

WRONG = {
    "a quorum that was not there": ("R107", "id: present", '["10"]', '["8"]'),
    "somebody whom nobody knows": ("R602", "管理员签名", "秦可心", "秦心可"),
    "another sum that is due": ("R318", "每月应交", '"93.0", "97.5"', '"90.0", "96.0"'),
    "more members than there are": ("R102", "其中预备党员", '["1"]', '["2"]'),
    "one more who signed": ("R205", "label: 第3次,", "程亦安", "—"),
    "a finding that is not listed": ("R501", "新问题", '"0", "2"', '"0", "3"'),
    "a talk that came too late": ("R304", "谈话日期", "2025年3月18日", "2025年4月18日"),
}


@pytest.mark.parametrize(
    ("claim", "wrong"), list(zip(filled.CLAIMS, WRONG.values(), strict=True)), ids=list(WRONG)
)
def test_a_wrong_fact_is_found(claim, wrong):
    code, after, old, new = wrong
    made = files()
    path = next(path for path in made if f"/{code}-" in path)
    text = made[path]
    start = text.index(after)
    assert old in text[start:]
    made[path] = text[:start] + text[start:].replace(old, new, 1)
    assert list(claim(edits.catalog(made)))
