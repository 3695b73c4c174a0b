"""Which sentence became which: the likest in order, what is unlike all others has none."""

from __future__ import annotations

import pytest

from dangjian_std.changes.pairs import Pairs, aligned, out_of_order


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["甲。", "通知党员。"], ["甲。", "通知党员。"], []),
        (["甲。", "全换了。"], ["甲。", "另一句话"], [(1, 1)]),
        (
            ["先报名。", "按程序开展民主评议。", "结果存档备查三年。"],
            ["民主评议按程序开展。", "结果存档备查五年。", "向党员公布。"],
            [(0, None), (1, 0), (2, 1), (None, 2)],
        ),
        (
            ["甲乙丙丁。", "通知每名党员到会。"],
            ["通知每名党员按时到会。", "会后三日内报送记录。", "其他。"],
            [(0, None), (1, 0), (None, 1), (None, 2)],
        ),
        (
            ["开会前通知党员。", "会后整理记录。"],
            ["开会前三日通知党员。", "会后及时整理记录。", "记录送审。"],
            [(0, 0), (1, 1), (None, 2)],
        ),
        (["不变。", "开会。", "记录。"], ["不变。"], [(1, None), (2, None)]),
        (
            ["会前通知党员。", "党员到会签到。"],
            ["通知。", "存档备查。", "通知党员到会。"],
            [(0, 0), (None, 1), (1, 2)],
        ),
        (["通知。", "记录整理好存档。"], ["通知党员到会。", "会前通知党员。"], [(None, 0), (0, 1), (1, None)]),
    ],
)
def test_sentences_are_paired_with_the_likest(old, new, pairs):
    assert list(aligned(old, new)) == pairs


def test_the_way_back_pairs_the_same():
    old = ["先报名。", "按程序开展民主评议。", "结果存档备查三年。"]
    new = ["民主评议按程序开展。", "结果存档备查五年。", "向党员公布。"]
    assert {(is_, was) for was, is_ in aligned(new, old)} == set(aligned(old, new))


def test_sentences_are_paired_so_that_the_whole_is_likest():
    old = ["清点到会的党员人数。", "把缺席的原因报给主持人。", "请到会党员签名。"]
    new = ["请到会的党员签名。", "清点到会的党员的人数。", "把缺席原因报给主持人。"]
    assert list(aligned(old, new)) == [(None, 0), (0, 1), (1, 2), (2, None)]
    assert list(aligned(old, [])) == [(0, None), (1, None), (2, None)]
    assert list(aligned([], new)) == [(None, 0), (None, 1), (None, 2)]


def test_places_are_counted_among_what_stayed():
    pairs = Pairs(tuple((each, each, each, each) for each in "bca"), {}, {})
    assert list(out_of_order(pairs, "xyabc")) == [("a", 1, 3)]


@pytest.mark.parametrize(
    ("new", "moved"),
    [
        ("abc", []),
        ("cba", [("c", 3, 1)]),
        ("bac", [("b", 2, 1)]),
        ("bca", [("a", 1, 3)]),
        ("cab", [("c", 3, 1)]),
        ("edcba", [("e", 5, 1), ("d", 4, 2), ("b", 2, 4)]),
    ],
)
def test_what_stands_where_it_stood_is_not_told_as_moved(new, moved):
    pairs = Pairs(tuple((each, each, each, each) for each in new), {}, {})
    assert list(out_of_order(pairs, sorted(new))) == moved
