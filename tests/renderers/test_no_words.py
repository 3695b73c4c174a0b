"""A renderer chooses no words: what a page says, its document says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dangjian_std import renderers
from dangjian_std.renderers.docx import styles
from dangjian_std.text.package_data import shipped

ROOT = Path(renderers.__file__).parent
WORD = re.compile("[\u3400-\u9fff（）□■]|——")
NO_PAGE = {
    "docx/styles.py": "names of styles and faces",
    "docx/package.py": "names of faces",
    "html/__init__.py": "names of faces",
    "xlsx/form_styles.py": "names of faces",
    "layout/line_breaking.py": "classes of characters",
    "pdf/__init__.py": "messages to people",
}
"""Files whose Chinese never stands on a page."""
NO_WORD = {
    "layout/page_rules.py": {" 　-—_.，/（）"},
    "layout/plain_text.py": {"[“‘（《〔【]*(?:[!-~]+|.)[，。、；：？！”’）》〕】…]*"},
    "xlsx/__init__.py": {"表"},
    "xlsx/cell_sizes.py": {"（", "\n（"},
    "xlsx/fill_writer.py": {"选项"},
}
"""Classes of characters, and names of worksheets and of the columns of the hidden one."""
MESSAGE = re.compile("DstdError|error_title|error_message")
"""What carries a message to a person."""
STYLES = {
    *styles.BUILT_IN,
    styles.EMPTY_LINE_STYLE,
    styles.CLAUSE_NUMBER_STYLE,
    styles.TABLE_LABEL_STYLE,
    styles.LETTER_NUMBER_STYLE,
    styles.TICK_BOX_STYLE,
}
STYLES |= {styles.DELETED_WORDS_STYLE, styles.INSERTED_WORDS_STYLE, styles.STRONG}
STYLES |= {*styles._FIXED, *styles._flowing(large=False)}
FILES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))
TEMPLATES = sorted(path for path in shipped("templates").iterdir() if path.suffix in {".j2", ".css"})


def words(name: str) -> Iterator[str]:
    """Yield the Chinese literals of a file, without what explains the code and what is a message."""
    tree = ast.parse((ROOT / name).read_text("utf-8"))
    silent: set[ast.AST] = set()
    for node in ast.walk(tree):
        told = isinstance(node, ast.Call | ast.Assign | ast.AnnAssign) and MESSAGE.search(ast.unparse(node))
        if told or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            silent |= {*ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
            yield from [node.value] if WORD.search(node.value) else []


@pytest.mark.parametrize("name", [name for name in FILES if name not in NO_PAGE])
def test_a_module_has_no_words_of_its_own(name):
    assert {*words(name)} - STYLES == NO_WORD.get(name, set())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_words_of_its_own(path):
    shown = re.sub(r"\{#.*?#\}|/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert not WORD.search(shown)
