"""What is kept between two runs: only where nobody else may write, only what is whole, and not without end."""

from __future__ import annotations

import os

import pytest

from dangjian_std.text import kept


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Ask for the folder anew each time, below one of our own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kept.folder.cache_clear()
    yield tmp_path / "dangjian-std"
    kept.folder.cache_clear()


def again():
    kept.folder.cache_clear()
    return kept.folder()


def test_the_folder_is_the_users_own(folder):
    assert again() == folder
    assert folder.stat().st_mode & 0o777 == 0o700
    assert again() == folder


@pytest.mark.parametrize("mode", [0o720, 0o702])
def test_a_folder_that_others_may_write_to_is_none(folder, mode):
    assert again() == folder
    folder.chmod(mode)
    assert again() is None


def test_a_folder_of_somebody_else_is_none(folder, monkeypatch):
    assert again() == folder
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    assert again() is None


def test_a_link_or_a_file_is_none(folder, tmp_path):
    (tmp_path / "other").mkdir()
    folder.symlink_to(tmp_path / "other")
    assert again() is None
    folder.unlink()
    folder.touch()
    assert again() is None


@pytest.mark.parametrize(("fresh", "is_there"), [("1", False), ("0", True), ("", True)])
def test_who_wants_all_of_it_afresh_has_none(folder, monkeypatch, fresh, is_there):
    monkeypatch.setenv("DSTD_FRESH", fresh)
    assert kept.shelf() == (folder if is_there else None)


def test_only_a_whole_entry_of_this_name_and_guard_is_read(tmp_path):
    path, other = tmp_path / "a", tmp_path / "b"
    kept.write(path, b"one\ntwo", "guard")
    assert list(tmp_path.iterdir()) == [path]
    assert kept.read(path, "guard") == b"one\ntwo"
    assert kept.read(path) is None
    other.write_bytes(path.read_bytes())
    assert kept.read(other, "guard") is None
    path.write_bytes(path.read_bytes()[:-1])
    assert kept.read(path, "guard") is None
    assert kept.read(tmp_path / "none") is None


def test_what_cannot_be_written_leaves_nothing(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").touch()
    kept.write(tmp_path / "a", b"one")
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("most", "left", "names"), [(30, 20, "abc"), (29, 20, "bc"), (29, 19, "c"), (29, 10, "c")]
)
def test_what_was_unused_for_longest_goes_first(tmp_path, monkeypatch, most, left, names):
    monkeypatch.setattr(kept, "MOST_BYTES_CACHED", most)
    monkeypatch.setattr(kept, "BYTES_LEFT_AFTER_SWEEP", left)
    for at, name in enumerate("cba"):
        (tmp_path / name).write_bytes(b"x" * 10)
        os.utime(tmp_path / name, ns=(0, 10**9 * (9 - at)))
    kept.trim(tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(names)


def test_entries_may_take_half_a_gibibyte_and_are_cut_by_a_quarter():
    assert (kept.MOST_BYTES_CACHED, kept.BYTES_LEFT_AFTER_SWEEP) == (536_870_912, 402_653_184)
