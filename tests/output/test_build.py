from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import shutil
import time
from pathlib import Path

import jsonschema
import pytest

from dangjian_std import publications, renderers
from dangjian_std.composition.request import LONGEST_FILE_NAME, safe_file_name
from dangjian_std.document import fields
from dangjian_std.domain.unit import Unit
from dangjian_std.output import build, manifest
from dangjian_std.reading import load, project
from dangjian_std.renderers.renderer import Way
from dangjian_std.text import package_data
from dangjian_std.text.errors import DstdError
from support import workers
from support.folders import BASE
from support.program import dstd, sketch

BOOK = "01手册/党建工作标准化手册.pdf"
ALONE = ("--only", "handbook")


@pytest.fixture(autouse=True)
def sketched(request, monkeypatch):
    """Set nothing in type, but where that is the point."""
    if request.function not in SET:
        monkeypatch.setattr(renderers, "render", sketch)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The output of a build of the small project, made once."""
    out = tmp_path_factory.mktemp("made") / "build"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renderers, "render", sketch)
        result = dstd("build", BASE, *ALONE, "-o", out)
    assert result.returncode == 0, result.stderr
    return out


@pytest.fixture
def built(copy: Path, made: Path) -> Path:
    """A project of one's own that has been built."""
    shutil.copytree(made, copy / "build")
    return copy


@pytest.fixture
def ways(monkeypatch):
    """The ways in which files were made."""
    found = []

    def note(document, form, way=Way.USUAL):
        found.append(way)
        return sketch(document, form)

    monkeypatch.setattr(renderers, "render", note)
    return found


def outputs(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def test_a_build_leaves_the_book_and_its_manifest(built):
    assert outputs(built / "build") == {BOOK, "manifest.json"}
    manifest = json.loads((built / "build" / "manifest.json").read_text("utf-8"))
    jsonschema.validate(
        manifest, json.loads((package_data.shipped("schemas") / "manifest.schema.json").read_text("utf-8"))
    )
    assert [entry["path"] for entry in manifest["outputs"]] == [BOOK]


def test_a_second_build_writes_nothing(built):
    before = state(built / "build")
    result = dstd("build", built, *ALONE)
    assert "没有变化" in result.stdout
    assert state(built / "build") == before
    assert dstd("build", built, *ALONE, "--check").returncode == 0


def test_comments_and_reflowing_are_no_change_but_words_are(built, edit):
    edit("DJ401", "kind: standard\n", "# 说明\nkind: standard\n\n")
    assert dstd("build", built, *ALONE, "--check").returncode == 0
    edit("DJ401", "what: 主持主题党日", "what: 主持本次主题党日")
    result = dstd("build", built, *ALONE, "--check")
    assert (result.returncode, result.stdout.splitlines()[-1]) == (1, f"{BOOK}：内容或排版有变化")


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"%PDF")])
def test_a_touched_output_is_made_again_with_the_same_bytes(built, damage):
    path = built / "build" / BOOK
    before = path.read_bytes()
    damage(path)
    result = dstd("build", built, *ALONE)
    assert (build.Reason.MISSING if damage is Path.unlink else build.Reason.EDITED) in result.stdout
    assert path.read_bytes() == before


def test_errors_stop_a_build_and_nothing_is_touched(built, edit):
    before = state(built / "build")
    edit("DJ401", "who: 组织委员", "who: 记录员")
    result = dstd("build", built, *ALONE)
    assert result.returncode == 1
    assert "DS102" in result.stderr
    assert state(built / "build") == before


def test_an_output_that_left_the_set_is_removed(built, edit):
    edit("catalog", "title: 党建工作标准化手册", "title: 党建标准汇编")
    result = dstd("build", built, *ALONE)
    assert f"删去 {BOOK}" in result.stdout
    assert outputs(built / "build") == {"01手册/党建标准汇编.pdf", "manifest.json"}


def test_a_foreign_file_in_the_output_folder_stays(built):
    (built / "build" / "mine.txt").write_text("我的", "utf-8")
    (built / "build" / BOOK).unlink()
    dstd("build", built, *ALONE)
    assert (built / "build" / "mine.txt").read_text("utf-8") == "我的"


