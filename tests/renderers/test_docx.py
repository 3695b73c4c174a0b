from __future__ import annotations

import dataclasses
import itertools
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from dangjian_std import renderers
from dangjian_std.composition import form_blocks, letter_blocks
from dangjian_std.document.blocks import (
    Annex,
    Band,
    Block,
    Contents,
    Cover,
    Definition,
    EndRule,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Table,
)
from dangjian_std.document.cards import Card
from dangjian_std.document.charts import Branch, Flow, FlowStage, FlowStep, Structure
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, FormKind, Letter, Sheet, Space
from dangjian_std.document.inline import Blank, Line, Marker, Ref
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.reports import lists
from dangjian_std.renderers.layout import page_frame, plain_text
from dangjian_std.text.errors import DstdError
from support.folders import TESTS
from support.sample_document import sample

MM = 1440 / 25.4


def one(*blocks: Block, folio: Folio = Folio.NONE, head: str = "", **document: Any) -> Document:
    part = Part(id="only", title="一", head=head, folio=folio, blocks=blocks)
    return Document(name="n", title="题", author="人", subject="事", parts=(part,), **document)


def members(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def opened(document: Document) -> Any:
    return docx.Document(BytesIO(renderers.render(document, "docx")))


def every(element: Any, tag: str) -> list[Any]:
    return list(element.iter(qn(f"w:{tag}")))


def value(element: Any, tag: str, attribute: str = "val") -> str | None:
    found = element.find(f".//{qn(f'w:{tag}')}")
    return None if found is None else found.get(qn(f"w:{attribute}"))


def words(paragraph: Any) -> str:
    """The text of a paragraph; lines to write on say nothing."""
    text = ""
    for run in every(paragraph, "r"):
        if value(run, "rStyle") != "空线":
            marks = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "\n"}
            text += "".join(marks[each.tag] or each.text for each in run if each.tag in marks)
    return text.replace("\u00a0", " ")


def written(file: Any) -> list[str]:
    return [text for paragraph in every(file.element.body, "p") if (text := words(paragraph))]


@pytest.fixture(scope="module")
def data() -> bytes:
    return renderers.render(sample(), "docx")


@pytest.fixture(scope="module")
def file(data):
    return docx.Document(BytesIO(data))


@pytest.fixture(scope="module")
def records(catalog):
    """Each form of the frozen set, in a file of its own."""
    return {code: opened(one(form_blocks.draw_form(each, alone=True))) for code, each in catalog.records.items()}


# -- the text --------------------------------------------------------------------------------------------


def line(words: Line) -> str:
    """A line as it is said in a file to type into: a blank says its label or nothing."""
    shown = (f"〔{each.label}〕" if each.shown else "" for each in words if isinstance(each, Blank))
    return "".join(next(shown) if isinstance(each, Blank) else plain_text.line((each,)) for each in words)


