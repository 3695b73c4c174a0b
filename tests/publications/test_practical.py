"""实用本: what rests on the basis is said in words, which say what the data says; few marks; times stand alone."""

from __future__ import annotations

import dataclasses
import re

import pytest

from dangjian_std import publications
from dangjian_std.composition.clauses import all_clauses
from dangjian_std.composition.marks import LOCAL_MARK, NOTHING_MARK, UNREAD_MARK
from dangjian_std.composition.request import Request
from dangjian_std.composition.role_duties import duties_by_person
from dangjian_std.composition.short_names import article_keys, left
from dangjian_std.composition.states import extent
from dangjian_std.document.blocks import Contents, Items, Paragraph, Row, Table
from dangjian_std.document.document import Folio
from dangjian_std.document.inline import Blank
from dangjian_std.domain.step_places import overlap
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CriterionKind, Medium, Organ, StandardType, Status
from dangjian_std.publications import checklists, checks
from dangjian_std.publications.posts import cards, guide
from dangjian_std.renderers.layout import plain_text

WORDS = {
    "who": "谁来做",
    "with": "参加",
    "what": "做什么",
    "bounds": "界限",
    "when": "何时",
    "opens": "填表",
    "record": "记录",
    "papers": "发文",
}
SAID = re.compile("（(除|只限)(.+)）$")
MOST = 500
"""Marks in the whole book."""
STEP = 5
"""Cells of a step."""
BODY, LARGE, PADDING = 165 / 25.4 * 72, 12, 2
"""Width of the body of a page, type of a table of 大字, room beside it in a tight one, in points."""
CODE, FIGURE = 33, 6.5
"""Width of the widest code and of a figure in that type."""


@pytest.fixture(scope="module")
def unit(catalog):
    return publications.publications()["practical"].standards_of(Unit.of(catalog))


@pytest.fixture(scope="module")
def book(unit):
    ((document, _),) = publications.publications()["practical"].compose(unit, Request())
    return document


def rows(book):
    tables = (block for part in book.parts for block in part.blocks if isinstance(block, Table))
    return [row for table in tables for row in table.rows if isinstance(row, Row)]


def part_words(places):
    """The parts of a time that are the unit's own, in the order of the data."""
    words = {"when.months": "月份", "when.modal": "‘应’", "when.per": "逐人"}
    days = {"when.within_workdays": "天数", "when.at_least_days": "天数"}
    return "和".join(dict.fromkeys((words | days).get(place, "日期") for place in places))


def ours(step):
    """Words of the places of a step that are the unit's own, and of those that are not, from the data."""
    places = [key for key in WORDS if getattr(step, {"with": "with_"}.get(key, key))]
    items = len(step.how) + bool(step.bounds) + bool(step.outcomes)
    numbers = {"bounds": len(step.how) + 1, "outcomes": items}
    found = {f"how.{index}": str(index) for index, _ in enumerate(step.how, 1)}
    found |= {key: WORDS[key] for key in places}
    found |= {key: str(number) for key, number in numbers.items() if getattr(step, key)}
    if items == 1:
        found["how.1"] = "怎么做"
    own, others = set(), set()
    for key, word in found.items():
        local = [each for each in step.local if overlap(each, key)]
        inside = bool(local) and all(each.startswith(f"{key}.") for each in local)
        if local:
            own.add(f"{word}的{part_words(local)}" if inside else word)
        if not local or inside:
            others.add(f"{word}的{'次数' if isinstance(step.when, Every) else '先后'}" if inside else word)
    return own, others


def test_what_is_said_of_a_basis_is_what_the_data_says(unit):
    counted = 0
    for standard in unit.catalog.standards.values():
        for step in standard.steps:
            own, others = ours(step)
            said = SAID.search(extent(step)) if step.basis else None
            if said:
                words = set(said[2].split("、"))
                assert words == (own if said[1] == "除" else others), (standard.code, step.id)
                counted += 1
            elif step.basis and not extent(step):
                assert not own, (standard.code, step.id)
    assert counted > 20


