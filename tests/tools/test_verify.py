"""The driver of `make verify` reads what other programs print; here it reads known prints, good and bad."""

import io
import json
import sys
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image, ImageDraw

import verify
from checks import (
    browser,
    builds,
    chroot,
    content,
    fonts,
    forms,
    ground,
    layout,
    office,
    ooxml,
    opc,
    pages,
    pdf,
    reader,
    shell,
)
from checks.geometry import Box


def test_conformance_has_one_verdict_for_each_file():
    output = (
        "noise\n"
        "verdict\t/a.pdf\ttrue\t2013\n"
        "verdict\t/b.pdf\tfalse\t1990\n"
        "broken\t/b.pdf\t7.1-3\t12\tContent is neither tagged nor an artifact\n"
    )
    assert pdf.read_conformance(output) == {
        Path("/a.pdf"): pdf.Conformance(assertions=2013, faults=()),
        Path("/b.pdf"): pdf.Conformance(
            assertions=1990, faults=("不合格", "7.1-3（12 处）Content is neither tagged nor an artifact")
        ),
    }


def test_silence_is_no_conformance():
    assert pdf.read_conformance("Exception in thread main\n") == {}


PDFFONTS = """\
name                                 type              encoding         emb sub uni object ID
------------------------------------ ----------------- ---------------- --- --- --- ---------
QSSJMG+Dstd-Song-Bold                CID TrueType      Identity-H       yes yes yes     22  0
DejaVu Sans                          TrueType          WinAnsi          no  no  no       5  0
[none]                               Type 3            Custom           yes no  yes      7  0
"""


def test_fonts_are_read_with_their_embedding():
    assert pdf.read_fonts(PDFFONTS) == [
        pdf.Font(name="Dstd-Song-Bold", embedded=True),
        pdf.Font(name="DejaVu Sans", embedded=False),
        pdf.Font(name="[none]", embedded=True),
    ]


def planted(where: str) -> pikepdf.Pdf:
    document = pikepdf.new()
    document.add_blank_page()
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    match where:
        case "catalogue":
            document.Root.OpenAction = action
        case "annotation":
            note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action)
            document.pages[0].Annots = pikepdf.Array([note])
        case "attachment":
            document.attachments["a.txt"] = b"a"
    return document


def test_active_content_is_found_wherever_it_hides():
    assert pdf.active_content(planted("nowhere")) == set()
    assert pdf.active_content(planted("catalogue")) == {"/OpenAction", "/JavaScript", "/JS"}
    assert pdf.active_content(planted("annotation")) == {"/JavaScript", "/JS"}
    assert "/EmbeddedFiles" in pdf.active_content(planted("attachment"))


def test_constraints_keep_pins_and_markers():
    lock = (
        "click==8.5.1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
        "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:cc\n"
    )
    assert builds.constraints(lock) == "click==8.5.1\ncolorama==0.4.6 ; sys_platform == 'win32'\n"


def test_differences_name_files_on_either_side():
    assert ground.differences({"a": "1", "b": "2"}, {"b": "3", "c": "4"}) == ["a", "b", "c"]
    assert ground.differences({"a": "1"}, {"a": "1"}) == []


def test_outputs_are_what_the_manifest_says(tmp_path):
    book = tmp_path / "手册.pdf"
    book.write_bytes(b"%PDF")
    entry = {"path": book.name, "sha256": ground.sha256(book)}
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"outputs": [entry]}), encoding="utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "手册-1.png").touch()
    assert ground.fingerprints(tmp_path) == {book.name: entry["sha256"], "manifest.json": ground.sha256(manifest)}

    (tmp_path / "stray.tmp").touch()
    with pytest.raises(shell.CheckError, match=r"1 个文件不同：stray\.tmp"):
        ground.fingerprints(tmp_path)
    (tmp_path / "stray.tmp").unlink()
    book.write_bytes(b"%PDF-edited")
    with pytest.raises(shell.CheckError, match=r"手册\.pdf"):
        ground.fingerprints(tmp_path)


