"""What the program says is Chinese: nothing of its libraries, its language or the system shines through."""

from __future__ import annotations

import ast
import errno
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import click
import pytest

import dangjian_std
from dangjian_std.cli import commands
from dangjian_std.cli.console import chinese
from dangjian_std.text import os_errors
from support.folders import TESTS
from support.program import DSTD, dstd

CALL = re.compile(r"\b(?:dstd|git|make|pip)(?: (?:--?)?[A-Za-z0-9][^\s，。；：、（）“”]*)+")
"""A command that is quoted, with its arguments."""
SENTENCE = re.compile(r"[A-Za-z][A-Za-z']+(?:[ ,]+[A-Za-z][A-Za-z']*){2,}")
"""Three English words in a row."""
SPOKEN = ("misread", "findings", "shapes", "new-files", "commands", "differences")
SOURCES = sorted(Path(dangjian_std.__file__).parent.rglob("*.py"))


def english(text):
    """Return what is English in a text, commands aside."""
    return SENTENCE.findall(CALL.sub("", text))


@pytest.mark.parametrize(
    "said",
    [
        "No such file or directory",
        "命令写得不对：Missing command argument x",
        "[Errno 2] No such file or directory: 'x'",
        "'x' is not of type 'string'",
        "while parsing a block mapping",
        "Got unexpected extra argument (b)",
        "用 dstd --help 看 the usage of it",
    ],
)
def test_english_is_seen(said):
    assert english(said)


@pytest.mark.parametrize("said", ["没有 x 这个命令", "用 dstd explain DS102 看。", "git rm --cached 以后"])
def test_a_name_or_a_command_is_no_english(said):
    assert not english(said)


# -- the command line -------------------------------------------------------------------------------------

ENGLISH = "Something that nobody has translated yet"
WRONG = [
    error
    for error in vars(click.exceptions).values()
    if isinstance(error, type) and issubclass(error, click.ClickException)
]


def made(error):
    known = click.Option(["--name"], metavar="文字")
    context = click.Context(chinese.Command("x"))
    match error.__name__:
        case "NoSuchOption" | "NoSuchCommand":
            return error("--x", ENGLISH)
        case "BadOptionUsage":
            return error("--x", ENGLISH)
        case "FileError":
            return error("x", ENGLISH)
        case "NoArgsIsHelpError":
            return error(context)
        case "BadParameter" | "MissingParameter":
            return error(ENGLISH, context, known)
        case _:
            return error(ENGLISH)


@pytest.mark.parametrize("error", WRONG, ids=lambda error: error.__name__)
def test_no_complaint_of_click_shines_through(error):
    said = chinese.explain(made(error))
    assert not english(said)
    assert re.search("[一-龥]", said)


OF_COMMANDS = [
    *((name, "--no-such") for name in commands.names()),
    *((name, "--no-such=1") for name in commands.names()),
    *((name, *"abcdefgh") for name in commands.names()),
    *((name, "-") for name in commands.names()),
]
OTHERS = [
    (),
    ("--no-such",),
    ("no-such",),
    ("-x",),
    ("validate", "--format"),
    ("validate", "--format", "x"),
    ("validate", "--strict=1"),
    ("validate", "/dev/null"),
    ("build", "-o", ""),
    ("build", "--only", "清单", "-o", "x\n::error::y"),
    ("month", "x"),
    ("month", "2027-13"),
    ("month", "2027-03", "--roster", "/dev/null"),
    ("month", "2027-03", "--roster", "."),
    ("year", "x"),
    ("report", "x"),
    ("report", "roles", "-o", "x.doc"),
    ("report", "roles", "-o", "/proc/x.json"),
    ("report", "roles", "-o", "/dev/full"),
    ("diff", "no-such"),
    ("diff", "-x"),
    ("diff", "HEAD~999"),
    ("explain", "x"),
    ("show", "x"),
    ("seal", "x", "y"),
    ("init", "a/b/c"),
    ("init", "/proc/x"),
    ("sheet", "/proc/x"),
    ("compare", "x"),
    ("migrate", "x"),
    ("case", "x"),
    ("update", "x"),
]


@pytest.mark.parametrize("words", [*OF_COMMANDS, *OTHERS], ids=" ".join)
def test_a_command_that_is_written_wrong_is_answered_in_chinese(words, copy):
    done = dstd(*words, cwd=copy)
    assert not english(done.stdout + done.stderr)


def test_an_error_of_the_system_is_said_in_chinese():
    for number in sorted(errno.errorcode):
        said = os_errors.reason(OSError(number, os.strerror(number), "x"))
        assert not english(said)
        assert re.search("[一-龥]", said), said


# -- files ------------------------------------------------------------------------------------------------

