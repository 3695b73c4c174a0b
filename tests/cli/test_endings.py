"""Whatever stops a command is one sentence, and has its exit code."""

from __future__ import annotations

import errno
import os
import signal
import subprocess

import click
import pytest

from dangjian_std.cli.console import checking, context, installed_libraries
from dangjian_std.text.errors import DstdError
from support.folders import BASE
from support.program import dstd, heed_interrupts

OURS = "程序自己出了错（ValueError），请到项目的问题页报告；设 DSTD_DEBUG=1 再运行，可以看到详情。"


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "已中断。"),
        (click.Abort(), 130, "已中断。"),
        (context.RefusedError("有错误"), 1, "有错误"),
        (DstdError("读不了"), 2, "读不了"),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "运行环境出了问题：磁盘满了。"),
        (MemoryError(), 2, "运行环境出了问题：内存不够。"),
        (ValueError("x"), 2, OURS),
        (click.UsageError("odd"), 2, "命令写得不对。用 dstd validate --help 看用法。"),
    ],
)
def test_it_is_said_in_one_sentence(monkeypatch, error, code, said):
    def stop(*_, **__):
        raise error

    monkeypatch.setattr(installed_libraries, "trouble", lambda: "")
    monkeypatch.setattr(checking, "validated", stop)
    done = dstd("validate", BASE)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (code, "", said)


def test_libraries_of_others_are_named_first(monkeypatch):
    def stop(*_, **__):
        raise ValueError

    monkeypatch.setattr(checking, "validated", stop)
    monkeypatch.setattr(installed_libraries, "trouble", lambda: "click 是 8.0")
    done = dstd("validate", BASE)
    assert (done.returncode, done.stderr) == (2, "运行环境出了问题：click 是 8.0。\n")


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_what_a_test_starts_ends_at_sigint_although_the_tests_ignore_it():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        heed_interrupts()
        done = subprocess.run(["sh", "-c", "kill -INT $$; echo 还在"], capture_output=True, check=False)
    finally:
        signal.signal(signal.SIGINT, before)
    assert (done.returncode, done.stdout) == (-signal.SIGINT, b"")
