from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pikepdf
import pytest

from dangjian_std import renderers
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Cover, Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, Form, Sheet, Space
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import records
from dangjian_std.renderers.html import blocks
from dangjian_std.renderers.layout import page_rules
from support.sample_document import sample

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
HOSTILE = (
    "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onclick="x',
    "&lt;b&gt;",
    "{{ 1 }}",
)


class Elements(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def form(text: str, **changes) -> Document:
    entry = Entry(id="a", label=text, space=Space.LINE, hint=text, value=(text,))
    sheet = Sheet(title=text, above=((text,),), rows=(EntryRow(entries=(entry,)),), below=text)
    block = Form(code="R999", version="1.0.0", anchor="R999", sheets=(sheet, sheet))
    part = Part(id="p", title=text, head="", folio=Folio.NONE, blocks=(block,))
    document = Document(name="n", title=text, author=text, subject=text, parts=(part,))
    return dataclasses.replace(document, **changes)


def page(document: Document) -> str:
    return renderers.render(document, "html").decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_is_escaped(text):
    plain, hostile = Elements(page(form("字" * len(text)))), Elements(page(form(text)))
    assert [tag for tag, _ in hostile.found] == [tag for tag, _ in plain.found]
    for (_, expected), (_, found) in zip(plain.found, hostile.found, strict=True):
        assert found.keys() == expected.keys()
        assert {key for key, value in found.items() if value != expected[key]} <= {
            "content",
            "data-title",
            "style",
        }


def test_a_page_needs_nothing_else_and_runs_nothing():
    source = page(form("文字"))
    assert source.startswith('<!doctype html>\n<html lang="zh-CN">')
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert ("meta", {"http-equiv": "Content-Security-Policy", "content": policy}) in Elements(source).found
    tags = {tag for tag, _ in Elements(source).found}
    assert not tags & {"script", "link", "img", "input", "form", "iframe", "object", "base"}
    assert not re.search(r"url\(|@import|@font-face|https?:|javascript:|Dstd", source)
    assert "宋体" in source
    assert "<title>文字</title>" in source


def test_a_form_is_drawn_once_for_book_and_page():
    (part,) = form("文字").parts
    assert blocks.part_html(part) in page(form("文字"))


def test_editions_and_proofs():
    assert "校样" in page(form("文字", proof=True))
    assert "校样" not in page(form("文字"))
    assert len(page(form("文字", large=True))) > len(page(form("文字")))


def test_two_runs_make_the_same_bytes():
    assert renderers.render(sample(), "html") == renderers.render(sample(), "html")


@pytest.mark.skipif(not CHROMIUM, reason="no browser")
def test_a_browser_prints_a_page_for_each_sheet(catalog, tmp_path):
    found = [document for document, formats in records.compose(Unit.of(catalog), Request()) if "html" in formats]
    sheets = 0
    body = ""
    for document in found:
        (block,) = document.parts[0].blocks
        sheets += len(block.sheets)
        source = page(document)
        head, inner = (
            source[: source.index("<body>")],
            source[source.index("<body>") + 6 : source.index("</body>")],
        )
        body += inner
    (tmp_path / "all.html").write_text(f"{head}<body>{body}</body></html>", "utf-8")
    subprocess.run(
        [
            *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            *(f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={tmp_path / 'all.pdf'}"),
            (tmp_path / "all.html").as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with pikepdf.open(tmp_path / "all.pdf") as pdf:
        assert len(pdf.pages) == sheets
        assert {tuple(round(float(each)) for each in one.mediabox) for one in pdf.pages} == {(0, 0, 595, 842)}


def test_a_long_running_head_stands_over_the_text_and_leaves_its_middle_free():
    """The corner is as wide as the margin: what it holds reaches back over the text by the width of the text."""
    part = Part(id="p", title="x", head="DJ104　" + "字" * 30, folio=Folio.ARABIC, blocks=())
    css = page_rules.stylesheet(page_rules.of(Document(name="n", title="t", author="", subject="", parts=(part,))))
    assert re.findall(r"@top-(right|left)-corner \{ content: \"DJ104[^}]*\}", css) == ["right", "left"]

    assert "white-space: nowrap; width: 165.0mm; text-align: right; margin: 0 20mm 0 -165.0mm;" in css
    assert "white-space: nowrap; width: 165.0mm; text-align: left; margin: 0 -165.0mm 0 20mm;" in css
    assert "@top-center {\n    content: string(continued, start);" in css
    bare = dataclasses.replace(part, head="")
    css = page_rules.stylesheet(page_rules.of(Document(name="n", title="t", author="", subject="", parts=(bare,))))
    assert "@top-right-corner { content: none;" in css


@pytest.mark.parametrize(("head", "size"), [("", 10.5), ("字" * 44, 10.5), ("字" * 45, 10.3), ("字" * 60, 7.7)])
def test_a_head_has_the_size_for_which_there_is_room(head, size):
    assert page_rules.head_size(head) == size


@pytest.mark.parametrize(
    ("own", "covered"),
    [
        ((), False),
        ((Paragraph(text=("一句",)),), False),
        ((Cover(number="", title=("书",), subtitle="", issuer="某局", edition="第1版"),), True),
    ],
)
def test_only_what_opens_with_a_cover_shows_neither_head_nor_number(own, covered):
    part = Part(id="a", title="甲", head="甲", folio=Folio.ARABIC, blocks=own)
    (pages,) = page_rules.of(Document(name="书", title="书", author="", subject="", parts=(part,))).parts
    assert (pages.covered, pages.wall) == (covered, False)