BYTES = {
    "binary": bytes(range(256)) * 4,
    "zip": b"PK\x03\x04" + bytes(200),
    "old": b"\xd0\xcf\x11\xe0" + bytes(600),
    "utf-16": "kind: 标准".encode("utf-16"),
    "gbk": "kind: 标准\n".encode("gbk"),
    "empty": b"",
    "open": b"a: [1, {b: 'c\nd: e\n",
    "anchor": b"a: &x [*x, *y]\nb: !!python/object:os.system {}\n",
    "deep": b"[" * 3000,
    "json": b'{"a": [1, 2',
    "merge": b"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n",
    "number": b"12\n",
}
PLACES = ("standards/roles.yaml", "standards/4-党员活动/x.yaml", "unit.yaml", "单位.xlsx", "名单.csv", "名单.xlsx")


@pytest.mark.parametrize("content", BYTES)
@pytest.mark.parametrize("place", PLACES)
def test_a_file_that_is_broken_is_answered_in_chinese(content, place, copy, tmp_path):
    path = (tmp_path if place.startswith("名单") else copy) / place
    path.write_bytes(BYTES[content])
    words = ("month", "2027-03", copy, "--roster", path) if place.startswith("名单") else ("validate", copy)
    done = dstd(*words, *(("-o", tmp_path / "out") if words[0] == "month" else ()), cwd=copy)
    assert not english(done.stdout + done.stderr)


@pytest.mark.parametrize("content", BYTES)
def test_a_report_of_a_unit_that_is_broken_is_answered_in_chinese(content, tmp_path):
    path = tmp_path / "adoption.json"
    path.write_bytes(BYTES[content])
    done = dstd("compare", path)
    assert done.returncode
    assert not english(done.stdout + done.stderr)


@pytest.mark.parametrize("broken", ["HEAD", "config", "index", "objects"])
def test_a_repository_that_is_broken_is_answered_in_chinese(broken, copy):
    for call in (["init", "-q"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x"]):
        subprocess.run(["git", *call], cwd=copy, check=True)
    path = copy / ".git" / broken
    path.rename(copy / "aside")
    if broken != "objects":
        path.write_bytes(b"\x00broken")
    for words in (("diff",), ("validate",), ("update",)):
        done = dstd(*words, cwd=copy)
        assert not english(done.stdout + done.stderr)


def test_without_its_libraries_it_still_speaks_chinese(tmp_path):
    for library in ("click", "yaml", "jsonschema"):
        (tmp_path / f"{library}.py").write_text("raise ImportError('cannot import this thing')\n")
        done = subprocess.run(
            [*DSTD, "validate"],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
            check=False,
        )
        (tmp_path / f"{library}.py").unlink()
        assert done.returncode == 2
        assert not english(done.stdout + done.stderr)


# -- what is written in the code --------------------------------------------------------------------------


@pytest.mark.parametrize("name", SPOKEN)
def test_what_is_recorded_of_its_speech_is_chinese(name):
    lines = (TESTS / "golden" / f"{name}.txt").read_text("utf-8").splitlines()
    found = [line for line in lines if not line.startswith("===") and english(re.sub(r"\[[a-z, ]+\]", "", line))]
    assert not found


WORKER = {"worker.py", "c_libraries.py", "typesetting.py", "bindery.py"}
"""What of the PDF renderer runs in a process of its own; its parent reads what it says and shows none of it."""


def trees():
    for path in SOURCES:
        if path.parent.name == "pdf" and path.name in WORKER:
            continue
        yield path, ast.parse(path.read_text("utf-8"))


@cache
def ours():
    """Return the names of our own errors, among others: their texts are written in the package."""
    return {node.name for _, tree in trees() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def spoken(node):
    """Yield what of a call or a raise is said to a person."""
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        if called in {"click.echo", "click.prompt", "_stop", *ours()}:
            yield from node.args
        yield from (each.value for each in node.keywords if each.arg in {"message", "help", "closing"})


def test_no_message_in_the_code_is_english():
    found = [
        f"{path}:{part.lineno}: {part.value}"
        for path, tree in trees()
        for node in ast.walk(tree)
        for said in spoken(node)
        for part in ast.walk(said)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and english(part.value)
    ]
    assert not found


def test_no_error_of_others_is_passed_on_in_its_own_words():
    found = []
    for path, tree in trees():
        for handler in (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.name):
            kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
            if {ast.unparse(kind).rpartition(".")[2] for kind in kinds} <= ours():
                continue
            for node in ast.walk(handler):
                said = node.value if isinstance(node, ast.FormattedValue) else None
                if isinstance(node, ast.Call) and ast.unparse(node.func) in {"str", "repr"} and node.args:
                    said = node.args[0]
                named = isinstance(said, ast.Name) and said.id == handler.name
                if named or (said and ast.unparse(said) in {f"{handler.name}.strerror", f"{handler.name}.args"}):
                    found.append(f"{path}:{node.lineno}")
    assert not found
