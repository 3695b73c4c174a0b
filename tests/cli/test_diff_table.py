"""`dstd diff -o`: a comparison as a file, printed ones too."""

from __future__ import annotations

import shutil
import zipfile

import pytest

from support.folders import BASE
from support.program import dstd


@pytest.fixture
def changed(tmp_path):
    """A project of which one notice is shorter than in the base project."""
    folder = tmp_path / "p"
    shutil.copytree(BASE, folder)
    path = next(folder.rglob("DJ401*"))
    text = path.read_text("utf-8")
    assert "at_least_workdays: 3" in text
    path.write_text(text.replace("at_least_workdays: 3", "at_least_workdays: 1"), "utf-8")
    return folder


def run(folder, *arguments):
    return dstd("diff", BASE, *arguments, cwd=folder)


def test_a_word_file_has_the_words_struck_and_underlined(changed, tmp_path):
    out = tmp_path / "修订对照表.docx"
    done = run(changed, "-o", out)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out) as archive:
        body, styles = (archive.read(f"word/{part}.xml").decode() for part in ("document", "styles"))
    assert "修订对照表" in body
    assert body.count("删去的字") == body.count("新写的字") >= 1
    assert "<w:strike/>" in styles


def test_a_pdf_is_one(changed, tmp_path):
    out = tmp_path / "修订对照表.pdf"
    assert run(changed, "-o", out).returncode == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_a_text_file_says_what_the_terminal_says(changed, tmp_path):
    out = tmp_path / "改动.md"
    shown = run(changed, "--format", "markdown").stdout
    assert run(changed, "-o", out).returncode == 0
    assert out.read_text("utf-8") == shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "pdf"), "要用 -o 写明"),
        (("-o", "a.xlsx"), "扩展名不对"),
        (("-o", "a.pdf", "--format", "json"), "不是一回事"),
    ],
)
def test_a_format_that_does_not_fit_is_told_in_one_sentence(changed, arguments, said):
    done = run(changed, *arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_of_two_equal_states_no_table_is_made(tmp_path):
    out = tmp_path / "t.docx"
    done = dstd("diff", BASE, "-o", out, cwd=BASE)
    assert done.returncode == 0
    assert "没有差别" in done.stdout
    assert not out.exists()
