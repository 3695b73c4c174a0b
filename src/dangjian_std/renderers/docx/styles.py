"""The styles of a document, by the names that a person finds in the list of styles.

Built-in styles go by their English names, which every program shows in its own language: Normal is 正文,
Heading 1 is 标题 1. Text is black, and faces are asked for by name; nothing depends on a theme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from docx.oxml.ns import qn
from docx.oxml.styles import CT_Styles

from dangjian_std.renderers.docx.paragraphs import (
    DELETED_WORDS_STYLE,
    EMPTY_LINE_STYLE,
    INSERTED_WORDS_STYLE,
    STRONG,
)
from dangjian_std.renderers.docx.xml import Element, element

SONGTI, HEITI, FANGSONG, XIAOBIAOSONG = "宋体", "黑体", "仿宋_GB2312", "方正小标宋简体"
LATIN_FONT = "Times New Roman"
ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_BOTH = "left", "center", "right", "both"
TITLE_SIZE, LETTER_SIZE, LETTER_LINE = 22, 16, 28.95
"""A letter: 二号, 三号, and 22 lines of it that fill a page (GB/T 9704—2012)."""
LETTER_SPACING = -0.25
"""Set this much closer, 28 characters of 三号 fill a line of 156 mm."""
HAIR, GREY, BLACK = 4, "808080", "000000"
"""The rule to write on: thin enough to be a hint, seen enough to be followed."""
HINT = "666666"
"""Colour of what only says how to fill a cell."""
CLAUSE_NUMBER_STYLE, TABLE_LABEL_STYLE, LETTER_NUMBER_STYLE, TICK_BOX_STYLE = (
    "条号",
    "表注标签",
    "公文页码",
    "选项框",
)
"""Character styles: a number or a label in the face of heads, the page number of a letter in 四号, and a box to
tick, which some programs would take from the Latin face."""
BUILT_IN = {
    "Normal": "Normal",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "TOC1": "toc 1",
    "TOC2": "toc 2",
    "TOC3": "toc 3",
    "Header": "header",
    "Footer": "footer",
}
"""What programs call the styles that they know, by our identifiers."""


PERMANENT_STYLES = {"Normal", "段", "Header", "Footer", "TableNormal", LETTER_NUMBER_STYLE}
"""Styles that are there always: what every program looks for, what follows a title, what stands in the margins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style. Sizes and distances are in points, indents in characters of its own size."""

    face: str = SONGTI
    size: float = 10.5
    line: float = 16
    exact: bool = False
    align: str = ALIGN_BOTH
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    right: float = 0
    keep: bool = False
    outline: int | None = None
    colour: str = ""
    spacing: float = 0
    rules: Mapping[str, int] = field(default_factory=dict)
    """Lines at its sides, in eighths of a point; `between` parts paragraphs of this style."""


_FORM = Style(size=9, line=12, align=ALIGN_LEFT)
_RULED = replace(_FORM, exact=True, rules={"bottom": HAIR, "between": HAIR})
_LETTER = Style(face=FANGSONG, size=LETTER_SIZE, line=LETTER_LINE, exact=True, spacing=LETTER_SPACING)
_SMALL_TITLE = Style(face=XIAOBIAOSONG, align=ALIGN_CENTRE, keep=True)
_FIXED: dict[str, Style] = {
    "附录标题": Style(face=HEITI, align=ALIGN_CENTRE, after=24, keep=True, outline=1),
    "终结线": Style(size=5, line=6, before=10, right=33, left=33, rules={"bottom": 12}),
    "表后": Style(size=1, line=1, exact=True),
    "表间": Style(size=1, line=0.1, exact=True),
    "表单标题": replace(_SMALL_TITLE, size=16, line=24, after=8, outline=2),
    "表单上方": Style(size=9, line=14, align=ALIGN_LEFT, after=5, keep=True),
    "表单划线": _RULED,
    "表单栏名": Style(face=HEITI, size=9, line=12, align=ALIGN_CENTRE),
    "表单填写": _FORM,
    "表单居中": replace(_FORM, align=ALIGN_CENTRE),
    "表单提示": replace(_FORM, size=8, line=10, exact=True, before=1, colour=HINT),
    "表单划线提示": replace(_RULED, size=8, colour=HINT),
    "表单下方": Style(size=9, line=11, align=ALIGN_RIGHT, before=4),
    "公文标题": replace(_SMALL_TITLE, size=TITLE_SIZE, line=33, after=LETTER_LINE, outline=2),
    "公文主送": _LETTER,
    "公文正文": replace(_LETTER, first=2),
    "公文附件": replace(_LETTER, left=5),
    "公文附件说明": replace(_LETTER, left=5, first=-3),
    "公文落款": replace(_LETTER, align=ALIGN_RIGHT),
    "封面编号": Style(face=HEITI, size=14, line=20, align=ALIGN_RIGHT, rules={"bottom": 8}),
    "封面标题": Style(face=HEITI, size=26, line=40, align=ALIGN_CENTRE),
    "封面书名": Style(face=XIAOBIAOSONG, size=26, line=40, align=ALIGN_CENTRE, spacing=2),
    "封面副题": Style(face=HEITI, size=14, line=22, align=ALIGN_CENTRE, before=18),
    "封面版次": Style(face=HEITI, size=14, line=22, align=ALIGN_CENTRE, after=10),
    "封面单位": Style(face=XIAOBIAOSONG, size=18, line=28, align=ALIGN_CENTRE),
    "Header": Style(face=HEITI, align=ALIGN_LEFT),
    "Footer": Style(size=9, line=12, align=ALIGN_LEFT),
}
"""Styles whose size pens, pages or other standards decide."""


def write(styles: CT_Styles, *, large: bool) -> None:
    """Replace all styles by ours; `large` sets text and tables for eyes that want it."""
    for child in list(styles):
        styles.remove(child)
    styles.extend((_defaults(), _table()))
    for name, style in (_flowing(large=large) | _FIXED).items():
        styles.append(_paragraph(name, style))
    styles.append(_character(EMPTY_LINE_STYLE, element("u", val="single")))
    styles.append(_character(DELETED_WORDS_STYLE, element("strike")))
    styles.append(_character(INSERTED_WORDS_STYLE, _fonts(HEITI), element("u", val="single")))
    styles.append(_character(STRONG, _fonts(HEITI)))
    styles.append(_character(CLAUSE_NUMBER_STYLE, _fonts(HEITI)))
    styles.append(_character(TABLE_LABEL_STYLE, _fonts(HEITI)))
    box = element("rFonts", ascii=SONGTI, hAnsi=SONGTI, eastAsia=SONGTI, cs=SONGTI, hint="eastAsia")
    styles.append(_character(TICK_BOX_STYLE, box))
    styles.append(_character(LETTER_NUMBER_STYLE, element("sz", val=28), element("szCs", val=28)))


def keep_used(styles: CT_Styles, body: Element) -> None:
    """Drop the styles that nothing in the body is set in: a form offers those of a form."""
    used = {each.get(qn("w:val")) for each in body.iter(qn("w:pStyle"), qn("w:rStyle"))} | PERMANENT_STYLES
    for style in styles.style_lst:
        if style.styleId not in used:
            styles.remove(style)


def _flowing(*, large: bool) -> dict[str, Style]:
    """Return the styles of running text and of tables."""
    size, line = (14.0, 22.0) if large else (10.5, 16.0)
    small, narrow = (12.0, 18.0) if large else (9.0, 13.5)
    note, under = (10.5, 16.0) if large else (9.0, 13.5)
    top, high = (20.0, 30.0) if large else (16.0, 24.0)
    title = Style(face=HEITI, size=top, line=high, align=ALIGN_CENTRE, before=16, after=24, keep=True)
    head = Style(face=HEITI, size=size, line=line, align=ALIGN_LEFT, keep=True)
    text = Style(size=size, line=line)
    cell = Style(size=small, line=narrow, align=ALIGN_LEFT)
    cell_head = Style(face=HEITI, size=small, line=narrow, align=ALIGN_CENTRE)
    return {
        "Normal": text,
        "Heading1": replace(title, outline=0),
        "Heading2": replace(head, before=line, after=line, outline=1),
        "Heading3": replace(head, before=8, after=8, outline=2),
        "段": replace(text, first=2),
        "条": text,
        "列项": replace(text, left=4, first=-2),
        "列项文字": replace(text, left=2),
        "术语编号": replace(head, before=8),
        "术语": replace(head, first=2),
        "表题": replace(head, align=ALIGN_CENTRE, before=8, after=8),
        "表头": replace(cell_head, keep=True),
        "表格文字": cell,
        "表格居中": replace(cell, align=ALIGN_CENTRE),
        "表格步骤": replace(cell, left=1.4, first=-1.4),
        "表格重点": cell_head,
        "表格分段": replace(cell_head, align=ALIGN_LEFT, keep=True),
        "表注": Style(size=note, line=under, before=4, left=2),
        "目次标题": title,
        "TOC1": replace(head, before=4, after=4),
        "TOC2": replace(text, align=ALIGN_LEFT, left=1, after=4),
        "TOC3": replace(text, align=ALIGN_LEFT, left=2, after=4),
    }


def _defaults() -> Element:
    language = element("lang", val="en-US", eastAsia="zh-CN")
    run = element("rPr", _fonts(SONGTI), element("sz", val=21), element("szCs", val=21), language)
    breaks = element("pPr", element("kinsoku"), element("wordWrap"), element("overflowPunct"))
    return element("docDefaults", element("rPrDefault", run), element("pPrDefault", breaks))


def _table() -> Element:
    """Return the table that all tables are: without it programs invent margins of their own."""
    margins = [element(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")]
    properties = element("tblPr", element("tblInd", w=0, type="dxa"), element("tblCellMar", *margins))
    made = element("style", element("name", val="Normal Table"), properties, type="table", styleId="TableNormal")
    made.set(qn("w:default"), "1")
    return made


def _fonts(face: str) -> Element:
    latin = HEITI if face == HEITI else LATIN_FONT
    return element("rFonts", ascii=latin, hAnsi=latin, eastAsia=face, cs=latin)


def _character(name: str, *properties: Element) -> Element:
    run = element("rPr", *properties)
    names = element("name", val=name), element("qFormat")
    return element("style", *names, run, type="character", customStyle="1", styleId=name)


def _paragraph(name: str, style: Style) -> Element:
    known = name in BUILT_IN
    names = [element("name", val=BUILT_IN.get(name, name))]
    if name != "Normal":
        names.append(element("basedOn", val="Normal"))
    if style.keep:
        names.append(element("next", val="段"))
    made = element("style", *names, element("qFormat"), type="paragraph", styleId=name)
    if name == "Normal" or not known:
        made.set(qn("w:customStyle" if not known else "w:default"), "1")
    made.extend((element("pPr", *_shape(style)), element("rPr", *_letters(style))))
    return made


def _shape(style: Style) -> Iterator[Element]:
    if style.keep:
        yield element("keepNext")
    yield element("widowControl")
    if style.rules:
        lines = (_rule(side, style.rules[side]) for side in ("bottom", "between") if side in style.rules)
        yield element("pBdr", *lines)
    rule = "exact" if style.exact else "atLeast"
    before, after, line = (round(points * 20) for points in (style.before, style.after, style.line))
    yield element("spacing", before=before, after=after, line=line, lineRule=rule)
    if style.left or style.first:
        yield _indent(style)
    yield element("jc", val=style.align)
    if style.outline is not None:
        yield element("outlineLvl", val=style.outline)


def _rule(side: str, size: int) -> Element:
    return element(
        side, val="single", sz=size, space=0 if size == HAIR else 6, color=GREY if size == HAIR else BLACK
    )


def _indent(style: Style) -> Element:
    """Return the indents as lengths; that of a first line is said in characters too, as people think of it."""
    em = (style.size + style.spacing) * 20
    name = "firstLine" if style.first >= 0 else "hanging"
    lengths = {"left": style.left * em, "right": style.right * em, name: abs(style.first) * em}
    characters = {"firstLineChars": style.first * 100} if style.first > 0 else {}
    return element("ind", **{key: value for key, value in (characters | lengths).items() if value})


def _letters(style: Style) -> Iterator[Element]:
    yield _fonts(style.face)
    if style.colour:
        yield element("color", val=style.colour)
    if style.spacing:
        yield element("spacing", val=style.spacing * 20)
    yield from (element(name, val=style.size * 2) for name in ("sz", "szCs"))
