"""Pages of another book: their numbers are those of its own pages, and it is planned for that, not made."""

from __future__ import annotations

import dataclasses
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dangjian_std import renderers
from dangjian_std.document.blocks import Heading, Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import PageOf
from dangjian_std.document.tables import column, table
from dangjian_std.renderers import pdf
from dangjian_std.renderers.layout import page_fitting, plain_text
from dangjian_std.renderers.pdf import page_references, worker_requests
from dangjian_std.renderers.renderer import Way
from dangjian_std.text.errors import DstdError
from support import pdf_facts, pdf_text

FORMATS = ("docx", "html", "xlsx", "txt", "json")
"""Those that make no pages."""


def part(name: str, *texts: object, lines: int = 0) -> Part:
    rows = tuple((f"{name}{line}",) for line in range(lines))
    blocks = (
        Heading(level=0, text=name, anchor=f"title-{name}"),
        Paragraph(text=tuple(texts)),
        dataclasses.replace(table(1, "事项", (column("事", 100),), rows), anchor=f"table-{name}"),
    )
    return Part(id=f"part-{name}", title=name, head="", folio=Folio.ARABIC, blocks=blocks, recto=False)


def document(*parts: Part, volumes: tuple[Document, ...] = ()) -> Document:
    return Document(name="册", title="册", author="某局", subject="试", parts=parts, volumes=volumes)


def volume(lines: int = 45) -> Document:
    """A book whose second part begins on the page after all lines of the first."""
    return document(part("甲", "甲表", lines=lines), part("乙", "乙表"))


def naming(lines: int = 45, more: str = "") -> Document:
    """A book that names pages of another one in its second part, and in its first, which may say more, none."""
    named = part("丁", "甲表在第", PageOf("title-甲"), "页，乙表在第", PageOf("title-乙"), "页。")
    return document(part("丙", f"使用说明。{more}"), named, volumes=(volume(lines),))


def names(folder):
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def read(data):
    return "".join(pdf_text.text(page.shown) for page in pdf_text.read(data))


def page(data, anchor):
    """The number of the page of an anchor, as a viewer tells it."""
    facts = pdf_facts.facts(data)
    return facts["labels"][facts["names"][anchor][0]]


def test_a_number_is_that_of_the_page_in_the_other_book(kept):
    for lines in (5, 45):
        other = renderers.render(volume(lines), "pdf")
        said = read(renderers.render(naming(lines), "pdf"))
        assert f"甲表在第1页，乙表在第{page(other, 'title-乙')}页。" in said
        assert page(other, "title-乙") == {5: "2", 45: "3"}[lines]


def test_every_way_and_every_time_says_the_same(kept):
    made = renderers.render(naming(), "pdf")
    assert renderers.render(naming(), "pdf") == made
    first = names(kept)
    assert renderers.render(naming(), "pdf", Way.PASSING) == made
    assert read(renderers.render(naming(), "pdf", Way.WHOLE)) == read(made)
    assert names(kept) == first


def lacking(document, kept):
    """The parts of a document that are to be set, for nothing is kept of them."""
    settled = page_references.written(page_fitting.settled(document), {"title-甲": "1", "title-乙": "3"})
    asked = worker_requests.book(settled, kept, pdf._identity())["parts"]
    return [part["id"] for part in asked if "html" in part]


def test_neither_book_is_set_for_a_word_of_the_other(kept):
    assert lacking(naming(), kept.parent) == ["part-丙", "part-丁"]
    renderers.render(naming(), "pdf")
    assert lacking(volume(), kept) == []
    assert lacking(naming(more="再加一句。"), kept) == ["part-丙"]
    assert lacking(volume(46), kept) == ["part-甲"]
    assert lacking(naming(46), kept) == []  # no page moved


def test_a_page_of_nowhere_is_told(kept, monkeypatch):
    monkeypatch.setenv("DSTD_DEBUG", "1")
    lost = dataclasses.replace(naming(), volumes=(document(*map(part, "甲戊")),))
    with pytest.raises(DstdError, match=r"没有生成 PDF.*#title-乙"):
        renderers.render(lost, "pdf")


def test_a_part_without_a_number_stays_the_very_same():
    made = naming()
    written = page_references.written(made, {"title-甲": "1", "title-乙": "3"})
    assert written.parts[0] is made.parts[0]
    assert plain_text.line(written.parts[1].blocks[1].text) == "甲表在第1页，乙表在第3页。"
    assert written.volumes == ()


@pytest.mark.parametrize("form", FORMATS)
def test_without_pages_there_is_no_number(form):
    """What other books hold is no text of this one."""
    alone = dataclasses.replace(naming(), volumes=())
    assert renderers.render(naming(), form) == renderers.render(alone, form)


def test_what_is_wanted_of_one_book_is_done_one_after_the_other(tmp_path, monkeypatch):
    """Else a book and who names its pages would set the same parts at once."""
    running, most = [], {}

    def note(request, _began):
        name = request["parts"][0]["id"]
        running.append(name)
        most[name] = max(most.get(name, 0), running.count(name))
        most[""] = max(most.get("", 0), len(running))
        time.sleep(0.05)
        running.remove(name)
        return b"{}"

    monkeypatch.setattr(pdf, "_bound", note)
    with ThreadPoolExecutor(4) as pool:
        wanted = [("numbers", volume()), ("book", volume()), ("book", naming()), ("numbers", volume())]
        for done in [pool.submit(pdf._of_parts, *each, tmp_path, 0) for each in wanted]:
            done.result()
    assert most["part-甲"] == most["part-丙"] == 1
    assert most[""] == 2