@pytest.mark.parametrize(
    ("how", "bounded", "local", "said"),
    [
        (("甲。",), False, ("how.1",), "（除怎么做）"),
        (("甲。", "乙。"), False, ("how.2",), "（除2）"),
        (("甲。",), True, ("how.1",), "（除1）"),
        (("甲。",), True, ("bounds",), "（除2）"),
        ((), True, ("bounds",), "（除界限）"),
    ],
)
def test_a_lone_item_has_no_number(unit, how, bounded, local, said):
    bounds = next(each.bounds for book in unit.catalog.standards.values() for each in book.steps if each.bounds)
    step = next(each for book in unit.catalog.standards.values() for each in book.steps if not each.outcomes)
    step = dataclasses.replace(step, how=how, bounds=bounds if bounded else None, local=local)
    assert extent(step) == said


def test_each_step_says_what_it_rests_on(unit, book):
    steps = (row for row in rows(book) if len(row.cells) == STEP)
    printed = {row.cells[0].anchor: plain_text.cell(row.cells[3]) for row in steps}
    for clauses in all_clauses(unit.catalog):
        for step in clauses.standard.steps:
            text = printed[clauses.anchor(step.id)]
            assert ("\n据：" in f"\n{text}") == bool(step.basis)
            assert article_keys(step.basis) in text


def test_what_is_not_read_is_marked_and_marks_are_few(unit, book):
    texts = [plain_text.cell(each) for row in rows(book) for each in row.cells]
    marks = sum(text.count(mark) for text in texts for mark in (LOCAL_MARK, UNREAD_MARK))
    unread = sum(bool(step.unread) for each in unit.catalog.standards.values() for step in each.steps)
    assert sum(UNREAD_MARK in text for text in texts) >= unread
    assert marks <= MOST


def test_a_time_is_read_without_looking_up_a_clause(book):
    last = [plain_text.line(row.cells[4].lines[0]) for row in rows(book) if len(row.cells) == STEP]
    assert not [text for text in last if re.search(r"[0-9]\.[0-9]+\.[0-9]+(后|前|都)", text)]


def test_a_criterion_stands_beside_the_step_that_it_checks(unit, book):
    looked = [
        plain_text.line(line)
        for row in rows(book)
        for each in row.cells
        for line in each.lines
        if plain_text.line(line).startswith("查") and "怎么查：" in plain_text.line(line)
    ]
    general = [row for row in rows(book) if plain_text.cell(row.cells[0]) in {"查", "成效"}]
    criteria = [each for standard in unit.catalog.standards.values() for each in standard.criteria]
    assert len(looked) + len(general) == len(criteria)
    assert looked
    effects = sum(each.kind is CriterionKind.EFFECT for each in criteria)
    beside = sum(text.startswith("查（成效）：") for text in looked)
    assert beside + sum(plain_text.cell(row.cells[0]) == "成效" for row in general) == effects > 0


def test_a_criterion_that_no_step_answers_alone_stands_apart(unit, book):
    """What many steps write in one form is not put beside the first of them."""
    steps = {row.cells[0].anchor: plain_text.cell(row.cells[3]) for row in rows(book) if len(row.cells) == STEP}
    for code, step, said in (
        ("DJ301", "receive", "公示不少于5个工作日"),
        ("DJ304", "open-sheet", "全额上缴"),
    ):
        criteria = unit.catalog.standards[code].criteria
        assert any(said in each.statement for each in criteria)
        assert said not in steps[f"{code}.{step}"]


def test_terms_trial_and_tracing_are_printed(unit, book):
    texts = "\n".join(plain_text.cell(each) for row in rows(book) for each in row.cells)
    paragraphs = {
        part.id: [plain_text.line(block.text) for block in part.blocks if isinstance(block, Paragraph)]
        for part in book.parts
    }
    for code, standard in unit.catalog.standards.items():
        assert all(term.definition in texts for term in standard.terms)
        said = any(text.startswith("试行：") for text in paragraphs[f"part-{code}"])
        assert said == (standard.status is Status.TRIAL)
    traced = [row for row in rows(book) if plain_text.cell(row.cells[1]).startswith("办理过程由各步填的表追溯")]
    wanted = [
        each
        for each in unit.catalog.standards.values()
        if each.type is StandardType.CODE_OF_PRACTICE and each.requirements
    ]
    assert len(traced) == len(wanted) > 0


