"""Forms filled in as Word documents: read by their labels as they were meant, or asked about."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from dangjian_std.assessment.filings import Filing
from dangjian_std.reading import filled_documents
from dangjian_std.reading.filled_forms import FilledFormError
from dangjian_std.reading.handed_forms import Forms
from support import taken

CASES = taken.told()["document-messes"]
WANTED = taken.told()["documents"]
TODAY = dt.date(2028, 1, 10)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MESSES: dict[str, Callable[[Paper], None]] = {}


class Paper:
    """A document of R201, filled in tidily."""

    def __init__(self) -> None:
        self.document = docx.Document(io.BytesIO(taken.blank("R201", "docx")))
        for name, value in WANTED["fields"].items():
            self.write(name, value)
        for table, rows in WANTED["rows"].items():
            for at, row in enumerate(rows, 1):
                for column, value in row.items():
                    self.write(f"{table}.{column}/{at}", value)

    def label(self, name: str) -> str:
        return taken.catalog().records["R201"].cells[name].label

    def row(self, name: str):
        """Return the row of `table.column/row`, and the cells of that row one by one."""
        place, _, at = name.partition("/")
        table = self.table(place.partition(".")[0])
        return table.rows[1 + int(at)]

    def table(self, name: str):
        return next(each for each in self.document.tables if each.cell(0, 0).text.startswith(self.label(name)))

    def cell(self, name: str):
        place, mark, _ = name.partition("/")
        if mark:
            heads = [cell.text for cell in self.table(place.partition(".")[0]).rows[1].cells]
            return self.row(name).cells[heads.index(self.label(place))]
        for table in self.document.tables:
            for row in table.rows:
                cells = list({id(cell._tc): cell for cell in row.cells}.values())
                for at, cell in enumerate(cells[:-1:2]):
                    if cell.text == self.label(name):
                        return cells[2 * at + 1]
        raise AssertionError(name)

    def write(self, name: str, value: object) -> None:
        """Write behind the hint, or tick boxes."""
        cell = self.cell(name)
        if isinstance(value, list):
            for paragraph in cell.paragraphs:
                text = paragraph.text
                for option in value:
                    text = text.replace(f"□{option}", f"☑{option}")
                if text != paragraph.text:
                    paragraph.text = text
        else:
            cell.paragraphs[-1].add_run(str(value))

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def take(self):
        (form,) = filled_documents.of_document("记录.docx", self.saved(), Forms(taken.catalog().records))
        return taken.take(form, taken.Hands(today=TODAY))


def mess(make):
    MESSES[make.__name__.replace("_", "-")] = make
    return make


@mess
def as_it_is(paper):
    pass


@mess
def hint_deleted(paper):
    for name in ("kinds", "group"):
        paper.cell(name).paragraphs[0].text = ""


@mess
def half_of_a_hint_left(paper):
    paper.cell("kinds").paragraphs[0].text = "合并召开的同时"
    paper.cell("points").paragraphs[0].text = "写做了什么"
    paper.cell("group").paragraphs[0].text = "党小组会"


@mess
def written_behind_the_hint(paper):
    cell = paper.cell("kinds")
    boxes = "".join(each.text for each in cell.paragraphs[1:])
    for each in cell.paragraphs[1:]:
        each.text = ""
    cell.paragraphs[0].add_run(boxes)


@mess
def row_added(paper):
    row = paper.row("absent.name/4")._tr
    row.addnext(parse_xml(row.xml))
    row.addnext(parse_xml(row.xml))


@mess
def empty_rows_deleted(paper):
    for at in (4, 3):
        row = paper.row(f"absent.name/{at}")._tr
        row.getparent().remove(row)


@mess
def label_in_the_roster(paper):
    """Who signs says what he is: it is no entry of that name."""
    row = paper.table("roster").rows[2]
    for cell in row.cells[1:]:
        cell.paragraphs[0].text = paper.label("chair")


def options(paper, text):
    cell = paper.cell("kinds")
    for each in cell.paragraphs[1:]:
        each.text = ""
    cell.paragraphs[-1].text = text


@mess
def ticked_beside_the_box(paper):
    options(paper, "□√主题党日 □党员大会 □支委会会议 □党小组会 √□党课 □其他")


@mess
def ticked_without_boxes(paper):
    options(paper, "主题党日、党课")


@mess
def options_crossed_out(paper):
    options(paper, "×主题党日 □党员大会 □支委会会议 □党小组会 ×党课 □其他")


@mess
def tick_behind_the_word(paper):
    options(paper, "主题党日√ 党员大会 支委会会议 党课√")


@mess
def two_results(paper):
    paper.cell("votes.result/1").paragraphs[0].text = "通过、没有通过"


@mess
def tick_of_a_symbol_font(paper):
    paragraph = paper.cell("votes.passed/1").paragraphs[0]
    paragraph.text = ""
    paragraph._p.append(parse_xml(f'<w:r {W}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'))


@mess
def cells_merged_down(paper):
    paper.cell("absent.told-on/1").merge(paper.cell("absent.told-on/2"))


@mess
def cells_merged_across(paper):
    paper.cell("absent.told-on/1").merge(paper.cell("absent.teller/1"))


@mess
def with_revisions(paper):
    paragraph = paper.cell("held-on").paragraphs[0]
    paragraph.text = ""
    run = f'<w:ins {W} w:id="9" w:author="a"><w:r><w:t>2027年12月28日</w:t></w:r></w:ins>'
    paragraph._p.append(parse_xml(run))


@mess
def struck_through(paper):
    paper.cell("absent.told-on/2").paragraphs[0].runs[0].font.strike = True


def told(paper):
    return paper.cell("absent.told-on/1").paragraphs[0]


def row_in_revision(paper, mark):
    row = paper.row("absent.told-on/1")._tr.get_or_add_trPr()
    row.append(parse_xml(f'<w:{mark} {W} w:id="3" w:author="a"/>'))


@mess
def row_deleted_in_revision(paper):
    row_in_revision(paper, "del")


@mess
def row_inserted_in_revision(paper):
    row_in_revision(paper, "ins")


def wrapped(paper, mark):
    run = told(paper).runs[0]._r
    around = parse_xml(f'<w:{mark} {W} w:id="4" w:author="a"/>')
    run.getparent().replace(run, around)
    around.append(run)


@mess
def moved_in_revision(paper):
    wrapped(paper, "moveTo")


@mess
def smart_tag(paper):
    wrapped(paper, "smartTag")


@mess
def footnote(paper):
    told(paper)._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))


@mess
def comment(paper):
    told(paper)._p.append(parse_xml(f'<w:r {W}><w:commentReference w:id="0"/></w:r>'))


@mess
def struck_through_by_a_style(paper):
    style = paper.document.styles.add_style("划去", WD_STYLE_TYPE.CHARACTER)
    style.font.strike = True
    told(paper).runs[0].style = style


@mess
def hidden_by_a_style_of_a_style(paper):
    hidden, style = (paper.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in "甲乙")
    hidden.font.hidden, style.base_style = True, hidden
    told(paper).style = style


@mess
def row_in_a_control(paper):
    row = paper.row("absent.told-on/1")._tr
    control = parse_xml(f"<w:sdt {W}><w:sdtPr/><w:sdtContent/></w:sdt>")
    row.getparent().replace(row, control)
    control[1].append(row)


@mess
def picture_in_a_cell(paper):
    paper.cell("absent.told-on/2").paragraphs[0]._p.append(parse_xml(f"<w:r {W}><w:pict/></w:r>"))


def label_cell(paper, name):
    for table in paper.document.tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.text == paper.label(name):
                    return cell
    raise AssertionError(name)


@mess
def label_deleted(paper):
    label_cell(paper, "held-on").paragraphs[0].text = ""


@mess
def label_twice(paper):
    label_cell(paper, "place").paragraphs[0].text = "日期"


@mess
def head_retyped(paper):
    label_cell(paper, "absent.told-on").paragraphs[0].text = "转告时间"


@mess
def foot_deleted(paper):
    for section in paper.document.sections:
        for foot in (section.footer, section.even_page_footer, section.first_page_footer):
            for each in foot.paragraphs:
                each.text = ""


@mess
def time_in_words(paper):
    paper.cell("time").paragraphs[0].text = "下午"


@mess
def number_with_a_word(paper):
    paper.cell("present").paragraphs[0].text = "11人"


@mess
def group_of_no_list(paper):
    paper.write("group", "第一党小组")


@mess
def older_version(paper):
    say_version(paper, "0.9.0")


def say_version(paper, version):
    for section in paper.document.sections:
        for foot in (section.footer, section.even_page_footer):
            for each in foot.paragraphs:
                for run in each.runs:
                    run.text = run.text.replace("第1.1.0版", f"第{version}版")


@mess
def older_patch(paper):
    say_version(paper, "1.1.9")


@mess
def older_patch_with_another_hint(paper):
    say_version(paper, "1.1.9")
    paper.cell("points").paragraphs[0].runs[0].text = "以前是这样提示的"


@mess
def no_form_at_all(paper):
    paper.document = docx.Document()
    paper.document.add_table(2, 2)


def test_every_case_is_made():
    assert {each["name"] for each in CASES} == set(MESSES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_document_is_read_as_it_was_meant_or_asked_about(case):
    paper = Paper()
    MESSES[case["name"]](paper)
    if case["expect"] == "refused":
        with pytest.raises(FilledFormError) as raised:
            paper.take()
        assert all(word in str(raised.value) for word in case["words"]), str(raised.value)
        return
    found = paper.take()
    if case["expect"] == "same":
        assert isinstance(found, Filing), found
        assert taken.simple(found) == WANTED["facts"]
        assert found.key == WANTED["key"]
        return
    assert isinstance(found, tuple), found
    assert found[0].name == case["at"]
    text = found[0].message + found[0].help
    assert all(word in text for word in case["words"]), text
