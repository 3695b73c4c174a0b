"""The example overlays fit the live standards: each is laid over them for a unit of its kind, and made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from content import live
from dangjian_std import publications, renderers, rules
from dangjian_std.domain.regulation import Citation
from dangjian_std.domain.unit import Unit
from dangjian_std.output import adoption
from dangjian_std.publications import Request
from dangjian_std.reading import layers
from dangjian_std.reading.load import Loaded, load
from dangjian_std.reading.project import RawSource
from support.folders import ROOT
from support.program import dstd
from support.projects import shown

EXAMPLES = ROOT / "examples"
SHEET = """\
kind: unit
name: 某县水利局
prefix: SLJ
edition: 2027年版
year: 2027
base: {{from: ../set, edition: 2027年版, sha256: {digest}}}
shape: {shape}
branches: [{{name: 第一党支部, members: 20, groups: [一组, 二组]}}]
"""
SHAPES = {"机关": "总支", "离退休": "支部"}
"""For which shape of unit each example is tried."""


def laid(folder: Path) -> Loaded:
    """Load the set with an example over it, and what it has for the sheet of a unit."""
    below = tuple(RawSource(path, text.encode()) for path, text in live.files().items())
    sheet = SHEET.format(digest=layers.digest(below), shape=SHAPES[folder.name])
    sheet += "".join(each.read_text("utf-8") for each in folder.glob("*.yaml"))
    own = (RawSource(f"local/{each.name}", each.read_bytes()) for each in folder.glob("local/*.yaml"))
    return load((*below, *own, RawSource("unit.yaml", sheet.encode())))


def test_every_example_is_tried():
    assert {each.name for each in EXAMPLES.iterdir() if each.is_dir()} == set(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_an_example_fits_and_each_of_its_changes_has_an_article(name):
    loaded = laid(EXAMPLES / name)
    assert loaded.catalog is not None, [shown(each) for each in loaded.diagnostics]
    assert [shown(each) for each in rules.check(loaded.catalog) if str(each.severity) == "error"] == []
    adopted = loaded.catalog.adoption
    assert adopted is not None
    for change in adopted.changes:
        assert any(f"{each}" in change.reason for each in loaded.catalog.regulations), change
        cited = change.after.get("basis", ()) if isinstance(change.after, dict) else ()
        for each in cited:
            citation = Citation(anchor=adopted.sheet.anchor, **each)
            article = loaded.catalog.article(citation)
            assert article is not None
            assert article.checked.level == "原文"
    content = json.loads(adoption.dump(loaded.catalog) or b"")
    assert content["changes"]
    (note,) = (
        document
        for _, document, form in publications.compose(Unit.of(loaded.catalog), "approval", Request())
        if document.name == "适用说明" and form == "docx"
    )
    assert renderers.render(note, "docx")[:2] == b"PK"


UNIT = ("--name", "某县水利局", "--prefix", "SLJ", "--leaders", "0")


def test_a_layer_of_a_field_of_work_comes_with_the_program(tmp_path):
    done = dstd("init", tmp_path / "局", *UNIT, "--shape", "支部", "--branch", "党支部 12", "--example", "离退休")
    assert (done.returncode, done.stderr) == (0, "")
    assert {"党日.yaml", "学习.yaml"} <= {each.name for each in (tmp_path / "局/local").iterdir()}
    text = (tmp_path / "局/unit.yaml").read_text("utf-8")
    assert "\nadopt:\n  - standard: DJ402\n" in text
    assert "抄进" not in text
    assert dstd("validate", tmp_path / "局").stdout.endswith("没有问题。\n")
    refused = dstd("init", tmp_path / "另", *UNIT, "--example", "教育")
    assert refused.returncode == 2
    assert "机关、离退休" in refused.stderr
    assert not (tmp_path / "另").exists()