def test_a_chapter_that_a_standard_names_is_found_on_its_pages(unit, book):
    pages = {part.id: [each for each in part.blocks if isinstance(each, Table)] for part in book.parts}
    named = 0
    for code in unit.catalog.standards:
        tables = pages[f"part-{code}"]
        texts = (plain_text.cell(each) for table in tables for row in table.rows for each in cells(row))
        for chapter in {found for text in texts for found in re.findall("第[0-9]章", text)}:
            assert any(chapter in table.label for table in tables), (code, chapter)
            named += 1
    assert named


def cells(row):
    return row.cells if isinstance(row, Row) else ()


def test_who_acts_for_whom_is_said_for_every_organ(unit, book):
    (preface,) = (part for part in book.parts if part.id == "part-preface")
    texts = "".join(
        plain_text.line(line) for block in preface.blocks if isinstance(block, Items) for line in block.items
    )
    for role in unit.catalog.roles.values():
        if role.needs and role.absent and role.absent.acts:
            assert f"不设{role.needs}的" in texts
            assert f"的事由{role.absent.acts}办" in texts


def test_a_book_of_one_unit_says_of_what_it_does_not_do_only_why(catalog):
    """The set as it is issued is for units of every shape: it prints the whole step."""
    for profile, bare in (("小支部", True), (None, False)):
        unit = publications.publications()["practical"].standards_of(Unit.of(catalog, profile))
        ((document, _),) = publications.publications()["practical"].compose(unit, Request())
        printed = {row.cells[0].anchor: row.cells for row in rows(document) if len(row.cells) == STEP}
        excused = 0
        for clauses in all_clauses(unit.catalog):
            for step in clauses.standard.steps:
                if excuse := unit.excuse(clauses.code, step):
                    how, last = map(plain_text.cell, printed[clauses.anchor(step.id)][3:])
                    assert f"本单位不办这一步：{excuse}。" in how
                    assert (last == "—", not any(text in how for text in step.how)) == (bare, bare), step.id
                    excused += 1
        assert excused or not bare
        (preface,) = (part for part in document.parts if part.id == "part-preface")
        texts = [plain_text.line(each.text) for each in preface.blocks if isinstance(each, Paragraph)]
        assert any(text.startswith("本单位不办的步骤，") for text in texts) == bare


def test_a_unit_is_told_who_acts_only_for_those_who_have_something_to_do(catalog):
    unit = publications.publications()["practical"].standards_of(Unit.of(catalog, "小支部"))
    ((document, _),) = publications.publications()["practical"].compose(unit, Request())
    (preface,) = (part for part in document.parts if part.id == "part-preface")
    said = [plain_text.line(line) for block in preface.blocks if isinstance(block, Items) for line in block.items]
    lines = [line for line in said if line.startswith("不设")]
    steps = [
        step
        for clauses in all_clauses(unit.catalog)
        for step in clauses.standard.steps
        if not unit.excuse(clauses.code, step)
    ]
    busy = {role for step in steps for role in (step.who, *step.with_)}
    told = 0
    for role in unit.catalog.roles.values():
        if role.needs and role.absent and role.absent.acts and not unit.has(role.needs):
            named = any(role.id in re.split("[，、]", line.partition("的事由")[0]) for line in lines)
            assert named == (role.id in busy), role.id
            told += named
    assert told


def listed(book, anchor):
    """Rows of a table at the end, two abreast or one: the cell of the code, and that of the page."""
    tables = (block for part in book.parts for block in part.blocks if isinstance(block, Table))
    (table,) = (each for each in tables if each.anchor == anchor)
    heads = [column.head for column in table.columns]
    for row in table.rows:
        for at in (at for at, head in enumerate(heads) if head == "编号"):
            if code := plain_text.cell(row.cells[at]):
                yield code, row.cells[heads.index("页", at)].lines[0][0]


