"""One set, whatever the language of the system is set to."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from support.program import DSTD, dstd, run_dstd

PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "utf-8"}


@pytest.mark.parametrize("arguments", [["validate", "standards/4-党员活动"], ["list"]])
def test_the_same_result_in_plain_ascii(copy, arguments):
    code = "import sys; print(sys.getfilesystemencoding())"
    environment = {**os.environ, **PLAIN}
    encoding = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment, check=True
    ).stdout
    if encoding.strip() == b"utf-8":
        pytest.skip("names of files are UTF-8 here whatever is set")
    plain = run_dstd(*arguments, cwd=copy, **PLAIN)
    assert (plain.returncode, plain.stderr) == (0, "")
    assert plain.stdout == dstd(*arguments, cwd=copy).stdout


def test_what_is_printed_stays_in_the_encoding_of_the_terminal(copy):
    environment = {**os.environ, **PLAIN, "PYTHONIOENCODING": "gbk"}
    done = subprocess.run([*DSTD, "list"], cwd=copy, capture_output=True, env=environment, check=True)
    assert "支部主题党日规范" in done.stdout.decode("gbk")
