"""What is said of a duty that was loosened without a reason: what it is, what happened to it, what it was."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dangjian_std.changes.change import Change, ChangeKind, ChangeSite
from dangjian_std.changes.losses import SENTENCE_LOST
from dangjian_std.rules.revision import unexplained_loosening
from dangjian_std.rules.revision.unexplained_loosening import LONGEST_QUOTATION
from dangjian_std.text.places import Place, Span

SITE = ChangeSite(subject="DJ401", title="支部主题党日规范")
STAGE = SITE.inside("6.1", "")
STEP = SITE.inside("6.1.2", "通知到每名党员")
LONG = "一" * LONGEST_QUOTATION


def said(site, **named):
    change = Change(site=site, place=Place(Span("a.yaml")), at="notify", owed=True, **named)
    revision = SimpleNamespace(kept=[(None, SimpleNamespace(code="DJ401"))], of=lambda _: [change])
    (problem,) = unexplained_loosening.check(revision)
    return problem.message.removesuffix("，变更记录没有写理由")


@pytest.mark.parametrize(
    ("site", "message"),
    [(SITE, "取消了DJ401"), (STAGE, "取消了6.1"), (STEP, "取消了步骤“通知到每名党员”")],
)
def test_what_is_gone_is_called_by_its_name_its_clause_or_its_file(site, message):
    assert said(site, kind=ChangeKind.GONE, key="", aspect="步骤") == message


@pytest.mark.parametrize(
    ("kind", "key", "named", "message"),
    [
        (ChangeKind.GONE, "how", {"before": "逐一通知。"}, "的怎么做删去了：逐一通知"),
        (ChangeKind.CHANGED, "how", {"note": f"{SENTENCE_LOST}：逐一通知"}, f"的怎么做{SENTENCE_LOST}：逐一通知"),
        (ChangeKind.WEAKER, "how", {"before": "应", "after": "宜"}, "的怎么做放宽了：应 → 宜"),
        (ChangeKind.WEAKER, "how", {"before": "应"}, "的怎么做放宽了：应 → 没有"),
        (ChangeKind.CHANGED, "who", {"before": "甲", "after": "乙"}, "的怎么做换了：甲 → 乙"),
        (ChangeKind.CHANGED, "how", {"before": "甲", "after": "乙"}, "的怎么做不再同条文比较：甲 → 乙"),
        (ChangeKind.WEAKER, "how", {"before": "甲\n乙", "after": LONG}, f"的怎么做放宽了：甲；乙 → {LONG}"),
        (ChangeKind.WEAKER, "how", {"before": "甲", "after": f"{LONG}一"}, f"的怎么做放宽了：甲 → {LONG}……"),
    ],
)
def test_what_was_done_to_a_duty_is_said(kind, key, named, message):
    assert said(STEP, kind=kind, key=key, aspect="怎么做", **named) == f"“通知到每名党员”{message}"
