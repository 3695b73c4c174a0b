"""A document that is linked from its parts is the one that is set whole."""

from __future__ import annotations

import dataclasses
import itertools
import os
import re
import shutil
import signal

import pytest

from dangjian_std import renderers
from dangjian_std.document.blocks import Contents, ContentsEntry, Heading, Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Ref
from dangjian_std.document.tables import column, table
from dangjian_std.renderers import machine, pdf
from dangjian_std.renderers.layout.page_frame import PT_PER_MM
from dangjian_std.renderers.pdf import store, worker_requests
from dangjian_std.renderers.renderer import Way
from dangjian_std.text import kept as text_kept
from dangjian_std.text.errors import DstdError
from support import pdf_facts, pdf_text, workers
from support.sample_document import one_page, sample

KILLED = """
import os, signal, sys
sys.stdin.buffer.read()
sys.stderr.write("\\x01支部主题党日规范\\n")
sys.stderr.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""


def chapter(number: int, lines: int, of: int = 5, **said: object) -> Part:
    """A part of some lines: a table that goes on on the next page, a bookmark, a link to the part behind it."""
    rows = tuple((f"{number}之{line}",) for line in range(lines))
    blocks = (
        Heading(level=0, text=f"第{number}件", anchor=f"part-{number}-title"),
        Heading(level=1, text="范围", number="1", anchor=f"part-{number}-1"),
        Paragraph(text=("见", Ref(f"part-{number % of + 1}-1", "下一件"), f"，第{number}件用于DJ{number}01。")),
        dataclasses.replace(table(1, "事项", (column("事", 100),), rows), anchor=f"part-{number}-table"),
    )
    known = {"head": f"HY {number}", "folio": Folio.ARABIC, "recto": False, **said}
    return Part(id=f"part-{number}", title=f"第{number}件", blocks=blocks, **known)


def pieces(lengths: tuple[int, ...] = (5, 70, 40, 5), **said: object) -> Document:
    """Parts of odd and even lengths, so that some begin on a left-hand page, and a 目次 longer than a page."""
    parts = tuple(chapter(number, lines, len(lengths), **said) for number, lines in enumerate(lengths, 1))
    entries = [
        ContentsEntry(level=0, text=f"第{number}件", target=f"part-{number}-title")
        for number in range(1, len(lengths) + 1)
    ]
    listed = Contents(title="目次", entries=tuple(entries * (60 // len(entries))))
    contents = Part(id="contents", title="目次", head="", folio=Folio.ROMAN, blocks=(listed,), recto=False)
    return Document(name="合", title="合订本", author="某局", subject="试", parts=(contents, *parts))


def few(**said: object) -> Document:
    """Fewer of them, the second of which is longer than a page."""
    return pieces((5, 45, 5), **said)


DOCUMENTS = {
    "sample": sample(),
    "pieces": pieces(),
    "tally": dataclasses.replace(few(folio=Folio.TALLY, recto=True), proof=True),
    "large": dataclasses.replace(few(listed=False, folio=Folio.NONE), large=True),
}


@pytest.fixture(scope="module")
def cold(tmp_path_factory):
    """A document made from nothing, and the folder of what was kept."""
    folder = tmp_path_factory.mktemp("cold")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker_requests, "HTML_PER_PROCESS", 1)  # so that several processes set it, side by side
        patch.setattr(machine, "workers", lambda: 3)
        patch.setenv("XDG_CACHE_HOME", str(folder))
        text_kept.folder.cache_clear()
        data = pdf.render(few())
    text_kept.folder.cache_clear()
    return folder, data


@pytest.fixture
def warm(cold, kept):
    """What was made from nothing; what was kept lies in a folder of one's own."""
    shutil.copytree(cold[0], kept.parent)
    return cold[1]


def names(folder):
    return {path.name for path in folder.iterdir()}


def fonts(folder):
    """The names of the fonts that are kept."""
    return {name for name in names(folder) if "listed" in store.read(folder, name.removesuffix(".part")).facts}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_says_what_the_whole_says(name, tmp_path):
    document = DOCUMENTS[name]
    whole, linked = pdf.run(worker_requests.whole(document)), pdf.render(document)
    assert pdf_facts.texts(linked, tmp_path) == pdf_facts.texts(whole, tmp_path)
    one, other = pdf_facts.facts(linked), pdf_facts.facts(whole)
    for fact in other:
        assert one[fact] == other[fact], fact
    assert one["lost"] == []
    assert len(linked) < 1.15 * len(whole)