def said(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - a case for each kind
    """What a block says, paragraph by paragraph."""
    match block:
        case Heading():
            yield f"{block.number}　{block.text}" if block.number else block.text
        case Paragraph():
            yield f"{block.number}　{line(block.text)}" if block.number else line(block.text)
        case Items():
            for number, item in enumerate(block.items, 1):
                yield {Marker.DASH: "——", Marker.NUMBER: f"{number}）", Marker.NONE: ""}[block.marker] + line(item)
        case Definition():
            yield from (block.number, block.term, line(block.text))
        case Table():
            yield from table_said(block)
        case Annex():
            yield f"附录{block.letter}\n（{block.nature}）\n{block.title}"
        case Form():
            for sheet in block.sheets:
                yield from sheet_said(sheet)
                yield sheet.below
        case Letter():
            yield from (block.title, line(block.addressee), *map(line, block.body))
            for number, name in enumerate(block.attachments, 1):
                yield (
                    ("附件：" if number == 1 else "") + (f"{number}." if len(block.attachments) > 1 else "") + name
                )
            for each in block.closing:
                yield line(tuple("　" * it.ems if isinstance(it, Blank) and not it.shown else it for it in each))
        case Cover():
            yield from (block.number, *block.title, block.subtitle, block.edition, block.issuer)
        case Contents():
            yield from (block.title, *(entry.text for entry in block.entries))
        case Card(title=title, settings=((*rows,), *_), foot=foot):
            yield title
            for row in rows:
                yield from (row.head, *map(line, row.lines))
            yield foot
        case PageBreak() | EndRule():
            return


def table_said(table: Table) -> Iterator[str]:
    yield f"{table.label}　{table.title}"
    yield from (column.head for column in table.columns)
    for row in table.rows:
        if isinstance(row, Band):
            yield line(row.text)
            continue
        for cell in row.cells:
            several = cell.numbered and len(cell.lines) > 1
            yield from (f"{n}.\t{line(each)}" if several else line(each) for n, each in enumerate(cell.lines, 1))
    for number, note in enumerate(table.notes, 1):
        yield f"注{number if len(table.notes) > 1 else ''}：{line(note)}"


def sheet_said(sheet: Sheet) -> Iterator[str]:
    yield from (sheet.title, *map(line, sheet.lines_above))
    for row in sheet.rows:
        if isinstance(row, EntryTable):
            yield row.label + (f"（{row.hint}）" if row.hint else "")
            yield from (("序",) * row.numbered + tuple(column.head for column in row.columns)) * row.across
            for index in range(row.rows):
                for at in range(index, row.rows * row.across, row.rows):
                    yield from (str(row.first + at),) * row.numbered
                    yield from row.values[at] if at < len(row.values) else ()
            continue
        for entry in row.entries:
            yield from (entry.label, entry.hint)
            ticks = [("■" if each in entry.value else "□") + each for each in entry.options]
            yield from ("　".join(ticks),) if ticks else entry.value


def all_said(document: Document) -> list[str]:
    return [text for part in document.parts for block in part.blocks for text in said(block) if text]


def test_the_file_says_what_the_document_says(file):
    assert written(file) == all_said(sample())


def test_forms_and_papers_say_all_of_themselves(catalog):
    blocks: list[Block] = [form_blocks.draw_form(each, alone=True) for each in catalog.records.values()]
    blocks += [
        form_blocks.draw_form(each, filling=form_blocks.sample_filling(catalog, each), copy="-2")
        for each in catalog.records.values()
    ]
    blocks += [letter_blocks.draw_letter(each) for each in catalog.papers.values()]
    document = one(*blocks)
    assert [text.replace("\n", "　") for text in written(opened(document))] == all_said(document)


def test_a_report_says_all_of_itself(catalog):
    document = lists.compose("roles", Unit.all(catalog))
    assert written(opened(document)) == all_said(document)


def test_a_clause_is_not_parted_from_its_standard():
    file = opened(one(Paragraph(text=("见DJ401 6.1.2 组织委员。",))))
    assert file.paragraphs[0].text == "见DJ401\u00a06.1.2 组织委员。"
    assert every(file.styles.element.find(qn("w:docDefaults")), "kinsoku")


def test_what_looks_like_something_else_stays_text():
    nasty = ("=1+1", "{ PAGE }", "<w:p/>&amp;", 'INCLUDETEXT "x"', "甲\t乙")
    parts = members(renderers.render(one(*(Paragraph(text=(each,)) for each in nasty)), "docx"))
    assert not re.findall("instr", parts["word/document.xml"])
    file = opened(one(*(Paragraph(text=(each,)) for each in nasty)))
    assert written(file) == list(nasty)


@pytest.mark.parametrize(
    "chart",
    [
        Flow(number="图1", title="流程", lanes=(("甲",),), stages=(FlowStage(title="一", steps=(FlowStep(
            lane=0, number="1", text="做", target="x"),)),)),
        Structure(number="图1", title="结构", root="根", branches=(Branch(title="枝", leaves=("叶",)),)),
    ],
)  # fmt: skip
def test_a_chart_is_refused_in_a_sentence(chart):
    with pytest.raises(DstdError, match=chart.title) as caught:
        renderers.render(one(chart), "docx")
    assert "\n" not in str(caught.value)


# -- the package -----------------------------------------------------------------------------------------


def test_nothing_is_there_that_nobody_asked_for(data):
    names = [re.sub(r"\d", "", name) for name in members(data)]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert set(names[1:]) == {
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer.xml",
        "word/header.xml",
        "word/settings.xml",
        "word/styles.xml",
    }
    everything = "".join(members(data).values())
    assert not re.search(
        r"TargetMode|w:sdt|theme(?:Font|Color)|\basciiTheme|lastModifiedBy|python-docx", everything
    )


def test_the_only_fields_are_page_numbers():
    parts = [dataclasses.replace(part, folio=Folio.TALLY) for part in sample().parts]
    everything = "".join(
        members(renderers.render(dataclasses.replace(sample(), parts=(*parts,)), "docx")).values()
    )
    assert set(re.findall(r'w:instr="([^"]*)"', everything)) == {" PAGE ", " NUMPAGES "}
    assert "w:instrText" not in everything
    assert "w:fldChar" not in everything


def test_members_have_one_date_and_no_machine(data):
    with zipfile.ZipFile(BytesIO(data)) as file:
        looks = {(each.date_time, each.create_system, each.external_attr) for each in file.infolist()}
    assert looks == {((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16)}


@pytest.mark.parametrize("seed", ["1", "2"])
def test_bytes_do_not_depend_on_the_machine(data, seed, tmp_path):
    zone = {"1": "Asia/Shanghai", "2": "America/Lima"}[seed]
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS)}
    code = "from support import sample_document; import sys; from dangjian_std import renderers\n"
    code += "sys.stdout.buffer.write(renderers.render(sample_document.sample(), 'docx'))\n"
    code += "assert not {'weasyprint', 'resource'} & set(sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout == data


