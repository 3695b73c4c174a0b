"""Exit codes and the work itself do not depend on who listens, and what the system says is told in Chinese."""

from __future__ import annotations

import errno
import io
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from dangjian_std.cli.console import streams
from dangjian_std.renderers import machine as computer
from dangjian_std.renderers import pdf
from dangjian_std.renderers.pdf import forks, processes
from dangjian_std.text import os_errors
from dangjian_std.text.errors import DstdError
from support import program, workers

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")


def dstd(*arguments, **options):
    environment = {**os.environ, "PYTHONUTF8": "1", **options.pop("env", {})}
    channels = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(
        [*program.DSTD, *map(str, arguments)],
        encoding="utf-8",
        check=False,
        timeout=300,
        env=environment,
        **channels,
    )


@needs_full
@pytest.mark.parametrize(
    ("arguments", "code"), [(("explain", "DS999"), 2), (("validate",), 1), (("nothing",), 2), (("build",), 1)]
)
def test_an_error_that_nobody_can_read_keeps_its_exit_code(edit, arguments, code):
    root = edit("DJ401", "who: 组织委员", "who: 记录员")
    with FULL.open("w") as full:
        assert dstd(*arguments, cwd=root, stdout=full, stderr=full).returncode == code
    closed = subprocess.run(
        ["bash", "-c", '"$@" >&- 2>&-', "-", *program.DSTD, *arguments], cwd=root, check=False, timeout=300
    )
    assert closed.returncode == code


@needs_full
def test_what_could_not_be_said_is_an_error_of_the_environment(copy):
    with FULL.open("w") as full:
        done = dstd("list", copy, stdout=full)
    assert done.returncode == 2
    assert done.stderr == "事情做完了，但有的话没能写出来：磁盘满了。\n"


