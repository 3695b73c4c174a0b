"""`make release`: what is handed over opens on an old Windows, says what it is, and is the same each time."""

import hashlib
import json
import sys
import zipfile

import pytest

import release

UTF8 = 0x800
"""Bit 11: the name is UTF-8, and Explorer reads it as such."""
WINDOWS, LINUX = (next(each for each in release.SYSTEMS if each.name == name) for name in ("Windows", "Linux"))


@pytest.fixture
def build(tmp_path):
    for folder in release.FOLDERS:
        (tmp_path / "build" / folder).mkdir(parents=True)
        (tmp_path / "build" / folder / "一张表.docx").write_bytes(folder.encode())
    made = [
        {
            "path": f"{folder}/一张表.docx",
            "publication": "records",
            "sha256": hashlib.sha256(folder.encode()).hexdigest(),
        }
        for folder in release.FOLDERS
    ]
    alone = {"path": "01手册/一项.pdf", "publication": "booklet", "sha256": ""}
    (tmp_path / "build" / "manifest.json").write_text(json.dumps({"outputs": [*made, alone]}), "utf-8")
    (tmp_path / "build" / "01手册" / "旁人的.docx").touch()
    (tmp_path / "build" / "pages").mkdir()
    (tmp_path / "build" / "pages" / "图.png").touch()
    return tmp_path / "build"


def test_the_folders_and_the_texts_are_packed_and_nothing_else(build):
    files = release.finished(build)
    assert set(files) == {"说明.txt", "实机核对单.txt", *(f"{folder}/一张表.docx" for folder in release.FOLDERS)}
    assert files["04文书/一张表.docx"] == "04文书".encode()


def test_a_build_without_a_folder_is_not_released(build):
    manifest = json.loads((build / "manifest.json").read_text("utf-8"))
    left = [each for each in manifest["outputs"] if not each["path"].startswith("06归档")]
    (build / "manifest.json").write_text(json.dumps({"outputs": left}), "utf-8")
    with pytest.raises(release.ReleaseError, match="06归档"):
        release.finished(build)


def test_what_was_never_built_is_not_released(tmp_path):
    with pytest.raises(release.ReleaseError, match="make build"):
        release.finished(tmp_path)


def test_the_month_packs_of_the_year_are_made(tmp_path, copy, monkeypatch):
    asked = []
    monkeypatch.setattr(release, "run", lambda command, _: asked.append([str(part) for part in command]) or "")
    assert release.months(copy) == {}
    assert asked[0][3:5] == ["year", "2027"]


def test_names_are_right_in_explorer_and_bytes_the_same(build, tmp_path):
    files = release.finished(build)
    targets = [tmp_path / "a" / "成品包.zip", tmp_path / "b" / "成品包.zip"]
    release.pack(targets[0], files)
    release.pack(targets[1], dict(reversed(files.items())))
    assert targets[0].read_bytes() == targets[1].read_bytes()
    assert [path.name for path in targets[0].parent.iterdir()] == ["成品包.zip"]
    with zipfile.ZipFile(targets[0]) as archive:
        members = archive.infolist()
        assert archive.testzip() is None
    assert [each.filename for each in members] == sorted(files)
    assert all(each.flag_bits & UTF8 for each in members)
    assert {(each.date_time, each.create_system, each.external_attr >> 16) for each in members} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o100644)
    }


@pytest.mark.parametrize("name", ["说明.txt", "实机核对单.txt", "安装说明.txt"])
def test_texts_read_well_in_an_old_notepad(name):
    data = release.text(name)
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_what_was_not_tried_is_said():
    text = release.text("说明.txt").decode("utf-8-sig")
    assert "未实机验证" in text
    for each in ("Word", "WPS", "Outlook", "手机", *release.FOLDERS):
        assert each in text


@pytest.mark.parametrize("system", release.SYSTEMS, ids=lambda each: each.name)
def test_what_runs_is_taken_along_and_what_tests_is_not(system):
    names = release.needed(system, "3.12")
    assert {"click", "python-docx", "xlsxwriter", "weasyprint", "holidays", "markupsafe", "lxml"} <= names
    assert not names & {"pytest", "ruff", "mypy", "hatchling", "dangjian-std"}
    lock = release.pins(release.LOCK.read_text("utf-8"), names)
    assert lock.count("==") == len(names)
    assert lock.count("--hash=sha256:") >= len(names)
    assert ";" not in lock


def test_markers_are_those_of_the_other_machine(monkeypatch):
    said = {"dangjian-std": ["a[x]", "b; sys_platform == 'win32'"], "a": ["c; extra == 'x'", "d; extra == 'y'"]}
    monkeypatch.setattr(release, "_requires", lambda name: said.get(name, []))
    assert release.needed(WINDOWS, "3.12") == {"a", "b", "c"}
    assert release.needed(LINUX, "3.12") == {"a", "c"}


def test_what_the_lock_does_not_know_is_not_fetched():
    with pytest.raises(release.ReleaseError, match="no-such-thing"):
        release.pins(release.LOCK.read_text("utf-8"), {"no-such-thing"})


def test_a_program_that_fails_stops_the_release():
    with pytest.raises(release.ReleaseError, match="没有做成"):
        release.run([sys.executable, "-c", "raise SystemExit(1)"], "没有做成")
