"""What is done beside this process comes out as if it were done here, whatever becomes of the fork."""

from __future__ import annotations

import os
import signal
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


def test_work_is_done_in_another_process(forks):
    with beside.begun(lambda: [os.getpid(), "甲"]) as answer:
        process, word = answer()
    assert word == "甲"
    assert process != os.getpid()
    assert dead(process)


HERE = os.getpid()


def kill():
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return [os.getpid()]


def fail():
    if os.getpid() != HERE:
        raise MemoryError
    return [os.getpid()]


@pytest.mark.parametrize("work", [kill, fail, lambda: [os.getpid()]])
def test_work_of_a_fork_that_ended_is_done_here(forks, monkeypatch, work):
    if work not in {kill, fail}:
        monkeypatch.setattr(os, "fork", lambda: (_ for _ in ()).throw(BlockingIOError))
    with beside.begun(work) as answer:
        assert answer() == [HERE]


def test_half_an_answer_is_none():
    assert beside._told(b'[["DS001", ', lambda: ["whole"]) == ["whole"]


def test_what_goes_wrong_in_the_work_is_met_here(forks):
    def wrong():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), beside.begun(wrong) as answer:
        answer()


@pytest.mark.parametrize("error", [None, KeyboardInterrupt])
def test_a_fork_that_nobody_waits_for_ends(forks, monkeypatch, error):
    begun = []
    monkeypatch.setattr(os, "fork", lambda fork=os.fork: begun.append(fork()) or begun[-1])
    with pytest.raises(error or ValueError), beside.begun(lambda: [time.sleep(600)]):
        raise error or ValueError
    assert dead(*begun)


def test_who_has_one_processor_or_threads_does_not_fork(monkeypatch):
    monkeypatch.setattr(machine, "workers", lambda: 1)
    with beside.begun(lambda: [os.getpid()]) as answer:
        assert answer() == [HERE]
    monkeypatch.setattr(machine, "workers", lambda: 2)
    goes = threading.Event()
    other = threading.Thread(target=goes.wait)
    other.start()
    try:
        with beside.begun(lambda: [os.getpid()]) as answer:
            assert answer() == [HERE]
    finally:
        goes.set()
        other.join()
