"""The writer of ledgers: lines are added whole, under a lock, and a run that is killed leaves what can be read."""

from __future__ import annotations

import errno
import os

import pytest

from dangjian_std.assessment import chain
from dangjian_std.assessment.chain import LedgerContent, TornError
from dangjian_std.output import ledgers, locks
from dangjian_std.reading.ledger_files import LEDGER_FILE
from dangjian_std.text.errors import DstdError
from support.killed import KILLED, killing

NEW = [{"kind": "note", "text": "一" * 2000, "taken": "2027-03-10"} for _ in range(3)]
BEGIN = f"""
from pathlib import Path
from dangjian_std.assessment import chain
from dangjian_std.output import ledgers
new = {NEW!r}
"""
ACT = """
seen = chain.read((Path(folder) / "台账.jsonl").read_bytes())
ledgers.append(Path(folder), seen, new)
"""


def data(folder) -> bytes:
    path = folder / LEDGER_FILE
    return path.read_bytes() if path.exists() else b""


def test_lines_are_added_and_none_is_changed(tmp_path):
    first = ledgers.append(tmp_path / "台账", LedgerContent(), NEW)
    before = data(tmp_path / "台账")
    second = ledgers.append(tmp_path / "台账", first, NEW)
    assert data(tmp_path / "台账").startswith(before)
    assert (first.lines, second.lines) == (3, 6)
    assert (tmp_path / "台账" / LEDGER_FILE).stat().st_mode & 0o077 == 0


def test_nothing_is_added_to_what_somebody_else_wrote(tmp_path):
    seen = ledgers.append(tmp_path, LedgerContent(), NEW)
    ledgers.append(tmp_path, seen, NEW)
    before = data(tmp_path)
    with pytest.raises(DstdError, match="有了别人写的新行"):
        ledgers.append(tmp_path, seen, NEW)
    assert data(tmp_path) == before


def test_one_writes_at_a_time(tmp_path):
    seen = ledgers.append(tmp_path, LedgerContent(), NEW)
    with locks.held(tmp_path), pytest.raises(DstdError, match="另一个 dstd 正在写"):
        ledgers.append(tmp_path, seen, NEW)


@pytest.mark.parametrize("call", ["open", "write", "fsync", "fstat", "close"])
def test_a_run_that_is_killed_leaves_whole_lines(tmp_path, call):
    ledgers.append(tmp_path, LedgerContent(), NEW[:1])
    before = data(tmp_path)
    with killing(call, tmp_path, BEGIN, ACT) as run:
        for nth in range(1, 20):
            (tmp_path / LEDGER_FILE).write_bytes(before)
            code = run(nth)
            found = data(tmp_path)
            assert found.startswith(before)
            assert chain.read(found).lines in {1, 4}
            if code != KILLED:
                assert (code, chain.read(found).lines) == (0, 4)
                break
        else:
            raise AssertionError(call)


def test_a_disk_that_fills_up_leaves_nothing_of_it(tmp_path, monkeypatch):
    seen = ledgers.append(tmp_path, LedgerContent(), NEW)
    before = data(tmp_path)
    real = os.write
    left = [1]

    def some(handle, what):
        if not left[0]:
            raise OSError(errno.ENOSPC, "full")
        left[0] -= 1
        return real(handle, bytes(what)[:100])

    monkeypatch.setattr(os, "write", some)
    with pytest.raises(DstdError, match="磁盘满了。没有登记"):
        ledgers.append(tmp_path, seen, NEW)
    assert data(tmp_path) == before


def test_half_a_line_is_taken_away_when_asked_for(tmp_path):
    seen = ledgers.append(tmp_path, LedgerContent(), NEW)
    whole = data(tmp_path)
    (tmp_path / LEDGER_FILE).write_bytes(whole[:-7])
    with pytest.raises(DstdError, match="第 3 行没有写完"):
        ledgers.append(tmp_path, seen, NEW)
    with pytest.raises(TornError):
        chain.read(data(tmp_path))
    assert ledgers.mend(tmp_path)
    assert data(tmp_path) == b"".join(whole.splitlines(keepends=True)[:2])
    assert not ledgers.mend(tmp_path)


def test_a_disk_that_cannot_be_written_is_said_with_the_file_and_leaves_half_a_line(tmp_path, monkeypatch):
    ledgers.append(tmp_path, LedgerContent(), NEW)
    torn = data(tmp_path)[:-7]
    (tmp_path / LEDGER_FILE).write_bytes(torn)

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "truncate", full)
    with pytest.raises(DstdError) as stopped:
        ledgers.mend(tmp_path)
    assert str(stopped.value) == f"写不了 {tmp_path / LEDGER_FILE}：磁盘满了。没有动。"
    assert data(tmp_path) == torn


def test_only_the_last_line_is_taken_away(tmp_path):
    """A line before it that was changed is for a person to look at."""
    ledgers.append(tmp_path, LedgerContent(), NEW)
    changed = data(tmp_path).replace("一".encode(), "二".encode(), 1)[:-7]
    (tmp_path / LEDGER_FILE).write_bytes(changed)
    with pytest.raises(DstdError, match=r"^台账第 \d 行.+。只有最后半行去得掉，这里没有动。$"):
        ledgers.mend(tmp_path)
    assert data(tmp_path) == changed


def test_a_ledger_that_is_a_link_is_not_written(tmp_path):
    (tmp_path / "台账").mkdir()
    (tmp_path / "别处").write_bytes(b"")
    (tmp_path / "台账" / LEDGER_FILE).symlink_to(tmp_path / "别处")
    with pytest.raises(DstdError, match="是链接"):
        ledgers.append(tmp_path / "台账", LedgerContent(), NEW)
