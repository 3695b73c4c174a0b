"""A sentence that still quotes what has another name now says what it was."""

from __future__ import annotations

import pytest

from dangjian_std import rules
from dangjian_std.reading.load import load
from dangjian_std.reading.project import RawSource
from support import messages
from support.projects import patched

ANNEX = "# DJ401\nannexes:\n  - {id: list, title: 议题清单, text: [照办。]}\n"
SENTENCE = "# DJ401 one-topic\ntext: 每次应照〔list〕办，先看“{}”，再看“{}”。\n"


def catalog(files):
    found = load(files[path] for path in sorted(files)).catalog
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("事件", "形成议定事项"),
        ("岗位", "党小组组长"),
        ("标准", "支部主题党日规范"),
        ("表或者文书", "落实清单"),
        ("表或者文书", "关于开展主题党日的通知"),
        ("栏目", "办结日期"),
        ("步骤", "通知到每名党员"),
        ("阶段", "抓落实"),
        ("术语", "主题党日"),
        ("附录", "议题清单"),
    ],
)
def test_it_is_told_once_with_every_place(noun, name):
    files = patched(ANNEX + SENTENCE.format(name, name))
    quoted = f"“{name}”".encode()
    renamed = {
        path: RawSource(
            path, raw.data.replace(quoted, b"@").replace(name.encode(), "别的".encode()).replace(b"@", quoted)
        )
        for path, raw in files.items()
    }
    found = rules.check_change(catalog(files), catalog(renamed), ())[0]
    messages.hear(found)
    (told,) = (each for each in found if each.rule == "still-named")
    assert told.message == f"{noun}“{name}”取消了或者改了名，这里还写着"
    assert [each.place.span.column - told.place.span.column for each in told.related] == [len(name) + 5]
    assert not [
        each for each in rules.check_change(catalog(files), catalog(files), ())[0] if each.rule == told.rule
    ]
