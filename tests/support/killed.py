"""A program that is killed at one of its calls: begun once, forked for each kill, so that one takes a moment."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from support.folders import TESTS

KILLED = 9
"""Exit code of a process that is killed."""
PROGRAM = """
import os, pathlib, sys
sys.path.insert(0, sys.argv[1])
call, folder, begin, act = sys.argv[2:]
told = os.fdopen(os.dup(1), "w")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
exec(begin)
for line in sys.stdin:
    child = os.fork()
    if not child:
        real, left = getattr(os, call), int(line)
        def instead(*args, **kwargs):
            global left
            left -= 1
            if not left:
                os._exit(9)
            return real(*args, **kwargs)
        setattr(os, call, instead)
        exec(act)
        break
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=told, flush=True)
"""


@contextlib.contextmanager
def killing(call: str, folder: Path, begin: str, act: str) -> Iterator[Callable[[int], int]]:
    """Give what acts on a folder until the nth call of a function of `os`, and returns the exit code.

    `begin` is what the program does before, `act` what it does then; both know `folder`.
    """
    command = (sys.executable, "-c", PROGRAM, str(TESTS), call, str(folder), begin, act)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as process:
        asked, told = process.stdin, process.stdout
        assert asked
        assert told

        def run(nth: int) -> int:
            asked.write(f"{nth}\n")
            asked.flush()
            return int(told.readline())

        yield run
        asked.close()