def test_a_run_without_tests_has_not_passed():
    assert chroot.tests_passed("==== 12 passed, 1 skipped in 3.2s ====") == 12
    for output in ("no tests ran in 0.01s", "==== 0 passed in 0.01s ===="):
        with pytest.raises(shell.CheckError, match="没有运行任何测试"):
            chroot.tests_passed(output)


def test_a_failing_or_missing_program_fails_the_check():
    with pytest.raises(shell.CheckError, match="以 3 退出"):
        shell.run([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(shell.CheckError, match="无法运行"):
        shell.run(["no-such-program-anywhere"])


def font(document):
    """A font of one square for 正 (1), nothing for 缺 (2), and a space (3)."""
    pen = TTGlyphPen(None)
    for move, place in (
        (pen.moveTo, (100, 0)),
        (pen.lineTo, (100, 800)),
        (pen.lineTo, (900, 800)),
        (pen.lineTo, (900, 0)),
    ):
        move(place)
    pen.closePath()
    square = pen.glyph()
    names = [".notdef", "square", "lost", "space"]
    built = FontBuilder(1000, isTTF=True)
    built.setupGlyphOrder(names)
    built.setupGlyf({name: square if name in names[:2] else TTGlyphPen(None).glyph() for name in names})
    built.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    built.setupHorizontalHeader()
    built.setupPost()
    file = io.BytesIO()
    built.save(file)
    texts = b"3 beginbfchar <0001> <6b63> <0002> <7f3a> <0003> <0020> endbfchar"
    descriptor = pikepdf.Dictionary(FontFile2=document.make_stream(file.getvalue()))
    inner = pikepdf.Dictionary(CIDToGIDMap=pikepdf.Name.Identity, FontDescriptor=descriptor)
    return pikepdf.Dictionary(
        BaseFont=pikepdf.Name("/ABCDEF+Dstd-Song"),
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=pikepdf.Array([inner]),
        ToUnicode=document.make_stream(texts),
    )


def drawn(operators):
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=document.make_indirect(font(document))))
    page.obj.Contents = document.make_stream(operators.encode())
    return content.read_page(page, 1, {})


TEXT = "BT /F 10 Tf 1 0 0 1 100 700 Tm [<0001>] TJ ET "


@pytest.mark.parametrize(
    ("operators", "fault"),
    [
        (TEXT, None),
        (TEXT + "98 600 m 98 800 l S 112 600 m 112 800 l S 90 697 m 200 697 l S", None),
        (TEXT + "105 600 m 105 800 l S", "“正”压在框线上"),
        (TEXT + "109.2 600 m 109.2 800 l S", "“正”压在框线上"),
        (TEXT + "90 704 50 0.5 re f", "“正”压在框线上"),
        (TEXT + "90 701 50 0.5 re f", None),
        (TEXT + "90 701 50 0.5 re f 90 690 0.5 20 re f", "“正”压在框线上"),
        (TEXT + "80 600 25 200 re 80.5 600.5 24 199 re f*", "“正”压在框线上"),
        ("105 600 m 105 800 l S 1 1 1 rg 90 650 50 100 re f 0 g " + TEXT, None),
        (TEXT + "1 g 105 690 40 40 re f", "“正”被裁去或遮住"),
        ("q 90 600 15 200 re W n " + TEXT + "Q", "“正”被裁去或遮住"),
        ("3 Tr " + TEXT, "“正”被裁去或遮住"),
        (TEXT + TEXT.replace("100 700", "104 700"), "文字相叠：正正"),
        (TEXT + TEXT.replace("100 700", "110 700"), None),
        (TEXT.replace("0001", "0000"), "缺字 1 处：？"),
        (TEXT.replace("0001", "0002"), "缺字 1 处：缺"),
        (TEXT.replace("0001", "00010003"), None),
    ],
)
def test_text_that_does_not_show_or_leaves_its_cell_is_found(operators, fault):
    page = drawn(operators)
    found = [each for rule in pages.RULES for each in rule(page)]
    assert found == ([fault] if fault else [])


def test_what_cannot_be_read_is_no_pass():
    with pytest.raises(shell.CheckError, match="不认识的运算符 sh"):
        drawn("/S sh")


RIGHT_EDGE = 595 - 20 * layout.POINTS