def test_properties_say_what_it_is_and_nothing_of_whom_and_when(file):
    told = file.core_properties
    assert (told.title, told.subject, told.author) == (
        "双柳市水利局党建工作标准化手册",
        "党建工作标准体系的全部标准",
        "中共双柳市水利局委员会",
    )
    assert {told.created.year, told.modified.year} == {2000}
    assert (told.revision, told.last_modified_by) == (1, "")


def test_faces_are_named_with_what_may_stand_in(data):
    fonts = members(data)["word/fontTable.xml"]
    assert dict(re.findall(r'<w:font w:name="([^"]+)"><w:altName w:val="([^"]+)"', fonts)) == {
        "宋体": "SimSun",
        "黑体": "SimHei",
        "仿宋_GB2312": "仿宋",
        "方正小标宋简体": "宋体",
    }
    styles = members(data)["word/styles.xml"]
    faces = {"宋体", "黑体", "仿宋_GB2312", "方正小标宋简体"}
    assert set(re.findall(r'w:eastAsia="([^"]+)"', styles)) == {*faces, "zh-CN"}
    assert set(re.findall(r'w:ascii="([^"]+)"', styles)) == {"Times New Roman", "黑体", "宋体"}
    assert set(re.findall(r'w:color="([^"]+)"', styles)) <= {"000000", "808080", "auto"}


def test_every_style_that_is_used_is_defined(data):
    parts = members(data)
    used = {name for text in parts.values() for name in re.findall(r'w:[pr]Style w:val="([^"]+)"', text)}
    assert used <= set(re.findall(r'w:styleId="([^"]+)"', parts["word/styles.xml"]))
    assert {"公文标题", "公文正文", "表格文字", "表单填写", "Heading1", "段"} <= used


def test_large_type_is_larger_in_text_and_tables_and_not_in_forms(file):
    large = opened(dataclasses.replace(sample(), large=True)).styles
    small = file.styles
    for name in ("段", "表格文字", "Heading 1", "表注"):
        assert large[name].font.size > small[name].font.size
    assert large["表单填写"].font.size == small["表单填写"].font.size


# -- tables ----------------------------------------------------------------------------------------------


def text_width(file: Any) -> int:
    section = file.sections[-1]
    return round((section.page_width - section.left_margin - section.right_margin) / 635)