def test_a_character_without_glyph_stops_the_build_at_its_place(edit):
    root = edit("DJ401", "what: 主持主题党日", "what: 主持𪚥主题党日")
    result = dstd("build", root, *ALONE)
    assert result.returncode == 1
    assert "missing-glyph" in result.stderr
    (path,) = (root / "standards").rglob("DJ401*")
    lines = path.read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "𪚥" in text)
    assert f":{line}:{lines[line - 1].index('𪚥') + 1}: " in result.stderr
    assert not (root / "build").exists()


def test_one_standard_alone_with_its_own_marks(built):
    result = dstd("build", built, "--only", "dj401", "--edition", "大字", "--proof")
    assert result.returncode == 0, result.stderr
    alone = "01手册/DJ401-支部主题党日规范（大字，校样）.pdf"
    assert outputs(built / "build") == {BOOK, alone, "manifest.json"}
    assert "没有变化" in dstd("build", built, *ALONE).stdout


def test_a_form_that_no_pen_can_write_in_stops_the_build(edit):
    root = edit("R211", "rows: 10", "rows: 26")
    result = dstd("build", root, *ALONE)
    assert result.returncode == 1
    assert "form-too-tall" in result.stderr
    assert "R211-落实清单.yaml:" in result.stderr


def test_hearsay_is_printed_as_a_proof_or_not_at_all(edit):
    root = edit("DJ401", "status: 发布", "status: 试行")
    edit("减负若干规定", "level: 摘引", "level: 待核")
    result = dstd("build", root, *ALONE)
    assert (result.returncode, "--proof" in result.stderr) == (2, True)
    assert dstd("build", root, "--proof").returncode == 0


def test_the_fingerprint_sees_every_word(copy):
    loaded = load.load(project.sources(copy))
    ((_, document, form),) = publications.compose(Unit.of(loaded.catalog), "handbook", publications.Request())
    text = fields.canonical(document)
    for word in ("会议活动记录", "示例单位", "第十六条第四款", "关于开展主题党日的通知", "GB/T 1.1—2020"):
        assert word in text
    assert form == "pdf"


HOSTILE = [
    "../../x",
    "_CON",
    "_._x",
    "- .x",
    "/abs/x",
    "A/B手册",
    "CON",
    "con.x",
    "LPT9",
    "a:b",
    "..",
    "",
    ".",
    "a. .",
    "C:\\x",
    "\x00\n",
    "长" * 300,
]


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("marked", [False, True])
def test_no_title_leaves_the_folder(title, marked):
    name = publications.Request(large=marked, proof=marked).named(title) + ".pdf"
    assert Path(name).name == name
    assert not set(name) & set('/\\:*?"<>|\n\0')
    assert name.partition(".")[0].upper() not in {"", "CON", "LPT9"}
    assert len(name.encode()) <= LONGEST_FILE_NAME
    assert safe_file_name(name) == name


def test_an_honest_title_is_its_own_name():
    name = "DJ401-支部主题党日规范（大字，校样）.pdf"
    assert safe_file_name(name) == name


def test_a_hostile_title_is_built_inside_its_folder(edit):
    root = edit("catalog", "title: 党建工作标准化手册", "title: ../../A/B手册")
    before = set(root.iterdir())
    assert dstd("build", root, *ALONE).returncode == 0
    assert outputs(root / "build") == {"01手册/_.._A_B手册.pdf", "manifest.json"}
    assert set(root.iterdir()) - before == {root / "build"}


def recorded(**changes: object) -> dict[str, object]:
    entry = {"path": "a.pdf", "publication": "handbook", "format": "pdf", "bytes": 1}
    return {**entry, "sha256": "0" * 64, "fingerprint": "0" * 64, **changes}


@pytest.mark.parametrize(
    "entry",
    [
        recorded(path="../a.pdf"),
        recorded(path="..pdf"),
        recorded(path="a/b/c.pdf"),
        recorded(path="/a.pdf"),
        recorded(path="a//b.pdf"),
        recorded(path="a/../b.pdf"),
        recorded(path="a\u202e.pdf"),
        recorded(path="manifest.json", format="json"),
        recorded(path="a.txt"),
        recorded(path=["a.pdf"]),
        recorded(bytes=True),
        recorded(bytes=-1),
        recorded(sha256=""),
        recorded(publication=None),
        recorded(more=1),
        {"path": "a.pdf"},
        "a.pdf",
    ],
)
def test_an_entry_that_we_would_not_write_counts_as_none(tmp_path, entry):
    record(tmp_path, recorded(path="b.pdf"), entry)
    assert set(manifest.read(tmp_path)) == {"b.pdf"}