def said(text, *, top, left=80.0, face="Song", size=10.0):
    """The glyphs of a line, each a full square."""
    return [
        content.Glyph(each, 1, face, size, top + size, x, Box(x, top, x + size, top + size))
        for x, each in ((left + place * size, each) for place, each in enumerate(text))
    ]


def paper(*texts, rules=(), number=1):
    glyphs = [glyph for text in texts for glyph in text]
    return content.Page(number=number, width=595, height=842, glyphs=glyphs, rules=list(rules))


def picture(page):
    image = Image.new("L", (595, 842), "white")
    for box in [*page.rules, *(glyph.ink for glyph in page.glyphs)]:
        ImageDraw.Draw(image).rectangle(tuple(box), fill=0)
    return image


HEAD = said("文件编号", top=40, face="Hei")


@pytest.mark.parametrize(
    ("page", "faults"),
    [
        (paper(HEAD, said("正文", top=100), said("12", top=800)), []),
        (paper(said("校样　供核对12", top=800)), []),
        (paper(said("正", top=100, left=RIGHT_EDGE - 10)), []),
        (paper(said("正", top=100, left=RIGHT_EDGE - 5)), ["“正”超出版心右边 1.8 毫米"]),
        (paper(said("正", top=100, left=RIGHT_EDGE - 10), number=2), ["“正”超出版心右边 5.0 毫米"]),
        (paper(said("正", top=100, left=60)), ["“正”超出版心左边 3.8 毫米"]),
        (paper(said("正", top=100, left=60), number=2), []),
        (paper(said("正文", top=40)), ["“正文”超出版心上边 10.9 毫米"]),
        (paper(said("文件", top=20, face="Hei")), ["“文件”超出版心上边 17.9 毫米"]),
        (paper(said("第12页　共36页", top=800)), []),
        (paper(said("第13页　共36页", top=800)), ["“第13页　共36页”超出版心下边 18.5 毫米"]),
        (paper(said("13", top=800)), ["“13”超出版心下边 18.5 毫米"]),
        (paper(said("12", top=825)), ["“12”超出版心下边 18.5 毫米"]),
        (paper(rules=[Box(300, 790, 400, 800)]), ["版心外有墨迹（离左边 106 毫米，离上边 279 毫米）"]),
        (paper(rules=[Box(20, 90, 300, 95)]), ["版心外有墨迹（离左边 7 毫米，离上边 32 毫米）"]),
    ],
)
def test_nothing_lies_outside_the_type_area(page, faults):
    found = list(layout.outside(page, picture(page), "12"))
    assert [each.split("边 ")[0] for each in found] == [each.split("边 ")[0] for each in faults]


FRAME = [Box(71, y, 538, y + 1) for y in (700, 720, 740)] + [Box(x, 700, x + 1, 741) for x in (71, 300, 537)]
ENDS = [said("正文", top=100), said("12", top=800)]


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (paper(*ENDS, said("末行", top=700)), None),
        (paper(*ENDS, said("标题", top=700, face="Hei")), "标题“标题”落在页末"),
        (paper(*ENDS, said("大标题", top=500)), "标题“大标题”落在页末"),
        (paper(*ENDS, said("表1　名称", top=700, face="Hei")), "表题“表1　名称”落在页末"),
        (paper(*ENDS, said("图1　名称", top=700, face="Hei")), "图题“图1　名称”落在页末"),
        (paper(said("图1　名称", top=90, face="Hei"), *ENDS, said("末行", top=700)), None),
        (
            paper(*ENDS, said("甲", top=725, face="Hei"), said("乙", top=725, left=310, face="Hei"), rules=FRAME),
            "表头或小标题“甲乙”落在页末，下面没有表身",
        ),
        (paper(*ENDS, said("甲", top=725, face="Hei"), said("乙", top=725, left=310), rules=FRAME), None),
        (paper(*ENDS, said("甲", top=725, face="Hei"), rules=FRAME), None),
    ],
)
def test_no_heading_is_left_at_the_foot_of_a_page(page, fault):
    page.number = 3
    target = layout.Target(title="大标题", page=3, top=490, opens=False)
    assert list(layout.stranded(page, "12", [target])) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("fills", "changes", "sparse"),
    [
        ([1, 1, 0.9, 0.9, 0.3, 1], {}, []),
        ([0.1, 1, 0.9, 0.2, 0.9, 1], {}, [4]),
        ([1, 1, 0.9, 0.2, 0.9, 1], {5: "附录A"}, []),
        ([1, 1, 0.9, 0.2, 0, 1], {6: "一章"}, []),
        ([1, 1, 0.2, 0.2, 0.9, 0.2], {2: "目次", 5: "一章"}, []),
        ([1, 1, 0.9, 0.2, 0.9, 1], {4: "form"}, []),
    ],
)
def test_a_page_is_almost_empty_only_where_something_ends(fills, changes, sparse):
    book = [paper(said("正文", top=100), number=number) for number in range(1, 7)]
    for number, change in changes.items():
        if change == "form":
            book[number - 1].glyphs = said("R104　第1版", top=600)
    led = [layout.Target(title=title, page=number, top=71, opens=True) for number, title in changes.items()]
    led = [target for target in led if target.title != "form"]
    assert layout.sparse(book, ["1"] * 6, fills, led) == sparse