def test_the_comparison_sees_what_is_wrong(cold, tmp_path):
    one, other = cold[1], pdf.render(few(folio=Folio.NONE))
    assert pdf_facts.texts(one, tmp_path) != pdf_facts.texts(other, tmp_path)
    assert pdf_facts.facts(one)["labels"] != pdf_facts.facts(other)["labels"]


def test_a_line_of_the_contents_is_read_as_one_line(cold, tmp_path):
    lines = pdf_facts.texts(cold[1], tmp_path)[0].splitlines()
    assert sum(bool(re.fullmatch("第[1-3]件 ·{50,} ?[0-9]+", line)) for line in lines) > 20


def test_only_what_changed_is_set_again_and_the_bytes_come_back(warm, kept):
    document = few()
    first = names(kept)
    assert pdf.render(document) == warm
    assert names(kept) == first
    part = document.parts[2]
    said = dataclasses.replace(part.blocks[2], text=(*part.blocks[2].text, "加一句。"))
    part = dataclasses.replace(part, blocks=(*part.blocks[:2], said, *part.blocks[3:]))
    parts = (*document.parts[:2], part, *document.parts[3:])
    assert pdf.render(dataclasses.replace(document, parts=parts)) != warm
    assert len(names(kept) - first) == 2  # the part, and the fonts with its new glyphs
    assert pdf.render(document) == warm
    shutil.rmtree(kept)
    text_kept.folder.cache_clear()
    assert pdf.render(document) == warm


def test_a_part_is_the_same_whosever_number_stands_above_it(warm, kept):
    document = few()
    parts = tuple(
        dataclasses.replace(each, head=each.head.replace("HY", "SY"), number="SY 1" if each.head else "")
        for each in document.parts
    )
    other = dataclasses.replace(document, parts=parts)
    asked = [
        [part["of"] for part in worker_requests.book(each, kept, "一")["parts"]] for each in (document, other)
    ]
    assert asked[0] == asked[1]
    kept_parts = names(kept)
    made = pdf.render(other)
    assert made != warm
    assert len(names(kept) - kept_parts) == 2  # what stands in the margins, and the fonts with its letters
    assert [page.shown for page in pdf_text.read(made)] != [page.shown for page in pdf_text.read(warm)]
    text = "".join(pdf_text.text(page.shown) for page in pdf_text.read(made))
    assert "SY 3" in text
    assert "HY 3" not in text


def spoil_end(path):
    path.write_bytes(path.read_bytes()[:-1])