def test_a_manifest_may_have_4_mebibytes(tmp_path):
    record(tmp_path, recorded())
    path = tmp_path / "manifest.json"
    path.write_bytes(path.read_bytes().ljust(4 * 2**20))
    assert len(manifest.read(tmp_path)) == 1


def test_the_name_of_a_kept_file_leaves_room_for_its_mark():
    assert build.beside("手册/a.pdf", "（旧）") == "手册/a（旧）.pdf"
    assert build.beside(f"手册/{'a' * 300}.pdf", "（旧）") == f"手册/{'a' * 212}（旧）.pdf"


def record(folder: Path, *entries: object) -> None:
    content = {"tool": {"name": "dangjian-std"}, "outputs": entries}
    (folder / "manifest.json").write_text(json.dumps(content), "utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[" * 200_000,
        b"\xff",
        b"[]",
        b"null",
        b'{"outputs": 1}',
        b'{"outputs": [], "tool": {"name": "my web app"}}',
        b'{"outputs": null, "tool": {"name": "dangjian-std"}}',
        b"9" * 9999,
        b" " * (4 * 2**20 + 1) + b"{}",
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(tmp_path, data):
    (tmp_path / "manifest.json").write_bytes(data)
    with pytest.raises(DstdError, match="不是本工具做的"):
        manifest.read(tmp_path)


def test_a_link_or_a_pipe_is_no_manifest(tmp_path):
    record(tmp_path, recorded())
    (tmp_path / "manifest.json").rename(tmp_path / "real")
    (tmp_path / "manifest.json").symlink_to("real")
    with pytest.raises(DstdError, match="不是本工具做的"):
        manifest.read(tmp_path)
    (tmp_path / "manifest.json").unlink()
    os.mkfifo(tmp_path / "manifest.json")
    with pytest.raises(DstdError, match="不是本工具做的"):
        manifest.read(tmp_path)


@pytest.mark.parametrize("ours", [True, False])
def test_only_what_we_made_is_deleted(built, ours):
    out = built / "build"
    (out / "旧.pdf").write_bytes(b"old")
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    digest = hashlib.sha256(b"old" if ours else b"older").hexdigest()
    manifest["outputs"].append(recorded(path="旧.pdf", sha256=digest))
    (out / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    result = dstd("build", built, *ALONE)
    assert ("删去 旧.pdf" if ours else "留下 旧.pdf") in result.stdout
    assert (out / "旧.pdf").exists() != ours
    assert "没有变化" in dstd("build", built, *ALONE).stdout


def test_what_another_build_just_made_is_not_made_again(built):
    loaded = load.load(project.sources(built))
    out = built / "build"
    manifest = (out / "manifest.json").read_bytes()
    (out / "manifest.json").unlink()
    plan = build.build(Unit.of(loaded.catalog), out, ("handbook",), publications.Request())
    assert plan.stale
    (out / "manifest.json").write_bytes(manifest)
    said: list[str] = []
    build.deliver(plan, out, "2027年版", said.append)
    assert said == []


def test_where_nothing_sets_pdf_everything_else_is_made(copy, monkeypatch):
    workers.running(monkeypatch, "import sys; sys.stdin.read(); sys.exit(3)")
    catalog = load.load(project.sources(copy)).catalog
    out = copy / "build"
    names = ("handbook", "checklists")
    plan = build.build(Unit.of(catalog), out, names, publications.Request())
    with pytest.raises(DstdError, match=r"其余 2 个文件已经做好.*WSL"):
        build.deliver(plan, out, "2027年版", lambda _: None)
    assert outputs(out) == {"02清单/责任清单.docx", "02清单/责任清单.xlsx", "manifest.json"}
    again = build.build(Unit.of(catalog), out, names, publications.Request())
    assert {target.format for target, _ in again.stale} == {"pdf"}


def test_an_interrupted_build_ends_its_workers(copy, monkeypatch):
    workers.running(monkeypatch, "import time; time.sleep(60)")
    catalog = load.load(project.sources(copy)).catalog
    plan = build.build(Unit.of(catalog), copy / "build", ("handbook",), publications.Request())

    def interrupt(_):
        time.sleep(1)
        raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        build.deliver(plan, copy / "build", "2027年版", interrupt)
    assert time.monotonic() - began < 30
    assert outputs(copy / "build") == set()


def test_everything_is_made_of_a_small_project_and_only_once(copy):
    result = dstd("build", copy)
    assert result.returncode == 0, result.stderr
    made = outputs(copy / "build")
    folders = {path.partition("/")[0] for path in made}
    assert folders == {"01手册", "02清单", "03记录表", "04文书", "05本子", "06归档", "manifest.json"}
    assert {path.rpartition(".")[2] for path in made} == {"pdf", "docx", "xlsx", "html", "json"}
    manifest = json.loads((copy / "build" / "manifest.json").read_text("utf-8"))
    assert {entry["path"] for entry in manifest["outputs"]} == made - {"manifest.json"}
    assert "没有变化" in dstd("build", copy).stdout


def test_nothing_is_deleted_behind_a_link_or_in_a_folder_of_others(built):
    out = built / "build"
    (built / "victim").mkdir()
    (built / "victim" / "a.pdf").write_bytes(b"mine")
    (out / "05本子").symlink_to(built / "victim")
    (out / "我的").mkdir()
    (out / "我的" / "a.pdf").write_bytes(b"mine")
    digest = hashlib.sha256(b"mine").hexdigest()
    content = json.loads((out / "manifest.json").read_text("utf-8"))
    content["outputs"].append(recorded(path="05本子/a.pdf", publication="workbooks", sha256=digest))
    (out / "manifest.json").write_text(json.dumps(content), "utf-8")
    catalog = load.load(project.sources(built)).catalog
    plan = build.build(Unit.of(catalog), out, ("handbook",), publications.Request())
    orphaned = dataclasses.replace(plan, stale=tuple((each, build.Reason.EDITED) for each in plan.fresh), fresh=())
    build.deliver(dataclasses.replace(orphaned, whole=("handbook", "workbooks")), out, "2027年版", lambda _: None)
    assert (built / "victim" / "a.pdf").read_bytes() == b"mine"
    content["outputs"].append(recorded(path="我的/a.pdf", sha256=digest))
    (out / "manifest.json").write_text(json.dumps(content), "utf-8")
    assert "我的/a.pdf" not in manifest.read(out)


@pytest.mark.parametrize("cover", ["长" * 41, "x\u202e", "\udcff"])
def test_a_cover_that_cannot_be_printed_is_refused(catalog, cover):
    with pytest.raises(DstdError, match="--cover"):
        publications.parse_request(catalog, ["workbooks"], None, large=False, proof=False, cover=cover)


def test_a_cover_may_have_40_characters(catalog):
    parsed = publications.parse_request(catalog, ["本子"], None, large=False, proof=False, cover="长" * 40)
    assert parsed[1].cover == "长" * 40


def test_a_cover_is_for_the_book_that_bears_it(catalog):
    with pytest.raises(DstdError, match=r"^--cover 是党支部工作手册的书名，这次不做它；要做请加 --only 本子。$"):
        publications.parse_request(catalog, ["清单"], None, large=False, proof=False, cover="某某")
    for only in ([], ["本子", "清单"]):
        _, request = publications.parse_request(catalog, only, None, large=False, proof=False, cover="某某")
        assert request.cover == "某某"


def test_a_reference_is_another_file_and_does_not_pass_for_the_usual_one(built, ways):
    assert dstd("build", built, *ALONE).returncode == 0
    assert ways == []
    assert dstd("build", built, *ALONE, "--reference").returncode == 0
    assert dstd("build", built, *ALONE, "--reference").returncode == 0
    assert ways == [Way.WHOLE]
    assert dstd("build", built, *ALONE).returncode == 0
    assert ways == [Way.WHOLE, Way.USUAL]


def test_nothing_of_a_pack_is_kept(copy, ways):
    assert dstd("month", "2027-03", copy, "-o", copy / "out").returncode == 0
    assert set(ways) == {Way.PASSING}


def test_an_output_folder_that_is_a_loop_is_one_sentence(copy):
    (copy / "loop").symlink_to(copy / "loop")
    result = dstd("build", copy, "-o", copy / "loop" / "x")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "程序自己" not in result.stderr


SET = (
    test_where_nothing_sets_pdf_everything_else_is_made,
    test_an_interrupted_build_ends_its_workers,
)
"""Tests in which files are rendered."""
