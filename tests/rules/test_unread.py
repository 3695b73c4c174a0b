"""◇: what a superior text rules in an article that nobody has read is neither cited nor called our own."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from dangjian_std.composition import citations
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Band, Paragraph, Row, Table
from dangjian_std.domain.step_places import overlap
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.handbook import chapters, front_matter, procedure
from dangjian_std.publications.reports import lists
from dangjian_std.reading import load, project
from dangjian_std.renderers.layout import plain_text
from dangjian_std.scaffold import new_files
from support.projects import findings

LOCAL = "        local: [step]\n      - id: hold"
"""Of the step count, which has no basis: who, what, when and two items of 怎么做."""
UNREAD = """\
        local: [who, what, how.2, when]
        unread:
          - {regulation: 支部条例, places: [how.1]}
"""
REQUIREMENT = "    proof: 查看 R201 的主题栏和内容要点栏。\n    local: true\n"


@pytest.fixture
def marked(edit):
    """The small set, in which one item of a step and one requirement rest on an article not read."""
    edit("DJ401", LOCAL, f"{UNREAD}      - id: hold")
    return edit("DJ401", REQUIREMENT, REQUIREMENT.replace("local: true", "unread: [减负若干规定]"))


def catalog(root):
    loaded = load.load(project.sources(root))
    assert loaded.catalog is not None
    return loaded.catalog


def texts(blocks):
    return ["".join(map(plain_text.line, [block.text])) for block in blocks if isinstance(block, Paragraph)]


def table(blocks):
    return next(block for block in blocks if isinstance(block, Table))


def found(root):
    return [(each.code, each.message) for each in findings(root)]


def test_it_is_a_source_and_the_set_is_sound(marked):
    assert not found(marked)


def test_the_marks_stand_where_the_places_are(marked):
    book = Clauses(catalog(marked), catalog(marked).standards["DJ401"])
    steps = table(procedure.chapter(Unit.of(book.catalog), book))
    row = next(
        row for row in steps.rows if isinstance(row, Row) and "清点到会人数" in plain_text.cell(row.cells[2])
    )
    _, who, what, how, when = (list(map(plain_text.line, cell.lines)) for cell in row.cells)
    assert [line[-1] for line in how[:2]] == ["◇", "。"]
    assert not any("◇" in line for line in (*who, *what, *when))
    notes = [plain_text.line(note) for note in steps.notes]
    assert notes[-1].startswith("标有◇的，上位规定有要求，本套还没有读到条文，以原文为准：《")
    assert notes[-1].endswith("》。没有读过原文的，不应改动。")
    assert "支部工作条例" in notes[-1]
    assert "形式主义" in notes[-1]


def test_a_requirement_carries_it(marked):
    whole = catalog(marked)
    (body, *_) = chapters.parts(Unit.of(whole), whole.standards["DJ401"])
    (said,) = (text for text in texts(body.blocks) if "应有一个主题" in text)
    assert "至少1项。◇\u3000证实方法：" in said


def test_chapter_4_names_the_regulation_and_who_rests_on_it(marked):
    book = Clauses(catalog(marked), catalog(marked).standards["DJ401"])
    rows = table(citations.chapter(book)).rows
    lines = [[plain_text.cell(cell) for cell in row.cells] for row in rows if isinstance(row, Row)]
    assert [line for line in lines if line[0] == citations.NO_ARTICLE_NUMBER] == [
        [citations.NO_ARTICLE_NUMBER, citations.NOT_READ, "6.2.1", citations.UNREAD_WORD],
        [citations.NO_ARTICLE_NUMBER, citations.NOT_READ, "7.2", citations.UNREAD_WORD],
    ]
    assert all(isinstance(after, Row) for row, after in itertools.pairwise(rows) if isinstance(row, Band))


def test_the_preface_explains_it_where_it_is_printed(marked, copy):
    assert "◇" in "".join(texts(front_matter.preface(Unit.of(catalog(marked))).blocks))
    small = catalog(copy)
    plainly = dataclasses.replace(small.standards["DJ401"], stages=(), requirements=())
    assert "◇" not in "".join(
        texts(front_matter.preface(Unit.of(dataclasses.replace(small, standards={"DJ401": plainly}))).blocks)
    )


def test_the_report_lists_what_is_to_be_read(marked):
    blocks = lists.compose("basis", Unit.all(catalog(marked))).parts[0].blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    rows = [[plain_text.cell(cell) for cell in row.cells] for row in tables[6].rows if isinstance(row, Row)]
    assert rows == [
        ["支部条例", "DJ401", "6.2.1", "请到会党员本人在签到栏签名。"],
        [
            "减负若干规定",
            "DJ401",
            "7.2",
            "每次主题党日应有一个主题，内容应包括集中学习、组织生活、民主议事、志愿服务中的至少1项。",
        ],
    ]
    said = [[plain_text.cell(cell) for cell in row.cells] for row in tables[1].rows if isinstance(row, Row)]
    assert next(row[-1] for row in said if row[1] == "6.2.1") == (
        "◇支部条例有要求，没有读到条文\n▲部分内容由本单位规定"
    )


def test_every_place_of_a_step_without_a_basis_has_a_source(marked, edit):
    edit("DJ401", "local: [who, what, how.2, when]", "local: [who, what, when]")
    assert found(marked) == [("DS304", "步骤“清点到会人数”没有写依据")]


@pytest.mark.parametrize(
    ("places", "message"),
    [
        ("how.9", "这一步里没有“how.9”"),
        ("how.2", "“how.2”写成了没有读到条文，“how.2”又写成了自己定的"),
        ("how", "“how”写成了没有读到条文，“how.2”又写成了自己定的"),
    ],
)
def test_a_place_that_is_not_there_or_has_two_sources(marked, edit, places, message):
    edit("DJ401", "places: [how.1]", f"places: [how.1, {places}]")
    assert found(marked) == [("DS204", message)]


def test_a_requirement_has_one_source(marked, edit):
    edit("DJ401", "    unread: [减负若干规定]", "    local: true\n    unread: [减负若干规定]")
    assert found(marked) == [("DS204", "这条要求又写成自己定的，又写成没有读到条文")]


def test_its_regulation_is_registered(marked, edit):
    edit("DJ401", "unread: [减负若干规定]", "unread: [减负规定]")
    assert [(each.code, each.place.span.path) for each in findings(marked)] == [
        ("DS103", "standards/4-党员活动/DJ401-支部主题党日规范.yaml")
    ]


def test_its_regulation_is_in_force(marked, edit):
    edit("支部条例", "status: 试行", "status: 已废止")
    (problem,) = findings(marked)
    cited = sum(1 for each in catalog(marked).standards["DJ401"].citations if each.regulation == "支部条例")
    assert problem.code == "DS301"
    assert len(problem.related) == cited + 1  # where it is registered, then each place but the first


def test_a_time_that_is_not_read_is_not_compared(copy, edit):
    edit(
        "DJ401", "when: {every: month, times: 1, day: 10, shift: next-workday}", "when: {every: quarter, times: 1}"
    )
    edit("DJ401", "local: [when.day, when.shift, how.3, opens]", "local: [how.3, opens]")
    assert "DS302" in {code for code, _ in found(copy)}
    edit(
        "DJ401",
        "        local: [how.3, opens]",
        "        local: [how.3, opens]\n        unread:\n          - {regulation: 支部条例, places: [when]}",
    )
    assert "DS302" not in {code for code, message in found(copy) if "每季度" in message and "应" not in message}


def test_what_is_added_to_a_place_that_has_a_source_is_not_called_our_own(marked, edit):
    edit("DJ401", "places: [how.1]", "places: [how.1, papers]")
    edit(
        "DJ401",
        "when: {before: hold, at_least_days: 0}\n",
        "when: {before: hold, at_least_days: 0}\n        papers: [W401]\n",
    )
    (path,) = (marked / "standards").rglob("DJ401*.yaml")
    step = next(each for each in catalog(marked).standards["DJ401"].steps if each.id == "count")
    text = path.read_text("utf-8")
    more = edit_module.use(text, step, "papers", "W402")
    assert "papers: [W401, W402]" in more
    assert more.count("local: [who, what, how.2, when]") == text.count("local: [who, what, how.2, when]")


edit_module = new_files
"""The room, under a name that no fixture hides."""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("when", "when.day", True),
        ("how.1", "how.1", True),
        ("how.1", "how.10", False),
        ("step", "who", True),
        ("who", "what", False),
    ],
)
def test_places_overlap(one, other, same):
    assert overlap(one, other) is overlap(other, one) is same
