"""A check and an idle build are known again: the same words with nothing kept, cold, warm, damaged and foreign."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from dangjian_std import publications, renderers, rules
from dangjian_std.cli.console import beside, checking, context
from dangjian_std.reading import kept_files, layers, load, source_files, tracked
from dangjian_std.reading.load import file_code
from dangjian_std.reading.project import RawSource
from dangjian_std.rules.catalog_rule import CatalogRule
from dangjian_std.text import kept, program
from dangjian_std.text.diagnostic import Diagnostic, Refile, Related, Repair, Severity
from dangjian_std.text.places import Place, Span
from support import units
from support.folders import BASE, FROZEN
from support.program import dstd, sketch
from support.projects import EXAMPLE

SLIPS = {
    "none": ("DJ401", "", ""),
    "yaml": ("DJ401", "title:", "title："),
    "shape": ("DJ401", "title:", "titel:"),
    "meaning": ("DJ401", "who: ", "who: 甲"),
    "glyph": ("DJ401", "title: ", "title: 𠮷"),
    "warning": ("roles", "roles:\n  -", "roles:\n  - {id: 闲人, kind: 岗位, level: 支部}\n  -"),
}
"""One for each way in which a set is judged: text that is put for another."""


@pytest.fixture
def shelf(tmp_path_factory, monkeypatch):
    """A folder of one's own for what is kept, and everything kept there."""
    folder = tmp_path_factory.mktemp("kept") / "dangjian-std"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent))
    monkeypatch.delenv("DSTD_FRESH")
    kept.folder.cache_clear()
    yield folder
    kept.folder.cache_clear()


@pytest.fixture
def idle(monkeypatch):
    """From when it is called, refuse to read a set or to compose anything: what is said must be known."""

    def refuse(*_arguments, **_named):
        raise AssertionError("done afresh")

    def begin():
        monkeypatch.setattr(context, "read", refuse)
        monkeypatch.setattr(publications, "compose", refuse)

    return begin


def said(*arguments, **environment):
    done = dstd(*arguments, **environment)
    return done.returncode, done.stdout, done.stderr


def damaged(data):
    return bytes([*data[:-9], data[-9] ^ 1, *data[-8:]])


SPOILT = {
    "damaged": damaged,
    "cut": lambda data: data[:-1],
    "empty": lambda _: b"",
    "unsigned": lambda _: b"dangjian-std 1 " + b"0" * 64 + b"\n[false, []]",
}


@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_check_says_the_same_however_it_is_known(name, form, edit, shelf, monkeypatch):
    ask = ("validate", edit(*SLIPS[name]), "--format", form)
    fresh = said(*ask, DSTD_FRESH="1")
    assert not shelf.exists()
    assert said(*ask) == fresh
    (entry,) = shelf.glob("*.check")
    whole = entry.read_bytes()
    for spoil in SPOILT.values():
        entry.write_bytes(spoil(whole))
        assert said(*ask) == fresh
        assert entry.read_bytes() == whole
    monkeypatch.setattr(context, "read", None)
    assert said(*ask) == fresh


def nothing(*_):
    """Find nothing to do."""
    return ()


def ended(*_):
    os._exit(1)


