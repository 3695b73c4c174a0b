from __future__ import annotations

import errno
import os
import signal
import threading
from pathlib import Path

import pytest

from dangjian_std.output import locks, write
from dangjian_std.text import os_errors
from dangjian_std.text.errors import DstdError


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_set_is_written_and_nothing_else_stays(tmp_path):
    with locks.locked(tmp_path):
        write.write_all(tmp_path, {"a.pdf": b"1", "manifest.json": b"2"})
    assert files(tmp_path) == {"a.pdf": b"1", "manifest.json": b"2"}
    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_failure_leaves_the_old_set_whole(tmp_path, monkeypatch, call, nth):
    write.write_all(tmp_path, {"a": b"old", "b": b"old"})
    count = 0
    real = {"write": os.fdopen, "fsync": os.fsync, "replace": os.replace}[call]

    def failing(*args, **kwargs):
        nonlocal count
        count += 1
        if count == nth:
            raise OSError(errno.ENOSPC, "No space left on device", "a")
        return real(*args, **kwargs)

    monkeypatch.setattr(os, "fdopen" if call == "write" else call, failing)
    with pytest.raises(DstdError, match="写不了"):
        write.write_all(tmp_path, {"a": b"new", "b": b"new"})
    monkeypatch.undo()
    assert count == nth
    assert set(files(tmp_path)) == {"a", "b"}
    assert set(files(tmp_path).values()) <= {b"old", b"new"}
    if call != "replace":
        assert files(tmp_path) == {"a": b"old", "b": b"old"}


def test_leftovers_of_a_killed_run_are_swept(tmp_path):
    (tmp_path / ".dstd-x.tmp").write_bytes(b"half")
    with locks.locked(tmp_path):
        write.write_all(tmp_path, {"a": b"1"})
    assert files(tmp_path) == {"a": b"1"}


def test_two_at_once_are_refused_and_the_first_goes_on(tmp_path):
    with locks.locked(tmp_path):
        with pytest.raises(DstdError, match="另一个"), locks.locked(tmp_path):
            pytest.fail("both got in")
        with pytest.raises(DstdError, match="另一个"), locks.locked(tmp_path):
            pytest.fail("the first lock was lost")
    with locks.locked(tmp_path):
        pass


def test_a_link_is_replaced_not_written_through(tmp_path):
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / "a").symlink_to(outside)
    write.write_all(out, {"a": b"1"})
    assert outside.read_bytes() == b"mine"
    assert not (out / "a").is_symlink()


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(DstdError, match=r"写不了输出文件夹.*是文件，不是文件夹"), locks.locked(tmp_path / "out"):
        pytest.fail("a file is no folder")


@pytest.mark.parametrize("name", ["../x", "/abs/x", "a/b/c", "..", ".", "", "a/", "/a", "a/..", "./a"])
def test_a_name_that_is_a_path_is_refused(tmp_path, name):
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(DstdError, match="不能作文件名"):
        write.write_all(out, {"a": b"1", name: b"2"})
    assert files(out) == {}


def test_a_name_may_have_a_folder_and_leaves_none_behind_that_is_empty(tmp_path, monkeypatch):
    write.write_all(tmp_path, {"03记录表/a": b"1", "b": b"2"})
    assert (tmp_path / "03记录表" / "a").read_bytes() == b"1"
    monkeypatch.setattr("os.replace", failing)
    with pytest.raises(DstdError, match="磁盘满了"):
        write.write_all(tmp_path, {"04文书/a": b"1"})
    assert not (tmp_path / "04文书").exists()
    write.remove(tmp_path / "03记录表" / "a")
    assert not (tmp_path / "03记录表").exists()


def failing(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_folder_that_leads_outside_is_not_followed(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").symlink_to(tmp_path / "outside")
    with pytest.raises(DstdError, match="项目外面的链接"):
        write.write_all(tmp_path / "out", {"a/b": b"1"})
    assert not list((tmp_path / "outside").iterdir())


def test_left_overs_in_folders_are_swept(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / f"{locks.TEMPORARY_PREFIX}x.tmp").write_bytes(b"")
    with locks.locked(tmp_path):
        assert not list((tmp_path / "a").iterdir())


def test_no_lock_file_exists(tmp_path):
    with locks.locked(tmp_path):
        assert files(tmp_path) == {}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EEXIST, "是文件"),
        (errno.ENOSPC, "磁盘满了"),
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "只读"),
        (errno.EIO, "读写出错"),
    ],
)
def test_what_the_system_says_is_chinese(number, said):
    assert said in os_errors.reason(OSError(number, os.strerror(number)))


def test_a_disk_that_cannot_lock_is_written_to_all_the_same(tmp_path, monkeypatch):
    def failing(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", failing)
    with locks.locked(tmp_path):
        write.write_all(tmp_path, {"a": b"1"})
    assert files(tmp_path) == {"a": b"1"}


def test_where_signals_cannot_wait_a_set_is_written_all_the_same(tmp_path, monkeypatch):
    monkeypatch.delattr(signal, "pthread_sigmask", raising=False)
    write.write_all(tmp_path, {"a": b"1", "b/c": b"2"})
    assert (tmp_path / "a").read_bytes() == b"1"
    assert (tmp_path / "b" / "c").read_bytes() == b"2"


@pytest.mark.parametrize("name", ["", "..", "../a", "a/..", "a//b", "a/b/c", "/a"])
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(tmp_path, name):
    with pytest.raises(DstdError) as caught:
        write.write_all(tmp_path, {"good": b"1", name: b"2"})
    assert str(caught.value) == f"“{name}”不能作文件名；没有写任何文件。"
    assert files(tmp_path) == {}


def test_an_output_is_removed_with_the_folder_that_it_leaves_empty(tmp_path):
    (tmp_path / "a").mkdir()
    for name in ("b", "c"):
        (tmp_path / "a" / name).write_bytes(b"1")
    write.remove(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "c").exists()
    write.remove(tmp_path / "a" / "c")
    assert list(tmp_path.iterdir()) == []
    write.remove(tmp_path / "a")  # it is gone already


def test_a_folder_that_is_soon_given_back_is_waited_for(tmp_path, monkeypatch):
    handle = locks._lock(tmp_path)
    assert handle is not None
    monkeypatch.setattr(locks, "LOCK_TIMEOUT", 0)
    with pytest.raises(DstdError) as caught, locks.held(tmp_path):
        pytest.fail("somebody else holds it")
    assert str(caught.value) == f"另一个 dstd 正在写 {tmp_path}，等它结束后再试。"
    monkeypatch.undo()
    given = []
    threading.Timer(0.15, lambda: given.append(os.close(handle))).start()
    with locks.held(tmp_path):
        assert given == [None]
