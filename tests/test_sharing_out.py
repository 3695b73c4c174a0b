"""How tests are dealt out: a file to one process, the long ones first."""

from __future__ import annotations

from pathlib import Path

from support import sharing_out
from support.folders import TESTS

FILES = [path.relative_to(TESTS.parent) for path in sorted(TESTS.rglob("test_*.py"))]


def unit(path: Path) -> str:
    return sharing_out.Scheduling._split_scope(None, f"{path.as_posix()}::test_it[a::b]")


def test_each_long_file_is_there():
    assert [name for name in sharing_out.LONG if not (TESTS / name).is_file()] == []


def test_a_file_is_not_divided_and_what_judges_the_same_sets_stays_together():
    together = [path for path in FILES if unit(path) == "alike"]
    assert {path.parent.name for path in together} == {"rules", "publications"}
    apart = {path.as_posix() for path in FILES if path not in together}
    assert {unit(path) for path in FILES} == {"alike", *apart}


def test_the_long_ones_come_first():
    turns = [sharing_out.turn(path) for path in FILES]
    assert sorted({*turns}) == list(range(len(sharing_out.LONG) + 2))
    assert {sharing_out.turn(path) for path in FILES if unit(path) == "alike"} == {0}