@pytest.mark.parametrize("large", [False, True])
def test_the_pages_are_those_of_the_volumes_that_are_made(catalog, large):
    """For a unit of every shape: the very books, and every form and paper of them has its page."""
    request = Request(large=large)
    for whole in Unit.all(catalog):
        documents = {
            document.title: document
            for name in ("records", "papers")
            for path, document, form in publications.compose(whole, name, request)
            if path.endswith(("/记录表汇编.pdf", "/文书汇编.pdf", "汇编（大字）.pdf"))
        }
        ((_, book, _),) = publications.compose(whole, "practical", request)
        assert [(each.parts, each.large) for each in book.volumes] == [
            (documents[title].parts, large) for title in ("记录表汇编", "文书汇编")
        ]
        contents = [part.blocks[0] for each in book.volumes for part in each.parts if part.id == "part-list"]
        targets = {entry.text.partition("　")[0]: entry.target for each in contents for entry in each.entries}
        pages = dict((*listed(book, "forms-table"), *listed(book, "papers-table")))
        assert {code: each.target for code, each in pages.items()} == {
            code: target for code, target in targets.items() if code in pages
        }
        assert len(pages) > 30


def test_what_no_volume_holds_has_no_page(catalog):
    """Where no form is drawn there is no volume of them, and no table of those that are only named."""
    named = {code: dataclasses.replace(each, medium=Medium.SYSTEM) for code, each in catalog.records.items()}
    changed = dataclasses.replace(catalog, records=named)
    ((_, book, _),) = publications.compose(Unit.of(changed), "practical", Request())
    assert [each.title for each in book.volumes] == ["文书汇编"]
    assert {page for _, page in listed(book, "forms-table")} == {NOTHING_MARK}
    assert NOTHING_MARK not in {page for _, page in listed(book, "papers-table")}


def test_what_superiors_set_is_listed_though_the_unit_says_more(unit, book):
    (table,) = (
        block
        for part in book.parts
        for block in part.blocks
        if isinstance(block, Table) and block.anchor == "overview-limits"
    )
    listed = {plain_text.cell(row.cells[4]): plain_text.cell(row.cells[0]) for row in table.rows}
    meeting = next(text for where, text in listed.items() if "DJ201" in where and "每季度" in text)
    assert meeting.endswith(LOCAL_MARK)


def test_what_comes_more_often_stands_first_in_the_overview(book):
    (table,) = (
        block
        for part in book.parts
        for block in part.blocks
        if isinstance(block, Table) and block.anchor == "overview-meetings"
    )
    often = ("每月", "每季度", "每年")
    said = [plain_text.cell(row.cells[1]) for row in table.rows]
    ranks = [next(rank for rank, words in enumerate(often) if words in each) for each in said]
    assert (ranks, {*ranks}) == (sorted(ranks), {0, 1, 2})


def test_short_keys_name_a_regulation_once():
    class Cited:
        def __init__(self, regulation, article):
            self.regulation, self.article = regulation, article

    cited = (Cited("甲条例", "第六条第一款"), Cited("乙规定", "第三条"), Cited("甲条例", "第七条"))
    assert article_keys(cited) == "甲条例六第一款、七，乙规定三"


def test_a_unit_without_an_organ_is_told_what_it_fills(catalog):
    record = dataclasses.replace(catalog.records["R201"], code="R204", needs=Organ.COMMITTEE, instead="R201")
    standard = catalog.standards["DJ401"]
    step = dataclasses.replace(standard.stages[0].steps[0], opens=None, record="R204")
    stage = dataclasses.replace(standard.stages[0], steps=(step, *standard.stages[0].steps[1:]))
    changed = dataclasses.replace(
        catalog,
        records={**catalog.records, "R204": record},
        standards={
            **catalog.standards,
            "DJ401": dataclasses.replace(standard, stages=(stage, *standard.stages[1:])),
        },
    )
    for profile, form, said in (("总支", "R204", False), ("小支部", "R201", True)):
        unit = Unit.of(changed, profile)
        assert list(left(unit, step)) == [("record", f"记{form}")]
        ((document, _),) = publications.publications()["practical"].compose(unit, Request())
        preface = next(part for part in document.parts if part.id == "part-preface")
        texts = [plain_text.line(each.text) for each in preface.blocks if isinstance(each, Paragraph)]
        assert ("本单位不设支委会，文中写着R204的，本单位记在R201。" in texts) is said
        listed = {plain_text.cell(row.cells[0]) for row in rows(document)}
        assert "R204" not in listed


