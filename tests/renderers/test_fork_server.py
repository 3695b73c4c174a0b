"""Workers that a fork server begins do what programs of their own do, and leave nothing behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dangjian_std.renderers import machine, pdf
from dangjian_std.renderers.pdf import forks, processes
from dangjian_std.text.errors import DstdError
from support import workers
from support.folders import TESTS
from support.sample_document import one_page, sample

pytestmark = pytest.mark.skipif(forks.SERVER is None, reason="only Linux has a fork server")

ACTING = """
from dangjian_std.renderers.pdf import fork_server, worker
{first}
def answer(request):
    said = {{"os": __import__("os"), "sys": __import__("sys"), "time": __import__("time"), "out": b""}}
    exec(request["act"], said)
    return said["out"]
worker.answer = answer
fork_server._load = lambda: None
fork_server.main()
"""
"""A fork server whose workers do what they are told, in Python; what they leave in `out` is what they made."""
SELF = "out = f'{os.getpid()} {os.getppid()}'.encode()"


def acting(first: str = "") -> tuple[str, ...]:
    return (sys.executable, "-c", ACTING.format(first=first))


@pytest.fixture
def server(monkeypatch):
    """A server of its own kind for a test."""
    forks.close()
    monkeypatch.setattr(forks, "SERVER", acting())
    monkeypatch.setattr(processes, "WORKER_COMMAND", ("/no/such/program",))
    yield
    forks.close()


def act(code: str) -> bytes:
    return pdf.run({"act": code})


def who() -> list[int]:
    """The worker's number, and its server's."""
    return [int(each) for each in act(SELF).split()]


def test_a_fork_makes_the_same_bytes_as_a_program_of_its_own(monkeypatch):
    forked = [pdf.RENDERER.ways["passing"](sample()), *(pdf.render(one_page()) for _ in range(2))]
    monkeypatch.setattr(forks, "SERVER", None)
    assert [pdf.RENDERER.ways["passing"](sample()), pdf.render(one_page())] == forked[:2]
    assert forked[1] == forked[2]


def test_every_worker_is_a_new_process_of_one_server(server):
    first, second = who(), who()
    assert first[0] != second[0]
    assert first[1] == second[1]


def test_what_a_worker_changes_the_next_one_does_not_see(server):
    act("import json; json.dumps = None; os.environ['TZ'] = 'Asia/Shanghai'; os.chdir('/')")
    seen = act("import json; out = f'{json.dumps is None} {os.environ[\"TZ\"]} {os.getcwd()}'.encode()").split()
    assert seen[:2] == [b"False", b"UTC"]
    assert seen[2] != b"/"


def test_a_worker_has_the_limits_and_the_environment_of_a_program_of_its_own(server, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("SECRET", "x")
    code = "import resource; out = repr([resource.getrlimit(getattr(resource, f'RLIMIT_{name}')) "
    code += "for name in ('AS', 'CPU', 'CORE')] + [sorted(os.environ)] + [os.environ['LC_ALL']]).encode()"
    said = act(code).decode()
    assert said.startswith("[(4294967296, 4294967296), (600, 600), (0, 0), ")
    assert "SECRET" not in said
    assert said.endswith("'C.UTF-8']")


@pytest.mark.parametrize(
    ("code", "runs", "said"),
    [
        ("os.kill(os.getpid(), 11)", 2, "意外中止（信号 11）"),
        ("os.kill(os.getpid(), 9)", 1, "意外中止（信号 9）"),
        (
            "sys.stderr.write('\\x01支部主题党日规范\\n'); os.abort()",
            2,
            "（信号 6），没有生成 PDF（支部主题党日规范）",
        ),
        ("raise MemoryError", 1, "内存"),
        ("raise ValueError", 1, "意外中止（退出码 1）"),
        ("sys.exit(3)", 1, "意外中止（退出码 1）"),
        ("os._exit(3)", 1, "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("import ctypes; ctypes.string_at(0)", 2, "意外中止（信号 11）"),
    ],
)
def test_what_kills_a_worker_is_one_sentence_and_the_server_lives_on(server, tmp_path, code, runs, said):
    _, before = who()
    with pytest.raises(DstdError, match=re.escape(said)) as caught:
        act(f"open({str(tmp_path / 'runs')!r}, 'a').write('x'); {code}")
    assert "\n" not in str(caught.value)
    assert len((tmp_path / "runs").read_text()) == runs
    assert who()[1] == before


def test_a_worker_that_takes_too_long_is_ended(server, monkeypatch):
    _, number = who()
    monkeypatch.setattr(processes, "RENDER_TIMEOUT", 1)
    with pytest.raises(DstdError, match="超过 1 秒没有完成"):
        act("time.sleep(60)")
    assert workers.gone(*workers.children(number))


def test_all_are_ended_when_told_and_the_next_one_is_served(server, monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "workers", lambda: 2)
    pdf._turns.cache_clear()
    code = f"open(os.path.join({str(tmp_path)!r}, str(os.getpid())), 'w').close(); time.sleep(60)"
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(act, code) for _ in range(4)]
        while len(list(tmp_path.iterdir())) < 2:
            time.sleep(0.02)
        pdf.stop()
        said = sorted(str(each.exception(30)) for each in waiting)
    pdf._turns.cache_clear()
    assert [each.partition("，")[0] for each in said] == ["排版程序意外中止（信号 9）"] * 2 + ["排版被叫停"] * 2
    assert workers.gone(*(int(path.name) for path in tmp_path.iterdir()))
    assert len(who()) == 2


def test_answers_do_not_get_mixed_up(server, monkeypatch):
    monkeypatch.setattr(machine, "workers", lambda: 4)
    pdf._turns.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(act, (f"out = b'{number:05d}' * {number * 5000}" for number in range(24))))
    pdf._turns.cache_clear()
    assert made == [f"{number:05d}".encode() * number * 5000 for number in range(24)]


def test_a_request_may_be_long(server):
    assert len(pdf.run({"act": "out = b'x' * 30_000_000", "more": "党" * 5_000_000})) == 30_000_000


@pytest.mark.parametrize("way", ["killed", "ended", "closed"])
def test_nothing_outlives_the_program_however_it_ends(tmp_path, way):
    """The program, its server, a worker; and the folder they had."""
    code = (
        f"import os, signal, sys, threading, time\nfrom dangjian_std.renderers import pdf\n"
        f"from dangjian_std.renderers.pdf import forks\nforks.SERVER = {acting()!r}\n"
        "act = \"out = f'{os.getpid()} {os.getppid()} {os.getcwd()}'.encode()\"\n"
        "print(pdf.run({'act': act}).decode(), flush=True)\n"
        'act = \'sys.stderr.close(); open("pid", "w").write(str(os.getpid())); time.sleep(60)\'\n'
        "threading.Thread(target=lambda: pdf.run({'act': act}), daemon=True).start()\n"
        f"sys.stdin.read(1)\n{'pdf.stop(); forks.close(); time.sleep(60)' if way == 'closed' else ''}"
    )
    command = [sys.executable, "-c", code]
    pipe = subprocess.PIPE
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment, encoding="utf-8"
    ) as program:
        _, server, folder = program.stdout.readline().split()
        while not (note := Path(folder, "pid")).exists() or not note.read_text():
            time.sleep(0.02)
        worker = note.read_text()
        if way == "killed":
            program.kill()
        else:
            program.stdin.write("x")
            program.stdin.flush()
        assert workers.gone(int(server), int(worker))
        program.kill()
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_stops_the_program_leaves_the_server_to_it(server):
    _, number = who()
    os.kill(number, signal.SIGINT)
    time.sleep(0.1)
    assert who()[1] == number


def test_once_the_server_is_gone_each_worker_is_a_program_of_its_own(server, monkeypatch, tmp_path):
    monkeypatch.setattr(
        processes, "WORKER_COMMAND", (sys.executable, "-c", "import sys; sys.stdin.read(); print('own')")
    )
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(act, f"open({str(tmp_path / 'at')!r}, 'w').write(str(os.getppid())); time.sleep(60)")
        while not (tmp_path / "at").exists() or not (tmp_path / "at").read_text():
            time.sleep(0.02)
        os.kill(int((tmp_path / "at").read_text()), signal.SIGKILL)
        assert waiting.result(30) == b"own\n"
    assert act(SELF) == b"own\n"


@pytest.mark.parametrize(
    "first",
    [
        "import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
        "raise ImportError",
        "fork_server.os.fork = lambda: 1 / 0",
    ],
    ids=["has a thread", "cannot begin", "cannot fork"],
)
def test_a_server_that_may_not_or_cannot_fork_is_done_without(server, monkeypatch, first):
    monkeypatch.setattr(forks, "SERVER", acting(first))
    monkeypatch.setattr(
        processes, "WORKER_COMMAND", (sys.executable, "-c", "import sys; sys.stdin.read(); print('own')")
    )
    assert [act(SELF), act(SELF)] == [b"own\n"] * 2


def test_a_server_that_is_not_there_is_done_without(server, monkeypatch):
    monkeypatch.setattr(forks, "SERVER", ("/no/such/program",))
    monkeypatch.setattr(
        processes, "WORKER_COMMAND", (sys.executable, "-c", "import sys; sys.stdin.read(); print('own')")
    )
    assert act(SELF) == b"own\n"


def test_a_server_whose_folder_was_tidied_away_is_asked_no_more(server):
    folder = act("out = os.getcwd().encode()").decode()
    _, first = who()
    Path(folder, processes.FONT_CONFIGURATION).unlink()
    assert who()[1] != first
    forks.close()
    assert workers.gone(first)
    assert not Path(folder).exists()


def test_a_machine_without_a_temporary_folder_is_told_so(server, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    with pytest.raises(DstdError, match=r"^临时文件夹 /nowhere/at/all 不能用"):
        act(SELF)


def test_a_fork_of_the_program_has_a_server_of_its_own():
    """As a process of a pool may be: the server that was there before it goes on."""
    code = (
        "import json, os\nfrom dangjian_std.renderers import pdf\n"
        f"from dangjian_std.renderers.pdf import forks\nforks.SERVER = {acting()!r}\n"
        "who = lambda: pdf.run({'act': \"out = b'%d' % os.getppid()\"}).decode()\n"
        "print(who(), flush=True)\nchild = os.fork()\nif not child:\n"
        "    print(who(), flush=True)\n    forks.close()\n    os._exit(0)\n"
        "os.waitpid(child, 0)\nprint(who())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    before, theirs, after = done.stdout.split()
    assert before == after != theirs
    assert workers.gone(int(theirs))


def test_the_server_loads_what_sets_pages_and_begins_no_thread():
    code = "from dangjian_std.renderers.pdf import fork_server as f; f._load(); import os, sys; "
    code += "print('weasyprint' in sys.modules, len(os.listdir('/proc/self/task')))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=TESTS, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "True 1\n"


WARMED = """
import pathlib
from dangjian_std.renderers.pdf import c_libraries
c_libraries.require()
from dangjian_std.renderers.pdf import typesetting, weasyprint_patches
typesetting.shipped = lambda name: pathlib.Path({folder!r})
typesetting.warm()
out = str(len(weasyprint_patches._sheets)).encode()
"""


@pytest.mark.parametrize(("style", "known"), [("p { color: red }", b"1"), ("p { colour: red }", b"0")])
def test_a_stylesheet_that_is_wrong_is_not_known_before_it_is_asked_for(server, tmp_path, style, known):
    (tmp_path / "a.css").write_text(style)
    assert act(WARMED.format(folder=str(tmp_path))) == known
