"""Names of files."""

from __future__ import annotations

import pytest

from dangjian_std.composition.request import Request, safe_file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("R401-党日记录", "R401-党日记录"),
        ("a/b\\c:d\te", "a_b_c_d_e"),
        ("--. 甲. ", "甲"),
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("console", "console"),
        ("...", "未命名"),
        ("a" * 300, "a" * 200),
        ("字" * 100, "字" * 66),
    ],
)
def test_a_name_is_one_that_every_system_takes(title, name):
    assert safe_file_name(title) == name


@pytest.mark.parametrize(
    ("request_", "mark"),
    [
        (Request(), ""),
        (Request(large=True), "（大字）"),
        (Request(proof=True), "（校样）"),
        (Request(large=True, proof=True), "（大字，校样）"),
    ],
)
def test_a_long_name_leaves_room_for_its_mark_and_ending(request_, mark):
    assert request_.named("手册") == f"手册{mark}"
    assert request_.named("a" * 300).endswith(f"a{mark}")
    assert len(request_.named("a" * 300).encode()) == 190