def spoil_middle(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def spoil_empty(path):
    path.write_bytes(b"")


def spoil_folder(path):
    path.unlink()
    path.mkdir()


def test_a_damaged_entry_is_none(warm, kept):
    ways = itertools.cycle((spoil_end, spoil_middle, spoil_empty, spoil_folder))
    for path, spoil in zip(sorted(kept.iterdir()), ways, strict=False):
        spoil(path)
    assert pdf.render(few()) == warm


def test_an_entry_of_something_else_is_none(warm, kept):
    paths = sorted(kept.iterdir())
    entries = [path.read_bytes() for path in paths]
    for path, entry in zip(paths, entries[1:] + entries[:1], strict=True):
        path.write_bytes(entry)
    assert pdf.render(few()) == warm


def test_an_entry_of_other_libraries_is_none(tmp_path, monkeypatch):
    entry = store.StoredPart({"pages": 1}, b"%PDF\n")
    store.write(tmp_path, "a", entry)
    assert store.read(tmp_path, "a") == entry
    monkeypatch.setattr(store.c_libraries, "versions", lambda: "pango 0")
    assert store.read(tmp_path, "a") is None


def test_a_head_that_is_wider_than_the_text_is_set_smaller():
    document = few(head="某" * 60)
    for made in (pdf.render(document), pdf.run(worker_requests.whole(document))):
        pages = [[each for each in page.shown if each.text == "某"] for page in pdf_text.read(made)]
        headed = [page for page in pages if page]
        assert len(headed) > 3
        assert {len(page) for page in headed} == {60}
        assert all(
            20 * PT_PER_MM - 0.1 < each.left < each.right < 190 * PT_PER_MM + 0.1
            for page in headed
            for each in page
        )


def test_a_new_character_makes_only_its_own_faces_anew(warm, kept):
    before = fonts(kept)
    document = few()
    title = Heading(level=0, text="第丙件", anchor="part-3-title")
    last = dataclasses.replace(document.parts[-1], blocks=(title, *document.parts[-1].blocks[1:]))
    document = dataclasses.replace(document, parts=(*document.parts[:-1], last))
    made = pdf.render(document)
    assert 0 < len(fonts(kept) - before) < len(before)
    shutil.rmtree(kept)
    assert pdf.render(document) == made


def test_of_a_pack_nothing_is_kept(cold, kept):
    assert renderers.render(few(), "pdf", Way.PASSING) == cold[1]
    assert not kept.exists()


def test_where_nothing_can_be_kept_the_book_is_made(cold, kept):
    kept.parent.mkdir()
    kept.write_bytes(b"")
    assert pdf.render(few()) == cold[1]
    assert kept.read_bytes() == b""
    assert text_kept.folder() is None


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "a.part").mkdir()
    store.write(tmp_path, "a", store.StoredPart({}, b"x"))
    store.write(tmp_path / "nowhere", "a", store.StoredPart({}, b"x"))
    assert names(tmp_path) == {"a.part"}
    assert store.read(tmp_path, "a") is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="such rights are of Unix")
def test_a_folder_that_others_may_write_to_is_not_used(kept):
    kept.mkdir(parents=True)
    kept.chmod(0o777)
    assert text_kept.folder() is None


def test_what_was_not_used_for_longest_goes_first(tmp_path, monkeypatch):
    for number in range(6):
        store.write(tmp_path, f"{number}", store.StoredPart({}, b"x" * 1000))
        os.utime(tmp_path / f"{number}.part", (number, number))
    monkeypatch.setattr(text_kept, "MOST_BYTES_CACHED", 5500)
    monkeypatch.setattr(text_kept, "BYTES_LEFT_AFTER_SWEEP", 3500)
    assert store.read(tmp_path, "0")
    text_kept.trim(tmp_path)
    assert names(tmp_path) == {"0.part", "4.part", "5.part"}
    text_kept.trim(tmp_path)
    assert len(names(tmp_path)) == 3


def test_a_link_to_nowhere_and_a_name_that_stands_twice_are_told(monkeypatch):
    monkeypatch.setenv("DSTD_DEBUG", "1")
    nowhere = dataclasses.replace(chapter(2, 1), blocks=(Paragraph(text=(Ref("nowhere", "某处"),)),))
    with pytest.raises(DstdError, match="No anchor #nowhere"):
        pdf.render(dataclasses.replace(few(), parts=(one_page().parts[0], nowhere)))
    twice = dataclasses.replace(chapter(1, 1), id="other")
    with pytest.raises(DstdError, match="defined twice: 'part-1-1'"):
        pdf.render(dataclasses.replace(few(), parts=(*(chapter(each, 1, 2) for each in (1, 2)), twice)))


def test_a_part_that_cannot_be_set_is_named(kept, monkeypatch):
    monkeypatch.setenv("DSTD_DEBUG", "1")
    document = few()
    spoilt = dataclasses.replace(document.parts[3], blocks=(Paragraph(text=("党😀",)),), number="DJ301")
    parts = (*document.parts[:3], spoilt, *document.parts[4:])
    with pytest.raises(DstdError, match=r"没有生成 PDF（DJ301　第3件）[^党]*no glyph"):
        pdf.render(dataclasses.replace(document, parts=parts))


def test_a_worker_that_is_killed_is_told_with_the_part_it_was_at(kept, monkeypatch):
    monkeypatch.setattr(machine, "workers", lambda: 2)
    workers.running(monkeypatch, KILLED)
    with pytest.raises(DstdError, match=rf"信号 {int(signal.SIGKILL)}），没有生成 PDF（支部主题党日规范）"):
        pdf.render(few())
