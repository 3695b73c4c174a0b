"""The driver of `make verify` reads what other programs print; here it reads known prints, good and bad."""

import json
import sys
from pathlib import Path

import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))  # scripts, in no package

import verify
from checks import builds, chroot, ground, pdf, shell


def test_conformance_has_one_verdict_for_each_file():
    output = (
        "noise\n"
        "verdict\t/a.pdf\ttrue\t2013\n"
        "verdict\t/b.pdf\tfalse\t1990\n"
        "broken\t/b.pdf\t7.1-3\t12\tContent is neither tagged nor an artifact\n"
    )
    assert pdf.read_conformance(output) == {
        Path("/a.pdf"): pdf.Conformance(assertions=2013, faults=()),
        Path("/b.pdf"): pdf.Conformance(
            assertions=1990, faults=("不合格", "7.1-3（12 处）Content is neither tagged nor an artifact")
        ),
    }


def test_silence_is_no_conformance():
    assert pdf.read_conformance("Exception in thread main\n") == {}


PDFFONTS = """\
name                                 type              encoding         emb sub uni object ID
------------------------------------ ----------------- ---------------- --- --- --- ---------
QSSJMG+Dstd-Song-Bold                CID TrueType      Identity-H       yes yes yes     22  0
DejaVu Sans                          TrueType          WinAnsi          no  no  no       5  0
[none]                               Type 3            Custom           yes no  yes      7  0
"""


def test_fonts_are_read_with_their_embedding():
    assert pdf.read_fonts(PDFFONTS) == [
        pdf.Font(name="Dstd-Song-Bold", embedded=True),
        pdf.Font(name="DejaVu Sans", embedded=False),
        pdf.Font(name="[none]", embedded=True),
    ]


def planted(where: str) -> pikepdf.Pdf:
    document = pikepdf.new()
    document.add_blank_page()
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    match where:
        case "catalogue":
            document.Root.OpenAction = action
        case "annotation":
            note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action)
            document.pages[0].Annots = pikepdf.Array([note])
        case "attachment":
            document.attachments["a.txt"] = b"a"
    return document


def test_active_content_is_found_wherever_it_hides():
    assert pdf.active_content(planted("nowhere")) == set()
    assert pdf.active_content(planted("catalogue")) == {"/OpenAction", "/JavaScript", "/JS"}
    assert pdf.active_content(planted("annotation")) == {"/JavaScript", "/JS"}
    assert "/EmbeddedFiles" in pdf.active_content(planted("attachment"))


@pytest.mark.parametrize(
    ("texts", "starts", "faults"),
    [
        (["a", "b", "c"], {3}, []),
        (["a", " \n", "c"], {3}, []),
        (["a", "", "c"], set(), [2]),
        (["", "b", "c"], {2}, [1]),
        (["a", "b", "", "d"], {4}, [3]),
        (["a", ""], {1}, [2]),
    ],
)
def test_only_the_back_of_a_leaf_before_a_chapter_may_be_blank(texts, starts, faults):
    assert pdf.faulty_blanks(texts, starts) == faults


def test_constraints_keep_pins_and_markers():
    lock = (
        "click==8.5.1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
        "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:cc\n"
    )
    assert builds.constraints(lock) == "click==8.5.1\ncolorama==0.4.6 ; sys_platform == 'win32'\n"


def test_differences_name_files_on_either_side():
    assert ground.differences({"a": "1", "b": "2"}, {"b": "3", "c": "4"}) == ["a", "b", "c"]
    assert ground.differences({"a": "1"}, {"a": "1"}) == []


def test_outputs_are_what_the_manifest_says(tmp_path):
    book = tmp_path / "手册.pdf"
    book.write_bytes(b"%PDF")
    entry = {"path": book.name, "sha256": ground.sha256(book)}
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"outputs": [entry]}), encoding="utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "手册-1.png").touch()
    assert ground.fingerprints(tmp_path) == {book.name: entry["sha256"], "manifest.json": ground.sha256(manifest)}

    (tmp_path / "stray.tmp").touch()
    with pytest.raises(shell.CheckError, match=r"1 个文件不同：stray\.tmp"):
        ground.fingerprints(tmp_path)
    (tmp_path / "stray.tmp").unlink()
    book.write_bytes(b"%PDF-edited")
    with pytest.raises(shell.CheckError, match=r"手册\.pdf"):
        ground.fingerprints(tmp_path)


def test_a_run_without_tests_has_not_passed():
    assert chroot.tests_passed("==== 12 passed, 1 skipped in 3.2s ====") == 12
    for output in ("no tests ran in 0.01s", "==== 0 passed in 0.01s ===="):
        with pytest.raises(shell.CheckError, match="没有运行任何测试"):
            chroot.tests_passed(output)


def test_a_failing_or_missing_program_fails_the_check():
    with pytest.raises(shell.CheckError, match="以 3 退出"):
        shell.run([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(shell.CheckError, match="无法运行"):
        shell.run(["no-such-program-anywhere"])


def test_every_check_has_a_title_and_failures_show(monkeypatch, capsys):
    assert verify.CHECKS.keys() == verify.TITLES.keys()

    def fail() -> str:
        raise shell.CheckError("坏了|在这里\n细节只在终端")

    monkeypatch.setitem(verify.CHECKS, "qpdf", fail)
    verdict = verify.judge("qpdf")
    assert not verdict.passed
    assert "失败  坏了" in capsys.readouterr().out
    text = verify.report([verdict], "2026-11-22", "abc1234", [("qpdf", "11.3.0")])
    assert "| qpdf | PDF 结构、活动内容与字体 | **失败** | 坏了\\|在这里 |" in text
    assert "细节" not in text
