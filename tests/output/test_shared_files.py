"""Files that packs hold already are not made again; what is not as it was made is not relied on."""

from __future__ import annotations

import hashlib
import json

import pytest

from dangjian_std.document.document import Document
from dangjian_std.output import manifest, many_units
from dangjian_std.output.build import BuildTarget
from dangjian_std.output.regular_files import MANIFEST
from dangjian_std.output.shared_files import PACK_FILE, SHARED_FOLDER, LostFileError, SharedFiles

EMPTY = Document(name="", title="", author="", subject="", parts=())
PRINTS = {name: hashlib.sha256(name.encode()).hexdigest() for name in "abc"}


def target(name):
    return BuildTarget(f"02清单/{name}.docx", "checklists", "docx", EMPTY, PRINTS[name])


def packed(out, folder, names, place=""):
    """Put a pack into a folder, and return its sha256."""
    entries = {
        each.path: manifest.entry(each.path, "checklists", "docx", each.path.encode(), each.fingerprint)
        for each in map(target, names)
    }
    files = [(f"{place}{path}", path.encode()) for path in entries]
    data = many_units.zipped([*files, (f"{place}{MANIFEST}", manifest.dump(entries, "2027年版"))])
    (out / folder).mkdir(exist_ok=True)
    (out / folder / PACK_FILE).write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def lost(files):
    return [each.fingerprint for each in files.lost([*map(target, "abc"), target("a")])]


def test_what_a_pack_holds_is_taken_from_it(tmp_path):
    packs = {"甲": packed(tmp_path, "甲", "a"), "乙": packed(tmp_path, "乙", "b", "月包/")}
    files = SharedFiles(tmp_path, packs)
    assert (files.whole("甲"), files.whole("丙")) == (True, False)
    assert lost(files) == [PRINTS["c"]]
    files.keep({PRINTS["c"]: b"c"})
    with files.opened() as read:
        assert [read(PRINTS[name]).decode() for name in "abc"] == ["02清单/a.docx", "02清单/b.docx", "c"]
    assert lost(files) == []
    files.clear()
    assert (lost(files), (tmp_path / SHARED_FOLDER).exists()) == ([PRINTS["c"]], False)


def test_a_new_pack_takes_the_place_of_the_old_one(tmp_path):
    files = SharedFiles(tmp_path, {"甲": packed(tmp_path, "甲", "ab")})
    packed(tmp_path, "甲", "bc")
    files.take("甲")
    assert lost(files) == [PRINTS["a"]]


def test_a_pack_that_is_not_as_it_was_made_counts_for_nothing(tmp_path):
    sha256 = packed(tmp_path, "甲", "abc")
    (tmp_path / "甲" / PACK_FILE).write_bytes((tmp_path / "甲" / PACK_FILE).read_bytes() + b"x")
    torn, content = b"PK\x03\x04torn", many_units.zipped([(MANIFEST, json.dumps({"outputs": [{}]}).encode())])
    packs = {"甲": sha256}
    for folder, data in {"乙": torn, "丙": content, "丁": many_units.zipped([(MANIFEST, b"{")])}.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / PACK_FILE).write_bytes(data)
        packs[folder] = hashlib.sha256(data).hexdigest()
    files = SharedFiles(tmp_path, packs)
    assert lost(files) == [PRINTS[name] for name in "abc"]
    assert not any(map(files.whole, packs))


def test_a_pack_that_goes_while_it_is_needed_is_told(tmp_path):
    files = SharedFiles(tmp_path, {"甲": packed(tmp_path, "甲", "a")})
    (tmp_path / "甲" / PACK_FILE).unlink()
    told = f"^甲 的{PACK_FILE}在做的时候变了；再运行一次$"
    with files.opened() as read, pytest.raises(LostFileError, match=told):
        read(PRINTS["a"])
