"""What a machine with pip alone can do, as Windows: no typesetter, no fork, other line ends, byte order marks."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys

import pytest

from dangjian_std import renderers
from dangjian_std.composition.request import Request
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import records
from support.folders import BASE, TESTS
from support.new import read

FORMATS = ("docx", "xlsx", "html", "txt")
BARE = """
import os, sys
from importlib.abc import MetaPathFinder

class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"weasyprint", "pydyf"}:
            raise OSError("cannot load library 'libpango-1.0-0'")

sys.meta_path.insert(0, Absent())
del os.fork
"""
"""Goes before a program to take away what such a machine does not have; pip installs the typesetter in vain."""
VALIDATE = "from dangjian_std.cli.main import main; main()"
BUILD = """
from dangjian_std.cli.main import main
from dangjian_std.renderers.pdf import processes

processes.WORKER_COMMAND = (sys.executable, "-c", sys.argv.pop() + "from runpy import run_module as run;"
    "run('dangjian_std.renderers.pdf.worker', run_name='__main__')")
main()
"""
"""The typesetter has a process of its own, which has to be as bare; its beginning is the last argument."""
RENDER = """
import json, pathlib
from dangjian_std.cli.console import context as desk
from renderers.test_without_typesetter import register, rendered
print(json.dumps(rendered(register(desk.catalog(pathlib.Path(sys.argv[1]))))))
"""


def register(catalog):
    """The first form that is made as DOCX, XLSX and HTML."""
    made = records.compose(Unit.of(catalog), Request())
    return next(document for document, formats in made if {"docx", "xlsx", "html"} <= set(formats))


def rendered(document):
    return {form: hashlib.sha256(renderers.render(document, form)).hexdigest() for form in FORMATS}


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    """The small set as an editor on Windows may save it."""
    root = tmp_path_factory.mktemp("foreign")
    shutil.copytree(BASE / "standards", root / "standards")
    for path in root.rglob("*.yaml"):
        text = path.read_bytes().decode()
        assert "\r" not in text
        path.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    return root


def run(program, *arguments, **more):
    """Run a program on such a machine, with `more` in its environment."""
    command = [sys.executable, "-c", BARE + program, *map(str, arguments)]
    environment = {**os.environ, **more}
    return subprocess.run(command, cwd=TESTS, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("program", ["import weasyprint", "import pydyf.x", "os.fork()"])
def test_the_machine_is_bare(program):
    assert run(program).returncode == 1


def test_standards_are_validated(foreign):
    done = run(VALIDATE, "validate", foreign)
    assert (done.returncode, done.stderr) == (0, "")


def test_everything_but_pdf_has_the_same_bytes(foreign):
    done = run(RENDER, foreign)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == rendered(register(read(BASE)))


def test_a_build_makes_the_rest_and_says_what_is_missing(copy):
    done = run(BUILD, "build", copy, "--only", "records", "-o", copy / "out", BARE, XDG_CACHE_HOME=str(copy))
    assert done.returncode == 2
    (said,) = done.stderr.splitlines()
    assert "WSL" in said
    made = {path.suffix for path in (copy / "out").rglob("*") if path.is_file()}
    assert {".docx", ".html"} <= made
    assert ".pdf" not in made
