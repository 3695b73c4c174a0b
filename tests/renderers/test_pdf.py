from __future__ import annotations

import dataclasses
import itertools
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from dangjian_std import renderers
from dangjian_std.document.blocks import Annex, Paragraph
from dangjian_std.document.forms import Letter
from dangjian_std.document.tables import column, table
from dangjian_std.renderers import pdf
from dangjian_std.renderers.html import blocks as html_blocks
from dangjian_std.renderers.layout import line_breaking, page_rules
from dangjian_std.renderers.pdf import processes
from dangjian_std.text.errors import DstdError
from support import workers
from support.folders import TESTS
from support.pdf_text import MM, read, text
from support.sample_document import one_page, sample

LEADING = {15.5, 14.5}
"""From line to line in points, also where a last page was closed up."""
BODY_LEFT, BODY_WIDTH = {True: 25 * MM, False: 20 * MM}, 165 * MM


@pytest.fixture(scope="module")
def data() -> bytes:
    return renderers.render(sample(), "pdf")


@pytest.fixture(scope="module")
def printed(data):
    return read(data)


class Words(HTMLParser):
    """The text of an HTML document as it should be printed: without the white space of templates."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words = []
        self.feed(source[source.index("<body") :])

    def handle_data(self, data):
        self.words.append(re.sub(r"\s*\n\s*", "", data))


def composed() -> str:
    return "".join(Words(html_blocks.page(sample())).words)


def plain_text(printed) -> str:
    """The text of all pages, less repeated table heads and the numbers of the contents."""
    heads = {"表1": "条谁来做做什么怎么做何时留什么", "表2": "规范性文件条款大意"}
    result = ""
    for page in printed:
        body = text(page.body)
        if match := re.search(r"(表\d)（续）", page.margin(top=True)):
            assert body.startswith(heads[match[1]])
            body = body.removeprefix(heads[match[1]])
        if "···" in body:
            body = "".join(re.sub(r"·{3,}[0-9Ⅰ-Ⅻ]+$", "", text(line)) for line in page.lines)
        result += body
    return result


def test_codes_are_exactly_the_composed_text(printed):
    assert plain_text(printed) == composed()


def test_no_code_is_a_mark_or_a_space_that_was_not_written(printed):
    everything = "".join(text(page.shown) for page in printed)
    assert not set(everything) & set(line_breaking.BREAKING_MARKS + "\u00a0")
    assert "表1（续）" in everything


def test_markup_prints_itself(printed):
    assert "标记<b>&{{ 3*7 }}</b>与{% raw %}原样印出，\"引号\"和'撇号'也是。" in plain_text(printed)


def full_lines(printed):
    """Lines of running text that do not end a paragraph, with their page; lines of a letter have blanks."""
    for number, page in enumerate(printed, 1):
        lines = () if "（样式）" in text(page.body) and "请批示" in text(page.body) else page.lines
        for line, following in itertools.pairwise(lines):
            left = BODY_LEFT[number % 2 == 1]
            goes_on = abs(following[0].left - left) < 3 and round(line[0].y - following[0].y, 1) in LEADING
            if goes_on and round(line[0].size, 1) == 10.5 and line[-1].right > left + BODY_WIDTH * 0.8:
                yield number, line


def test_both_edges_are_flush(printed):
    seen = 0
    for number, line in full_lines(printed):
        right = BODY_LEFT[number % 2 == 1] + BODY_WIDTH
        assert line[-1].right == pytest.approx(right, abs=0.05), text(line)
        seen += 1
    assert seen >= 8


def test_a_line_of_any_width_is_flush_and_none_begins_badly():
    unit = "会场温度为18 ℃，GB/T 1.1—2020第十一条第四款、“三会一课”在5～30人、3个工作日内（含R201）"
    page, *more = read(renderers.render(one_page(*(unit[n:] + unit * 4 for n in range(0, len(unit), 2))), "pdf"))
    lines = [line for page in (page, *more) for line in page.lines]
    assert len(lines) > 80
    for line in lines:
        shown = text(line)
        is_first = line[0].left > 25 * MM + 1
        assert is_first or shown[0] not in "℃～%，。、；：？！）》”’ 个条款", shown
        assert shown[-1] not in "（《“‘第", shown
        assert not re.search(r"(?:GB|GB/T|GB/T 1\.1|第十一|第|第十一条|\d～)$", shown), shown
    paragraph_ends = [line[-1].right for line in lines]
    assert sum(right == pytest.approx(25 * MM + BODY_WIDTH, abs=0.05) for right in paragraph_ends) > 50


def test_a_gap_of_a_quarter_em_stands_between_han_and_latin():
    (page, *_) = read(renderers.render(one_page("党A支"), "pdf"))
    (close, *_) = read(renderers.render(one_page("党A"), "pdf"))
    han, latin, other = page.body
    letter = close.body[1].right - close.body[1].left
    assert latin.left - han.left == pytest.approx(10.5 * 1.25, abs=0.02)
    assert other.left - latin.left == pytest.approx(letter + 10.5 / 4, abs=0.02)


def test_a_gap_vanishes_at_the_end_of_a_line(printed):
    unit = "党" * 41
    pages_ = read(
        renderers.render(
            one_page(*("　" * n + unit + "A" * m + "支部" * 30 for n in range(3) for m in range(1, 5))), "pdf"
        )
    )
    ends = [
        line[-1].right for page in pages_ for line in page.lines if "党" in text(line) and text(line).endswith("A")
    ]
    assert ends
    assert ends == pytest.approx([25 * MM + BODY_WIDTH] * len(ends), abs=0.05)


def test_punctuation_that_meets_is_set_closer():
    (page, *_) = read(renderers.render(one_page("党”），（员"), "pdf"))
    assert page.body[-1].right - page.body[0].left < 4.6 * 10.5


def test_only_our_faces_are_embedded(data):
    with pikepdf.open(BytesIO(data)) as file:
        fonts = {str(font.BaseFont).split("+")[1] for page in file.pages for font in page.Resources.Font.values()}
        assert fonts == {"Dstd-Song", "Dstd-Song-Heavy", "Dstd-Hei-Medium"}
        descendants = [font.DescendantFonts[0] for font in file.pages[0].Resources.Font.values()]
        assert all("/FontFile2" in font.FontDescriptor for font in descendants)


def test_every_mark_of_a_page_is_the_right_one(printed):
    numbers = [page.margin(top=False) for page in printed]
    assert numbers == ["", "", "Ⅰ", "", "Ⅲ", "", "1", "2", "3", "4", "5", "6", "7", "", "", "10", ""]
    heads = [re.sub(r"表\d（续）", "", page.margin(top=True)) for page in printed]
    assert heads == [""] * 6 + ["SLDW DJ 401—2027"] * 7 + ["", "", "SLDW DJ 402—2027", ""]


def test_marks_stand_on_the_outer_side(printed):
    for number, page in enumerate(printed, 1):
        for character in page.shown:
            if character not in page.body and "（续）" not in page.margin(top=True):
                assert (character.left > 105 * MM) == (number % 2 == 1)


def test_a_table_is_called_continued_where_it_continues_and_only_there(printed):
    continued = {number: "（续）" in page.margin(top=True) for number, page in enumerate(printed, 1)}
    rows = {
        number: re.findall(r"6\.\d\.\d支部委员会|6\.\d\.\d组织委员", text(page.body))
        for number, page in enumerate(printed, 1)
    }
    first = min(number for number, found in rows.items() if found)
    assert {number for number, is_continued in continued.items() if is_continued} == {
        number for number, found in rows.items() if found and number != first
    }


@pytest.mark.parametrize(("tight", "most"), [(False, 35), (True, 46)])
def test_no_row_of_a_table_stands_alone_on_a_page(tight, most):
    """Tables that begin lower and lower on a page, and tables that are longer than one by more and more rows."""
    shapes = [*((lines, 6) for lines in range(37, 44)), *((0, rows) for rows in range(most, most + 5))]
    parts = []
    for number, (lines, rows) in enumerate(shapes):
        said = tuple(Paragraph(text=(f"第{line}行",)) for line in range(lines))
        named = ((f"{number}号行",) for _ in range(rows))
        listed = table(1, "单子", (column("事", 100),), named)
        listed = dataclasses.replace(listed, anchor=f"table-{number}", tight=tight)
        (part,) = one_page().parts
        parts.append(dataclasses.replace(part, id=f"part-{number}", blocks=(*said, listed), recto=False))
    whole = dataclasses.replace(one_page(), parts=tuple(parts))
    pages = [Counter(re.findall("[0-9]+号行", text(page.body))) for page in read(renderers.render(whole, "pdf"))]
    assert sum(map(Counter.total, pages)) == sum(rows for _, rows in shapes)
    assert min(rows for page in pages for rows in page.values()) > 1
    divided = [sum(f"{number}号行" in page for page in pages) for number in range(len(shapes))]
    lower, longer = divided[:7], divided[7:]
    assert (lower[0], max(lower), lower[-1]) == (1, 2, 1), "from where all fits to where all is on the next page"
    assert longer == [1, 2, 2, 2, 2], "from the longest that a page holds"


def test_a_letter_is_divided_where_enough_of_it_stands_on_both_pages():
    """Letters that begin lower and lower on a page; one is longer than any page."""
    shapes = [*((lines, 30) for lines in range(0, 40, 3)), (10, 60)]
    parts = []
    for number, (lines, length) in enumerate(shapes):
        said = tuple(Paragraph(text=(f"第{line}行",)) for line in range(lines))
        body = tuple(("各支部：",) if not line else (f"{number}号件",) for line in range(length + 1))
        head = Annex(letter="A", nature="资料性", title="文书（样式）", anchor=f"annex-{number}", listed="")
        letter = Letter(title="关于开会的通知", anchor=f"W-{number}", addressee=(), body=body)
        (part,) = one_page().parts
        parts.append(dataclasses.replace(part, id=f"part-{number}", blocks=(*said, head, letter), recto=False))
    whole = dataclasses.replace(one_page(), parts=tuple(parts))
    pages = [Counter(re.findall("[0-9]+号件", text(page.body))) for page in read(renderers.render(whole, "pdf"))]
    for number, (_, length) in enumerate(shapes):
        divided = [page[f"{number}号件"] for page in pages if page[f"{number}号件"]]
        assert sum(divided) == length
        assert min(divided) >= 3 or len(divided) == 1
        assert len(divided) <= 1 + length // 30


def test_blank_pages_are_blank(printed):
    assert [number for number, page in enumerate(printed, 1) if not page.shown] == [2, 4, 6, 14]


def test_contents_give_the_numbers_that_are_on_the_pages(printed):
    lines = [text(line) for line in printed[2].lines]
    named = dict(re.fullmatch(r"(.*?)·{3,}([0-9Ⅰ-Ⅻ]+)", line).groups() for line in lines if "···" in line)
    assert named["前言"] == "Ⅲ"
    for title, number in named.items():
        wanted = title.split("　")[-1].split("）", 1)[-1]
        (page,) = [page for page in printed if page.margin(top=False) == number]
        assert wanted.removesuffix("（样式）") in text(page.body).replace("　", "")


def test_outline_metadata_and_labels(data):
    with pikepdf.open(BytesIO(data)) as file:
        with file.open_outline() as outline:
            top = [item.title for item in outline.root]
            under = [item.title for item in outline.root[2].children]
        assert top == [
            "目次",
            "前言",
            "SLDW DJ 401—2027　支部主题党日规范",
            "SLDW DJ 402—2027　发展党员工作规范",
            "支部书记",
        ]
        assert under[0] == "1　范围"
        assert under[-1] == "附录B　关于变更主题党日固定日期的请示（样式）"
        assert str(file.Root.Lang) == "zh-CN"
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        assert str(file.docinfo["/Title"]) == "双柳市水利局党建工作标准化手册"
        assert str(file.docinfo["/Author"]) == "中共双柳市水利局委员会"
        assert str(file.docinfo["/Subject"]) == "党建工作标准体系的全部标准"
        assert not {"/CreationDate", "/ModDate"} & set(file.docinfo)
        assert [page.label for page in file.pages] == [
            "", "", "I", "", "III", "", "1", "2", "3", "4", "5", "6", "7", "", "9", "10", "",
        ]  # fmt: skip
        assert file.Root.MarkInfo.Marked
        assert not {"/Names/EmbeddedFiles", "/OpenAction", "/AA"} & set(file.Root)


def test_bytes_do_not_depend_on_the_machine(data, tmp_path):
    environment = {
        **os.environ,
        "LC_ALL": "tr_TR.UTF-8",
        "TZ": "America/Lima",
        "PYTHONHASHSEED": "2",
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path),
        "FONTCONFIG_PATH": "/etc/fonts",
        "PYTHONPATH": str(TESTS),
    }
    code = "from support import sample_document; import sys; from dangjian_std import renderers\n"
    code += "sys.stdout.buffer.write(renderers.render(sample_document.sample(), 'pdf'))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, check=True
    )
    assert done.stdout == data


ADDRESSES = (
    "file:///etc/passwd",
    "https://example.org/a.png",
    "../../etc/passwd",
    "data:text/plain,x",
    "dstd:/other.css",
)


def asking(address):
    source = f'<html lang="zh-CN"><head><title>t</title></head><body><img alt="x" src="{address}"></body></html>'
    return {"html": source, "assets": {}, "folios": {}}


def test_asking_for_anything_else_stops_the_render(monkeypatch):
    monkeypatch.setenv("DSTD_DEBUG", "1")
    with pytest.raises(DstdError, match="refused"):
        pdf.run(asking(ADDRESSES[0]))
    code = """if True:
        import json, sys
        from dangjian_std.renderers.pdf import trouble, worker
        def said(request):
            try:
                return len(worker.whole(request))
            except trouble.TroubleError as error:
                return str(error)
        print(json.dumps([said(each) for each in json.load(sys.stdin)]))
    """
    asked = json.dumps([asking(address) for address in ADDRESSES])
    done = subprocess.run(
        [sys.executable, "-c", code], input=asked, capture_output=True, encoding="utf-8", check=True
    )
    for address, said in zip(ADDRESSES, json.loads(done.stdout), strict=True):
        assert re.search("refused|Relative", str(said)), address


def test_a_complaint_of_the_engine_is_an_error(monkeypatch):
    source = '<html lang="zh-CN"><head><title>t</title></head><body><p style="colour:red">无</p></body></html>'
    asked = {"html": source, "assets": {}, "folios": {}}
    with pytest.raises(DstdError, match=r"排版发现问题.*报告") as caught:
        pdf.run(asked)
    assert "colour" not in str(caught.value)
    monkeypatch.setenv("DSTD_DEBUG", "1")
    with pytest.raises(DstdError, match=r"排版发现问题.*colour"):
        pdf.run(asked)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "import sys; sys.stdin.read(); sys.exit(3)",
            "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "意外中止"),
        ("import sys; sys.stdin.read(); raise MemoryError", "内存"),
        ("import time; time.sleep(60)", "秒没有完成"),
    ],
)
def test_what_kills_the_worker_is_one_sentence(monkeypatch, code, said):
    workers.running(monkeypatch, code)
    monkeypatch.setattr(processes, "RENDER_TIMEOUT", 5)
    with pytest.raises(DstdError, match=re.escape(said)) as caught:
        pdf.run({})
    assert "\n" not in str(caught.value)


def test_a_worker_that_cannot_start_is_one_sentence(monkeypatch):
    workers.instead(monkeypatch, "/no/such/python")
    with pytest.raises(DstdError, match="无法启动"):
        pdf.run({})


def test_a_library_that_is_missing_has_an_exit_code_of_its_own(tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
    code += "from dangjian_std.renderers.pdf import worker; sys.exit(worker.main())"
    command = [sys.executable, "-c", code, str(os.getpid()), "600"]
    done = subprocess.run(command, input=b"{}", capture_output=True, check=False)
    assert done.returncode == 3


def test_a_missing_harfbuzz_is_a_missing_library(tmp_path):
    (tmp_path / "weasyprint" / "text").mkdir(parents=True)
    (tmp_path / "weasyprint" / "__init__.py").write_bytes(b"")
    (tmp_path / "weasyprint" / "text" / "__init__.py").write_bytes(b"")
    (tmp_path / "weasyprint" / "text" / "ffi.py").write_text("harfbuzz_subset = None", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
    code += "from dangjian_std.renderers.pdf import worker; sys.exit(worker.main())"
    command = [sys.executable, "-c", code, str(os.getpid()), "600"]
    done = subprocess.run(command, input=b"{}", capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (3, b"harfbuzz-subset is missing")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_the_worker_does_not_outlive_its_parent(tmp_path):
    note = tmp_path / "pid"
    sleeper = (
        "import os, sys, time\nfrom dangjian_std.renderers.pdf import worker\n"
        "worker.take_limits(*map(int, sys.argv[1:]))\n"
        f"open({str(note)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"
    )
    code = (
        "import sys\nfrom dangjian_std.renderers import pdf\n"
        "from dangjian_std.renderers.pdf import forks, processes\n"
        f"forks.SERVER, processes.WORKER_COMMAND = None, (sys.executable, '-c', {sleeper!r})\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code + "pdf.run({})"], env={**os.environ, "TMPDIR": str(tmp_path)}
    ) as parent:
        for _ in range(500):
            if note.exists() and note.read_text():
                break
            time.sleep(0.02)
        parent.kill()
    assert workers.gone(int(note.read_text()))


def test_parts_say_nothing_about_pages():
    for part in sample().parts:
        assert not re.search(r"@page|counter\(|left:|right:|Ⅰ", html_blocks.part_html(part))
    look = (Path(html_blocks.shipped("templates")) / "book.css").read_text(encoding="utf-8")
    assert not re.search(r"@page|counter\(|target-counter|string-set|:left|:right|recto", look)


def test_a_running_head_cannot_leave_its_string():
    part = dataclasses.replace(sample().parts[3], head='a" } @import "x"; \\')
    document = dataclasses.replace(sample(), parts=(part,))
    assert "@import" not in page_rules.stylesheet(page_rules.of(document)).replace("\\000040import", "")


def test_glyphs_that_no_face_has_are_named():
    assert renderers.missing_glyphs(sample()) == set()
    assert renderers.missing_glyphs(one_page("党𠮷😀")) == {"😀", "𠮷"}


def test_identity_is_stable_and_formats_are_known():
    assert re.fullmatch("[0-9a-f]{64}", renderers.identity("pdf"))
    with pytest.raises(DstdError, match="不认识格式"):
        renderers.render(sample(), "odt")


def test_a_sheet_keeps_to_its_page(printed):
    for number in (10, 11):
        assert printed[number].body[-1].y < 30 * MM + 40
    assert text(printed[11].body).endswith("R401　第1版")
