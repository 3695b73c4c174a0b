"""Tests of the code read a frozen set: it is clean, and the live one is out of their reach."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dangjian_std.cli.console import checking
from dangjian_std.reading import project
from support.folders import FROZEN, LIVE


def test_the_frozen_set_is_small_and_clean(catalog):
    assert checking.validated(FROZEN)[1] == ()
    assert len(catalog.standards) == 10
    assert set(catalog.profiles) == {"小支部", "支部", "总支", "机关党委"}


def test_the_live_set_is_not_read_here():
    with pytest.raises(AssertionError, match=r"test_frozen\.py reads the live standards"):
        list(project.sources(LIVE.parent))


@pytest.mark.parametrize("where", [{"cwd": LIVE.parent}, {"path": LIVE}])
def test_no_program_is_sent_there(where):
    command = [sys.executable, "-m", "dangjian_std", "list", *map(str, filter(None, [where.get("path")]))]
    with pytest.raises(AssertionError, match="reads the live standards"):
        subprocess.run(command, cwd=where.get("cwd"), check=False)


def test_no_project_is_found_by_standing_in_it():
    command = [sys.executable, "-m", "dangjian_std", "list"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 2