@pytest.mark.parametrize(
    ("articles", "said"),
    [
        (("第六条第一款、第二款", "第六条第二款、第三款", "第七条"), "六第一款、第二款、第三款、七"),
        (("第十八条第一款、第三款", "第十八条第二款"), "十八第一款、第二款、第三款"),
        (("第三十一条第二款", "第三十二条", "第三十一条"), "三十一、三十二"),
        (("第九条至第十五条", "第二十条（四）"), "九至十五、二十（四）"),
        (
            ("第十四条（党员大会、支委会会议）", "第十四条（党小组会）"),
            "十四（党员大会、支委会会议）、（党小组会）",
        ),
        (("三（改进方式方法）", "一（1）"), "三（改进方式方法）、一（1）"),
    ],
)
def test_an_article_is_named_once(articles, said):
    class Cited:
        def __init__(self, article):
            self.regulation, self.article = "甲", article

    assert article_keys(map(Cited, articles)) == f"甲{said}"


def test_papers_are_listed_two_in_a_row_and_say_how_they_are_filed(unit, book):
    forms, papers = (
        next(block for part in book.parts for block in part.blocks if getattr(block, "anchor", "") == anchor)
        for anchor in ("forms-table", "papers-table")
    )
    listed = [plain_text.cell(row.cells[at]) for row in papers.rows for at in (0, 4)]
    codes = sorted(unit.catalog.papers)
    assert listed == codes + [""] * (len(codes) % 2)
    assert [column.head for column in papers.columns] == ["编号", "名称", "页", "用于"] * 2
    assert plain_text.line(papers.notes[-1]).startswith("文书同它所办的事一并归档，")
    assert [plain_text.cell(row.cells[0]) for row in forms.rows] == sorted(unit.forms)


def test_an_article_and_the_code_of_a_form_stand_in_one_line_in_large_type(book):
    """No line breaks within W204 or a number, nor before the comma of two paragraphs of an article."""
    basis, forms, papers = (
        next(block for part in book.parts for block in part.blocks if getattr(block, "anchor", "") == anchor)
        for anchor in ("basis-table", "forms-table", "papers-table")
    )
    wanted = len("第二十条第二款、") * LARGE + 2 * PADDING
    assert basis.columns[0].width / 100 * BODY >= wanted
    for table in (forms, papers):
        widths = {column.head: column.width / 100 * BODY for column in table.columns}
        assert widths["编号"] >= CODE + 2 * PADDING
        assert widths["页"] >= len("100") * FIGURE + 2 * PADDING


def test_page_one_is_a_right_hand_page_and_no_other_is_forced(book):
    assert [part.id for part in book.parts if part.recto] == ["part-cover", "part-overviews"]
    first = next(part for part in book.parts if part.folio is Folio.ARABIC)
    assert first.id == "part-overviews"


def test_the_running_head_names_the_standard_and_the_contents_list_it_by_code(unit, book):
    heads = {part.id: part.head for part in book.parts}
    (contents,) = (block for part in book.parts for block in part.blocks if isinstance(block, Contents))
    listed = {entry.text for entry in contents.entries}
    for code, standard in unit.catalog.standards.items():
        assert heads[f"part-{code}"] == f"{code}　{standard.short_title}"
        assert f"{code}　{standard.title}" in listed


def test_no_table_is_wider_than_the_page(book):
    tables = [block for part in book.parts for block in part.blocks if isinstance(block, Table)]
    widths = [sum(column.width or 0 for column in table.columns) for table in tables]
    assert max(widths) == 100


