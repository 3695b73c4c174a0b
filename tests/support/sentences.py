"""The Chinese texts of the program, and those among them that stand in nothing which a test expects.

`make golden` writes `unheard.txt` anew. A text in it could be another and no test would see: the fewer the better.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from support.folders import TESTS

SOURCES = TESTS.parent / "src" / "dangjian_std"
PATH = TESTS / "unheard.txt"
EXPECTED = ("*.txt", "*.py", "*.diff", "*.yaml", "*.md")
"""Files of the tests in which texts stand that are expected."""
CHINESE = re.compile(r"[一-鿿]")
PATTERN = re.compile(r"[\[\\|?*+^$]")
"""What is no text that anybody reads, but matches some."""
APART = re.compile(r"[。；\n]|\{[^{}]*\}")
"""Where a text is divided before it is said: sentences, lines, what is filled in."""


@cache
def texts() -> dict[str, list[str]]:
    """Return the pieces of text in each file of the program, without docstrings."""
    return {
        path.relative_to(SOURCES).as_posix(): list(dict.fromkeys(_pieces(path)))
        for path in sorted(SOURCES.rglob("*.py"))
    }


def _pieces(path: Path) -> Iterator[str]:
    nodes = [*ast.walk(ast.parse(path.read_text("utf-8")))]
    alone = (node.value for node in nodes if isinstance(node, ast.Expr))
    silent = {id(each) for each in alone if isinstance(each, ast.Constant)}
    for node in nodes:
        match node:
            case ast.Constant(value=str() as text) if id(node) not in silent and not PATTERN.search(text):
                yield from (each.strip() for each in APART.split(text) if CHINESE.search(each))


@cache
def expected() -> str:
    """Return everything that stands in the files of the tests, each line once."""
    files = sorted({path for each in EXPECTED for path in TESTS.rglob(each)} - {PATH})
    lines = dict.fromkeys(line for path in files for line in path.read_text("utf-8").splitlines())
    return "\n".join(each for each in lines if CHINESE.search(each))


def known() -> set[str]:
    """Return what was found to stand nowhere when it was kept last: `file: text`."""
    return set(PATH.read_text("utf-8").splitlines())


def unheard(skipped: set[str]) -> list[str]:
    """Return the texts that stand nowhere, but for those that are skipped."""
    lines = [(f"{path}: {each}", each) for path, pieces in texts().items() for each in pieces]
    return [line for line, each in lines if line not in skipped and each not in expected()]


def keep() -> None:
    """Write what stands nowhere now."""
    expected.cache_clear()
    PATH.write_text("".join(f"{each}\n" for each in unheard(set())), "utf-8")
