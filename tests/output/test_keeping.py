"""What a person filled in stays, whatever is made again; and what is told is true."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import clean
import release
from dangjian_std import publications
from dangjian_std.cli.console import month_packs
from dangjian_std.output import build, locks, manifest, write
from dangjian_std.output.regular_files import MANIFEST
from dangjian_std.text.errors import DstdError
from support.folders import ROOT, TOOLS

REGISTER = "06归档/归档文件目录.xlsx"
LETTER = "W401-关于开展主题党日的通知.docx"
MINE = b"filled in by hand"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# -- build -----------------------------------------------------------------------------------------------


def test_a_filled_in_file_stays_beside_the_new_one_and_that_is_told(copy, run):
    run("build", copy, "--only", "archive")
    out = copy / "build"
    blank = (out / REGISTER).read_bytes()
    (out / REGISTER).write_bytes(MINE)
    before = contents(out)
    said = run("build", copy, "--only", "archive")
    kept = "06归档/归档文件目录（改过的1）.xlsx"
    assert contents(out) == {**before, REGISTER: blank, kept: MINE}
    assert f"制作 {REGISTER}（文件被改动过）" in said
    assert f"留下 {kept}（原来的 归档文件目录.xlsx，被改动过）" in said
    assert kept not in manifest.read(out)
    assert "没有变化" in run("build", copy, "--only", "archive")


def test_each_filling_gets_a_number_and_the_same_one_only_once(copy, run):
    out = copy / "build"
    for filled in (MINE, b"second", MINE):
        run("build", copy, "--only", "archive")
        (out / REGISTER).write_bytes(filled)
    run("build", copy, "--only", "archive")
    kept = {name: data for name, data in contents(out).items() if "改过的" in name}
    stem = REGISTER.removesuffix(".xlsx")
    assert kept == {f"{stem}（改过的1）.xlsx": MINE, f"{stem}（改过的2）.xlsx": b"second"}


def test_a_filled_in_file_stays_when_the_standard_changes_too(copy, edit, run):
    run("build", copy, "--only", "records")
    (made,) = (copy / "build").rglob("R211*.docx")
    blank = made.read_bytes()
    made.write_bytes(MINE)
    edit("R211", "label: 办结日期", "label: 办结时间")
    run("build", copy, "--only", "records")
    assert made.with_name(f"{made.stem}（改过的1）.docx").read_bytes() == MINE
    assert made.read_bytes() not in {blank, MINE}


def test_a_file_that_nobody_recorded_stays_too_unless_it_is_the_same(copy, run):
    out = copy / "build"
    run("build", copy, "--only", "archive")
    ours = contents(out)
    (out / MANIFEST).unlink()
    (out / REGISTER).write_bytes(MINE)
    said = run("build", copy, "--only", "archive")
    kept = "06归档/归档文件目录（原有的1）.xlsx"
    assert contents(out) == {**ours, kept: MINE}
    assert f"制作 {REGISTER}（已有同名的文件，没有记录）" in said
    assert f"留下 {kept}（原来的 归档文件目录.xlsx，没有记录，不知改没改过）" in said
    assert said.count("留下") == 1


def test_a_link_that_a_person_put_there_stays(copy, run):
    run("build", copy, "--only", "archive")
    path = copy / "build" / REGISTER
    path.unlink()
    (copy / "mine.xlsx").write_bytes(MINE)
    path.symlink_to(copy / "mine.xlsx")
    run("build", copy, "--only", "archive")
    assert not path.is_symlink()
    assert path.with_name("归档文件目录（改过的1）.xlsx").readlink() == copy / "mine.xlsx"
    assert (copy / "mine.xlsx").read_bytes() == MINE


@pytest.mark.parametrize("data", [b'{"name":"my web app"}', b"{", b"[]"])
def test_a_folder_with_a_manifest_of_somebody_else_is_refused(copy, run, data):
    for place in (copy / "o", copy / "o" / month_packs.MONTH_FOLDER):
        (place / "06归档").mkdir(parents=True)
        (place / "06归档" / "归档文件目录.xlsx").write_bytes(MINE)
        (place / MANIFEST).write_bytes(data)
    before = contents(copy / "o")
    for name in (("build", copy), ("build", copy, "--check"), ("month", "2027-03", copy)):
        with pytest.raises(DstdError, match=r"manifest\.json 不是本工具做的"):
            run(*name, "-o", copy / "o")
    assert contents(copy / "o") == before


def test_a_failure_takes_the_kept_name_back(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(MINE)

    def failing(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(DstdError, match="磁盘满了"):
        write.write_all(tmp_path, {"a.txt": b"new"}, {"a.txt": "b.txt"})
    assert contents(tmp_path) == {"a.txt": MINE}


@pytest.mark.parametrize("fails", [False, True])
def test_a_disk_without_links_keeps_it_too(tmp_path, monkeypatch, fails):
    (tmp_path / "a.txt").write_bytes(MINE)
    replace = os.replace

    def unlinked(*_):
        raise PermissionError(1, "Operation not permitted")

    def replaced(old, new):
        if fails and Path(old).name.startswith(locks.TEMPORARY_PREFIX):
            raise OSError(28, "No space left on device")
        replace(old, new)

    monkeypatch.setattr(os, "link", unlinked)
    monkeypatch.setattr(os, "replace", replaced)
    if fails:
        with pytest.raises(DstdError, match="磁盘满了"):
            write.write_all(tmp_path, {"a.txt": b"new"}, {"a.txt": "b.txt"})
        assert contents(tmp_path) == {"a.txt": MINE}
    else:
        write.write_all(tmp_path, {"a.txt": b"new"}, {"a.txt": "b.txt"})
        assert contents(tmp_path) == {"a.txt": b"new", "b.txt": MINE}


def test_a_long_name_leaves_room_for_the_mark():
    name = build.beside(f"a/{'长' * 66}.docx", "（改过的1）")
    assert name.endswith("长（改过的1）.docx")
    assert len(name.encode()) <= build.LONGEST_KEPT_NAME + 2
    assert build.beside("a.b/x", "（1）") == "a.b/x（1）"


# -- what was once asked for -----------------------------------------------------------------------------


def test_a_booklet_goes_stale_with_the_set_and_is_made_again(copy, edit, run):
    run("build", copy, "--only", "archive", "--only", "DJ401")
    run("build", copy, "--only", "DJ401", "--edition", "大字")
    run("build", copy)
    assert "没有变化" in run("build", copy, "--check")
    booklets = {name for name in contents(copy / "build") if "DJ401-" in name}
    assert len(booklets) == 2
    edit("DJ401", "what: 主持主题党日", "what: 主持本次主题党日")
    code, said = run("build", copy, "--check")
    assert code == 1
    for name in booklets:
        assert f"{name}：内容或排版有变化" in said
    run("build", copy)
    assert "没有变化" in run("build", copy, "--check")
    assert booklets <= contents(copy / "build").keys()
    assert "没有变化" in run("build", copy, "--only", "DJ401", "--edition", "大字", "--check")


def test_check_names_a_file_that_was_changed_or_is_gone(copy, run):
    run("build", copy)
    (copy / "build" / REGISTER).write_bytes(MINE)
    (copy / "build" / "06归档" / "备考表.docx").unlink()
    code, said = run("build", copy, "--check")
    assert code == 1
    assert said.splitlines()[-2:] == ["06归档/归档文件目录.xlsx：文件被改动过", "06归档/备考表.docx：文件不在了"]


# -- months ----------------------------------------------------------------------------------------------


def pack(out: Path, month: str = "2027-03") -> Path:
    return out / month_packs.MONTH_FOLDER / month


def test_a_letter_that_was_filled_in_stays_beside(copy, run):
    out = copy / "build"
    run("month", "2027-03", copy)
    blank = (pack(out) / LETTER).read_bytes()
    assert "没有变化" in run("month", "2027-03", copy)
    (pack(out) / LETTER).write_bytes(MINE)
    said = run("month", "2027-03", copy)
    assert (pack(out) / LETTER).read_bytes() == blank
    assert pack(out).joinpath(LETTER.replace(".docx", "（改过的1）.docx")).read_bytes() == MINE
    assert "（改过的1）" in said


@pytest.mark.parametrize("filled", [False, True])
def test_what_is_no_longer_part_of_a_pack_goes_unless_it_was_filled_in(copy, edit, run, filled):
    out = copy / "build"
    run("month", "2027-03", copy)
    run("month", "2027-04", copy)
    other = contents(pack(out, "2027-04"))
    if filled:
        (pack(out) / LETTER).write_bytes(MINE)
    edit("W401", "title: 关于开展主题党日的通知", "title: 主题党日通知")
    said = run("month", "2027-03", copy)
    names = {name for name in contents(pack(out)) if name.startswith("W401")}
    assert names == {"W401-主题党日通知.docx", *([LETTER] if filled else ())}
    assert f"{'留下' if filled else '删去'} 2027-03/{LETTER}" in said
    assert f"　{len(contents(pack(out))) - filled} 个文件" in said
    assert contents(pack(out, "2027-04")) == other


def test_a_year_and_its_months_are_the_same_packs(copy, run):
    out = copy / "build"
    run("month", "2027-03", copy)
    (pack(out) / LETTER).write_bytes(MINE)
    run("year", "2027", copy)
    assert MINE in contents(pack(out)).values()
    assert len(list((out / month_packs.MONTH_FOLDER).rglob("*.docx"))) > 12
    assert "没有变化" in run("month", "2027-03", copy)
    assert "没有变化" in run("year", "2027", copy)


def test_a_pack_of_an_earlier_version_has_no_record_and_stays(copy, run):
    out = copy / "build"
    run("month", "2027-03", copy)
    made = contents(pack(out))
    (out / month_packs.MONTH_FOLDER / MANIFEST).unlink()
    (pack(out) / LETTER).write_bytes(MINE)
    run("month", "2027-03", copy)
    assert contents(pack(out)) == {**made, LETTER.replace(".docx", "（原有的1）.docx"): MINE}


# -- release and clean -----------------------------------------------------------------------------------


def test_a_release_that_was_changed_stays_beside(tmp_path, capsys):
    release.deliver(tmp_path / "dist", "成品包.zip", {"a": b"1"})
    made = contents(tmp_path / "dist")
    assert set(made) == {"成品包.zip", MANIFEST}
    (tmp_path / "dist" / "成品包.zip").write_bytes(MINE)
    release.deliver(tmp_path / "dist", "成品包.zip", {"a": b"1"})
    assert contents(tmp_path / "dist") == {**made, "成品包（改过的1）.zip": MINE}
    assert "留下 成品包（改过的1）.zip" in capsys.readouterr().out


def test_only_what_is_as_it_was_made_is_released(copy, run):
    run("build", copy)
    assert REGISTER in release.finished(copy / "build")
    (copy / "build" / REGISTER).write_bytes(MINE)
    with pytest.raises(release.ReleaseError, match=f"{REGISTER} 不在了，或者被改动过"):
        release.finished(copy / "build")


def swept(root: Path) -> str:
    """Run the program as `make clean` does, without anything that is installed."""
    code = f"import pathlib, clean; clean.main(pathlib.Path({str(root)!r}))"
    tools = TOOLS
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(tools)!r}); {code}"]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=environment)
    return done.stdout


def test_clean_removes_what_is_ours_and_nothing_else(copy, run):
    run("build", copy, "--only", "archive")
    run("month", "2027-03", copy)
    run("build", copy, "--only", "archive", "--profile", "小支部")
    run("month", "2027-03", copy, "--profile", "小支部")
    release.deliver(copy / "dist", "成品包.zip", {"a": b"1"})
    (copy / "build" / "pages").mkdir()
    (copy / "build" / "pages" / "手册-001.png").touch()
    (copy / "build" / ".dstd-1.tmp").touch()
    (copy / ".venv").mkdir()
    assert swept(copy) == ""
    assert {path.name for path in copy.iterdir()} == {"standards"}


def test_clean_leaves_what_a_person_changed_or_added_and_names_it(copy, run):
    run("build", copy, "--only", "archive")
    run("month", "2027-03", copy)
    left = {f"build/{REGISTER}", f"build/月包/2027-03/{LETTER}", "build/我的.txt", "dist/旁人的/manifest.json"}
    for name in left:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(MINE)
    said = swept(copy)
    assert {name for name in contents(copy) if not name.startswith("standards/")} == left
    for name in left:
        assert f"  {name}\n" in said
    assert "build/ 里留下 3 个文件" in said


@pytest.mark.parametrize("path", ["../victim.pdf", "/victim.pdf", "out/victim.pdf"])
def test_clean_does_not_leave_its_folder(tmp_path, path):
    victim = tmp_path / "victim.pdf"
    victim.write_bytes(MINE)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "out").symlink_to(tmp_path)
    named = str(victim) if path.startswith("/") else path
    entry = {"path": named, "sha256": hashlib.sha256(MINE).hexdigest()}
    content = {"tool": {"name": manifest.TOOL}, "outputs": [entry]}
    (tmp_path / "build" / MANIFEST).write_text(json.dumps(content), "utf-8")
    swept(tmp_path)
    assert victim.read_bytes() == MINE


def test_clean_waits_for_nobody_and_disturbs_nobody(copy, run):
    run("build", copy, "--only", "archive")
    before = contents(copy / "build")
    with locks.locked(copy / "build"):
        assert "没有清理" in swept(copy)
    assert contents(copy / "build") == before


def test_the_cleaner_knows_our_names():
    assert (clean.PACKS, clean.MANIFEST, clean.TOOL) == (month_packs.MONTH_FOLDER, MANIFEST, manifest.TOOL)
    assert all(each.folder != clean.PICTURES for each in publications.publications().values())


# -- temporary files -------------------------------------------------------------------------------------


def test_a_temporary_file_in_use_is_not_swept(tmp_path):
    used, left = tmp_path / "a" / ".dstd-1.tmp", tmp_path / "b" / ".dstd-2.tmp"
    for path in (used, left):
        path.parent.mkdir()
        path.touch()
    with locks.held(used.parent), locks.locked(tmp_path):
        assert used.exists()
        assert not left.exists()


def test_nothing_is_written_into_a_folder_that_another_run_holds(tmp_path, monkeypatch):
    monkeypatch.setattr(locks, "LOCK_TIMEOUT", 0.1)
    (tmp_path / "a").mkdir()
    with locks.held(tmp_path / "a"), pytest.raises(DstdError, match="另一个 dstd"):
        write.write_all(tmp_path, {"a/x": b"1"})
    assert contents(tmp_path) == {}


def test_files_follow_the_umask_and_need_no_mode(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chmod", refused)
    before = os.umask(0o027)
    try:
        write.write_all(tmp_path, {"a": b"1"})
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
    write.create(tmp_path, {"b": b"2"}, ("a", b"3"))
    assert contents(tmp_path) == {"a": b"3", "b": b"2"}


def test_a_signal_waits_until_the_set_is_in_its_place(tmp_path, monkeypatch):
    write.write_all(tmp_path, {"a": b"old", "b": b"old"})
    replace = os.replace

    def disturbed(old, new):
        signal.raise_signal(signal.SIGTERM)
        replace(old, new)

    def leave(*_):
        raise SystemExit(143)

    before = signal.signal(signal.SIGTERM, leave)
    monkeypatch.setattr(os, "replace", disturbed)
    try:
        with pytest.raises(SystemExit):
            write.write_all(tmp_path, {"a": b"new", "b": b"new"})
    finally:
        signal.signal(signal.SIGTERM, before)
    assert contents(tmp_path) == {"a": b"new", "b": b"new"}


def test_make_clean_needs_nothing_that_is_installed(copy, run):
    (copy / "tools").mkdir()
    for name in ("Makefile", "tools/clean.py"):
        (copy / name).write_bytes((ROOT / name).read_bytes())
    run("build", copy, "--only", "archive")
    (copy / "build" / REGISTER).write_bytes(MINE)
    done = subprocess.run(["make", "clean"], cwd=copy, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(copy / "build") == {REGISTER: MINE}