def check_grid(table: Any, width: int) -> None:
    columns = [int(each.get(qn("w:w"))) for each in every(table, "gridCol")]
    assert sum(columns) == width
    assert min(columns) > 50
    for row in every(table, "tr"):
        place = 0
        for cell in every(row, "tc"):
            span = int(value(cell, "gridSpan") or 1)
            assert int(value(cell, "tcW", "w")) == sum(columns[place : place + span])
            place += span
        assert place == len(columns)


def test_every_row_fills_its_grid_and_every_grid_the_page(catalog, records):
    reports = [opened(lists.compose(name, Unit.all(catalog))) for name in ("roles", "basis")]
    for file in (*records.values(), *reports):
        for table in every(file.element.body, "tbl"):
            check_grid(table, text_width(file))
            assert value(table, "tblLayout", "type") == "fixed"
            assert not every(table, "tbl")[1:]


def test_a_head_comes_again_and_no_row_is_divided(file):
    tables = every(file.element.body, "tbl")
    again = [[bool(every(row, "tblHeader")) for row in every(table, "tr")] for table in tables]
    assert [sum(rows) for rows in again] == [1, 1, 1, 0, 2, 0, 1, 0]
    assert all(rows == sorted(rows, reverse=True) for rows in again)
    assert all(every(row, "cantSplit") for table in tables for row in every(table, "tr"))


# -- forms -----------------------------------------------------------------------------------------------


def test_a_form_has_as_many_pages_as_sheets(catalog, records):
    for code, file in records.items():
        drawn = form_blocks.draw_form(catalog.records[code], alone=True)
        assert len(every(file.element.body, "pageBreakBefore")) == len(drawn.sheets) - 1
        assert len(file.sections) == 1
        for table in every(file.element.body, "tbl"):
            heights = [int(each.get(qn("w:val"))) for each in every(table, "trHeight")]
            assert sum(heights) < page_frame.BOOK.height * MM
            assert min(heights) >= round(8 * MM)
            assert {each.get(qn("w:hRule")) for each in every(table, "trHeight")} == {"atLeast"}


def test_a_form_can_be_bound_and_says_its_code_at_its_foot(catalog, records):
    file = records["R201"]
    (section,) = file.sections
    assert section.left_margin.mm >= 25 - 0.01
    assert every(file.settings.element, "mirrorMargins")
    code = f"R201　第{catalog.records['R201'].version}版"
    assert code not in "".join(written(file))
    assert code in section.footer.paragraphs[0].text
    assert code in section.even_page_footer.paragraphs[0].text


def test_a_long_period_stands_below_the_frame_and_not_at_the_foot(records):
    file = records["R318"]
    assert written(file).count("保管期限：不归档（写满或者党员转出后，由组织委员保存2年）") == 1
    assert "保管期限" not in file.sections[0].footer.paragraphs[0].text


def test_a_ballot_carries_no_mark(catalog):
    data = renderers.render(
        one(form_blocks.draw_form(catalog.records["R305"], alone=True), folio=Folio.TALLY, head="甲"), "docx"
    )
    parts = members(data)
    assert not [name for name in parts if re.search("footer|header", name)]
    assert not re.search("R305|bookmark", "".join(parts.values()))
    told = docx.Document(BytesIO(data)).core_properties
    assert (told.title, told.subject, told.author) == ("", "", "")


def test_a_page_without_a_code_is_no_ballot(catalog):
    ballot = form_blocks.draw_form(catalog.records["R305"], alone=True)
    assert ballot.kind is FormKind.BALLOT
    file = opened(one(dataclasses.replace(ballot, kind=FormKind.PAGE), folio=Folio.TALLY))
    assert file.core_properties.title == "题"
    assert "NUMPAGES" in "".join(
        each.get(qn("w:instr")) for each in every(file.sections[0].footer._element, "fldSimple")
    )