@pytest.mark.parametrize(
    ("fills", "opening", "tails"),
    [
        ([1, 1, 0.9, 0.1, 0.9, 0.3], (1, 5), [4]),
        ([1, 1, 0.9, 0.1, 0, 0.1], (1, 6), [4]),
        ([1, 1, 0.9, 0.1, 0.9, 0.1], (1, 4, 5), [6]),
        ([1, 1, 0.1, 0.9, 0.2, 0.9], (1, 5, 6), []),
    ],
)
def test_no_part_ends_with_a_few_lines_on_a_page(fills, opening, tails):
    """A page that a part opens may hold little, and a page in its midst is judged by another rule."""
    book = [paper(said("正文", top=100), number=number) for number in range(1, 7)]
    led = [layout.Target(title="章", page=number, top=71, opens=True) for number in opening]
    assert layout.tails(book, fills, led) == tails


def test_fullness_is_measured_in_the_type_area():
    page = paper(said("正文", top=100), said("末", top=700), said("12", top=800))
    assert layout.fullness(page, picture(page)) == pytest.approx(610 / 714.4, abs=0.01)
    assert layout.fullness(page, Image.new("L", (595, 842), "white")) == 0


@pytest.mark.parametrize(
    ("fills", "starts", "faults"),
    [
        ([1, 1, 1], {3}, []),
        ([1, 0, 1], {3}, []),
        ([1, 0, 1], set(), [2]),
        ([0, 1, 1], {2}, [1]),
        ([1, 1, 0, 1], {4}, [3]),
        ([1, 0], {1}, [2]),
    ],
)
def test_only_the_back_of_a_leaf_before_a_chapter_may_be_blank(fills, starts, faults):
    assert pages.faulty_blanks(fills, starts) == faults


XML = """<page number="1" top="0"><a href="a.html#2">正</a><a href="">文</a></page>
<page number="2"><a href="a.html#1">一</a></page>
<outline><item page="2">1　范围</item><outline><item>甲&amp;乙</item></outline></outline>"""
PLACES = """Page  Destination                 Name
   2 [ XYZ   71  771 null      ] "part-1"
"""


def test_poppler_tells_where_things_lead():
    found = reader.read_poppler(XML, PLACES)
    assert found.outline == [("1范围", 2), ("甲&乙", 0)]
    assert found.names == {"part-1": 2}
    assert found.links == {(1, 2), (1, 0), (2, 1)}
    assert reader.lost(found) == ["书签“甲&乙”无处可去", "第 1 页有链接无处可去"]


def test_two_readers_must_agree():
    one = reader.by_browser({"outline": [["1　范围", 2]], "names": {"a": 2}, "links": [[1, 2]]})
    assert reader.lost(one) == reader.unlike(one, one) == []
    other = reader.by_browser({"outline": [["1　范围", 3]], "names": {}, "links": [[1, 2], [1, 3]]})
    assert len(reader.unlike(one, other)) == 4
    assert reader.lost(reader.Reading(outline=[], names={"a": 0}, links=set())) == ["位置“a”不存在", "没有书签"]