@pytest.mark.parametrize(("arguments", "code"), [(("list",), 0), (("validate",), 0)])
def test_a_reader_that_goes_away_changes_nothing(copy, arguments, code):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = dstd(*arguments, copy, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (code, "")


def test_a_month_is_finished_although_the_reader_goes_away(copy):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = dstd("month", "2027-03", copy, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
    made = {path.suffix for path in (copy / "build" / "月包" / "2027-03").iterdir()}
    assert made == {".pdf", ".docx", ".txt"}


def test_findings_stay_findings_when_the_reader_goes_away(edit):
    root = edit("DJ401", "who: 组织委员", "who: 记录员")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert dstd("validate", root, stdout=writing).returncode == 1
    finally:
        os.close(writing)


class Slow(io.RawIOBase):
    """A pipe of another program that is full now and then."""

    def __init__(self):
        self.data, self.full = b"", True

    def writable(self):
        return True

    def fileno(self):
        return 1

    def write(self, data):
        self.full = not self.full
        if not self.full:
            return None
        self.data += bytes(data[:3])
        return len(data[:3])


def test_a_pipe_without_room_is_waited_for(monkeypatch):
    slow, waited = Slow(), []
    monkeypatch.setattr(streams.select, "select", lambda *each: waited.append(each))
    stream, lost = streams.patient(io.TextIOWrapper(io.BufferedWriter(slow), "utf-8"))
    stream.write("标准\n")
    stream.flush()
    assert (slow.data.decode(), lost) == ("标准\n", [])
    assert waited


def test_a_program_that_shall_live_on_lives_on(copy):
    code = (
        "import signal, sys\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "from dangjian_std.cli import main as cli\n"
        f"cli.main(['list', {str(copy)!r}])\nprint(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "True"


# -- what the system says --------------------------------------------------------------------------------


def test_no_sentence_of_the_system_is_repeated_in_english():
    for number, name in errno.errorcode.items():
        said = os_errors.reason(OSError(number, os.strerror(number)))
        assert os.strerror(number) not in said
        assert said == os_errors.REASON_OF_ERRNO.get(number, f"系统错误 {name}")


def test_an_error_without_a_number_is_named():
    assert os_errors.reason(OSError("cannot load library")) == "系统错误 OSError"


@pytest.mark.parametrize(
    "command", [("build", "-o", ""), ("month", "2027-03", "-o", " "), ("report", "goals", "-o", "")]
)
def test_an_empty_name_is_refused(copy, command):
    done = program.dstd(*command, cwd=copy)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "-o 后面是空的，请写明放到哪里。\n")
    assert {path.name for path in copy.iterdir()} == {"standards"}


# -- the worker ------------------------------------------------------------------------------------------


def test_a_machine_without_a_temporary_folder_is_told_which(copy, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: ["/nowhere/at/all"])
    monkeypatch.setenv("TMPDIR", "/nowhere/at/all")
    monkeypatch.setattr(forks, "SERVER", None)
    said = "^临时文件夹 /nowhere/at/all、.*不能用：不存在、没有权限或者没有空间。请腾出空间，或者用环境变量"
    with pytest.raises(DstdError, match=said):
        pdf.run({})


@pytest.mark.parametrize("call", ["TemporaryDirectory", "environment"])
def test_a_temporary_folder_that_is_full_is_named(monkeypatch, tmp_path, call):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(forks, "SERVER", None)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(processes if call == "environment" else tempfile, call, full)
    with pytest.raises(DstdError, match=f"^临时文件夹 {tmp_path} (不能用|写不进去)：磁盘满了。"):
        pdf.run({})


CRASHING = """
import os, signal, sys
note = {note!r}
with open(note, "a") as file:
    file.write("x")
if os.path.getsize(note) <= {times}:
    os.kill(os.getpid(), signal.{name})
sys.stdin.read()
sys.stdout.write("%PDF")
"""


@pytest.mark.parametrize(
    ("crash", "runs", "said"),
    [
        (("SIGSEGV", 1), 2, ""),
        (("SIGABRT", 1), 2, ""),
        (("SIGSEGV", 9), 2, f"信号 {signal.SIGSEGV.value}"),
        (("SIGKILL", 1), 1, f"信号 {signal.SIGKILL.value}"),
    ],
)
def test_a_worker_that_crashes_is_tried_once_more(monkeypatch, tmp_path, crash, runs, said):
    note = tmp_path / "runs"
    workers.running(monkeypatch, CRASHING.format(note=str(note), name=crash[0], times=crash[1]))
    if said:
        with pytest.raises(DstdError, match=f"排版程序意外中止（{said}）"):
            pdf.run({})
    else:
        assert pdf.run({}) == b"%PDF"
    assert len(note.read_text()) == runs


@pytest.mark.parametrize(
    ("machine", "expected"),
    [
        ((16, 64, "max"), 4),
        ((2, 64, "max"), 2),
        ((16, 4, "max"), 2),
        ((16, 1, "max"), 1),
        ((16, 64, 3 * 1024**3), 2),
    ],
)
def test_a_year_takes_no_more_than_the_machine_has(monkeypatch, tmp_path, machine, expected):
    cores, memory, limit = machine
    (tmp_path / "memory.max").write_text(f"{limit}\n")
    monkeypatch.setattr(computer, "CONTAINER", tmp_path / "memory.max")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    sizes = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": memory * 1024**3 // 4096}
    monkeypatch.setattr(os, "sysconf", sizes.__getitem__)
    assert computer.workers() == expected


# -- report -o -------------------------------------------------------------------------------------------


def test_a_report_goes_where_a_link_leads_and_the_link_stays(copy):
    (copy / "x").mkdir()
    (copy / "l.json").symlink_to("x/t.json")
    done = program.dstd("report", "goals", copy, "-o", "l.json", cwd=copy)
    assert (done.returncode, done.stdout) == (0, "做好了 x/t.json\n")
    assert (copy / "l.json").is_symlink()
    assert (copy / "x" / "t.json").read_bytes().startswith(b"{")
    assert {path.name for path in copy.iterdir()} == {"standards", "x", "l.json"}


@pytest.mark.parametrize("kind", ["pipe", "link", "device"])
def test_a_device_or_a_pipe_is_no_file(copy, kind):
    path = copy / "f"
    if kind == "device":
        path.symlink_to(os.devnull)
    else:
        os.mkfifo(copy / "pipe" if kind == "link" else path)
    if kind == "link":
        path.symlink_to("pipe")
    before = path.lstat().st_mode, path.lstat().st_ino
    done = program.dstd("report", "goals", copy, "-o", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "是设备或者管道" in done.stderr
    assert (path.lstat().st_mode, path.lstat().st_ino) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-o", "b.odt"), "清单只能存成 .docx、.html、.json、"),
        (("-o", "b"), "清单只能存成 .docx、.html、.json、"),
        (("-o", "b.odt", "--format", "json"), "清单只能存成 .docx、.html、.json、"),
        (("-o", "b.xlsx", "--format", "json"), "说的不是一回事"),
        (("-o", "loop/b.json"), "绕成了圈"),
    ],
)
def test_a_name_that_would_lie_about_the_file_is_refused(copy, arguments, words):
    (copy / "loop").symlink_to("loop")
    done = program.dstd("report", "basis", copy, *arguments, cwd=copy)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert words in done.stderr
    assert {path.name for path in copy.iterdir()} == {"standards", "loop"}


def test_a_report_is_not_written_over_what_was_there(copy):
    (copy / "a.json").write_bytes(b"mine")
    said = program.dstd("report", "goals", copy, "-o", "a.json", cwd=copy).stdout
    assert said == "留下 a（原有的1）.json（原来的 a.json，没有记录，不知改没改过）\n做好了 a.json\n"
    assert (copy / "a（原有的1）.json").read_bytes() == b"mine"
    assert program.dstd("report", "goals", copy, "-o", "a.json", cwd=copy).stdout == "做好了 a.json\n"
    assert program.dstd("report", "goals", copy, "-o", "list", "--format", "json", cwd=copy).returncode == 0


def test_standards_behind_a_link_are_not_written_into(copy):
    (copy / "standards").rename(copy / "shared")
    (copy / "standards").symlink_to("shared")
    for command in (("report", "goals", "-o", "shared/a.json"), ("build", "-o", "shared/a")):
        done = program.dstd(*command, cwd=copy)
        assert done.returncode == 2
        assert "standards/ 里面" in done.stderr