def test_what_stands_there_already_is_there():
    ticked = Entry(id="a", label="种类", space=Space.CHOICE, options=("甲", "乙"), value=("乙",))
    ruled = Entry(id="b", label="要点", space=Space.RULED, height=4, hint="写明", value=("第一行", "第二行"))
    signed = Entry(id="c", label="签名", space=Space.SIGN)
    rows = tuple(EntryRow(entries=(each,)) for each in (ticked, ruled, signed))
    file = opened(one(Form(code="R1", version="1", anchor="R1", sheets=(Sheet(title="表", rows=rows),))))
    cells = [[words(each) for each in every(cell, "p")] for cell in every(file.element.body, "tc")]
    assert cells[1] == ["□甲　■乙"]
    assert cells[3][:3] == ["写明", "第一行", "第二行"]
    assert set(cells[3][3:]) == {""}
    assert cells[5] == [""]
    styles = [value(each, "pStyle") for each in every(every(file.element.body, "tc")[3], "p")]
    assert styles == ["表单划线提示"] + ["表单划线"] * (len(styles) - 2) + ["表单填写"]
    assert value(file.styles["表单划线提示"].element, "color") == "666666"


def test_options_are_broken_between_lines_and_not_within():
    entry = partial(Entry, id="a", label="种类", space=Space.CHOICE)
    long = entry(options=tuple(f"第{n}种做法和办法" for n in range(9)))
    file = opened(one(Form(code="R1", version="1", anchor="R1", sheets=(Sheet(
        title="表", rows=(EntryRow(entries=(long,)),)),))))  # fmt: skip
    text = words(every(file.element.body, "tc")[1])
    assert all(each.startswith("□") and 24 < len(each) < 45 for each in text.split("\n")[:-1])
    assert text.replace("\n", "　") == "　".join(f"□{each}" for each in long.options)


# -- letters ---------------------------------------------------------------------------------------------


def test_a_letter_has_the_paper_and_type_of_the_national_standard(catalog):
    file = opened(one(letter_blocks.draw_letter(catalog.papers["W201"])))
    (section,) = file.sections
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert "W201" not in section.footer.paragraphs[0].text
    body = file.styles["公文正文"]
    assert body.font.size.pt == 16
    assert value(body.element, "rFonts", "eastAsia") == "仿宋_GB2312"
    assert body.paragraph_format.line_spacing.pt * 22 <= (297 - 37 - 35) / 25.4 * 72
    spacing = int(value(body.element.rPr, "spacing")) / 20
    assert (body.font.size.pt + spacing) * 28 <= text_width(file) / 20
    assert file.styles["公文标题"].font.size.pt == 22
    assert value(file.styles["公文标题"].element, "rFonts", "eastAsia") == "方正小标宋简体"


def test_a_person_sees_where_to_type():
    line = ("请", Blank(6, "参加人", shown=True), "于", Blank(4, "日期"), "到会。")
    file = opened(one(Letter(title="通知", anchor="W1", addressee=(), body=(line,))))
    runs = {each.findtext(qn("w:t")): value(each, "rStyle") for each in every(file.element.body, "r")}
    assert runs["〔参加人〕"] is runs["请"] is None
    (empty,) = (text for text, style in runs.items() if style == "空线")
    assert not empty.strip("　\u00a0")
    assert value(file.styles["空线"].element, "u") == "single"
    assert not every(file.element, "shd")


def test_a_signature_is_never_alone_on_a_page(file):
    paragraphs = [each for each in file.paragraphs if each.style.name.startswith("公文")]
    start = next(n for n, each in enumerate(paragraphs) if each.style.name == "公文落款")
    assert [each.paragraph_format.keep_with_next for each in paragraphs[start - 3 :]] == [True] * 4 + [False]


# -- pages -----------------------------------------------------------------------------------------------


def test_every_part_form_and_letter_has_pages_of_its_own(file):
    starts = [each.start_type.name for each in file.sections]
    assert starts == [
        "NEW_PAGE",
        "ODD_PAGE",
        "ODD_PAGE",
        "ODD_PAGE",
        "NEW_PAGE",
        "NEW_PAGE",
        "ODD_PAGE",
        "NEW_PAGE",
        "NEW_PAGE",
    ]
    counted = [each._sectPr.find(qn("w:pgNumType")) for each in file.sections]
    assert [(each.get(qn("w:fmt")), each.get(qn("w:start"))) for each in counted] == [
        ("decimal", None),
        ("upperRoman", "1"),
        ("upperRoman", None),
        ("decimal", "1"),
        ("decimal", None),
        ("decimal", None),
        ("decimal", None),
        ("decimal", None),
        ("decimal", None),
    ]
    assert [each.header.paragraphs[0].text.strip() for each in file.sections] == ["", "", ""] + [
        "SLDW DJ 401—2027"
    ] * 3 + [
        "",
        "SLDW DJ 402—2027",
        "",
    ]