FORKS = {
    "whole": {},
    "slow": {(source_files, "read_for_another"): nothing, (rules, "backward"): nothing},
    "ended at once": {(source_files, "read_for_another"): ended, (checking, "_look_ahead"): ended},
    "ended half-way": {(rules, "backward"): ended},
}
"""What may become of the processes beside a check."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks are of Unix")
@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("fate", FORKS)
@pytest.mark.usefixtures("shelf")
def test_a_check_says_the_same_with_and_without_a_process_beside_it(name, fate, edit, monkeypatch):
    ask = ("validate", edit(*SLIPS[name]), "--format", "json")
    monkeypatch.setattr(rules, "check", rules.check.__wrapped__)
    monkeypatch.setattr(beside, "_may_fork", lambda: False)
    alone = said(*ask, DSTD_FRESH="1")
    monkeypatch.setattr(beside, "_may_fork", lambda: True)
    for (where, what), fault in FORKS[fate].items():
        monkeypatch.setattr(where, what, fault)
    assert [said(*ask, DSTD_FRESH=fresh) for fresh in ("0", "1")] == [alone, alone]
    assert alone[0] == (name not in {"none", "warning"})


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks are of Unix")
def test_a_rule_that_was_asked_beside_is_not_asked_again(copy, monkeypatch):
    """Here no rule can be asked: every answer is of the other process, which is waited for."""
    monkeypatch.setattr(rules, "check", rules.check.__wrapped__)
    monkeypatch.setattr(beside, "_may_fork", lambda: True)
    monkeypatch.setattr(beside.Fork, "told", lambda *of, told=beside.Fork.told, **_: told(*of, wait=True))
    here, found = os.getpid(), CatalogRule.found

    def only_beside(*of):
        assert os.getpid() != here
        return found(*of)

    monkeypatch.setattr(CatalogRule, "found", only_beside)
    assert said("validate", copy)[0] == 0


def test_an_entry_of_another_set_is_none(copy, shelf, tmp_path_factory):
    asks = []
    for number, (code, old, new) in enumerate(SLIPS.values()):
        folder = tmp_path_factory.mktemp(f"set{number}")
        shutil.copytree(copy / "standards", folder / "standards")
        (path,) = (folder / "standards").rglob(f"{code}*.yaml")
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
        asks.append(("validate", folder))
    fresh = [said(*ask) for ask in asks]
    assert len({*fresh}) == len(SLIPS)
    paths = sorted(shelf.glob("*.check"))
    entries = [path.read_bytes() for path in paths]
    for path, entry in zip(paths, entries[1:] + entries[:1], strict=True):
        path.write_bytes(entry)
    assert [said(*ask) for ask in asks] == fresh


def test_what_a_check_hangs_on_is_its_content(copy, edit, shelf, idle):
    (path,) = (copy / "standards").rglob("DJ401*.yaml")
    assert said("validate", copy)[0] == 0
    idle()
    before = path.stat()
    os.utime(path, (1, 1))
    assert said("validate", copy)[0] == 0
    text = path.read_text("utf-8")
    edit("DJ401", "who: ", "who: 甲")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(AssertionError, match="done afresh"):
        raised("validate", copy)
    path.write_text(text, "utf-8")
    assert said("validate", copy)[0] == 0
    path.rename(path.with_name("DJ401-x.yaml"))
    with pytest.raises(AssertionError, match="done afresh"):
        raised("validate", copy)


def raised(*arguments):
    """Run a command, and raise what the program would make a sentence of."""
    return dstd(*arguments, DSTD_DEBUG="1")


def test_another_program_asks_again(copy, shelf, idle, monkeypatch):
    said("validate", copy)
    idle()
    assert said("validate", copy)[0] == 0
    monkeypatch.setattr(program, "identity", lambda: "another")
    with pytest.raises(AssertionError, match="done afresh"):
        raised("validate", copy)


def test_who_this_program_is_hangs_on_code_data_and_libraries(tmp_path, monkeypatch):
    package, data = tmp_path / "package", tmp_path / "data"
    for folder in (package, data / "schemas", data / "templates", tmp_path / "site" / "some-1.0.dist-info"):
        folder.mkdir(parents=True)
        (folder / "file").write_bytes(b"a")
    monkeypatch.setattr(program, "PROGRAM_FOLDER", package)
    monkeypatch.setattr(program, "shipped", lambda name: data / name)
    monkeypatch.setattr(program.sys, "path", [str(tmp_path / "site"), str(tmp_path / "nowhere")])
    seen = [program.identity.__wrapped__()]
    for change in (
        lambda: (package / "file").write_bytes(b"b"),
        lambda: (package / "file").rename(package / "other"),
        lambda: (data / "schemas" / "file").write_bytes(b"b"),
        lambda: (data / "templates" / "file").write_bytes(b"b"),
        lambda: (tmp_path / "site" / "some-1.0.dist-info").rename(tmp_path / "site" / "some-1.1.dist-info"),
    ):
        change()
        seen.append(program.identity.__wrapped__())
    assert len({*seen}) == len(seen)
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "file.pyc").write_bytes(b"c")
    assert program.identity.__wrapped__() == seen[-1]


def test_a_list_that_git_keeps_is_told_although_the_set_is_known(copy, shelf):
    assert said("validate", copy)[0] == 0
    subprocess.run(["git", "init", "-q"], cwd=copy, check=True)
    assert said("validate", copy)[0] == 0
    path = copy / "记事.csv"
    path.write_text("姓名,党小组\n", "utf-8")
    subprocess.run(["git", "add", path.name], cwd=copy, check=True)
    assert said("validate", copy)[0] == 0
    path.write_text("姓名,党小组\n虚构甲,一\n", "utf-8")
    code, out, _ = said("validate", copy)
    assert (code, "DS035" in out) == (1, True)
    assert said("validate", copy)[1] == out


def test_where_nothing_can_be_kept_the_check_is_made(copy, shelf):
    fresh = said("validate", copy, DSTD_FRESH="1")
    shelf.parent.mkdir(exist_ok=True)
    shelf.write_bytes(b"")
    assert said("validate", copy) == fresh
    assert shelf.read_bytes() == b""


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="such rights are of Unix")
def test_what_others_could_have_written_is_not_read(copy, shelf):
    said("validate", copy)
    (entry,) = shelf.glob("*.check")
    shelf.chmod(0o777)
    kept.folder.cache_clear()
    (path,) = (copy / "standards").rglob("DJ401*.yaml")
    path.write_text("", "utf-8")
    assert said("validate", copy)[0] == 1
    assert [*shelf.glob("*.check")] == [entry]


PLACES = Place(Span("甲.yaml")), Place(Span("乙.yaml", 2, 3, 2, 4), ("a", 0))


@pytest.mark.parametrize("repair", [None, Repair(PLACES, "a", "b"), Refile("a", "b")])
def test_a_finding_comes_back_whole(repair):
    place = Place(Span("单位.xlsx:支部", 3, 2, 3, 3), ("a", 0, "b"))
    other = Related(Place(Span("甲.yaml")), "另一处")
    said = {"code": "DS001", "rule": "r", "severity": Severity.WARNING, "message": "甲", "help": "乙"}
    finding = Diagnostic(place=place, **said, related=(other,), repair=repair)
    assert Diagnostic.of(json.loads(json.dumps(finding.plain()))) == finding


# -- files -----------------------------------------------------------------------------------------------


@pytest.fixture
def read_once(monkeypatch):
    """The paths of the files that are parsed, all of them in this process."""
    found = []
    monkeypatch.setattr(beside, "_may_fork", lambda: False)
    monkeypatch.setattr(
        source_files, "parse", lambda raw, parse=source_files.parse: found.append(raw.path) or parse(raw)
    )
    return found


def test_a_file_that_did_not_change_is_not_parsed_again(copy, edit, shelf, read_once):
    assert said("validate", copy)[0] == 0
    assert len(read_once) == len(set(read_once)) == 12
    read_once.clear()
    edit("DJ401", "title: 支部", "title: 某支部")
    edit("R211", "title: ", "titel: ")
    for _ in range(2):
        code, out, _ = said("validate", copy)
        assert (code, "R211" in out) == (1, True)
    assert [*map(file_code, read_once)] == ["DJ401", "R211"]  # the second time the answer itself is known
    read_once.clear()
    edit("DJ401", "title: 某支部", "title: 某某支部")
    assert said("validate", copy) == (code, out, _)
    assert [*map(file_code, read_once)] == ["DJ401", "R211"]  # what has a finding is not kept


def test_a_file_that_another_process_read_is_not_parsed_again(copy, tmp_path, read_once):
    raws, told = layers.sources(copy), {}
    fresh = load.load(raws)
    source_files.read_for_another(reversed(raws[2:]), told.__setitem__)
    read_once.clear()
    kept = kept_files.KeptFiles(tmp_path, raws, told.get)
    assert load.load(raws, load.KnownFiles(kept=kept)) == fresh
    assert read_once == [raw.path for raw in raws[:2]]
    assert not kept_files.KeptFiles(tmp_path, raws).missing(raws)


def test_what_is_no_longer_in_a_set_is_not_kept(copy, tmp_path):
    raws = layers.sources(copy)
    for some in (raws[:-2], raws[1:]):
        load.load(some, load.KnownFiles(kept=kept_files.KeptFiles(tmp_path, raws)))
    assert kept_files.KeptFiles(tmp_path, raws).missing(raws) == [raws[0]]


def trees(root, where=None):
    raws = layers.sources(root)
    known = load.KnownFiles(kept=kept_files.KeptFiles(where, raws))
    found = []
    for raw in raws:
        parsed = known.read(raw)
        known.shape(parsed.sound)
        found.append(
            (parsed, [*parsed.sound.outline.keys], [*parsed.sound.outline.values], repr(parsed.sound.data))
        )
    known.keep()
    return found


@pytest.mark.parametrize("root", [BASE, FROZEN])
def test_a_tree_comes_back_whole(root, tmp_path, read_once):
    fresh = trees(root)
    assert trees(root, tmp_path) == fresh
    read_once.clear()
    assert trees(root, tmp_path) == fresh
    assert read_once == []
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    for spoil in SPOILT.values():
        entry.write_bytes(spoil(whole))
        assert trees(root, tmp_path) == fresh
        assert len(read_once) == len(fresh)
        assert entry.read_bytes() == whole
        read_once.clear()


def test_files_of_another_set_are_none(tmp_path):
    first, other = trees(BASE, tmp_path), trees(FROZEN, tmp_path)
    entries = [*tmp_path.iterdir()]
    bodies = [entry.read_bytes() for entry in entries]
    for entry, body in zip(entries, reversed(bodies), strict=True):
        entry.write_bytes(body)
    assert len(entries) == len({*bodies}) == 2
    assert (trees(BASE, tmp_path), trees(FROZEN, tmp_path)) == (first, other)


def test_numbers_marks_of_order_and_line_ends_come_back(tmp_path):
    text = "\ufeffkind: paper\r\na: [1, 1.50, true, null, '1', -3]\r\nb: {c: {}, d: []}\r\n"
    raw = RawSource("standards/甲.yaml", text.encode())
    kept = kept_files.KeptFiles(tmp_path, ())
    kept.add(raw, source_files.parse(raw).sound)
    kept.write()
    kept = kept_files.KeptFiles(tmp_path, ())
    assert kept.read(raw) == source_files.parse(raw)
    assert repr(kept.read(raw)) == repr(source_files.parse(raw))
    assert kept.read(RawSource("standards/乙.yaml", text.encode())) is None


def test_a_set_that_a_unit_adopts_is_known_too(tmp_path, shelf):
    shutil.copytree(BASE / "standards", tmp_path / "base" / "standards")
    project = tmp_path / "unit"
    project.mkdir()
    sha256 = layers.digest(layers.sources(tmp_path / "base"))
    sheet = units.SHEET.replace("随程序", "../base").replace(EXAMPLE, sha256)
    (project / "unit.yaml").write_text(sheet, "utf-8")
    fresh = said("validate", project, DSTD_FRESH="1")
    assert said("validate", project) == fresh
    assert [*shelf.glob("*.files")]
    for entry in shelf.glob("*.check"):
        entry.unlink()
    assert said("validate", project) == fresh


# -- builds ----------------------------------------------------------------------------------------------


@pytest.fixture
def built(copy, shelf, monkeypatch):
    """A project that was built, and how it is asked for again."""
    monkeypatch.setattr(renderers, "render", sketch)
    ask = ("build", copy, "--only", "records", "--only", "清单")
    assert dstd(*ask).returncode == 0
    return ask


def state(folder):
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*")}


def test_a_build_with_nothing_to_do_composes_and_writes_nothing(built, copy, idle):
    idle()
    before = state(copy)
    code, out, _ = said(*built)
    assert (code, "没有变化，不必重做。" in out, "03记录表" in out) == (0, True, True)
    assert said(*built, "--check")[:2] == (0, f"{out.splitlines()[0]}\n没有变化，不必重做。\n")
    assert state(copy) == before


def test_it_says_what_it_says_afresh(built):
    assert said(*built) == said(*built, DSTD_FRESH="1")
    assert said(*built, "--check") == said(*built, "--check", DSTD_FRESH="1")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"x"),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.symlink_to("/dev/null")),
    ],
    ids=["changed", "lost", "link"],
)
@pytest.mark.parametrize("name", ["manifest.json", "02清单/责任清单.docx"])
def test_what_somebody_did_to_a_file_is_seen(built, copy, name, spoil):
    path = copy / "build" / name
    spoil(path)
    assert said(*built) == said(*built) or path.is_file()
    fresh = said(*built, "--check", DSTD_FRESH="1")
    assert said(*built, "--check") == fresh


def test_another_wish_is_another_build(built, copy, idle):
    idle()
    for more in (("--only", "papers"), ("--profile", "小支部"), ("-o", copy / "other"), ("--proof",)):
        with pytest.raises(AssertionError, match="done afresh"):
            raised(*built, *more)


def test_a_folder_of_ours_that_became_a_link_is_refused(copy, shelf, monkeypatch):
    monkeypatch.setattr(renderers, "render", sketch)
    ask = ("build", copy, "--only", "清单", "--profile", "小支部")
    assert dstd(*ask).returncode == 0
    (folder,) = (path for path in (copy / "build").iterdir() if path.is_dir())
    shutil.move(folder, copy / "elsewhere")
    folder.symlink_to(copy / "elsewhere")
    assert said(*ask) == said(*ask, DSTD_FRESH="1")
    assert said(*ask)[0] == 2


def test_what_is_kept_hangs_on_every_byte_that_was_read(copy):
    raws = layers.sources(copy)
    assert layers.identity(raws) == layers.identity(layers.sources(copy))
    (path,) = (copy / "standards").rglob("DJ401*.yaml")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert layers.identity(raws) != layers.identity(layers.sources(copy))
    assert tracked.identity(copy) == tracked.identity(copy)
