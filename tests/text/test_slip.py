"""A slip of the hand is mended only where it made nothing else that may have been meant."""

from __future__ import annotations

import pytest

from dangjian_std.text.spelling import slip


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("assing", ["assign", "sign"], "assign"),
        ("notifi", ["notify", "tell"], "notify"),
        ("notifyy", ["notify"], "notify"),
        ("asign", ["assign", "sign"], ""),
        ("hold", ["hold"], ""),
        ("tel", ["tell"], ""),
        ("check-2", ["check-3"], ""),
        ("R202", ["R201"], ""),
        ("组织员委", ["组织委员", "宣传委员"], "组织委员"),
        ("党小组长", ["党小组组长"], "党小组组长"),
        ("党小组组组长", ["党小组组长"], "党小组组长"),
        ("收到转出信息", ["收到转入信息"], ""),
        ("党支部", ["党总支部"], ""),
        ("第十五条", ["第十四条"], ""),
        ("第一书记", ["第二书记"], ""),
    ],
)
def test_only_what_can_be_nothing_else(word, known, meant):
    assert slip(word, known) == meant
