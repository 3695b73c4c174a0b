"""The words that differ between two texts, and no others."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dangjian_std.document.inline import Marked
from dangjian_std.publications.revision.marked_words import sides

TEXTS = st.text("甲乙丙，、；1\n", min_size=1, max_size=24)


def shown(lines):
    return ["".join(map(piece, line)) for line in lines]


def piece(each):
    return each if isinstance(each, str) else f"[-{each.text}-]" if each.gone else f"[+{each.text}+]"


@pytest.mark.parametrize(
    ("old", "new", "was", "is_"),
    [
        ("至少提前3个工作日", "至少提前10个工作日", ["至少提前[-3-]个工作日"], ["至少提前[+10+]个工作日"]),
        ("选出委员。", "选出委员、书记。", ["选出委员。"], ["选出委员[+、书记+]。"]),
        (
            "不宜处置党员；不应换届",
            "不宜处置党员，不应接收预备党员；不应换届",
            ["不宜处置党员；不应换届"],
            ["不宜处置党员[+，不应接收预备党员+]；不应换届"],
        ),
        ("听取通报", "核对名单以后签字", ["[-听取通报-]"], ["[+核对名单以后签字+]"]),
        ("", "甲\n乙", [], ["甲", "乙"]),
        ("甲一\n乙二", "甲一\n乙三", ["甲一", "乙[-二-]"], ["甲一", "乙[+三+]"]),
    ],
)
def test_what_differs_is_marked(old, new, was, is_):
    assert tuple(map(shown, sides(old, new))) == (was, is_)


@given(TEXTS, TEXTS)
@example("1\n", "1、1\n")
def test_either_side_says_what_it_said_and_what_is_not_marked_is_the_same(old, new):
    for text, lines in zip((old, new), sides(old, new), strict=True):
        said = ["".join(each if isinstance(each, str) else each.text for each in line) for line in lines]
        assert said == [line for line in text.split("\n") if line]
    plain = [
        "".join(each for line in lines for each in line if isinstance(each, str)) for lines in sides(old, new)
    ]
    assert plain[0] == plain[1]
    assert all(each.gone for line in sides(old, new)[0] for each in line if isinstance(each, Marked))
    assert not any(each.gone for line in sides(old, new)[1] for each in line if isinstance(each, Marked))