@pytest.mark.parametrize(
    ("labels", "fault"),
    [
        (["", "", "I", "II", "1", "", "3"], None),
        (["1", "2"], None),
        (["", ""], None),
        (["", "I", "1", "3"], "连续"),
        (["", "I", "2", "3"], "从 1 起"),
        (["1", "I", "3"], "罗马"),
        (["II", "1"], "罗马"),
        (["A", "1"], "不是页码"),
    ],
)
def test_page_labels_count(labels, fault):
    found = reader.odd_labels(labels, labels)
    assert fault in "".join(found) if fault else not found
    assert reader.odd_labels(None, labels)


def test_a_browser_that_says_nothing_has_not_passed():
    assert browser.read_dump('<pre id="found">{"a": "&lt;1&gt;"}</pre>') == {"a": "<1>"}
    for output in ("", '<pre id="found"></pre>'):
        with pytest.raises(shell.CheckError, match="没有给出结果"):
            browser.read_dump(output)


def test_one_byte_fonts_and_ranges_are_read():
    document = pikepdf.new()
    face = font(document)
    inner = face.DescendantFonts[0]
    simple = pikepdf.Dictionary(
        Subtype=pikepdf.Name("/TrueType"),
        BaseFont=face.BaseFont,
        FirstChar=0,
        Widths=pikepdf.Array([0, 1000, 500]),
        FontDescriptor=inner.FontDescriptor,
        ToUnicode=document.make_stream(b"1 beginbfrange <01> <02> <6b63> endbfrange"),
    )
    found = fonts.Face(simple)
    assert found.glyphs(b"\1\2") == [1, 2]
    assert [(found.text(gid), found.advance(gid)) for gid in (1, 2)] == [("\u6b63", 1), ("\u6b64", 0.5)]
    assert found.ink(1)


def test_a_line_of_text_starts_where_the_last_one_started():
    page = drawn("BT /F 10 Tf 1 0 0 1 100 700 Tm [<0001>] TJ 0 -20 Td [<0001>] TJ ET")
    assert [(glyph.left, round(glyph.baseline)) for glyph in page.glyphs] == [(100, 142), (100, 162)]


def test_a_pale_surface_is_no_line():
    assert not drawn(TEXT + "0.9 g 105 600 1 200 re f").rules
    assert drawn("0.7 g 105 600 1 200 re f").rules


RELATIONS = f'<Relationships xmlns="{opc.RELATION[1:].partition("}")[0]}">%s</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = {
    opc.CONTENT_TYPES: f'<Types xmlns="{opc.TYPES[1:-1]}"><Default Extension="rels" ContentType="r"/>'
    '<Default Extension="xml" ContentType="x"/></Types>',
    "_rels/.rels": RELATIONS % f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>',
    "docProps/core.xml": f'<core xmlns:t="{opc.DCTERMS[1:-1]}"><t:created>{opc.MOMENT}</t:created>'
    f"<t:modified>{opc.MOMENT}</t:modified></core>",
    "word/document.xml": f'<w:document xmlns:w="{opc.W[1:-1]}"><w:body><w:p/></w:body></w:document>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{opc.S[1:-1]}"><sheetData/></worksheet>',
}


def packed(path, parts, date=opc.EPOCH):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, date), text)
    return path


def related(attributes):
    return {"word/_rels/document.xml.rels": RELATIONS % f"<Relationship {attributes}/>"}


