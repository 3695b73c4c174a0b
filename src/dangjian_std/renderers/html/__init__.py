"""A document as one HTML file to print from any browser: nothing is fetched, nothing runs.

A sheet looks as in the book, because the same templates and the same stylesheet draw it; only the fonts are those
that the reader's system has.
"""

from __future__ import annotations

from dangjian_std.document.document import Document
from dangjian_std.renderers.html import blocks
from dangjian_std.renderers.layout import form_grid
from dangjian_std.renderers.layout.page_frame import BROWSER
from dangjian_std.renderers.renderer import Renderer

FALLBACK_FONTS = {
    '"Dstd Song"': 'SimSun, "宋体", "Songti SC", "Noto Serif CJK SC", "Noto Serif SC", serif',
    '"Dstd Hei"': 'SimHei, "黑体", "Heiti SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
}
"""What stands in for our own faces, by name: on Windows, on macOS, on Linux."""


def render(document: Document) -> bytes:
    """Return the document as a whole HTML file in UTF-8."""
    template = blocks.environment().get_template("standalone.html.j2")
    return template.render(
        document=document, fonts=FALLBACK_FONTS, page=BROWSER, frame=form_grid.FRAME_WIDTH
    ).encode()


RENDERER = Renderer(render=render, libraries=("Jinja2",), text=True)