def test_where_one_person_does_nearly_all_the_overview_says_in_which_standards(catalog):
    unit = publications.publications()["practical"].standards_of(Unit.of(catalog, "小支部"))
    ((document, _),) = publications.publications()["practical"].compose(unit, Request())
    tables = (block for part in document.parts for block in part.blocks if isinstance(block, Table))
    found = next(each for each in tables if each.anchor == "overview-roles")
    own = duties_by_person(unit, all_clauses(unit.catalog))["支部书记"]
    counts = [
        int(said[:-1]) for row in found.rows for each in row.cells[1:] if (said := plain_text.cell(each)) != "—"
    ]
    assert sum(counts) == len(own)
    assert f"支部书记在哪几项标准里办几件（一共{len(own)}件）" == found.title
    assert [plain_text.cell(row.cells[0])[:5] for row in found.rows] == sorted({book.code for book, _ in own})


@pytest.mark.parametrize("profile", ["", "小支部"])
def test_the_letters_that_are_listed_are_those_that_some_step_of_the_unit_sends(catalog, profile):
    unit = publications.publications()["practical"].standards_of(Unit.of(catalog, profile))
    ((document, _),) = publications.publications()["practical"].compose(unit, Request())
    tables = (block for part in document.parts for block in part.blocks if isinstance(block, Table))
    listed = next(each for each in tables if each.anchor == "papers-table")
    half = len(listed.columns) // 2
    codes = [plain_text.cell(row.cells[at]) for row in listed.rows for at in (0, half)]
    done = [step for code, each in unit.catalog.standards.items() for step in each.steps if unit.does(code, step)]
    assert [code for code in codes if code] == sorted({code for step in done for code in step.papers})


@pytest.mark.parametrize(("profile", "said"), [("小支部", "不少于半数是3名，超过半数是3名"), ("", "")])
def test_a_branch_reads_how_many_of_its_own_it_takes(catalog, profile, said):
    """The set as it is issued is for branches of every size."""
    unit = publications.publications()["practical"].standards_of(Unit.of(catalog, profile))
    ((document, _),) = publications.publications()["practical"].compose(unit, Request())
    texts = [
        plain_text.line(each.text)
        for part in document.parts
        for each in part.blocks
        if isinstance(each, Paragraph)
    ]
    found = [text for text in texts if "都应到的" in text]
    assert [f"本支部{unit.profile.counts.members}名党员" in text and said in text for text in found] == [
        True
    ] * bool(said)


def test_a_standard_says_which_version_it_is_and_every_part_what_it_is(unit, book):
    texts = [
        plain_text.line(block.text) for part in book.parts for block in part.blocks if isinstance(block, Paragraph)
    ]
    for standard in unit.catalog.standards.values():
        assert f"用在哪里：{standard.scope.applies_to}。（第{standard.version}版）" in texts
    heads = {part.title: part.head for part in book.parts}
    assert (heads["一览表"], heads["依据和用表"]) == ("一览表", "依据和用表")


def test_the_preface_names_what_else_is_handed_out(unit, book):
    (found,) = (
        each
        for part in book.parts
        if part.id == "part-preface"
        for each in part.blocks[:4]
        if isinstance(each, Items)
    )
    said = "".join(map(plain_text.line, found.items))
    assert all(
        each in said
        for each in (guide.GUIDE_TITLE, checks.CHECKS_TITLE, cards.CARDS_TITLE, checklists.CHECKLISTS_TITLE)
    )


def test_the_preface_leaves_room_for_whom_requests_go_to(book):
    (preface,) = (part for part in book.parts if part.id == "part-preface")
    (found,) = (
        block for block in preface.blocks if isinstance(block, Paragraph) and "请示、报告报给" in block.text[0]
    )
    assert [each.label for each in found.text if isinstance(each, Blank)] == ["上级党组织", "上级党委"]


def test_a_form_from_above_is_used_and_one_of_our_own_filled(unit):
    steps = [step for standard in unit.catalog.standards.values() for step in standard.steps if step.opens]
    media = {step.opens: unit.catalog.records[step.opens].medium for step in steps}
    said = {code: dict(left(unit, step))["opens"] for step in steps if (code := step.opens)}
    assert {text[0] for code, text in said.items() if media[code] is Medium.ISSUED_ABOVE} == {"用"}
    assert {text[0] for code, text in said.items() if media[code] is Medium.SYSTEM} == {"系"}
    assert said["R201"] == "填R201"
