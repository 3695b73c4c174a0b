"""Sentences that are gone, and those that are only said otherwise."""

from __future__ import annotations

import pytest

from dangjian_std import changes
from dangjian_std.changes.change import ChangeKind
from dangjian_std.changes.dropped import dropped
from dangjian_std.reading import load
from support.projects import patched

ONE = "写明时间、地点、主题和需要准备的内容。"
TWO = "与流动党员逐人联系，说明参加方式。"
THREE = "对年老体弱、失能党员不作硬性要求，可送学上门。"


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ([ONE, TWO], [ONE], 1),
        ([ONE, TWO], [TWO, ONE], 0),
        ([ONE], ["写明时间，地点，主题以及需要准备的内容；"], 0),
        ([ONE], ["写明时间、地点、主题和要准备的东西。"], 0),
        ([ONE, TWO], ["写明时间、地点、主题和需要准备的内容，与流动党员逐人联系，说明参加方式。"], 0),
        ([f"{ONE}{TWO}"], [ONE, TWO], 0),
        ([f"{ONE}{TWO}"], [ONE], 1),
        ([TWO], ["会后收集意见建议，交支部委员会。"], 1),
        (["写明时间和地点。", "写明时间和主题。"], ["写明时间和地点。"], 1),
        ([TWO], [], 1),
    ],
)
def test_which_sentences_are_gone(old, new, gone):
    assert len(list(dropped(old, new))) == gone


def compared(*edits):
    """Return the changes of the base project by an example that change words, by address: kind and note."""
    states = []
    for files in (patched(""), patched("".join(edits))):
        catalog = load.load(files[path] for path in sorted(files)).catalog
        assert catalog is not None
        states.append(catalog)
    return {each.at: (each.kind, each.note) for each in changes.compare(*states) if each.key != "local"}


def how(step, *lines):
    return f"# DJ401 {step}\nhow:\n" + "".join(f"  - {each}\n" for each in lines)


def test_a_sentence_that_goes_is_gone_and_one_that_comes_is_new():
    assert compared(how("notify", ONE, THREE)) == {"notify.how.2": (ChangeKind.GONE, "")}
    assert compared(how("notify", ONE, TWO, THREE, "逐人问到能不能来。")) == {
        "notify.how.4": (ChangeKind.ADDED, "")
    }


def test_what_is_joined_split_or_said_otherwise_only_changed():
    joined = compared(how("notify", f"{ONE[:-1]}；{TWO}", THREE))
    split = compared(how("tell", "当面或者电话转告。", "在记录上写明姓名、缺席原因和转告日期。"))
    assert {kind for found in (joined, split) for kind, _ in found.values()} == {ChangeKind.CHANGED}


def test_another_sentence_in_its_place_is_told_as_a_loss():
    ((kind, note),) = compared(how("notify", ONE, "逐人问到能不能来。", THREE)).values()
    assert (kind, note) == (ChangeKind.CHANGED, f"少了一句：{TWO[:-1]}")


def test_a_sentence_that_goes_to_another_step_is_not_gone():
    found = compared(how("notify", ONE, THREE), how("tell", "当面或者电话转告，在记录上写明姓名。", TWO))
    assert found["notify.how.2"] == (ChangeKind.CHANGED, "")


def test_what_is_weaker_is_not_made_up_for_by_another_sentence():
    """Once a month instead of once a week stays weaker, whatever is said besides."""
    old, new = (
        f"# DJ401 one-record\ntext: {text}\n"
        for text in ("应每周逐项核对一次。", "应每月逐项核对一次。会后收集意见建议。")
    )
    was, now = (load.load(each[path] for path in sorted(each)).catalog for each in map(patched, (old, new)))
    (found,) = changes.compare(was, now)
    assert found.kind is ChangeKind.WEAKER


def test_what_loses_a_sentence_among_others_says_which():
    old = "# DJ401 one-record\ntext: 会后应收集意见。不应要求另附照片、学习笔记。\n"
    files, new = patched(old), patched("# DJ401 one-record\ntext: 会后应收集意见。\n")
    was, now = (load.load(each[path] for path in sorted(each)).catalog for each in (files, new))
    (found,) = changes.compare(was, now)
    assert (found.kind, found.at, found.note) == (
        ChangeKind.WEAKER,
        "one-record.text",
        "少了一句：不应要求另附照片、学习笔记",
    )