def worded(inside):
    return {"word/document.xml": PACKAGE["word/document.xml"].replace("<w:p/>", inside)}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, None),
        ({"word/media/a.odd": ""}, "部件 word/media/a.odd 没有写明类型"),
        ({"word/vbaProject.xml": "<a/>"}, "有不应有的部件 word/vbaProject.xml"),
        (related(f'Id="a" Type="{OFFICE}/image" Target="lost.xml"'), "指向的部件 lost.xml 不存在"),
        (related(f'Id="a" Type="{OFFICE}/image" Target="/docProps/core.xml"'), None),
        (related(f'Id="a" Type="{OFFICE}/hyperlink" Target="a:b" TargetMode="External"'), "指向外部 a:b"),
        (related(f'Id="a" Type="{OFFICE}/oleObject" Target="document.xml"'), "有不应有的关系 oleObject"),
        (worded('<w:fldSimple w:instr=" PAGE \\\\* MERGEFORMAT"/>'), None),
        (worded("<w:r><w:instrText>DDEAUTO x</w:instrText></w:r>"), "有不应有的域 DDEAUTO x"),
        (worded("<w:tc><w:p/><w:tcPr/></w:tc>"), "有单元格不以段落结尾"),
        (worded("<w:tc/>"), "有单元格不以段落结尾"),
        ({"word/document.xml": "<!DOCTYPE a><a/>"}, "读不出：有 DTD"),
        ({"word/document.xml": "<a>"}, "读不出"),
        (
            {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{opc.S[1:-1]}"><c><f>1+1</f></c></worksheet>'},
            "有公式 1+1",
        ),
        (
            {"docProps/core.xml": PACKAGE["docProps/core.xml"].replace(opc.MOMENT, "2026-11-22", 1)},
            "文件属性 created 是 2026-11-22",
        ),
    ],
)
def test_a_package_keeps_its_promises(tmp_path, changes, fault):
    found = opc.faults(packed(tmp_path / "a.docx", PACKAGE | changes))
    assert fault in "".join(found) if fault else found == []


def test_dates_order_and_doubles_in_a_package_show(tmp_path):
    dated = opc.faults(packed(tmp_path / "a.docx", PACKAGE, (2026, 11, 22, 8, 0, 0)))
    assert dated == [f"部件带有日期：{opc.CONTENT_TYPES}"]
    reversed_ = opc.faults(packed(tmp_path / "b.docx", dict(reversed(PACKAGE.items()))))
    assert reversed_ == [f"第一个部件不是 {opc.CONTENT_TYPES}"]
    doubled = opc.faults(packed(tmp_path / "c.docx", PACKAGE | {"word/Document.xml": "<a/>"}))
    assert doubled == ["有重名的部件"]


def test_the_validator_has_to_answer():
    fault = {"description": "The element is invalid", "path": "/word/document.xml"}
    assert ooxml.read_answer('{"ok": true, "errors": []}') == []
    assert ooxml.read_answer(json.dumps({"ok": False, "errors": [fault]})) == [
        "/word/document.xml：The element is invalid"
    ]
    for output in ("", "[]", '{"ok": false, "errors": []}', '{"errors": []}'):
        with pytest.raises(shell.CheckError, match=r"没有给出结论|前后不一"):
            ooxml.read_answer(output)


def test_only_what_is_there_can_be_spoilt(tmp_path):
    source = packed(tmp_path / "a.docx", PACKAGE)
    spoiling = ooxml.Spoiling(suffix=".docx", part="word/document.xml", old=b"<w:body>", new=b"<w:body><w:x/>")
    ooxml.spoil(source, tmp_path / "b.docx", spoiling)
    with zipfile.ZipFile(tmp_path / "b.docx") as archive:
        assert b"<w:body><w:x/>" in archive.read("word/document.xml")
    with pytest.raises(shell.CheckError, match="没有可以弄坏的地方"):
        ooxml.spoil(source, tmp_path / "c.docx", replace(spoiling, old=b"<w:tbl>"))


def test_what_is_written_is_counted_where_it_shows(tmp_path):
    text = worded("<w:p><w:r><w:t>甲乙，2027 甲□</w:t></w:r></w:p>")
    assert office.written(packed(tmp_path / "a.docx", PACKAGE | text)) == {"甲": 2, "乙": 1, "□": 1}

    xml = f'<%s xmlns="{opc.S[1:-1]}">%s</%s>'
    rows = (
        '<row><c t="s"><v>1</v></c><c t="inlineStr"><is><t>丙</t></is></c><c><v>7</v></c></row>'
        '<row hidden="1"><c t="s"><v>0</v></c></row>'
    )
    book = {
        "xl/workbook.xml": xml % ("workbook", '<sheet name="a"/><sheet name="b" state="hidden"/>', "workbook"),
        "xl/sharedStrings.xml": xml
        % ("sst", "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丁</t></r></si>", "sst"),
        "xl/worksheets/sheet1.xml": xml % ("worksheet", rows, "worksheet"),
        "xl/worksheets/sheet2.xml": xml % ("worksheet", rows, "worksheet"),
    }
    assert office.written(packed(tmp_path / "a.xlsx", book)) == {"乙": 1, "丁": 1, "丙": 1}


