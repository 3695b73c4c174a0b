"""What is done beside this process comes out as if it were done here, whatever becomes of the fork."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from dangjian_std.cli.console import beside
from dangjian_std.renderers import machine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks are of Linux")


@pytest.fixture
def forks(monkeypatch):
    """Let this process fork, although the tests may run with threads."""
    monkeypatch.setattr(beside, "_may_fork", lambda: True)


def dead(process):
    """Whether a child of this process ended and was taken leave of."""
    try:
        os.waitpid(process, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def tell(say):
    say("process", b"%d" % os.getpid())
    say("词", "甲\n".encode())


def test_work_is_done_in_another_process(forks):
    with beside.begun(tell) as fork:
        assert fork.told("词", wait=True) == "甲\n".encode()
        process = int(fork.told("process"))
        assert fork.told("another", wait=True) is None
    assert process != os.getpid()
    assert dead(process)


def test_who_does_not_wait_is_told_what_was_said_by_now(forks):
    goes, may_go = os.pipe()
    with beside.begun(lambda say: (os.read(goes, 1), tell(say))) as fork:
        assert fork.told("词") is None
        os.write(may_go, b"!")
        assert fork.told("词", wait=True) == "甲\n".encode()
    os.close(goes)
    os.close(may_go)


def kill(_):
    os.kill(os.getpid(), signal.SIGKILL)


def fail(_):
    raise MemoryError


@pytest.mark.parametrize("end", [kill, fail])
def test_a_fork_that_ended_said_what_it_said(forks, end):
    with beside.begun(lambda say: (say("one", b"1"), end(say), say("two", b"2"))) as fork:
        assert fork.told("two", wait=True) is None
        assert fork.told("one") == b"1"


def test_half_an_answer_is_none():
    answers, said = os.pipe()
    for name, length in (("one", 1), ("two", 2)):
        os.write(said, beside.HEAD.pack(len(name), length) + name.encode() + b"1")
    os.close(said)
    fork = beside.Fork(answers=answers)
    assert (fork.told("two", wait=True), fork.told("one")) == (None, b"1")
    os.close(answers)


def test_what_was_said_is_heard_after_the_end(forks):
    with beside.begun(lambda say: (tell(say), say("all", b""), time.sleep(600))) as fork:
        assert fork.told("all", wait=True) == b""
        for _ in range(2):
            fork.end()
        assert fork.told("another", wait=True) is None
        assert dead(int(fork.told("process")))


def refuse():
    raise BlockingIOError


def test_where_no_process_can_be_had_nothing_is_said(forks, monkeypatch):
    monkeypatch.setattr(os, "fork", refuse)
    with beside.begun(tell) as fork:
        assert fork.told("词", wait=True) is None


ALONE = """
import os, signal, sys
from dangjian_std.cli.console import beside
from dangjian_std.renderers import machine
machine.workers = lambda: 2
def fork(fork=os.fork):
    if child := fork():
        os.kill(os.getpid(), signal.SIGINT)
    return child
if "interrupt" in sys.argv:
    os.fork = fork
def work(say):
    say("process", b"%d" % os.getpid())
    while True:
        say("much", bytes(2_000_000))
with beside.begun(work) as fork:
    assert fork.told("process", wait=True)
    if "kill" in sys.argv:
        os.kill(os.getpid(), signal.SIGKILL)
"""
"""A program without threads; it is heard to the end only when its fork, which has its output too, has ended."""


@pytest.mark.parametrize(("how", "ending"), [("kill", signal.SIGKILL), ("interrupt", signal.SIGINT)])
def test_it_ends_when_the_one_that_listens_is_ended(how, ending):
    command = [sys.executable, "-c", ALONE, how]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == -ending


def test_it_is_taken_leave_of_where_children_are_ignored():
    def ignore():
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)

    command = [sys.executable, "-c", ALONE]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=ignore, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_machine_without_proc_does_not_fork(monkeypatch):
    def absent(_):
        raise FileNotFoundError

    monkeypatch.setattr(machine, "workers", lambda: 2)
    monkeypatch.setattr(os, "listdir", absent)
    assert not beside._may_fork()


@pytest.mark.parametrize("error", [None, KeyboardInterrupt])
def test_a_fork_that_nobody_waits_for_ends(forks, monkeypatch, error):
    begun = []
    monkeypatch.setattr(os, "fork", lambda fork=os.fork: begun.append(fork()) or begun[-1])
    with pytest.raises(error or ValueError), beside.begun(lambda _: time.sleep(600)):
        raise error or ValueError
    assert dead(*begun)


def test_who_has_one_processor_or_threads_does_not_fork(monkeypatch):
    monkeypatch.setattr(os, "fork", None)
    monkeypatch.setattr(machine, "workers", lambda: 1)
    with beside.begun(tell) as fork:
        assert fork.told("词", wait=True) is None
    monkeypatch.setattr(machine, "workers", lambda: 2)
    goes = threading.Event()
    other = threading.Thread(target=goes.wait)
    other.start()
    try:
        with beside.begun(tell) as fork:
            assert fork.told("词", wait=True) is None
    finally:
        goes.set()
        other.join()