@pytest.mark.parametrize(
    ("folio", "text"),
    [(Folio.NONE, ""), (Folio.ROMAN, "PAGE"), (Folio.ARABIC, "PAGE"), (Folio.TALLY, "第 PAGE 页　共 NUMPAGES 页")],
)
def test_pages_are_numbered_as_the_part_asks(folio, text):
    footer = opened(one(Paragraph(text=("文",)), folio=folio)).sections[0].footer
    pieces = (each.get(qn("w:instr")) or words(each) for each in footer.paragraphs[0]._p)
    assert "".join(pieces).strip().replace("  ", " ") == text


def test_a_proof_says_so_on_every_page():
    file = opened(dataclasses.replace(sample(), proof=True))
    for section in file.sections:
        for header in (section.header, section.even_page_header):
            assert "校样" in header.paragraphs[0].text


def test_links_lead_within_the_document_or_are_plain_words(file):
    named = {each.get(qn("w:name")) for each in every(file.element.body, "bookmarkStart")}
    links = {each.get(qn("w:anchor")): words(each) for each in every(file.element.body, "hyperlink")}
    assert set(links) == named
    assert {"表1", "6.2.3", "SLDW DJ 402—2027　发展党员工作规范"} <= {
        words(each) for each in every(file.element.body, "hyperlink")
    }
    astray = opened(one(Paragraph(text=("见", Ref("nowhere", "别处"), "。"))))
    assert written(astray) == ["见别处。"]
    assert not every(astray.element.body, "hyperlink")


def test_a_page_breaks_where_it_is_asked_to_and_before_an_annex():
    annex = Annex(letter="A", nature="资料性", title="样式", anchor="a", listed="样式")
    file = opened(one(PageBreak(), Paragraph(text=("一",)), PageBreak(), Paragraph(text=("二",)), annex))
    broken = [each.paragraph_format.page_break_before for each in file.paragraphs]
    assert broken == [None, True, True]


def test_a_form_without_words_above_it_and_a_link_in_a_signature():
    entry = EntryRow(entries=(Entry(id="a", label="签名", space=Space.SIGN),))
    bare = Form(code="R1", version="1", anchor="R1", sheets=(Sheet(title="", rows=(entry,)),) * 2)
    letter = Letter(
        title="函",
        anchor="W1",
        addressee=(),
        body=(("见表。",),),
        closing=((Ref("R1", "附表"),), ("甲",)),
    )
    file = opened(one(Heading(level=1, text="样式"), bare, letter))
    assert written(file) == ["样式", "签名", "签名", "函", "见表。", "附表", "甲"]
    assert len(every(file.element.body, "pageBreakBefore")) == 1
    indents = [each.paragraph_format.right_indent.pt for each in file.paragraphs[-2:]]
    assert indents == [64, 72]


@pytest.mark.parametrize(
    ("title", "above", "styles"),
    [
        ("记录表", (), ["表单标题"]),
        ("记录表", (("日期：",),), ["表单标题", "表单上方"]),
        ("", (("日期：",), ("地点：",)), ["表单上方", "表单上方"]),
        ("", (), ["表后"]),
    ],
)
def test_a_sheet_without_title_and_lines_still_has_a_place_to_begin_at(title, above, styles):
    row = EntryRow(entries=(Entry(id="a", label="事项", space=Space.LINE),))
    form = Form(code="R1", version="1", anchor="r1", sheets=(Sheet(title=title, above=above, rows=(row,)),))
    body = opened(one(form)).element.body
    found = list(itertools.takewhile(lambda each: each.tag != qn("w:tbl"), body))
    named = {style.style_id: style.name for style in opened(one(form)).styles}
    assert [named[each.pPr.pStyle.val] for each in found] == styles
