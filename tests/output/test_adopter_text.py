"""No word and no number of the sample unit is in any file of a unit that adopts the set, in any format.

Of a PDF is read what the typesetter is given to print: it prints nothing else. Some are set, and read back.
"""

from __future__ import annotations

import io
import json
import re
import zipfile

import pikepdf
import pytest

from dangjian_std.domain.unit import Unit
from dangjian_std.reading import layers, load
from dangjian_std.renderers import pdf as typesetter
from support import pdf_text
from support.folders import BASE
from support.program import dstd

LIST = "单位名称,编号前缀,单位类型,党支部数,党小组数,党员人数\n某县试用局,SYJ,总支,3,7,33\n"
WORDS = ("示例单位", "SLDW", "两个党支部", "2个党支部", "4个党小组", "四个党小组", "40名", "40人", "40份", "共40")
"""The sample, its prefix, and its numbers: 2 branches, 4 groups, 40 members."""


def asked(request, began=None):
    """Stand for the typesetter: give what it is asked to print, and a number for each page it is asked for."""
    if request.get("task") == "numbers":
        return json.dumps({part["id"].removeprefix("part-"): "1" for part in request["parts"]}).encode()
    return json.dumps(request, ensure_ascii=False).encode()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Every file that is made for a unit, by its path: its pack, what lies beside, the list of what was made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetter, "run", asked)
        return made(tmp_path_factory, "--month", "2027-03", "--year", "2027", "--calendars")


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Some of them, set."""
    return made(tmp_path_factory, "--only", "报批发布")


def made(tmp_path_factory, *more):
    folder = tmp_path_factory.mktemp("units")
    (folder / "单位.csv").write_text(LIST, "utf-8")
    out = folder / "out"
    done = dstd("build", BASE, "--units", folder / "单位.csv", "-o", out, *more)
    assert done.returncode == 0, done.stderr
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with zipfile.ZipFile(io.BytesIO(found.pop("某县试用局/成品包.zip"))) as pack:
        return found | {name: pack.read(name) for name in pack.namelist()}


def said(name, data):
    """Return all that a file says, its properties included."""
    if data.startswith(b"%PDF"):
        pages = (pdf_text.text(page.shown) for page in pdf_text.read(data))
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return "\n".join((*pages, *map(str, pdf.docinfo.values()), str(pdf.open_metadata())))
    if name.endswith((".docx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [
                archive.read(each).decode() for each in archive.namelist() if each.endswith((".xml", ".rels"))
            ]
            return re.sub("<[^>]*>", "", "\n".join(parts)) + "\n".join(parts)
    text = data.decode()
    return re.sub("<[^>]*>", "", text) + text


def test_nothing_of_the_sample_is_in_what_a_unit_gets(files):
    catalog = load.load(layers.sources(BASE)).catalog
    sample = Unit.of(catalog)
    counts = sample.profile.counts
    assert (catalog.system.issuer, catalog.system.prefix) == WORDS[:2]
    assert (counts.branches, counts.groups, counts.members) == (2, 4, 40)
    assert {name.rpartition(".")[2] for name in files} == {"pdf", "docx", "xlsx", "html", "json", "txt", "ics"}
    texts = {name: said(name, data) for name, data in files.items()}
    assert [(name, word) for name, text in texts.items() for word in WORDS if word in name + text] == []
    assert all(texts.values())


def test_what_is_set_says_what_the_typesetter_was_given(printed):
    texts = {name: said(name, data) for name, data in printed.items()}
    assert [(name, word) for name, text in texts.items() for word in WORDS if word in text] == []
    shown = "".join(texts[name] for name, data in printed.items() if data.startswith(b"%PDF"))
    assert {word for word in ("某县试用局", "三个党支部") if word in shown} == {"某县试用局", "三个党支部"}


def test_what_is_read_back_is_what_is_printed(files):
    """The words would be found, were they there: those of this unit are."""
    texts = {name: said(name, data) for name, data in files.items()}
    named = {name for name, text in texts.items() if "某县试用局" in text}
    assert {name.rpartition(".")[2] for name in named} >= {"pdf", "docx", "xlsx", "json"}
    assert any("SYJ" in text for name, text in texts.items() if name.endswith(".pdf"))
    assert any("三个党支部" in text for name, text in texts.items() if name.endswith(".pdf"))
    assert any("三个党支部" in text for name, text in texts.items() if name.endswith(".docx"))
