"""One file that is put where a person wants it: what has its name already stays, and is told."""

from __future__ import annotations

import pytest

from dangjian_std.output import build


def saved(path, data):
    told = []
    build.save(path, data, told.append)
    return told


def test_what_has_the_name_already_stays_beside_it_and_is_told(tmp_path):
    path = tmp_path / "手册.pdf"
    assert saved(path, b"one") == []
    assert saved(path, b"one") == []
    told = "留下 手册（原有的{0}）.pdf（原来的 手册.pdf，没有记录，不知改没改过）"
    assert saved(path, b"two") == [told.format(1)]
    assert saved(path, b"three") == [told.format(2)]
    assert {each.name: each.read_bytes() for each in tmp_path.glob("*.pdf")} == {
        "手册.pdf": b"three",
        "手册（原有的1）.pdf": b"one",
        "手册（原有的2）.pdf": b"two",
    }


@pytest.mark.parametrize(("name", "kept"), [("a.pdf", "a（改过的1）.pdf"), ("甲/a.b.c", "甲/a.b（改过的1）.c")])
def test_a_mark_stands_before_the_ending(name, kept):
    assert build.beside(name, "（改过的1）") == kept


def test_a_name_that_is_too_long_loses_its_end_and_no_half_a_character():
    name = build.beside(f"{'字' * 90}.pdf", "（原有的1）")
    assert len(name.encode()) <= build.LONGEST_KEPT_NAME
    assert name.endswith("字（原有的1）.pdf")
    assert build.LONGEST_KEPT_NAME - len(name.encode()) < len("字".encode())
