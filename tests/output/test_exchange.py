"""Files that belong together: all new or all old, whatever happens in between."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

import pytest

from dangjian_std.output import exchange, locks
from dangjian_std.text.errors import DstdError
from support.killed import KILLED, killing

OLD = {"catalog.yaml": b"1", "roles.yaml": b"old", "records/R1.yaml": b"old", "papers/W1.yaml": b"old"}
NEW = {"catalog.yaml": b"2", "roles.yaml": b"new", "records/R1.yaml": b"new", "forms/W1.yaml": b"new"}
CALLS = ("replace", "link", "fsync", "fdopen", "unlink")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def swap(folder: Path) -> None:
    new: dict[str, bytes | None] = {name: data for name, data in NEW.items() if name != "catalog.yaml"}
    exchange.exchange(folder, {**new, "papers/W1.yaml": None}, ("catalog.yaml", NEW["catalog.yaml"]))


@pytest.fixture
def folder(tmp_path):
    for name, data in OLD.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        path.chmod(0o640)
    return tmp_path


def test_all_are_new_and_nothing_else_stays(folder):
    swap(folder)
    assert files(folder) == NEW
    assert not (folder / "papers").exists()
    assert (folder / "roles.yaml").stat().st_mode & 0o777 == 0o640
    assert not exchange.restore(folder)


def failing(call, nth, number=errno.EIO):
    """Let the nth call fail, and those after it pass."""
    count = 0
    real = getattr(os, call)

    def instead(*args, **kwargs):
        nonlocal count
        count += 1
        if count == nth:
            raise OSError(number, os.strerror(number), "roles.yaml")
        return real(*args, **kwargs)

    return instead


@pytest.mark.parametrize("call", CALLS)
def test_a_failure_anywhere_leaves_the_old_set_whole(folder, monkeypatch, call):
    nth = 0
    while True:
        nth += 1
        monkeypatch.setattr(os, call, failing(call, nth))
        with contextlib.suppress(DstdError):
            swap(folder)
        monkeypatch.undo()
        exchange.restore(folder)
        found = files(folder)
        if found == NEW:
            break
        assert found == OLD
        assert nth < 40
    assert nth > (0 if call in {"link", "unlink"} else 1)


BEGIN, ACT = "from output import test_exchange", "test_exchange.swap(pathlib.Path(folder))"


@pytest.mark.parametrize("call", ["replace", "fsync", "link"])
def test_a_kill_anywhere_can_be_taken_back(folder, call):
    with killing(call, folder, BEGIN, ACT) as killed:
        seen = taken_back(folder, killed)
    assert seen == ({True, False} if call != "link" else {False})


def taken_back(folder, killed):
    """Take back each swap that is killed; return what was unfinished then."""
    seen = set()
    for nth in range(1, 30):
        code = killed(nth)
        half = files(folder)
        waiting = exchange.unfinished(folder)
        assert exchange.restore(folder) == waiting
        with locks.locked(folder):
            found = files(folder)
        if code == 0:
            assert found == NEW
            break
        assert code == KILLED
        seen.add(waiting)
        if found == NEW:  # after the last: nothing is to be taken back
            assert half["catalog.yaml"] == NEW["catalog.yaml"]
            break
        assert found == OLD
        assert half["catalog.yaml"] == OLD["catalog.yaml"]
    return seen


def test_a_disk_without_links_is_no_trouble(folder, monkeypatch):
    def refused(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    real = os.replace

    def last_fails(source, target):
        if Path(target).name == "catalog.yaml":
            raise OSError(errno.ENOSPC, "No space left on device", target)
        real(source, target)

    monkeypatch.setattr(os, "replace", last_fails)
    with pytest.raises(DstdError, match=r"写不了 catalog\.yaml：磁盘满了。原有文件都是原样"):
        swap(folder)
    assert files(folder) == OLD
    assert {path.name for path in folder.iterdir()} == {"catalog.yaml", "roles.yaml", "records", "papers"}
    assert (folder / "roles.yaml").stat().st_mode & 0o777 == 0o640


def test_an_interrupt_takes_back_what_was_done(folder, monkeypatch):
    real = os.replace

    def interrupted(source, target):
        if Path(target).name == "roles.yaml" and not Path(source).name.startswith(exchange.OLD_FILE_PREFIX):
            real(source, target)
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        swap(folder)
    assert files(folder) == OLD


def test_what_cannot_be_taken_back_is_said_and_taken_back_later(folder, monkeypatch):
    real, count = os.replace, 0

    def broken(source, target):
        nonlocal count
        count += 1
        if count > 2:
            raise OSError(errno.EROFS, "Read-only file system", target)
        real(source, target)

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(DstdError, match="恢复不了：只读"):
        swap(folder)
    monkeypatch.undo()
    assert exchange.restore(folder)
    assert files(folder) == OLD


def test_a_folder_that_leads_outside_is_not_followed(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (folder / "link").symlink_to(outside)
    with pytest.raises(DstdError, match="项目外面的链接"):
        exchange.exchange(folder, {"link/x.yaml": b"new"}, ("catalog.yaml", b"2"))
    assert files(folder) == OLD
    assert not list(outside.iterdir())