def test_pages_that_are_not_what_was_meant_are_found(tmp_path):
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=document.make_indirect(font(document))))
    page.obj.Contents = document.make_stream(TEXT.encode())
    document.add_blank_page(page_size=(595, 842))
    document.save(tmp_path / "a.pdf")
    assert office.measured(tmp_path / "a.pdf", 1, office.counted("正正，")) == [
        "第 2 页：空白页",
        "用了别的字体：Dstd-Song",
        "应为 1 页，实为 2 页",
        "没有印出 1 字：正",
    ]


PAGE = f'<meta http-equiv="Content-Security-Policy" content="{forms.POLICY}"><style>%s</style><body>%s</body>'


@pytest.mark.parametrize(
    ("style", "body", "fault"),
    [
        ("p { color: #000 }", '<a href="#a">甲</a><br>乙', None),
        ("p { background: URL(a.png) }", "", "样式表要取别的文件"),
        ("@import 'a.css';", "", "样式表要取别的文件"),
        ("", '<p style="background: url(a.png)">', "样式要取别的文件"),
        ("", '<a href="https://example.invalid/">', "有链接"),
        ("", "<script>1</script>", "有 <script>"),
        ("", '<p onclick="1">', "有属性 onclick"),
        ("", '<img src="a.png">', "有 <img>"),
        ("", '<meta http-equiv="refresh" content="0">', "有 http-equiv=refresh"),
        ("", '<meta http-equiv="Content-Security-Policy" content="">', "安全策略"),
    ],
)
def test_a_form_in_a_browser_fetches_nothing(style, body, fault):
    text, faults = forms.read(PAGE % (style, body))
    assert fault in "".join(faults) if fault else (text, faults) == ("甲乙", [])


def test_every_check_has_a_title_and_failures_show(monkeypatch, capsys):
    assert verify.CHECKS.keys() == verify.TITLES.keys()

    def fail() -> str:
        raise shell.CheckError("坏了|在这里\n细节只在终端")

    monkeypatch.setitem(verify.CHECKS, "qpdf", fail)
    verdict = verify.judge("qpdf")
    assert not verdict.passed
    assert "失败  坏了" in capsys.readouterr().out
    text = verify.report([verdict], "2026-11-22", "abc1234", [("qpdf", "11.3.0")])
    assert "| qpdf | PDF 结构、活动内容与字体 | **失败** | 坏了\\|在这里 |" in text
    assert "细节" not in text


def test_a_warning_of_a_whole_stream_is_no_fault():
    whole = b"%PDF stream\n" + zlib.compress(b"text" * 100) + b"\nendstream"
    warning = "WARNING: a.pdf (offset 12): input stream is complete but output may still be valid"
    assert pdf.harmless(warning, whole)
    assert not pdf.harmless(warning, whole[:30] + b"\nendstream")
    assert not pdf.harmless(warning.replace("12", "5"), whole)
    assert not pdf.harmless("WARNING: a.pdf (offset 12): file is damaged", whole)


@pytest.mark.parametrize(
    ("formula", "ours"),
    [
        ('IF(COUNT(A1:A3)=0,"",ROUND(SUM(A1:A3),2))', True),
        ('IF(COUNTIF($E$3:$E$9,"WEBSERVICE(")=0,"",1)', True),
        ("1+1", False),
        ('IF(1,WEBSERVICE("http://x"),2)', False),
        ("SUM('[1]别的.xlsx'!A1)", False),
        ("IF(cmd|'/c calc'!A0,1,2)", False),
    ],
)
def test_a_formula_of_ours_reaches_into_no_other_file(formula, ours):
    assert opc._is_ours(formula) is ours
